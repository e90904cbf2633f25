#!/usr/bin/env python3
"""Writes Dictionaries/Parties/name-like-words.txt: words that are built like names of persons and are none.

    name_like_words.py DICT Dictionaries > name-like-words.txt

DICT is the word list of jieba (MIT): its words of two and three characters that begin with a surname and whose characters are
commoner in names than in running text (name-odds.tsv), but for names of persons; and the cues of categories that are built so.
"""
import pathlib
import sys

LEAST_ODDS = 20
# What jieba's list calls persons, and is none.
OTHERS = '柳絮 柴火垛 马蜂窝 唐僧肉 黄鼠狼'.split()
HEADER = '''# title: words that are built like names of persons and are none
# source: jieba 0.42.1 dict.txt (MIT), but for its names of persons; cues of Dictionaries/Categories; written by
#   Integrations/names/name_like_words.py, 2026-11
# licence: MIT
# a class, a tab, words apart by spaces
'''


def main(dictionary, folder):
    folder = pathlib.Path(folder)

    def lines(path):
        return (line for line in open(path, encoding='utf-8').read().split('\n') if line and not line.startswith('#'))

    surnames = set(''.join(lines(folder / 'Lexicon/surnames.txt')))
    odds = {}
    for line in lines(folder / 'Parties/name-odds.tsv'):
        character, *values = line.split('\t')
        odds[character] = [int(value) for value in values]

    def is_built_so(word):
        if len(word) not in (2, 3) or word[0] not in surnames or not all('\u4e00' <= c < '\ua000' for c in word):
            return False
        place = [odds.get(character, [0] * 4) for character in word]
        given = place[1][3] if len(word) == 2 else place[1][1] + place[2][2]
        return place[0][0] + given >= LEAST_ODDS

    words = set(OTHERS)
    for line in lines(dictionary):
        word, _, kind = line.split()
        if not kind.startswith('nr') and is_built_so(word):
            words.add(word)
    for path in sorted((folder / 'Categories').glob('*.txt')):
        for line in lines(path):
            if line[0] in '+-':
                cue = line[1:].split('\t')[0].strip()
                if is_built_so(cue):
                    words.add(cue)
    sys.stdout.write(HEADER)
    words = sorted(words)
    for start in range(0, len(words), 30):
        print('word', ' '.join(words[start:start + 30]), sep='\t')


if __name__ == '__main__':
    main(*sys.argv[1:])
