#!/usr/bin/env python3
"""Puts the labels of labels.tsv to the texts of the messages, which are not part of this repository.

    python3 messages.py train|check MESSAGES.jsonl > messages.ndjson

A line of MESSAGES: {"id": the message's number, "text": title, new line, body}. What is written is what `laixin train`
and `laixin model compare --on` read.
"""
import argparse
import json
import pathlib
import sys

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("part", choices=["train", "check"])
parser.add_argument("messages")
arguments = parser.parse_args()

labels = {}
for line in (pathlib.Path(__file__).parent / "labels.tsv").read_text(encoding="utf-8").splitlines():
    if line.startswith("#"):
        continue
    number, codes, purpose, part = line.split("\t")
    if part == arguments.part:
        labels[number] = {"codes": codes.split(","), "purpose": purpose}
found = {}
for line in open(arguments.messages, encoding="utf-8"):
    message = json.loads(line)
    if message["id"] in labels:
        found[message["id"]] = message["text"]
for number in sorted(found):
    print(json.dumps({"text": found[number], **labels[number]}, ensure_ascii=False))
missing = len(labels) - len(found)
if missing:
    print(f"{missing} of {len(labels)} messages are not in {arguments.messages}", file=sys.stderr)
