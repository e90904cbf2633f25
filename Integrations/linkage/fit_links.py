#!/usr/bin/env python3
"""Learns Dictionaries/Linkage/weights.tsv: how each feature of two letters speaks for one matter.

    fit_links.py MATTERS.jsonl MATTERS-pairs.tsv PAIRS.tsv JUDGED.tsv > weights.tsv

MATTERS: letters with `id` and `matter`, and every pair of one matter with its relation; PAIRS: what `train-links`
writes of them. JUDGED: judged pairs of real messages, as features only: verdict (1, 0), weight, features.
Logistic regression with signs held (L2 of 1 on standardised features). `--check` tells precision and recall in 5 folds
by matters instead. `--judge PAIRS.tsv VERDICTS` makes JUDGED anew after the features changed: VERDICTS has two ids, a
verdict and perhaps a weight a line; of pairs that nobody looked at 1,000 are taken for different. Needs NumPy.
"""
import argparse, json, sys, zlib

import numpy as np

# Which way a feature may count; see MatterFeature.direction.
AGAINST = {'names-only', 'length', 'numbers-conflict', 'names-conflict', 'respondents-conflict', 'designators-conflict', 'division-conflict',
           'issue-conflict', 'years-conflict', 'units-conflict', 'amounts-conflict', 'days-conflict',
           'form', 'form-phrases'}
EITHER = {'brevity', 'looks-back', 'titled'}
# Of these pairs none shares a document's number: held where a person put it. A rule that many letters cite says
# less than the number of one's own case, so it is not decisive.
HELD = {'document-numbers': 2.5}
# Strangers who write about one much-discussed project share numbers and months by chance. Judged pairs are too few to
# show it; among 20,000 letters of Benchmarks/letters.py it does show.
AT_MOST = {'numbers': 0.12, 'months': 2.1}
# Our own matters are few, and half of them there to be told apart.
OWN = 3.0
# A wrong link of real messages costs more than a missed one.
WRONG = 1.2
# Log odds taken off the bias for the same reason; of .25, .5 and .75 the least at which every set kept its precision.
CAUTION = 0.25
UNSEEN, UNSEEN_WEIGHT = 1000, 0.5
HEADER = '''# Log odds that each feature adds to "these two letters are of one matter"; bias first.
# columns: feature (MatterFeature in Sources/Linkage/Comparison), weight for one unit of it.
# source: Integrations/linkage/fit, from our matters (Tests/LinkageTests/Matters: development, forms) and judged pairs of public messages of the 2020 TipDM contest, task C (numbers only, Integrations/linkage/judged-pairs.tsv).
# document-numbers: no pair of these shares one; held where a person put it.
# date: 2026-11-28
# licence: Apache-2.0
'''


def table(path):
    rows = [line.rstrip('\n').split('\t') for line in open(path, encoding='utf-8') if not line.startswith('#')]
    return rows[0][2:], rows[1:]


