#!/usr/bin/env python3
"""Learns Dictionaries/Models/names.model from marked letters.

    train-names < gold.jsonl > evidence.jsonl
    fit_names.py gold.jsonl evidence.jsonl names.model

A linear-chain conditional random field with elastic-net penalty (python-crfsuite), its weights rounded to one byte and
laid into a table by the features' numbers. `--without FILE` leaves the documents of those ids out, to be judged on.
"""
import argparse, json, struct

import pycrfsuite

LABELS = ['none', 'placeStart', 'placeInside', 'partyStart', 'partyInside']
PARTY = {'petitioner', 'representative', 'respondent', 'addressee', 'handler', 'person', 'org'}
LANES = 8
# Smaller weights are left out.
SMALLEST = 0.04
STEPS = 80


def labels_of(spans, characters):
    labels = ['none'] * len(characters)
    for span in spans:
        kind = 'place' if span['label'] == 'place' else 'party' if span['label'] in PARTY else None
        if not kind:
            continue
        is_first = True
        for index, (start, end) in enumerate(characters):
            if start >= span['start'] and end <= span['end'] and start < end:
                labels[index] = kind + ('Start' if is_first else 'Inside')
                is_first = False
    return labels


def table_of(rows):
    """Tags and rows of a table that is half full at most."""
    bits = 4
    while 1 << bits < 2 * len(rows):
        bits += 1
    slots = 1 << bits
    tags = [0] * slots
    table = [bytes(LANES)] * slots
    for feature in sorted(rows):
        slot = feature >> (64 - bits)
        while tags[slot]:
            slot = (slot + 1) % slots
        tags[slot] = (feature & 0xFFFF) | 1
        table[slot] = rows[feature]
    return bits, tags, table


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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('gold')
    parser.add_argument('evidence')
    parser.add_argument('model')
    parser.add_argument('--without')
    parser.add_argument('--c1', type=float, default=0.1)
    parser.add_argument('--c2', type=float, default=0.05)
    options = parser.parse_args()
    left_out = set(open(options.without).read().split()) if options.without else set()
    gold = {}
    for line in open(options.gold, encoding='utf-8'):
        document = json.loads(line)
        gold[document['id']] = document['spans']
    trainer = pycrfsuite.Trainer(verbose=False)
    count = 0
    for line in open(options.evidence, encoding='utf-8'):
        document = json.loads(line)
        if document['id'] in left_out or not document['spans']:
            continue
        trainer.append(document['features'], labels_of(gold[document['id']], document['spans']))
        count += 1
    trainer.set_params({'c1': options.c1, 'c2': options.c2, 'max_iterations': STEPS})
    trainer.train(options.model + '.crf')
    tagger = pycrfsuite.Tagger()
    tagger.open(options.model + '.crf')
    learned = tagger.info()
    weights = {}
    for (feature, label), weight in learned.state_features.items():
        if abs(weight) >= SMALLEST:
            weights.setdefault(int(feature, 16), [0.0] * LANES)[LABELS.index(label)] = weight
    scale = max(abs(weight) for row in weights.values() for weight in row) / 127
    scale = min(scale, 0.05)
    rows = {
        feature: bytes(max(-127, min(127, round(weight / scale))) & 0xFF for weight in row)
        for feature, row in weights.items()
    }
    rows = {feature: row for feature, row in rows.items() if any(row)}
    bits, tags, table = table_of(rows)
    data = b'LXN1' + bytes([bits]) + struct.pack('<f', scale)
    for before in LABELS:
        for label in LABELS:
            data += struct.pack('<f', learned.transitions.get((before, label), 0.0))
    data += struct.pack(f'<{len(tags)}H', *tags) + b''.join(table)
    data += struct.pack('<Q', checksum(data))
    open(options.model, 'wb').write(data)
    print(f'{count} documents, {len(rows)} features, {len(data)} bytes, scale {scale:.4f}')


if __name__ == '__main__':
    main()
