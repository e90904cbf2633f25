#!/usr/bin/env python3
"""Learns Dictionaries/Models/names.model from marked letters.

    train-names evidence < gold.jsonl > evidence.jsonl
    fit_names.py gold.jsonl evidence.jsonl names.model

Invented letters stand in both files twice, the second time under ids of their own: messages are more and say less.

A linear-chain conditional random field with elastic-net penalty (python-crfsuite), its weights rounded to one byte and
laid into the tables of NameModel. `--without FILE` leaves the documents of those ids out, to be judged on. `--folds N`
writes N models beside it, each learned without a part of the documents (names.model.1, …), and that part
(names.model.1.jsonl): what builds on the tagger is learned from what it says of documents that it has not seen, by
`train-names tags names.model.1` or `train-roles evidence names.model.1`. Needs NumPy.
"""
import argparse, json, os, random, re, struct
from collections import Counter

import numpy as np
import pycrfsuite

PARTS = {
    'place': 'place', 'petitioner': 'petitioner', 'respondent': 'respondent', 'handler': 'handler',
    'addressee': 'addressee', 'person': 'other', 'org': 'other', 'representative': 'other',
}
# In the order of NameKind.
KINDS = ['place', 'petitioner', 'respondent', 'handler', 'addressee', 'other']
LABELS = ['none'] + [kind + end for kind in KINDS for end in ('Start', 'Inside')]
# The byte of each label in a row, as NameLabel numbers them.
BYTES = [0] + list(range(2, 2 + 2 * len(KINDS)))
ROW = 16
# The rows of characters, pairs and triples, in the order of NameModel.
SINGLES = ['here', 'before', 'behind', 'before2', 'behind2']
PAIRS = ['beforeHere', 'hereBehind', 'twoBefore', 'twoBehind']
TRIPLES = ['around', 'hereTwoBehind', 'twoBeforeHere']
SEQUENCES = set(PAIRS + TRIPLES)
# Pairs and triples of fewer documents teach nothing.
RARE = 2
# Smaller weights are left out.
SMALLEST = 0.04
# Differences within a row that are higher are cut.
SCALE = 0.05
# Added where a name begins. What speaks for a party is spread over its parts, each of which is less likely than all of
# them together, so that more names are missed than invented.
LEAN = {'place': 0.3, **{kind: 0.5 for kind in KINDS[1:]}}
SURNAMES, SHAPES, PLACES, PARTIES, SEEN, FAR = 8, 5 ** 5, 6, 22, 4, 8


# 我是…小区的业主: at its first character a group is no other than the place that tells who it is. The tagger learns the
# place; PartiesByPlace makes the group of it.
OWN = re.compile('(?:我|们|咱|本人|笔者|俺|我等|我家|作为|身为)(?:也|都是|均是|均为)?(?:是|系|为|作为|身为)?'
                 '(?:住在|居住在|家住|一名|一个|居住于|来自|世居)?$')
PEOPLE = re.compile('(?:小区|楼盘)?(?:里|内)?的?(?:一名|普通|一位|一个|一户|全体|众|广大|众多|部分|所有|各位|老|新|'
                    '[0-9一二三四五六七八九十百千]+[户名位个多]+)*的?(?:小区)?小?'
                    '(?:业主|住户|居民|村民|租户|商户|拆迁户)$')


def taught(document):
    """The spans that the tagger learns from."""
    text = document['text']
    for span in document['spans']:
        if span['label'] == 'petitioner' and OWN.search(text[max(0, span['start'] - 12):span['start']]):
            people = PEOPLE.search(span['text'])
            if people and people.start() >= 2:
                named = people.start() + (2 if span['text'].startswith('小区', people.start()) else 0)
                span = dict(span, label='place', end=span['start'] + named)
        yield span


def labels_of(spans, characters):
    labels = ['none'] * len(characters)
    for span in spans:
        kind = PARTS.get(span['label'])
        if not kind:
            continue
        is_first = True
        for index, (start, end) in enumerate(characters):
            if start >= span['start'] and end <= span['end'] and start < end:
                labels[index] = kind + ('Start' if is_first else 'Inside')
                is_first = False
    return labels


