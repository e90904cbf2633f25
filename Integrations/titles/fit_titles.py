#!/usr/bin/env python3
"""Learns Dictionaries/Structure/title-weights.tsv: where a title ends that a site ran into the text.

    fit_titles.py texts MESSAGES... [--others GOLD...] > texts.jsonl
    train-names titles < texts.jsonl > evidence.jsonl
    fit_titles.py weights texts.jsonl evidence.jsonl > title-weights.tsv

Messages whose title stands on a line of its own (or is told apart as {"title", "body"}) are written three times: title and body
run together, the body alone, and as they are; the letters of --others as they are. A logistic regression over places tells the
end of the title from all others. `weights --check N` tells how many titles are parted in N folds. Needs NumPy and SciPy.
"""
import argparse
import json
import pathlib
import sys
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from logistic import fit_places, write
from marked import folds, lines

HEADER = '''# title: how much each feature of a place speaks for a title's ending there that a site ran into the text
# source: learned by Integrations/titles/fit_titles.py from real messages whose title was known, run into their text, and from
#   letters of invented people, 2026-11
# licence: Apache-2.0
# columns: feature, weight
'''
RARE = 25
PENALTY = 1.0
SMALLEST = 0.05
# As in RunInTitles.swift.
LEAST = 0.0


def texts(messages, others):
    for number, message in enumerate(lines(messages)):
        title, body = (
            (message['title'], message['body']) if 'title' in message else message['text'].partition('\n')[::2])
        title, body = title.strip(), body.strip()
        if 4 <= len(title) <= 60 and len(body) > 30:
            yield {'id': f'{number}-run', 'text': title + body, 'end': len(title)}
            yield {'id': f'{number}-body', 'text': body}
            yield {'id': f'{number}-both', 'text': f'{title}\n{body}'}
    for letter in lines(others):
        yield {'id': letter['id'], 'text': letter['text']}


def rows(texts, evidence):
    ends = {text['id']: text.get('end') for text in lines([texts])}
    for line in lines([evidence]):
        for (place, _), features in zip(line['spans'], line['features']):
            yield line['id'], place, features, place == ends[line['id']]


def fit(rows):
    # Every place has one distance.
    return fit_places(rows, RARE, PENALTY, carrier='distance ', steps=200)


def check(texts, rows, count):
    wanted = {text['id']: text.get('end') for text in lines([texts])}
    found = Counter()
    for held in folds((row[0].split('-')[0] for row in rows), count):
        weights = fit([row for row in rows if row[0].split('-')[0] not in held])
        best = {}
        for id, place, features, _ in rows:
            if id.split('-')[0] in held:
                weight = sum(weights.get(feature, 0.0) for feature in features)
                if weight >= max(LEAST, best.get(id, (LEAST, 0))[0]):
                    best[id] = (weight, place)
        for id, (_, place) in best.items():
            kind = 'run' if wanted[id] is not None else id.split('-')[-1] if '-b' in id else 'letter'
            found[kind, place == wanted[id]] += 1
    print('titles run in:', sum(end is not None for end in wanted.values()))
    for (kind, is_right), count in sorted(found.items()):
        print(kind, 'parted rightly' if is_right else 'parted wrongly', count)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('what', choices=['texts', 'weights'])
    parser.add_argument('files', nargs='+')
    parser.add_argument('--others', nargs='*', default=[])
    parser.add_argument('--check', type=int)
    options = parser.parse_args()
    if options.what == 'texts':
        for text in texts(options.files, options.others):
            print(json.dumps(text, ensure_ascii=False))
        return
    table = list(rows(*options.files))
    if options.check:
        check(options.files[0], table, options.check)
        return
    sys.stdout.write(HEADER)
    write(fit(table), SMALLEST, digits=2)


if __name__ == '__main__':
    main()
