#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Budgets (CONTRIBUTING.md): a file of at most 600 lines, a function of at most 80, an SPDX line on
top, and no Vietnamese in C++ literals (words for people live in data/ and web/)."""
import ast
import re
import sys

import lint_support
from lint_support import Complaint, Source

FILE_LINES = 600
FUNCTION_LINES = 80
COUNTED = (".cpp", ".h", ".py", ".sh", ".ts", ".js", ".mjs", ".svelte", ".css", ".sql", ".cmake")
GENERATED = re.compile(r"^web/src/api/types\.ts$|/golden/")
_VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.I)
_NOT_FUNCTION = {"namespace", "class", "struct", "enum", "union", "if", "for", "while", "switch", "do",
                 "else", "try", "catch", "return", "extern", "case", "default"}


def check_file(path, text):
    lines = text.count("\n") + (0 if text.endswith("\n") else 1)
    if lines > FILE_LINES and not GENERATED.search(path):
        yield Complaint(path, lines, "file", f"{lines} lines; split it (at most {FILE_LINES})")
    if "SPDX-License-Identifier: Apache-2.0" not in "\n".join(text.split("\n")[:3]):
        yield Complaint(path, 1, "spdx", "no SPDX line on top")


def functions(source):
    """(first line, last line) of every outermost C++ function body with its head."""
    stack, head, inside = [], [], None  # inside: how deep the function is that we are in
    for token in source.tokens:
        text = token.text if token.kind == "code" else None
        if token.kind == "comment":
            continue
        if text == "{":
            initialises = member_initialiser(head)
            stack.append((head[0].line if head else token.line, head if initialises else None))
            if inside is None and not initialises and opens_function(head):
                inside = len(stack)
            head = []
        elif text == "}" and stack:
            first, before = stack.pop()
            if inside is not None and len(stack) < inside:
                yield first, token.line
                inside = None
            head = before + [token] if before else []
        elif text == ";" and not open_brackets(head):
            head = []
        else:
            head.append(token)


def member_initialiser(head):
    """Are we at the brace of `Foo::Foo(int a) : m_a{`?"""
    words = [t.text for t in head if t.kind == "code"]
    return ("(" in words and ":" in words[words.index("("):]
            and re.match(r"[A-Za-z_]\w*$|>$", words[-1]) is not None and words[-1] not in ("try",))


def open_brackets(head):
    return sum(t.text == "(" for t in head if t.kind == "code") > sum(t.text == ")" for t in head if t.kind == "code")


def opens_function(head):
    words = without_templates([t.text for t in head if t.kind == "code"])
    if not words or words[0] in _NOT_FUNCTION or "(" not in words:
        return False
    depth = 0
    for word in words:  # a class after a macro without a semicolon: DESCRIBE(X, (a)) class Y {
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth == 0 and word in ("class", "struct", "enum", "union", "namespace"):
            return False
    return "=" not in words[:words.index("(")] or "operator" in words


def without_templates(words):
    """The words without any `template <…>`."""
    kept, depth = [], 0
    for i, word in enumerate(words):
        if word == "template" and words[i + 1:i + 2] == ["<"]:
            continue
        if depth or (word == "<" and words[i - 1:i] == ["template"]):
            depth += {"<": 1, ">": -1, ">>": -2}.get(word, 0)
            continue
        kept.append(word)
    return kept


def check_functions(source):
    for first, last in functions(source):
        if last - first + 1 > FUNCTION_LINES and not source.allows("function", first):
            yield Complaint(source.path, first, "function",
                            f"{last - first + 1} lines (at most {FUNCTION_LINES})")


def check_python_functions(path, text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = node.end_lineno - node.lineno + 1
            if length > FUNCTION_LINES:
                yield Complaint(path, node.lineno, "function", f"{length} lines (at most {FUNCTION_LINES})")


def check_words_for_people(source):
    if source.is_test or source.path.startswith(("src/platform/text/", "src/platform/time/", "tests/")):
        return
    for token in source.tokens:
        if token.kind in ("string", "char") and _VIETNAMESE.search(token.text) \
                and not source.allows("vietnamese", token.line):
            yield Complaint(source.path, token.line, "vietnamese",
                            "words for people belong to data/ (messages, papers), not to C++")


def is_counted(path):
    return path.endswith(COUNTED) or path.endswith("CMakeLists.txt")


def main():
    complaints = []
    for path in lint_support.tree_files(*COUNTED, "CMakeLists.txt"):
        text = (lint_support.TOP / path).read_text("utf-8")
        complaints += check_file(path, text)
        if path.endswith(".py"):
            complaints += check_python_functions(path, text)
    for source in lint_support.cpp_sources():
        complaints += check_functions(source)
        complaints += check_words_for_people(source)
    return lint_support.report("check_budget", complaints)


if __name__ == "__main__":
    sys.exit(main())