def documents(path):
    for line in open(path, encoding='utf-8'):
        document = json.loads(line)
        if document['spans']:
            yield document


def name(feature):
    """The feature's name and numbers."""
    name, numbers = feature.split(':')
    return name, tuple(int(number, 16) for number in numbers.split('.'))


class Counts:
    """How often features occur."""

    def __init__(self, evidence):
        self.characters = Counter()
        seen = Counter()
        for document in documents(evidence):
            sequences = set()
            for features in document['features']:
                for feature in features:
                    kind = feature.partition(':')[0]
                    if kind == 'here':
                        self.characters[feature] += 1
                    elif kind in SEQUENCES:
                        sequences.add(feature)
            seen.update(sequences)
        self.rare = {feature for feature, count in seen.items() if count < RARE}


def learned(gold, evidence, rare, without, options, path):
    """The weights of features, and those of transitions, by labels."""
    trainer = pycrfsuite.Trainer(verbose=False)
    count = 0
    for document in documents(evidence):
        if document['id'] in without or document['id'] not in gold:
            continue
        features = [[feature for feature in features if feature not in rare] for features in document['features']]
        trainer.append(features, labels_of(taught(gold[document['id']]), document['spans']))
        count += 1
    trainer.set_params({'c1': options.c1, 'c2': options.c2, 'max_iterations': options.steps})
    trainer.train(path)
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    info = tagger.info()
    os.remove(path)
    weights = {}
    for (feature, label), weight in info.state_features.items():
        if abs(weight) >= SMALLEST:
            weights.setdefault(feature, np.zeros(len(LABELS)))[LABELS.index(label)] = weight
    return count, {name(feature): row for feature, row in weights.items()}, info.transitions


def tables(weights, endings):
    """The rows of features that are found by their number, in the order of NameModel.Table."""
    def weight(name, *numbers):
        return weights.get((name, numbers), np.zeros(len(LABELS)))

    def filled(name, *sizes):
        table = np.zeros(sizes + (len(LABELS),))
        for (kind, numbers), row in weights.items():
            if kind == name:
                table[numbers] = row
        return table

    shapes = filled('shapes', SHAPES)[None] + filled('surnameShapes', SURNAMES, SHAPES)
    places = filled('places', PLACES, PLACES, PLACES) + filled('place', PLACES)[None, :, None]
    parties = filled('parties', PARTIES, PARTIES, PARTIES) + filled('party', PARTIES)[None, :, None]
    both = filled('placeParty', PLACES, PARTIES)
    repeated = np.array([0, 0, 1, 1])[:, None] * weight('repeated', 0)
    title = np.array([0, 1])[:, None] * weight('title', 0)
    repetitions = (filled('surnameRepeated', SURNAMES, SEEN, SEEN) + repeated)[:, :, :, None] + title
    distances = filled('endingIn', FAR)
    near = [distances] + [
        distances + np.array([weight('ending', scalar, min(distance, 4)) for distance in range(FAR)])
        for scalar in endings
    ]
    near = np.concatenate([np.zeros((1, len(LABELS))), np.concatenate(near)])
    return [table.reshape(-1, len(LABELS)) for table in (shapes, places, parties, both, repetitions, near)]


def rounded(rows):
    """Bytes of rows whose lowest weight is 0."""
    rows = np.asarray(rows).reshape(-1, len(LABELS))
    whole = np.rint((rows - rows.min(1, keepdims=True)) / SCALE)
    result = np.zeros((len(rows), ROW), np.uint8)
    result[:, BYTES] = np.minimum(whole, 255)
    return result, int((whole > 255).sum())


