#!/usr/bin/env python3
"""Learns Dictionaries/Linkage/weights.tsv: how each feature of two letters speaks for one matter.

    fit_links.py MATTERS.jsonl MATTERS-pairs.tsv PAIRS.tsv RETOLD.jsonl WHOLE.tsv JUDGED.tsv > weights.tsv

MATTERS: letters with `id` and `matter`, and every pair of one matter with its relation; PAIRS: what `train-links`
writes of them. RETOLD: letters with `id` and the letter `of` which they are; WHOLE: pairs of them and of letters of which
no two are of one matter. JUDGED: judged pairs of real messages and of other letters, as features only: verdict (1, 0),
weight, `message` or `letter`, features.
Two logistic regressions with signs held (L2 of 1 on standardised features): the weights of letters are learned from
pairs of letters, those of messages from all pairs without one to an office (MatterFeature.addressed). `--check` tells
precision and recall in 5 folds by matters instead. `--judge` makes JUDGED anew after the features changed, from groups of
three: `message` or `letter`, PAIRS.tsv, VERDICTS, which has two ids, a verdict and perhaps a weight a line; of pairs of
messages that nobody looked at 1,000 are taken for different. Needs NumPy.
"""
import argparse, json, sys, zlib

import numpy as np

# Which way a feature may count; see MatterFeature.direction.
AGAINST = {'names-only', 'length', 'numbers-conflict', 'names-conflict', 'respondents-conflict', 'designators-conflict', 'division-conflict',
           'issue-conflict', 'years-conflict', 'units-conflict', 'amounts-conflict', 'days-conflict',
           'form', 'form-phrases'}
EITHER = {'brevity', 'looks-back', 'titled'}
KIND = 'addressed'
# Of these pairs none shares a document's number: held where a person put it. A rule that many letters cite says
# less than the number of one's own case, so it is not decisive.
HELD = {'document-numbers': 2.5}
# Strangers who write about one much-discussed project share numbers and months by chance. Judged pairs are too few to
# show it; among 20,000 letters of Benchmarks/letters.py it does show.
AT_MOST = {'numbers': 0.12, 'months': 2.1}
# Our own matters are few, and half of them there to be told apart.
OWN = 6.0
# Of whole letters a thousand pairs and more are of strangers to each that is not: as it is for an office.
RETOLD, STRANGERS = 8.0, 1.0
# Few of them are to nobody; these count twice among the messages, or forms filled in by others pass for one matter there.
TO_NOBODY = 2.0
UNSEEN, UNSEEN_WEIGHT = 1000, 0.5
HEADER = '''# Log odds that each feature adds to "these two letters are of one matter"; bias first.
# columns: feature (MatterFeature in Sources/Linkage/Comparison), weight for one unit of it where one is a letter to an office,
# weight where none is (messages).
# source: Integrations/linkage/fit, from our matters (Tests/LinkageTests/Matters: development, forms, retold), letters of Corpus/development as strangers, and judged pairs of public messages of the 2020 TipDM contest, task C (numbers only, Integrations/linkage/judged-pairs.tsv).
# document-numbers: no pair of these shares one; held where a person put it.
# date: 2026-11-28
# licence: Apache-2.0
'''


def table(path, first=2):
    """The names of the features, which begin at a column, and the rows."""
    rows = [line.rstrip('\n').split('\t') for line in open(path, encoding='utf-8') if not line.startswith('#')]
    return rows[0][first:], rows[1:]


def fit(x, y, weight, names, penalty=1.0):
    """Newton steps, each by coordinate descent with the signs held."""
    scale = x.std(0)
    scale[scale < 1e-9] = 1
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


def judge(groups, unseen):
    print('# verdict (1: one matter), weight, of real messages or of letters, and the features of two that a person compared; '
          'no text.')
    print('# source: public messages of the 2020 TipDM contest, task C, read in November 2026 (real-matters.tsv, part learn: '
          'what real_matters.py\n# verdicts says), of each of both sets %d other pairs drawn by lot and taken for different; '
          'then all pairs of 73 invented letters of 30 matters' % unseen)
    print('# licence: Apache-2.0')
    for number in range(0, len(groups), 3):
        of, pairs, verdicts = groups[number:number + 3]
        names, rows = table(pairs)
        if number == 0:
            print('\t'.join(['verdict', 'weight', 'of'] + names))
        known = {}
        for line in open(verdicts, encoding='utf-8'):
            a, b, verdict, *weight = line.split()
            known[frozenset((a, b))] = verdict, (weight or ['1'])[0]
        rest = []
        for row in rows:
            verdict = known.get(frozenset(row[:2]))
            values = ['%.6g' % float(v) for v in row[2:]]
            if verdict is None:
                rest.append((zlib.crc32(('%s %s' % tuple(sorted(row[:2]))).encode()), values))
            else:
                print('\t'.join([*verdict, of, *values]))
        for _, values in sorted(rest)[:unseen if of == 'message' else 0]:
            print('\t'.join(['0', '%g' % UNSEEN_WEIGHT, of] + values))


