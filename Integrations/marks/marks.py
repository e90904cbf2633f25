#!/usr/bin/env python3
"""Puts the marks of marks.tsv to the texts of the messages, which are not part of this repository: gold, one a line.

    python3 marks.py MESSAGES.jsonl... [--hands p01,p02 | --demands] > gold.jsonl

A line of MESSAGES: {"id", "text": title, new line, body} or {"id", "title", "body"}. By default what the hands with all
labels marked; --demands gives the messages in which demands alone were. train-names, train-roles and `laixin eval` read
it. A message is known by the first 80 bits of the SHA-256 of its text in letters (base 32).
"""
import argparse
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from texts import texts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('messages', nargs='+')
    parser.add_argument('--hands', type=lambda words: set(words.split(',')))
    parser.add_argument('--demands', action='store_true')
    options = parser.parse_args()
    messages = {digest: (number, text) for number, digest, text in texts(options.messages)}
    missing = 0
    document = None

    def close():
        if document:
            print(json.dumps(document, ensure_ascii=False))

    for line in open(pathlib.Path(__file__).parent / 'marks.tsv', encoding='utf-8'):
        if line.startswith('#'):
            continue
        fields = line.rstrip('\n').split('\t')
        if fields[0] == '=':
            close()
            document = None
            digest, received, hand = fields[1:]
            wanted = hand in options.hands if options.hands else (hand[0] == 'd') == options.demands
            if not wanted:
                continue
            if digest not in messages:
                missing += 1
                continue
            number, text = messages[digest]
            document = {
                'id': f'{hand}-{number}', 'kind': 'letter', 'issues': [], 'purpose': '-', 'count': '-', 'notes': hand,
                'text': text, 'spans': []}
            if received != '-':
                document['received'] = received
        elif document:
            start, end = int(fields[1]), int(fields[2])
            span = {'label': fields[0], 'start': start, 'end': end, 'text': document['text'][start:end]}
            if len(fields) > 3:
                span['value'] = fields[3]
            document['spans'].append(span)
    close()
    if missing:
        print(f'{missing} marked messages are not in {" ".join(options.messages)}', file=sys.stderr)


if __name__ == '__main__':
    main()
