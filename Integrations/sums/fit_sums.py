#!/usr/bin/env python3
"""Learns Dictionaries/Values/sum-weights.tsv: which numbers without a unit are sums of money.

    train-roles sums < gold.jsonl > evidence.jsonl
    fit_sums.py --letters gold.jsonl evidence.jsonl --messages gold.jsonl evidence.jsonl [--without checks.jsonl...] \\
      > sum-weights.tsv

A logistic regression over the numbers that nothing else took, and, with less weight, over sums that rules read rightly, as if
their unit were left out. Letters count twice as much as messages. Numbers inside marked requests are marked by nobody and
teach nothing; nor does a text that is also in a file of --without. The evidence is written with an empty sum-weights.tsv or the
one in use, which makes no difference. `--check N` tells what is found in N folds of documents, by thresholds. Needs NumPy and
SciPy.
"""
import argparse
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from logistic import fit_apart, write
from marked import folds, lines, overlap

HEADER = '''# title: how much each feature of a number without a unit speaks for its being a sum of money
# source: learned by Integrations/sums/fit_sums.py from marked letters of invented people and from marked real messages, 2026-11
# licence: Apache-2.0
# columns: feature, weight
'''
RARE = 2
PENALTY = 1.0
SMALLEST = 0.05
LETTERS_COUNT = 2.0
# A sum that rules read tells what stands around sums, but rules find it already.
READ_COUNTS = 0.07
# Every number has one: as in LikelySums.swift.
SIZES = [f'size {10 * form + tens}' for form in range(3) for tens in range(8)]


class Number:
    def __init__(self, document, features, is_sum, count):
        self.document = document
        self.is_read = features[:1] == ['read 1']
        self.features = features[self.is_read:]
        self.is_sum = is_sum
        self.count = count * (READ_COUNTS if self.is_read else 1)


def numbers(gold, evidence, count, without):
    for marked, told in zip(lines([gold]), lines([evidence]), strict=True):
        assert marked['id'] == told['id']
        if marked['text'] in without:
            continue
        places = {label: [(s['start'], s['end']) for s in marked['spans'] if s['label'] == label]
                  for label in ('amount', 'demand')}
        for span, features in zip(told['spans'], told['features']):
            if any(start <= span[0] and span[1] <= end for start, end in places['demand']):
                continue
            number = Number(marked['id'], features, any(overlap(span, sum) for sum in places['amount']), count)
            # What rules read wrongly is theirs.
            if number.is_sum or not number.is_read:
                yield number


def learn(numbers):
    weights, common = fit_apart([number.features for number in numbers], [number.is_sum for number in numbers], RARE,
                                PENALTY, strength=np.array([number.count for number in numbers]))
    # A size that nothing was learned from has what all sizes have in common.
    for size in SIZES:
        weights[size] = weights.get(size, 0.0) + common
    return weights


def check(numbers, count):
    odds = {}
    for held in folds((number.document for number in numbers), count):
        weights = learn([number for number in numbers if number.document not in held])
        for number in numbers:
            if number.document in held and not number.is_read:
                odds[number] = sum(weights.get(feature, 0.0) for feature in number.features)
    for name, kind in (('letters', LETTERS_COUNT), ('messages', 1.0)):
        asked = [number for number in odds if number.count == kind]
        print(name, len(asked), 'numbers,', sum(number.is_sum for number in asked), 'sums')
        for least in (-0.5, 0, 0.25, 0.5, 0.75, 1, 1.5, 2):
            taken = [number for number in asked if odds[number] >= least]
            right = sum(number.is_sum for number in taken)
            print(f'  from {least}: {right} rightly, {len(taken) - right} wrongly')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--letters', nargs=2, required=True)
    parser.add_argument('--messages', nargs=2, required=True)
    parser.add_argument('--without', nargs='*', default=[])
    parser.add_argument('--check', type=int)
    options = parser.parse_args()
    without = {line['text'] for line in lines(options.without)}
    table = [*numbers(*options.letters, LETTERS_COUNT, without), *numbers(*options.messages, 1.0, without)]
    if options.check:
        check(table, options.check)
        return
    sys.stdout.write(HEADER)
    write(learn(table), SMALLEST, digits=2)


if __name__ == '__main__':
    main()