class Pairs:
    """Compared pairs with what is known of them."""

    def __init__(self):
        self.x, self.y, self.weight, self.is_letter, self.group = [], [], [], [], []

    def add(self, features, verdict, weight, is_letter, group):
        self.x.append([float(v) for v in features])
        self.y.append(verdict)
        self.weight.append(weight)
        self.is_letter.append(is_letter)
        self.group.append(group)

    def arrays(self):
        return np.array(self.x), np.array(self.y, float), np.array(self.weight), np.array(self.is_letter)


def both(x, y, weight, is_letter, names):
    """The weights of letters and of messages, the bias first; the kind itself weighs nothing."""
    kind = names.index(KIND)
    rest = [n for n in names if n != KIND]
    x, is_addressed = np.delete(x, kind, 1), x[:, kind] > 0
    letters = fit(x[is_letter], y[is_letter], weight[is_letter], rest)
    weight = np.where(is_letter, TO_NOBODY, 1) * weight
    messages = fit(x[~is_addressed], y[~is_addressed], weight[~is_addressed], rest)
    return [np.insert(t, kind + 1, 0) for t in (letters, messages)]


def probability(x, names, letters, messages):
    z = [t[0] + x @ t[1:] for t in (letters, messages)]
    return 1 / (1 + np.exp(-np.where(x[:, names.index(KIND)] > 0, *z)))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('--check', action='store_true')
    arguments.add_argument('--judge', nargs='+', metavar='KIND PAIRS VERDICTS')
    arguments.add_argument('--unseen', type=int, default=UNSEEN)
    arguments.add_argument('files', nargs='*')
    options = arguments.parse_args()
    if options.judge:
        return judge(options.judge, options.unseen)
    matters, relations, pairs, retold, whole, judged = options.files
    matter = {}
    for line in open(matters, encoding='utf-8'):
        letter = json.loads(line)
        matter[letter['id']] = letter['matter']
    relation = {}
    for line in open(relations, encoding='utf-8'):
        a, b, name = line.rstrip('\n').split('\t')[:3]
        relation[frozenset((a, b))] = name
    names, rows = table(pairs)
    known = Pairs()
    for row in rows:
        found = relation.get(frozenset(row[:2]))
        if found in (None, 'same-matter'):
            known.add(row[2:], found is not None, OWN, True, (matter[row[0]], matter[row[1]]))
    own = len(known.y)
    first = {}
    for line in open(retold, encoding='utf-8'):
        letter = json.loads(line)
        first[letter['id']] = letter['of']
    same, rows = table(whole)
    assert same == names
    for a, b, *features in rows:
        group = tuple(first.get(letter, letter) for letter in (a, b))
        known.add(features, group[0] == group[1], RETOLD if group[0] == group[1] else STRANGERS, True, group)
    told = len(known.y)
    same, rows = table(judged, first=3)
    assert same == names, 'the features changed: make %s anew (--judge)' % judged
    for number, row in enumerate(rows):
        known.add(row[3:], row[0] == '1', float(row[1]), row[2] == 'letter', ('judged %d' % number,) * 2)
    x, y, weight, is_letter = known.arrays()
    if options.check:
        fold = np.array([[zlib.crc32(g.encode()) % 5 for g in pair] for pair in known.group])
        p = np.zeros(len(y))
        for k in range(5):
            others = ~(fold == k).any(1)
            rows = both(x[others], y[others], weight[others], is_letter[others], names)
            held = fold[:, 0] == k
            p[held] = probability(x[held], names, *rows)
        place = np.arange(len(y))
        for name, part in (('our matters', place < own), ('whole letters', (own <= place) & (place < told)),
                           ('judged letters', (told <= place) & is_letter), ('messages', ~is_letter)):
            linked = p[part] >= .5
            print('%s: precision %.3f recall %.3f of %d pairs' % (
                name, y[part][linked].mean(), y[part][linked].sum() / y[part].sum(), y[part].sum()))
        return
    letters, messages = both(x, y, weight, is_letter, names)
    sys.stdout.write(HEADER + 'bias\t%.4f\n' % messages[0])

    def written(value):
        return ('%.4f' % value).rstrip('0').rstrip('.') if abs(value) >= 5e-5 else '0'

    for number, name in enumerate(names, 1):
        values = [letters[0] - messages[0], 0] if name == KIND else [HELD.get(name, t[number]) for t in (letters, messages)]
        sys.stdout.write('\t'.join([name, *map(written, values)]) + '\n')


main()
