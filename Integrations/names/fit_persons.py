#!/usr/bin/env python3
"""Learns Dictionaries/Parties/person-weights.tsv from marked letters and messages.

    train-names persons < gold.jsonl > evidence.jsonl
    fit_persons.py gold.jsonl evidence.jsonl > person-weights.tsv

A logistic regression: whether a surname with one or two characters behind it is a marked party. What stands in a demand,
where nothing is marked, teaches nothing. `--check N` tells instead how many are found in N folds by documents, as
LikelyPersons.swift takes them. Needs NumPy and SciPy.
"""
import argparse
import pathlib
import sys
from collections import Counter, defaultdict

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from logistic import fit_places, write
from marked import folds, lines

PARTIES = {'petitioner', 'representative', 'respondent', 'addressee', 'handler', 'person', 'org'}
HEADER = '''# title: how much each feature of a surname and the characters behind it speaks for its being a person's name
# source: learned by Integrations/names/fit_persons.py from marked letters of invented people and marked real messages, 2026-11
# licence: Apache-2.0
# columns: feature, weight
'''
RARE = 4
PENALTY = 2.0
SMALLEST = 0.03
# As in LikelyPersons.swift.
LEAST = 0.25


def candidates(gold, evidence):
    """Document, text, features and whether it is a party."""
    marked = {document['id']: document for document in lines([gold])}
    seen = set()
    for line in lines([evidence]):
        document = marked.get(line['id'])
        if not document or document['text'] in seen or not document['spans']:
            continue
        seen.add(document['text'])
        parties = {(s['start'], s['end']) for s in document['spans'] if s['label'] in PARTIES}
        demands = [(s['start'], s['end']) for s in document['spans'] if s['label'] == 'demand']
        for (start, end), features in zip(line['spans'], line['features']):
            if not any(first <= start and end <= last for first, last in demands):
                yield line['id'], document['text'][start:end], features, (start, end) in parties


def fit(rows):
    # Every candidate has one feature of its length and count.
    return fit_places(rows, RARE, PENALTY, carrier='count ', steps=300)


def together(sums):
    best = sorted(sums, reverse=True)
    return best[0] + sum(max(-1.0, min(2.0, further + 1)) for further in best[1:5]) / 2


def check(rows, count):
    found, right, marked = Counter(), Counter(), Counter()
    for held in folds((row[0] for row in rows), count):
        weights = fit([row for row in rows if row[0] not in held])
        groups = defaultdict(list)
        for row in rows:
            if row[0] in held:
                groups[row[0], row[1]].append((sum(weights.get(f, 0.0) for f in row[2]), row[3]))
        for (id, _), group in groups.items():
            kind = 'messages' if id[:1] in 'pdM' else 'letters'
            marked[kind] += sum(is_party for _, is_party in group)
            if together([weight for weight, _ in group]) >= LEAST:
                found[kind] += len(group)
                right[kind] += sum(is_party for _, is_party in group)
    for kind in sorted(marked):
        print(kind, marked[kind], 'marked', f'P {right[kind] / found[kind]:.3f} R {right[kind] / marked[kind]:.3f}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('gold')
    parser.add_argument('evidence')
    parser.add_argument('--check', type=int)
    options = parser.parse_args()
    rows = list(candidates(options.gold, options.evidence))
    if options.check:
        check(rows, options.check)
        return
    sys.stdout.write(HEADER)
    write(fit(rows), SMALLEST, digits=2)


if __name__ == '__main__':
    main()
