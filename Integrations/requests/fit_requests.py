#!/usr/bin/env python3
"""Learns Dictionaries/Requests/clause-weights.tsv from marked letters and messages.

    train-roles requests < gold.jsonl > evidence.jsonl
    fit_requests.py --gold gold.jsonl... --evidence evidence.jsonl... [--without checks.jsonl...] > clause-weights.tsv

Two logistic regressions: whether a clause is a request, and at which of its places the request begins. Evidence is
written with an empty clause-weights.tsv or the one in use, which makes no difference. A text that is also in a file of
--without teaches nothing, whoever marked it; of a text that stands in several files of --gold the first counts.
`--check N` tells how many requests are found in N folds instead, each of other hands. Needs NumPy and SciPy.
"""
import argparse
import pathlib
import re
import sys
from collections import Counter

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from logistic import Features, fit, minimum, write
from marked import folds, lines, overlap

HEADER = '''# title: how much each feature of a clause speaks for its being a request, and of a place for its beginning there
# source: learned by Integrations/requests/fit_requests.py from marked letters of invented people and from marked real
#   messages, 2026-11
# licence: Apache-2.0
# columns: feature, weight; features of places begin with start-
'''
RARE = 12
PENALTY = 5.0
# What weighs less is left out.
LEAST = 0.02
# The hands that marked demands alone read so many characters, and mark fewer than others.
READ_BY_DEMAND_HANDS = 900
DEMAND_HANDS_COUNT = 0.8
# A letter counts more than a message: there are few, and what is typed into a form of the web is told otherwise.
LETTERS_COUNT = 2.5
# How marks.py names a message: p31-.
HAND = re.compile(r'([pd])\d\d-')
# As in DemandWeighing.swift.
LEAST_OF_CLAUSE, LEAST_OF_NAMED, LEAST_OF_SEVERAL, BETTER_START = 0.0, -0.8, -1.0, 1.0


class Document:
    def __init__(self, gold, evidence):
        hand = HAND.match(gold['id'])
        self.kind = hand[1] if hand else 'letters'
        self.hand = hand[0] if hand else gold['id']
        self.demands = [(s['start'], s['end']) for s in gold['spans'] if s['label'] == 'demand']
        self.weight = 1.0 if hand else LETTERS_COUNT
        self.clauses = evidence['clauses']
        if self.kind == 'd':
            self.weight = DEMAND_HANDS_COUNT
            self.clauses = [clause for clause in self.clauses if clause['span'][1] <= READ_BY_DEMAND_HANDS]

    def demand_in(self, span):
        """The demand that covers most of a clause, or that the clause covers."""
        for demand in self.demands:
            inner = min(demand[1], span[1]) - max(demand[0], span[0])
            if inner * 2 > min(demand[1] - demand[0], span[1] - span[0]):
                return demand
        return None


def documents(gold, evidence, without):
    seen = {document['text'] for document in lines(without)}
    told = {line['id']: line for line in lines(evidence)}
    result = []
    for document in lines(gold):
        if document['text'] not in seen and document.get('kind', 'letter') == 'letter':
            seen.add(document['text'])
            result.append(Document(document, told[document['id']]))
    return result


def fit_clauses(documents, penalty):
    clauses = [(clause, document) for document in documents for clause in document.clauses]
    return fit(
        [clause['features'] for clause, _ in clauses],
        [document.demand_in(clause['span']) is not None for clause, document in clauses], RARE, penalty, free='bias 0',
        strength=np.array([document.weight for _, document in clauses]))


def fit_starts(documents, penalty):
    """Of the places of each clause with a demand, the one where it begins."""
    rows, right, firsts, strength = [], [], [], []
    for document in documents:
        for clause in document.clauses:
            demand = document.demand_in(clause['span'])
            places = [start['at'] for start in clause['starts']]
            if demand and demand[0] in places and len(places) > 1:
                firsts.append(len(rows))
                right.append(len(rows) + places.index(demand[0]))
                rows += [start['features'] for start in clause['starts']]
                strength.append(document.weight)
    features = Features(rows, RARE)
    x = features.matrix(rows)
    firsts, right, strength = np.array(firsts), np.array(right), np.array(strength)
    group = np.repeat(np.arange(len(firsts)), np.diff(np.append(firsts, len(rows))))

    def loss(weights):
        scores = x @ weights
        scores -= np.maximum.reduceat(scores, firsts)[group]
        share = np.exp(scores)
        sums = np.add.reduceat(share, firsts)
        share = share / sums[group] * strength[group]
        value = strength @ (np.log(sums) - scores[right])
        share[right] -= strength
        return value + penalty * weights @ weights / 2, x.T @ share + penalty * weights

    return dict(zip(features.names, minimum(loss, len(features.names))))


def weigh(weights, features):
    return sum(weights.get(feature, 0.0) for feature in features)


def begin(clause, starts):
    """Where the request of a clause begins."""
    rule = clause.get('rule')
    return max(
        clause['starts'],
        key=lambda start: weigh(starts, start['features']) + BETTER_START * bool(rule and start['at'] == rule[0]),
    )['at']


def found(document, clauses, starts):
    """The requests as DemandWeighing finds them."""
    result = []
    number = 0
    while number < len(document.clauses):
        clause = document.clauses[number]
        last = number
        rule = clause.get('rule')
        while rule and last + 1 < len(document.clauses) and document.clauses[last + 1].get('rule') == rule:
            last += 1
        weighed = [weigh(clauses, c['features']) for c in document.clauses[number:last + 1]]
        if last > number and sum(weighed) >= LEAST_OF_SEVERAL:
            result.append(tuple(rule))
        else:
            least = LEAST_OF_NAMED if rule and last == number else LEAST_OF_CLAUSE
            for clause, weight in zip(document.clauses[number:last + 1], weighed):
                if weight >= least:
                    start = begin(clause, starts)
                    inside = rule and start < rule[1] <= clause['span'][1]
                    result.append((start, rule[1] if inside else clause['span'][1]))
        number = last + 1
    return result


def check(documents, count, penalty):
    totals = Counter()
    for held in folds([document.hand for document in documents], count):
        learned = [document for document in documents if document.hand not in held]
        clauses, starts = fit_clauses(learned, penalty), fit_starts(learned, penalty)
        for document in documents:
            if document.hand in held:
                requests = found(document, clauses, starts)
                kind = document.kind
                totals[kind, 'marked'] += len(document.demands)
                totals[kind, 'found'] += len(requests)
                totals[kind, 'both'] += sum(any(overlap(d, r) for r in requests) for d in document.demands)
    for kind in sorted({kind for kind, _ in totals}):
        marked, named, both = (totals[kind, name] for name in ('marked', 'found', 'both'))
        print(f'{kind}: {marked} marked, P {both / named:.3f} R {both / marked:.3f} F {2 * both / (marked + named):.3f}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--gold', nargs='+', required=True)
    parser.add_argument('--evidence', nargs='+', required=True)
    parser.add_argument('--without', nargs='*', default=[])
    parser.add_argument('--check', type=int)
    parser.add_argument('--penalty', type=float, default=PENALTY)
    options = parser.parse_args()
    learned = documents(options.gold, options.evidence, options.without)
    if options.check:
        check(learned, options.check, options.penalty)
        return
    sys.stdout.write(HEADER)
    for weights in (fit_clauses(learned, options.penalty), fit_starts(learned, options.penalty)):
        write(weights, LEAST, digits=3)


if __name__ == '__main__':
    main()
