#!/usr/bin/env python3
"""Linking of real messages beside TF-IDF over words with average linkage, by real-matters.tsv.

    real_matters.py compare MESSAGES.jsonl [--laixin PROGRAM] [--links LINKS.ndjson]
    real_matters.py verdicts MESSAGES.jsonl PAIRS.tsv VERDICTS LEARNED.tsv

MESSAGES: {"id", "text"} (or "title", "body") a line, the 2,000 or the 4,094 that real-matters.tsv is about; their texts
are not part of this repository.
`compare` links them all (or reads what `laixin link` wrote), and scores what is said of the messages that were read:
pairs within the matters that links form, and B-cubed. The threshold of the reference is tuned on the answers it is
scored by, and on the other half; ours on none. Needs `pip install jieba scikit-learn scipy`.
`verdicts` writes for `fit_links.py --judge` what may be learned from: of the pairs that `train-links` made of MESSAGES
those without a message of part check, and what was said of them.
"""
import argparse, collections, itertools, json, pathlib, subprocess, sys, zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from texts import texts

JUDGED = pathlib.Path(__file__).parent / 'real-matters.tsv'
# What a pair in doubt counts; any other counts 1.
DOUBTED = '0.5'


class Judgement:
    def __init__(self, path):
        self.text = {}
        known = {}
        for number, digest, text in texts([path]):
            self.text[number] = text
            known[number] = digest
        self.part, self.matter, self.doubted = {}, {}, set()
        for line in open(JUDGED, encoding='utf-8'):
            if line.startswith('#'):
                continue
            number, digest, part, topic, matter, *doubt = line.rstrip('\n').split('\t')
            if number not in known:
                continue
            assert known[number] == digest, 'another text: ' + number
            self.part[number] = part
            self.matter[number] = (topic, matter) if topic != '-' else (number, '-')
            if doubt:
                self.doubted.add(number)

    def half(self, number):
        """Messages that nobody read are learned from, as of another matter, or not, by lot."""
        return self.part.get(number) or ('learn', 'check')[zlib.crc32(number.encode()) % 2]

    def said(self, a, b):
        """same, same?, related, other; None where one was not read."""
        if a not in self.matter or b not in self.matter:
            return None
        if self.matter[a] == self.matter[b]:
            return 'same?' if a in self.doubted or b in self.doubted else 'same'
        return 'related' if self.matter[a][0] == self.matter[b][0] else 'other'


def score(clusters, judged, parts):
    """Precision, recall and F of pairs, of those without doubt, and of B-cubed."""
    read = [n for n in judged.matter if judged.part[n] in parts]
    of = {n: number for number, members in enumerate(clusters) for n in members}
    found, true = collections.defaultdict(set), collections.defaultdict(set)
    for n in read:
        found[of.get(n, n)].add(n)
        true[judged.matter[n]].add(n)
    pairs = {frozenset(p) for c in found.values() for p in itertools.combinations(c, 2)}
    right = {frozenset(p) for c in true.values() for p in itertools.combinations(c, 2)}
    sure = {p for p in right if judged.said(*p) == 'same'}
    figures = []
    for linked, wanted in ((pairs, right), (pairs - (right - sure), sure)):
        p, r = len(linked & wanted) / max(1, len(linked)), len(linked & wanted) / max(1, len(wanted))
        figures += [p, r, 2 * p * r / max(1e-9, p + r)]
    common = [(len(found[of.get(n, n)] & true[judged.matter[n]]), n) for n in read]
    p = sum(k / len(found[of.get(n, n)]) for k, n in common) / len(read)
    r = sum(k / len(true[judged.matter[n]]) for k, n in common) / len(read)
    return figures + [p, r, 2 * p * r / (p + r)]


def joined(links, letters):
    parent = {n: n for n in letters}

    def find(x):
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in links:
        parent[find(a)] = find(b)
    groups = collections.defaultdict(list)
    for n in letters:
        groups[find(n)].append(n)
    return list(groups.values())


