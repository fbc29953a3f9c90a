#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Data files: JSON reads and has no doubled key, Vietnamese text is NFC, every message has its
English twin with the same placeholders, every right, traced field, action and object has words, and
the lock file names no host."""
import json
import re
import sys
import unicodedata

import lint_support
from lint_support import Complaint


class Doubled(ValueError):
    pass


def _no_doubles(pairs):
    seen = {}
    for key, value in pairs:
        if key in seen:
            raise Doubled(f"key {key!r} stands twice")
        seen[key] = value
    return seen


def read(path, text):
    """(value, complaints)"""
    try:
        return json.loads(text, object_pairs_hook=_no_doubles), []
    except ValueError as error:
        return None, [Complaint(path, getattr(error, "lineno", 1), "json", str(error))]


def check_nfc(path, text):
    for number, line in enumerate(text.split("\n"), 1):
        if unicodedata.normalize("NFC", line) != line:
            yield Complaint(path, number, "nfc", "text is NFC inside")


def placeholders(entry):
    """message and way_out share one list of values, so their placeholders count together."""
    return set(re.findall(r"\{(\d+)\}", json.dumps(entry, ensure_ascii=False)))


def check_twins(path, vietnamese, english):
    for key in sorted(vietnamese.keys() ^ english.keys()):
        yield Complaint(path, 1, "twin", f"{key} has no {'English' if key in vietnamese else 'Vietnamese'} twin")
    for key in sorted(vietnamese.keys() & english.keys()):
        here, there = vietnamese[key], english[key]
        if placeholders(here) != placeholders(there):
            yield Complaint(path, 1, "twin", f"{key}: the twins name different values")
        if isinstance(here, dict) and isinstance(there, dict) and here.keys() != there.keys():
            yield Complaint(path, 1, "twin", f"{key}: one has a part that the other lacks")


TRACED = re.compile(r'(?:add_change\(\s*\w+,\s*|\bhidden\()"([a-z_]+)"')
TRACE = re.compile(r"\btrace\([^;]*;", re.S)
CHANGE = re.compile(r'\{\s*"([a-z_]+)",')


def check_traced(path, text, fields):
    """A field that a trace names has a name for people."""
    found = [(m.start(1), m.group(1)) for m in TRACED.finditer(text)]
    for trace in TRACE.finditer(text):
        found += [(trace.start() + m.start(1), m.group(1)) for m in CHANGE.finditer(trace.group(0))]
    for at, name in found:
        if name not in fields:
            line = text.count("\n", 0, at) + 1
            yield Complaint(path, line, "traced", f"{name} has no name in data/audit/fields.json")


ACTIONS = re.compile(r"enum class Action \{(.*?)\};", re.S)
ACTED = re.compile(r'\btrace(?:_apart)?\(\s*(?:tx,\s*)?[\w.]*ctx,\s*"([a-z_.]+)",\s*"([a-z_]+)"')


def check_worded(path, text, texts):
    """Rights, and what a trace says was done to what, are told to people in words."""
    wanted = []
    for block in ACTIONS.finditer(text):
        names = re.sub(r"//[^\n]*", lambda comment: " " * len(comment.group(0)), block.group(1))
        wanted += [(block.start(1) + m.start(), f"right.{m.group(0)}")
                   for m in re.finditer(r"[a-z_]+", names) if m.group(0) != "signed_in"]
    for m in ACTED.finditer(text):
        wanted += [(m.start(1), f"audit.{m.group(1)}"), (m.start(2), f"audit_object.{m.group(2)}")]
    for at, key in wanted:
        if key not in texts:
            yield Complaint(path, text.count("\n", 0, at) + 1, "worded", f"{key} has no words in data/ui/messages")


def check_lock(path, text):
    if re.search(r'"resolved"\s*:', text):
        yield Complaint(path, 1, "lock", "the lock file holds download addresses")


def main():
    complaints, tables = [], {}
    for path in lint_support.tree_files(".json"):
        text = (lint_support.TOP / path).read_text("utf-8")
        if path.endswith("package-lock.json"):
            complaints += check_lock(path, text)
        if not path.startswith(("data/", "web/src/")):
            continue
        value, wrong = read(path, text)
        complaints += wrong
        complaints += check_nfc(path, text)
        match = re.match(r"(data/ui/.*)\.(vi|en)\.json$", path)
        if match and isinstance(value, dict):
            tables.setdefault(match.group(1), {})[match.group(2)] = (path, value)
    fields = json.loads((lint_support.TOP / "data/audit/fields.json").read_text("utf-8"))["fields"]
    texts = {key for pair in tables.values() for _, table in pair.values() for key in table}
    for path in lint_support.tree_files(".cpp", ".h"):
        if path.startswith("src/") and not path.endswith("_test.cpp"):
            text = (lint_support.TOP / path).read_text("utf-8")
            complaints += check_traced(path, text, fields)
            complaints += check_worded(path, text, texts)
    for stem, pair in tables.items():
        if len(pair) == 2:
            complaints += check_twins(pair["vi"][0], pair["vi"][1], pair["en"][1])
        else:
            complaints.append(Complaint(next(iter(pair.values()))[0], 1, "twin", f"{stem} lacks a language"))
    return lint_support.report("check_data", complaints)


if __name__ == "__main__":
    sys.exit(main())