def fit(x, y, weight, names, penalty=1.0):
    """Newton steps, each by coordinate descent with the signs held."""
    scale = x.std(0) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), x / scale])
    low = [-np.inf] + [-np.inf if n in AGAINST | EITHER else 0 for n in names]
    high = [np.inf] + [0 if n in AGAINST else AT_MOST.get(n, np.inf) * s for n, s in zip(names, scale)]
    shrink = np.r_[0, np.full(len(names), penalty)]

    def loss(t):
        s = z @ t
        return (weight * (np.logaddexp(0, s) - y * s)).sum() + .5 * (shrink * t * t).sum()

    beta = np.zeros(z.shape[1])
    now = loss(beta)
    for _ in range(200):
        p = 1 / (1 + np.exp(-(z @ beta)))
        gradient = z.T @ (weight * (p - y)) + shrink * beta
        hessian = (z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(shrink + 1e-9)
        step = np.zeros_like(beta)
        slope = gradient.copy()
        for _ in range(60):
            for j in range(len(beta)):
                moved = np.clip(beta[j] + step[j] - slope[j] / hessian[j, j], low[j], high[j]) - beta[j] - step[j]
                step[j] += moved
                slope += hessian[:, j] * moved
        size = 1.0
        while size > 1e-6 and loss(beta + size * step) > now:
            size /= 2
        beta = beta + size * step
        before, now = now, loss(beta)
        if before - now < 1e-9:
            break
    return np.r_[beta[0], beta[1:] / scale]


def judge(pairs, verdicts, unseen):
    names, rows = table(pairs)
    known = {}
    for line in open(verdicts, encoding='utf-8'):
        a, b, verdict, *weight = line.split()
        known[frozenset((a, b))] = verdict, (weight or ['1' if verdict == '1' else '%g' % WRONG])[0]
    print('# verdict (1: one matter), weight, and the features of two real messages that a person compared; no text.')
    print('# source: public messages of the 2020 TipDM contest, task C, read in November 2026, %d of their other pairs drawn '
          'by lot and taken for different; then all pairs of 73 invented letters of 30 matters' % UNSEEN)
    print('# licence: Apache-2.0')
    print('\t'.join(['verdict', 'weight'] + names))
    rest = []
    for row in rows:
        verdict = known.get(frozenset(row[:2]))
        values = ['%.6g' % float(v) for v in row[2:]]
        if verdict is None:
            rest.append((zlib.crc32(('%s %s' % tuple(sorted(row[:2]))).encode()), values))
        else:
            print('\t'.join([*verdict, *values]))
    for _, values in sorted(rest)[:unseen]:
        print('\t'.join(['0', '%g' % UNSEEN_WEIGHT] + values))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('--check', action='store_true')
    arguments.add_argument('--judge', nargs=2, metavar=('PAIRS', 'VERDICTS'))
    arguments.add_argument('--unseen', type=int, default=UNSEEN)
    arguments.add_argument('files', nargs='*')
    options = arguments.parse_args()
    if options.judge:
        return judge(*options.judge, options.unseen)
    matters, relations, pairs, judged = options.files
    matter = {}
    for line in open(matters, encoding='utf-8'):
        letter = json.loads(line)
        matter[letter['id']] = letter['matter']
    relation = {}
    for line in open(relations, encoding='utf-8'):
        a, b, name = line.rstrip('\n').split('\t')[:3]
        relation[frozenset((a, b))] = name
    names, rows = table(pairs)
    x, y, weight, group = [], [], [], []
    for row in rows:
        found = relation.get(frozenset(row[:2]))
        if found not in (None, 'same-matter'):
            continue
        x.append([float(v) for v in row[2:]])
        y.append(found is not None)
        weight.append(OWN)
        group.append((matter[row[0]], matter[row[1]]))
    own = len(y)
    same, rows = table(judged)
    assert same == names, 'the features changed: make %s anew (--judge)' % judged
    for number, row in enumerate(rows):
        y.append(row[0] == '1')
        weight.append(float(row[1]))
        x.append([float(v) for v in row[2:]])
        group.append(('judged %d' % number,) * 2)
    x, y, weight = np.array(x), np.array(y, float), np.array(weight)
    if options.check:
        fold = np.array([[zlib.crc32(g.encode()) % 5 for g in pair] for pair in group])
        p = np.zeros(len(y))
        for k in range(5):
            t = fit(x[~(fold == k).any(1)], y[~(fold == k).any(1)], weight[~(fold == k).any(1)], names)
            held = fold[:, 0] == k
            p[held] = 1 / (1 + np.exp(-(t[0] + x[held] @ t[1:])))
        for name, part in (('our matters', slice(0, own)), ('judged', slice(own, len(y)))):
            linked = p[part] >= .5
            print('%s: precision %.3f recall %.3f of %d pairs' % (
                name, y[part][linked].mean(), y[part][linked].sum() / y[part].sum(), y[part].sum()))
        return
    t = fit(x, y, weight, names)
    sys.stdout.write(HEADER + 'bias\t%.4f\n' % (t[0] - CAUTION))
    for name, value in zip(names, t[1:]):
        value = HELD.get(name, 0.0 if abs(value) < 5e-5 else round(value, 4))
        sys.stdout.write('%s\t%s\n' % (name, ('%.4f' % value).rstrip('0').rstrip('.')))


main()
