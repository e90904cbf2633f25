#!/usr/bin/env python3
"""Learns Dictionaries/Parties/role-weights.tsv from marked letters.

    train-roles evidence < gold.jsonl > evidence.jsonl
    fit_roles.py gold.jsonl evidence.jsonl > role-weights.tsv

A multinomial logistic regression for each subject (person, government, organization), drawn towards priors.tsv where
few letters speak. Under each of SWITCHES every other feature has a second weight, added to its first. The part of a
party is the one that most of its marked mentions carry; parties that nothing marks teach a little that they play none.
Invented letters stand in both files twice, the second time under ids of their own: messages are more and say less.
`--check N` tells how many parts are right in N folds by documents instead of writing weights. Needs
NumPy.
"""
import argparse, json, os, pathlib, sys
from collections import Counter, defaultdict

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from marked import folds, overlap

ROLES = ['petitioner', 'respondent', 'handler', 'other']
OF = {'petitioner': 0, 'respondent': 1, 'handler': 2, 'person': 3, 'org': 3}
HEADER = '''# title: how much each feature around a name speaks for each part in a letter
# source: learned by Integrations/roles/fit_roles.py from marked letters of invented people, each counted
#   twice, and marked real messages, 2026-11
# licence: Apache-2.0
# subject, feature, then the weights of petitioner, respondent, handler and none of them, apart by tabs
'''
PENALTY = 16.0
RARE = 12
# How much a mention that nothing marks counts as one of a party without a part.
UNMARKED = 0.3
# In the order of RoleModel.switches.
SWITCHES = ['noneAccused', 'opensClause']


def switched(features):
    """The features alone and under each switch that is on; two switches meet once."""
    result = list(features)
    for number, switch in enumerate(SWITCHES):
        if f'trait {switch}' in features:
            before = {f'trait {name}' for name in SWITCHES[:number + 1]}
            result += [f'{feature} & {switch}' for feature in features if feature not in before]
    return result


def examples(gold_path, evidence_path):
    gold = {}
    demands = {}
    for line in open(gold_path, encoding='utf-8'):
        document = json.loads(line)
        gold[document['id']] = [(s['start'], s['end'], s['label']) for s in document['spans'] if s['label'] in OF]
        demands[document['id']] = [(s['start'], s['end']) for s in document['spans'] if s['label'] == 'demand']
    result = defaultdict(list)
    accused = set()
    for line in open(evidence_path, encoding='utf-8'):
        party = json.loads(line)
        if party.get('settled'):
            if party['settled'] == 'respondent':
                accused.add(party['id'])
            continue
        votes = Counter()
        # Nothing is marked inside of a demand, whatever part it plays.
        outside = [
            span for span in party['spans']
            if not any(start <= span[0] and span[1] <= end for start, end in demands[party['id']])
        ]
        for span in outside:
            for mark in gold[party['id']]:
                if overlap(span, mark):
                    votes[OF[mark[2]]] += 1
        part = votes.most_common(1)[0][0] if votes else ROLES.index('other')
        weight = sum(votes.values()) or UNMARKED * len(outside)
        if not outside:
            continue
        result[party['subject']].append((party['id'], party['features'], part, weight))
    held_out(result, accused)
    return {
        subject: [(id, switched(features), part, weight) for id, features, part, weight in rows]
        for subject, rows in result.items()
    }


def folds_of(rows, count):
    return folds((row[0] for row in rows), count)


def held_out(rows, accused):
    """Whether anybody else is accused, which offices are weighed by, as weights tell that have not seen the letter."""
    firms = [(id, switched(features), part, weight) for id, features, part, weight in rows['organization']]
    accused = set(accused)
    for held in folds_of(firms, 5):
        weights = fit([row for row in firms if row[0] not in held], PENALTY)
        accused |= {row[0] for row in firms if row[0] in held and ROLES[said(weights, row[1])] == 'respondent'}
    for number, (id, features, part, weight) in enumerate(rows['government']):
        features = [feature for feature in features if feature != 'trait noneAccused']
        if id not in accused:
            features.append('trait noneAccused')
        rows['government'][number] = (id, features, part, weight)


def priors():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'priors.tsv')
    lines = (line.rstrip('\n').split('\t') for line in open(path, encoding='utf-8') if not line.startswith('#'))
    return {columns[0]: np.array([float(value) for value in columns[1:]]) for columns in lines}


def fit(rows, penalty):
    """The weights by feature; features of fewer than RARE parties teach nothing."""
    seen = Counter(feature for row in rows for feature in row[1])
    before = priors()
    features = sorted({feature for feature, count in seen.items() if count >= RARE} | set(before))
    column = {feature: number + 1 for number, feature in enumerate(features)}
    x = np.zeros((len(rows), len(features) + 1))
    x[:, 0] = 1
    for number, row in enumerate(rows):
        for feature in row[1]:
            if feature in column:
                x[number, column[feature]] = 1
    y = np.array([row[2] for row in rows])
    strength = np.sqrt([row[3] for row in rows])
    strength = strength[:, None]
    start = np.zeros((len(features) + 1, len(ROLES)))
    for feature, points in before.items():
        start[column[feature]] = points
    weights = start.copy()
    sums = np.zeros_like(weights)
    for _ in range(400):
        scores = x @ weights
        scores -= scores.max(1, keepdims=True)
        share = np.exp(scores)
        share /= share.sum(1, keepdims=True)
        share[np.arange(len(rows)), y] -= 1
        pull = penalty * (weights - start)
        pull[0] *= 0.1
        step = (x * strength).T @ share + pull
        sums += step * step
        weights -= 0.5 * step / np.sqrt(sums + 1e-8)
    return {'bias': weights[0], **{feature: weights[number] for feature, number in column.items()}}


def said(weights, features):
    return int(sum(weights[f] for f in ['bias'] + features if f in weights).argmax())


def check(rows, penalty, count):
    for subject, of_subject in sorted(rows.items()):
        table = np.zeros((len(ROLES), len(ROLES)))
        for held in folds_of(of_subject, count):
            weights = fit([row for row in of_subject if row[0] not in held], penalty)
            for row in of_subject:
                if row[0] in held:
                    table[row[2], said(weights, row[1])] += row[3]
        print(subject, len(of_subject), 'parties', f'{np.trace(table) / table.sum():.3f} of mentions right')
        for role, name in enumerate(ROLES):
            print('  ', name, table[role].astype(int).tolist())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('gold')
    parser.add_argument('evidence')
    parser.add_argument('--check', type=int)
    parser.add_argument('--penalty', type=float, default=PENALTY)
    options = parser.parse_args()
    rows = examples(options.gold, options.evidence)
    if options.check:
        check(rows, options.penalty, options.check)
        return
    sys.stdout.write(HEADER)
    for subject in sorted(rows):
        weights = fit(rows[subject], options.penalty)
        for feature in sorted(weights):
            print(subject, feature, *[f'{value:.3f}' for value in weights[feature]], sep='\t')


if __name__ == '__main__':
    main()
