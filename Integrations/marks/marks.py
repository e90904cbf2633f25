#!/usr/bin/env python3
"""Puts the marks of marks.tsv to the texts of the messages, which are not part of this repository: gold, one a line.

    python3 marks.py MESSAGES.jsonl... [--hands p01,p02 | --demands] > gold.jsonl

A line of MESSAGES: {"id", "text": title, new line, body} or {"id", "title", "body"}. By default what the hands with all
labels marked; --demands gives the messages in which demands alone were. train-names, train-roles and `laixin eval` read
it. A message is known by the first 80 bits of the SHA-256 of its text in letters (base 32).
"""
import argparse
import base64
import hashlib
import json
import pathlib
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('messages', nargs='+')
    parser.add_argument('--hands', type=lambda words: set(words.split(',')))
    parser.add_argument('--demands', action='store_true')
    options = parser.parse_args()
    texts = {}
    for path in options.messages:
        for line in open(path, encoding='utf-8'):
            message = json.loads(line)
            text = message.get('text') or message['title'] + '\n' + message['body']
            digest = base64.b32encode(hashlib.sha256(text.encode()).digest()[:10]).decode().lower()
            texts[digest] = (message['id'], text)
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
            if digest not in texts:
                missing += 1
                continue
            number, text = texts[digest]
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
