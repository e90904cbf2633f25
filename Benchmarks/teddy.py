#!/usr/bin/env python3
"""Our category model beside a character TF-IDF with a linear SVM, on the same texts.

    python3 -m pip install scikit-learn
    python3 Benchmarks/teddy.py TRAIN.jsonl TEST.jsonl [--laixin .build/release/laixin]

A line of both files: {"title": …, "body": …, "label": level-1 category}. The texts are not part of this repository.
"""
import argparse
import json
import subprocess
import tempfile
import time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.svm import LinearSVC


def read(path):
    rows = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    return [row["title"] + " " + row["body"] for row in rows], [row["label"] for row in rows]


parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("train")
parser.add_argument("test")
parser.add_argument("--laixin", default=".build/release/laixin")
arguments = parser.parse_args()
texts, labels = read(arguments.train)
test, gold = read(arguments.test)

start = time.time()
vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3))
model = LinearSVC().fit(vectorizer.fit_transform(texts), labels)
told = model.predict(vectorizer.transform(test))
print(
    f"baseline: accuracy {accuracy_score(gold, told):.4f}, macro-F1 {f1_score(gold, told, average='macro'):.4f}, "
    f"{len(gold)} texts, {time.time() - start:.0f} s"
)
start = time.time()
with tempfile.NamedTemporaryFile(suffix=".model") as file:
    command = [arguments.laixin, "train", arguments.train, "--output", file.name, "--check", arguments.test]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
print(f"laixin: {output.strip().splitlines()[-1]}, {time.time() - start:.0f} s")
