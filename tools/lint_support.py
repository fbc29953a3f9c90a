# SPDX-License-Identifier: Apache-2.0
"""What the small checks of this folder share: the files of the tree, and C++ text cut into tokens.

A check is a function that takes Source objects and yields Complaint objects. A line may switch one
rule off for itself by `allow(rule): why` in a comment on it or on the line before; without a reason
it does not count.
"""
import dataclasses
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
CPP_ENDINGS = (".cpp", ".h")


@dataclasses.dataclass(frozen=True)
class Complaint:
    path: str
    line: int
    rule: str
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.text}"


@dataclasses.dataclass(frozen=True)
class Token:
    kind: str  # code, string, char, comment
    text: str
    line: int


_TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|(?P<raw>(?:u8|u|U|L)?R"(?P<mark>[^()\\\s]{0,16})\((?P<body>.*?)\)(?P=mark)")'
    r'|(?P<string>(?:u8|u|U|L)?"(?:[^"\\\n]|\\.)*")'
    r"|(?P<number>\b[0-9](?:'?[0-9a-zA-Z_.])*)"
    r"|(?P<char>(?:u8|u|U|L)?'(?:[^'\\\n]|\\.)+')"
    r"|(?P<word>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<newline>\n)|(?P<space>[ \t\r\f\v]+)|(?P<op>::|->|\+=|<<|>>|.)",
    re.S,
)


class Source:
    """One C++ file: its lines, its tokens, and its code with comments and literals blanked."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self.tokens = list(_cut(text))
        self.code = _blank(self.tokens, text)
        self._allowed = _allowances(self.tokens)

    @property
    def is_test(self):
        return self.path.endswith(("_test.cpp", "_fixture.h")) or self.path.startswith("tests/")

    @property
    def is_header(self):
        return self.path.endswith(".h")

    def allows(self, rule, line):
        return rule in self._allowed.get(line, ()) or rule in self._allowed.get(line - 1, ())


def _cut(text):
    line = 1
    for match in _TOKEN.finditer(text):
        kind, piece = match.lastgroup, match.group()
        if match.group("raw") is not None:
            yield Token("string", match.group("body"), line)
        elif kind == "string":
            yield Token("string", piece[piece.index('"') + 1 : -1], line)
        elif kind in ("comment", "char"):
            yield Token(kind, piece, line)
        elif kind not in ("space", "newline"):
            yield Token("code", piece, line)
        line += piece.count("\n")


def _blank(tokens, text):
    """The code alone, tokens joined by one space, one output line for each line of the file."""
    rows = [[] for _ in range(text.count("\n") + 2)]
    for token in tokens:
        if token.kind == "code":
            rows[token.line].append(token.text)
        elif token.kind in ("string", "char"):
            rows[token.line].append('""')
    return [" ".join(row) for row in rows]


_ALLOW = re.compile(r"allow\(([a-z-]+)\):\s*(\S.{7,})")


def _allowances(tokens):
    found = {}
    for token in tokens:
        if token.kind == "comment":
            for rule, _reason in _ALLOW.findall(token.text):
                found.setdefault(token.line + token.text.count("\n"), set()).add(rule)
    return found


def tree_files(*endings):
    """Paths of the files of the working tree that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP, check=True, capture_output=True).stdout.decode().split("\0")
    return sorted({p for p in listed if p.endswith(endings) and (TOP / p).is_file()})


def cpp_sources():
    return [Source(p, (TOP / p).read_text("utf-8")) for p in tree_files(*CPP_ENDINGS)]


def report(name, complaints):
    """Prints what was found; the exit status of the tool."""
    complaints = sorted(complaints, key=lambda c: (c.path, c.line))
    for complaint in complaints:
        print(complaint)
    print(f"{name}: {len(complaints)} complaint(s)", file=sys.stderr)
    return 1 if complaints else 0