def reference(judged):
    """Clusters by threshold: TF-IDF over words of jieba of two characters and more, cosine, average linkage."""
    import jieba
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer
    jieba.setLogLevel(60)
    letters = list(judged.text)
    words = [[w for w in jieba.cut(judged.text[n]) if len(w.strip()) > 1] for n in letters]
    rows = TfidfVectorizer(analyzer=lambda words: words).fit_transform(words)
    distance = np.clip(1 - (rows @ rows.T).toarray(), 0, 1)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform((distance + distance.T) / 2, checks=False), 'average')
    for threshold in np.arange(0.40, 0.80, 0.01):
        clusters = collections.defaultdict(list)
        for n, cluster in zip(letters, fcluster(tree, threshold, 'distance')):
            clusters[cluster].append(n)
        yield round(float(threshold), 2), list(clusters.values())


def show(name, figures):
    print('%-44s %s' % (name, '   '.join(' '.join('%.3f' % x for x in figures[i:i + 3]) for i in (0, 3, 6))))


def compare(options):
    judged = Judgement(options.messages)
    if options.links:
        lines = open(options.links, encoding='utf-8')
    else:
        lines = subprocess.run(
            [options.laixin, 'link', '--input', 'ndjson', options.messages], capture_output=True, text=True,
            check=True).stdout.splitlines()
    links = [link for link in map(json.loads, lines) if link['relation'] != 'related']
    relations = collections.defaultdict(collections.Counter)
    for link in links:
        relations[link['relation']][judged.said(link['a'], link['b']) or 'not read'] += 1
    for relation, said in relations.items():
        right = said['same'] + said['same?']
        print('%-14s of %d links %d right (%d in doubt), %d related, %d other, %d not read' % (
            relation, sum(said.values()), right, said['same?'], said['related'], said['other'], said['not read']))
    print('\n%-44s %s' % ('precision, recall, F of', 'pairs               without doubt       B-cubed'))
    ours = joined([(link['a'], link['b']) for link in links], judged.text)
    tuned = list(reference(judged))
    for parts in (('learn', 'check'), ('check',)):
        name = ' and '.join(parts)
        show('laixin, untuned, on ' + name, score(ours, judged, parts))
        for measure, place in (('pairs', 2), ('B-cubed', 8)):
            for on in dict.fromkeys((parts, ('learn',))):
                threshold, clusters = max(tuned, key=lambda t: score(t[1], judged, on)[place])
                show('TF-IDF at %.2f, tuned for %s on %s' % (threshold, measure, ' and '.join(on)),
                     score(clusters, judged, parts))


def verdicts(options):
    judged = Judgement(options.messages)
    with open(options.pairs, encoding='utf-8') as pairs, open(options.learned, 'w', encoding='utf-8') as learned, \
            open(options.verdicts, 'w', encoding='utf-8') as verdicts:
        learned.write(next(pairs))
        for line in pairs:
            a, b = line.split('\t', 2)[:2]
            if 'check' in (judged.half(a), judged.half(b)):
                continue
            learned.write(line)
            said = judged.said(a, b)
            if said == 'same?':
                verdicts.write('%s %s 1 %s\n' % (a, b, DOUBTED))
            elif said == 'same':
                verdicts.write('%s %s 1\n' % (a, b))
            elif said == 'related':
                verdicts.write('%s %s 0\n' % (a, b))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = arguments.add_subparsers(required=True)
    verb = verbs.add_parser('compare')
    verb.set_defaults(run=compare)
    verb.add_argument('messages')
    verb.add_argument('--laixin', default='.build/release/laixin')
    verb.add_argument('--links', help='what `laixin link` wrote')
    verb = verbs.add_parser('verdicts')
    verb.set_defaults(run=verdicts)
    for name in ('messages', 'pairs', 'verdicts', 'learned'):
        verb.add_argument(name)
    options = arguments.parse_args()
    options.run(options)


if __name__ == '__main__':
    main()
