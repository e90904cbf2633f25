#!/usr/bin/env python3
"""Puts the labels of labels.tsv to the texts of the messages, which are not part of this repository.

    python3 messages.py train|check|further MESSAGES.jsonl... > messages.ndjson

A line of MESSAGES: {"id": the message's number, "text": title, new line, body}, or {"title", "body"}. A label names its
message by the number, or by the first 80 bits of the SHA-256 of its text in letters (base 32). What is written is what
`laixin train` and `laixin model compare --on` read.
"""
import argparse
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from texts import texts

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("part", choices=["train", "check", "further"])
parser.add_argument("messages", nargs="+")
arguments = parser.parse_args()

labels = {}
for line in (pathlib.Path(__file__).parent / "labels.tsv").read_text(encoding="utf-8").splitlines():
    if line.startswith("#"):
        continue
    number, codes, purpose, part = line.split("\t")
    if part == arguments.part:
        labels[number] = {"codes": codes.split(","), "purpose": purpose}
found = {}
for number, digest, text in texts(arguments.messages):
    for name in (number, digest):
        if name in labels:
            found[name] = text
for number in sorted(found):
    print(json.dumps({"text": found[number], **labels[number]}, ensure_ascii=False))
missing = len(labels) - len(found)
if missing:
    print(f"{missing} of {len(labels)} messages are not in {' '.join(arguments.messages)}", file=sys.stderr)