def model(weights, transitions, characters):
    """The bytes of a model, and what is in it."""
    rows = {}
    for (kind, numbers), row in weights.items():
        for kinds in (SINGLES, PAIRS, TRIPLES):
            if kind in kinds:
                rows.setdefault(numbers, np.zeros((len(kinds), len(LABELS))))[kinds.index(kind)] = row
    used = {scalar for numbers in rows for scalar in numbers if scalar < 0x10000 or scalar > 0x110000}
    used = sorted(used, key=lambda scalar: (-characters[f'here:{scalar:x}'], scalar))
    number = {scalar: place + 1 for place, scalar in enumerate(used)}
    endings = sorted({numbers[0] for kind, numbers in weights if kind == 'ending'})
    sequences = {
        length: sorted(
            (numbers for numbers in rows if len(numbers) == length and all(scalar in number for scalar in numbers)),
            key=lambda numbers: [number[scalar] for scalar in numbers]) for length in (2, 3)
    }
    blocks = [rows.get((scalar,), np.zeros((len(SINGLES), len(LABELS)))) for scalar in used]
    blocks += [rows[numbers] for length in (2, 3) for numbers in sequences[length]]
    data = b'LXN2' + struct.pack('<f', SCALE)
    for before in LABELS:
        for label in LABELS:
            lean = LEAN[label.removesuffix('Start')] if label.endswith('Start') else 0
            data += struct.pack('<f', transitions.get((before, label), 0.0) + lean)
    data += struct.pack('<4I', len(used), len(endings), len(sequences[2]), len(sequences[3]))
    data += struct.pack(f'<{len(used) + len(endings)}I', *used, *endings)
    for length in (2, 3):
        flat = [number[scalar] for numbers in sequences[length] for scalar in numbers]
        data += struct.pack(f'<{len(flat)}H', *flat)
    cut = 0
    for block in blocks + tables(weights, endings):
        table, count = rounded(block)
        data += table.tobytes()
        cut += count
    told = f'{len(weights)} features, {len(used)} characters, {len(sequences[2])} pairs, {len(sequences[3])} triples'
    return data + struct.pack('<Q', checksum(data)), f'{told}, {cut} weights cut'


def checksum(data):
    mask = (1 << 64) - 1
    value = 0xCBF29CE484222325
    whole = len(data) & ~7
    for (word,) in struct.iter_unpack('<Q', data[:whole]):
        value = ((value ^ word) * 0x100000001B3) & mask
        value ^= value >> 29
    for byte in data[whole:]:
        value = ((value ^ byte) * 0x100000001B3) & mask
    return value


def parts_of(gold, count):
    """The ids of the documents in each of some parts; documents of the same text are in the same one."""
    texts = sorted({document['text'] for document in gold.values()})
    random.Random(2).shuffle(texts)
    part = {text: place % count for place, text in enumerate(texts)}
    return [{id for id, document in gold.items() if part[document['text']] == number} for number in range(count)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('gold')
    parser.add_argument('evidence')
    parser.add_argument('model')
    parser.add_argument('--without')
    parser.add_argument('--folds', type=int, default=0)
    parser.add_argument('--c1', type=float, default=0.1)
    parser.add_argument('--c2', type=float, default=0.05)
    parser.add_argument('--steps', type=int, default=80)
    options = parser.parse_args()
    without = set(open(options.without).read().split()) if options.without else set()
    gold = {}
    for line in open(options.gold, encoding='utf-8'):
        document = json.loads(line)
        if document['id'] not in without:
            gold[document['id']] = document
    counts = Counts(options.evidence)

    def write(path, without):
        count, weights, transitions = learned(gold, options.evidence, counts.rare, without, options, path + '.crf')
        data, told = model(weights, transitions, counts.characters)
        open(path, 'wb').write(data)
        print(f'{path}: {count} documents, {told}, {len(data)} bytes', flush=True)

    for number, part in enumerate(parts_of(gold, options.folds) if options.folds else [], 1):
        path = f'{options.model}.{number}'
        write(path, part)
        with open(path + '.jsonl', 'w', encoding='utf-8') as file:
            for id in part:
                file.write(json.dumps(gold[id], ensure_ascii=False) + '\n')
    write(options.model, set())


if __name__ == '__main__':
    main()
