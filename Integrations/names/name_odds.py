#!/usr/bin/env python3
"""Writes Dictionaries/Parties/name-odds.tsv: how much commoner a character is in Chinese names than in running text.

    name_odds.py DICT SURNAMES > name-odds.tsv

DICT is the word list of jieba (MIT): words with their frequency and kind, of which `nr` is a person. Its names of two and
three characters that begin with one of SURNAMES (Dictionaries/Lexicon/surnames.txt) tell how often a character stands at each
place of a name; all other words, by their frequency, how often in running text. A character that a list of this size need not
hold counts as seen a third of a time.
"""
import math
import sys
from collections import Counter

LIMIT = 60
HEADER = '''# title: how much commoner characters are in Chinese names than in running text
# source: jieba 0.42.1 dict.txt (MIT): names of persons against all other words by their frequency; written by
#   Integrations/names/name_odds.py, 2026-11
# licence: MIT
# a character, then tenths of the natural logarithm: as a surname, as the first and second of two characters of a given name,
# as the only one; apart by tabs
'''


def main(words, surnames):
    known = {character for line in open(surnames, encoding='utf-8') if not line.startswith('#') for character in line.strip()}
    text, surname, first, second, single = Counter(), Counter(), Counter(), Counter(), Counter()
    for line in open(words, encoding='utf-8'):
        word, frequency, kind = line.split()
        if not kind.startswith('nr'):
            for character in word:
                text[character] += int(frequency)
        elif kind == 'nr' and word[0] in known and len(word) in (2, 3):
            surname[word[0]] += 1
            if len(word) == 2:
                single[word[1]] += 1
            else:
                first[word[1]] += 1
                second[word[2]] += 1
    size = sum(text.values())

    def odds(seen, character, kinds):
        share = (seen[character] + 1 / 3) / (sum(seen.values()) + kinds / 3)
        value = math.log(share) - math.log((text[character] + 1) / size)
        return max(-LIMIT, min(LIMIT, round(10 * value)))

    sys.stdout.write(HEADER)
    named = set(surname) | set(first) | set(second) | set(single)
    for character in sorted(named | {character for character, count in text.items() if count >= 20}):
        if '\u4e00' <= character < '\ua000':
            row = [odds(surname, character, len(known))] + [odds(seen, character, 6000) for seen in (first, second, single)]
            print(character, *row, sep='\t')


if __name__ == '__main__':
    main(*sys.argv[1:])
