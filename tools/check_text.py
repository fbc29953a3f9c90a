#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Words that must not stand in the C++ code: what depends on the machine's language, what starts a
shell, SQL that is put together, cryptography and clocks outside their folder."""
import dataclasses
import re
import sys

import lint_support
from lint_support import Complaint


@dataclasses.dataclass(frozen=True)
class Rule:
    name: str
    pattern: re.Pattern
    why: str
    homes: tuple = ()      # path prefixes where it is at home
    in_tests: bool = True  # also looked for in tests


def rule(name, pattern, why, homes=(), in_tests=True):
    return Rule(name, re.compile(pattern), why, tuple(homes), in_tests)


# The code is seen token by token with one space between: `std :: tolower (`.
CALL = r"(?<!\. )(?<!-> )\b(?:%s) \("
RULES = [
    rule("locale", CALL % r"tolower|toupper|is(?:alpha|alnum|upper|lower|punct|space|print)|"
         r"tow(?:lower|upper)|str(?:coll|xfrm|casecmp|ncasecmp|ftime|ptime|tod|tof|told)|wcs(?:coll|ftime)|"
         r"ato[fil]|setlocale|localeconv|put_time|get_time|put_money|sto(?:d|f|ld|i|l|ul|ll|ull)",
         "depends on the machine's language; use platform/text or std::from_chars", ["src/platform/text/"]),
    rule("locale", r"\bstd :: (?:locale|wstring|wcout|o?i?stringstream|i?o?stringstream|setw|setprecision|"
         r"regex|basic_regex)\b|# include < (?:locale|iomanip|sstream|regex|codecvt|clocale) >",
         "no std::locale, std::regex or stream formatting; use fmt and platform/text"),
    rule("shell", CALL % r"system|popen|execl|execlp|execle|execvp|execvpe|wordexp",
         "no shell and no search of PATH; a child is started by platform with fork and execve"),
    rule("process", CALL % r"fork|vfork|execv|execve|execveat|fexecve|posix_spawn|posix_spawnp",
         "processes are started by platform only", ["src/platform/"], in_tests=False),
    rule("crypto", r"\b(?:crypto_[a-z0-9_]+|EVP_[A-Za-z0-9_]+|SHA(?:1|256|512)|HMAC|MD5|RAND_bytes|"
         r"randombytes_[a-z]+) \(|\bstd :: random_device\b",
         "cryptography lives in platform/crypto",
         ["src/platform/crypto/", "src/platform/vocabulary/id.cpp"], in_tests=False),
    rule("random", CALL % "rand|srand|drand48|lrand48", "neither secret nor repeatable"),
    rule("clock", r"\b(?:system_clock|utc_clock) :: now \(|" + CALL %
         "time|gettimeofday|localtime|localtime_r|gmtime|mktime|clock_gettime",
         "the clock is an argument (platform/time/clock.h)", ["src/platform/time/", "src/platform/log/"],
         in_tests=False),
    rule("namespace", r"\busing namespace\b", "name what you use", in_tests=False),
    rule("swallow", r"\bcatch \( \. \. \. \) \{ \}", "an error is never swallowed"),
]
_NOTES = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")

# SQL begins with one of these, or carries on with one of those
_SQL = re.compile(r"^\s*(?:SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(?:TABLE|INDEX|"
                  r"UNIQUE|VIEW)\b|DROP\s+TABLE|ALTER\s+TABLE|WITH\s+\w+\s*(?:\(|AS\b))")
_SQL_PIECE = re.compile(r"(?:\bFROM\s+\w+|\bWHERE\s+\S|\bAND\s+\w+(?:\.\w+)?\s*(?:=|<|>|IN\b|IS\b)|"
                        r"\bORDER\s+BY\s|\bVALUES\s*\(|\bLIMIT\s+[?\d])")
_SQL_HOMES = re.compile(r"(?:^|/)(?:store\w*\.(?:cpp|h)|\w*_store\.(?:cpp|h)|queries\w*\.h|\w*_queries\.h)$|^src/platform/db/|"
                        r"^src/platform/jobs/|^tests/|_test\.cpp$")


def check_words(source):
    if not source.path.startswith(("src/", "tests/")):
        return
    for number, line in enumerate(source.code):
        for r in RULES:
            if source.path.startswith(r.homes) if r.homes else False:
                continue
            if source.is_test and not r.in_tests:
                continue
            found = r.pattern.search(line)
            if found and not source.allows(r.name, number):
                yield Complaint(source.path, number, r.name, f"{found.group().strip()} – {r.why}")
    for token in source.tokens:
        if token.kind == "comment" and _NOTES.search(token.text):
            yield Complaint(source.path, token.line, "note", "finish it or file it")


def check_sql(source):
    """SQL stands whole in a store or queries file; values are bound, never glued in."""
    if not source.path.startswith("src/") or source.is_test:
        return
    tokens = [t for t in source.tokens if t.kind != "comment"]
    at_home = _SQL_HOMES.search(source.path)
    i = 0
    while i < len(tokens):
        last = i
        while tokens[last].kind == "string" and tokens[last + 1:last + 2] and tokens[last + 1].kind == "string":
            last += 1  # literals that stand side by side are one text
        if tokens[i].kind == "string":
            yield from check_literal(source, tokens, i, last, at_home)
        i = last + 1


def check_literal(source, tokens, first, last, at_home):
    text, line = "".join(t.text for t in tokens[first:last + 1]), tokens[first].line
    begins, piece = _SQL.search(text), _SQL_PIECE.search(text)
    if source.allows("sql", line):
        return
    if begins and not at_home:
        yield Complaint(source.path, line, "sql", "SQL belongs to store.cpp or queries.h")
    if (begins or piece) and glued(tokens, first, last):
        yield Complaint(source.path, line, "sql", "SQL is put together; bind the value, or choose between whole texts")


def glued(tokens, first, last):
    before = [t.text for t in tokens[max(0, first - 4):first]]
    after = [t.text for t in tokens[last + 1:last + 3]]
    if after[:1] == ["+"] or before[-1:] in (["+"], ["+="]):
        return True
    if before[-1:] == ["("] and after == [")", "+"]:
        return True  # std::string("SELECT …") + name
    return before[-1:] == ["("] and before[-2:-1] and before[-2] in ("format", "format_to", "append", "sprintf")


def check(sources):
    for source in sources:
        yield from check_words(source)
        yield from check_sql(source)


if __name__ == "__main__":
    sys.exit(lint_support.report("check_text", check(lint_support.cpp_sources())))
