#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who may include whom (ARCHITECTURE.md, "Map"): layers, the order inside a layer, private headers,
third-party headers in their one folder, no circles, and the walls between the page's folders."""
import pathlib
import re
import sys

import lint_support
from lint_support import Complaint, Source

LAYERS = ["platform", "base", "stage", "reports", "app"]
ORDER = {
    "base": ["messages", "lists", "audit", "auth", "filters", "org", "people", "rules", "workflow", "exchange",
             "documents", "attachments", "privacy", "backup"],
    "stage": ["campaign", "nomination", "dossier", "envelope", "decision", "ceremony", "followup"],
}
PRIVATE = {"store.h", "queries.h", "checks.h"}

# header prefix -> the slices whose files may include it
HOMES = {
    "boost/asio": ["platform/http"], "boost/beast": ["platform/http"],
    # loaders of dated data files walk a document (ADR 0011); never in a header that others see
    "boost/json": ["platform/json", "base", "stage"], "boost/describe": ["platform/json"],
    "boost/mp11": ["platform/json"], "boost/core": ["platform/json"],
    "openssl/": ["platform/crypto", "platform/http"],
    "sodium": ["platform/crypto", "platform/vocabulary"],
    "sqlite3.h": ["platform/db"], "libpq": ["platform/db"], "unicode/": ["platform/text"],
    "pugixml": ["platform/ooxml"], "zip.h": ["platform/ooxml"], "expat": ["platform/ooxml"],
    "libdeflate": ["platform/ooxml"], "xlsxwriter": ["platform/ooxml"],
    "pango/": ["platform/pdf"], "cairo": ["platform/pdf"], "fontconfig/": ["platform/pdf"],
    "ft2build": ["platform/pdf"], "hb": ["platform/pdf"], "glib": ["platform/pdf"],
    "qrencode": ["platform/qr"], "ZXing/": ["platform/qr"], "spdlog/": ["platform/log"],
    "curl/": ["platform/mail"], "toml++/": ["app"], "CLI/": ["app"],
    "tl/": ["platform/vocabulary"],
}
# these cost seconds or leak an engine's types: never in a header that another slice sees
HEAVY = ("boost/asio", "boost/beast", "boost/json", "openssl/", "sqlite3.h", "libpq", "unicode/", "pango/", "cairo",
         "pugixml", "zip.h", "expat", "xlsxwriter", "CLI/", "toml++/", "spdlog/")
# iconv: the tables of the C library, which ours are held against
TEST_ONLY = ("doctest", "rapidcheck", "benchmark/", "iconv.h")

_INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
_IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""")


def slice_of(path):
    """'src/base/people/store.cpp' or 'base/people/people.h' -> ('base', 'people')."""
    parts = path.removeprefix("src/").split("/")
    if parts[0] in ("reports", "app"):
        return parts[0], parts[0]
    return (parts[0], parts[1]) if parts[0] in LAYERS and len(parts) > 2 else None


def includes(source):
    for number, line in enumerate(source.lines, 1):
        match = _INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def check_arrow(source, number, target):
    """One include of ours, seen against the order of layers and slices."""
    me, other = slice_of(source.path), slice_of(target)
    if me is None or other is None or me == other:
        return
    if LAYERS.index(other[0]) > LAYERS.index(me[0]):
        yield Complaint(source.path, number, "layer", f"{me[0]} must not include {target}")
    elif other[0] == me[0] and me[0] in ORDER:
        order = ORDER[me[0]]
        for name in (me[1], other[1]):
            if name not in order:
                yield Complaint(source.path, number, "order",
                                f"{me[0]}/{name} has no place in the order of {me[0]}")
                return
        if order.index(other[1]) > order.index(me[1]):
            yield Complaint(source.path, number, "order", f"{me[1]} comes before {other[1]}: {target}")
    if me[0] != "platform" and pathlib.PurePath(target).name in PRIVATE:
        yield Complaint(source.path, number, "private", f"{target} is private to its slice")


def check_third_party(source, number, header):
    home = next((HOMES[p] for p in HOMES if header.startswith(p)), None)
    me = slice_of(source.path)
    if any(header.startswith(p) for p in TEST_ONLY):
        if not source.is_test:
            yield Complaint(source.path, number, "third-party", f"{header} is for tests only")
        return
    if me is None:
        return
    if home is None:
        if ("/" in header or header.endswith((".h", ".hpp"))) and not header.startswith(
                ("sys/", "netinet/", "arpa/", "linux/", "fmt/")) and header not in SYSTEM:
            yield Complaint(source.path, number, "third-party",
                            f"{header} has no home; a new dependency is an ADR")
        if header.startswith("fmt/") and source.is_header and me[0] != "platform":
            yield Complaint(source.path, number, "third-party", f"{header} in a header outside platform")
    elif "/".join(me) not in home and me[0] not in home:
        yield Complaint(source.path, number, "third-party",
                        f"{header} belongs to {' and '.join(home)} only")


SYSTEM = {"unistd.h", "fcntl.h", "poll.h", "pwd.h", "grp.h", "signal.h", "pthread.h", "dirent.h", "spawn.h",
          "stdlib.h", "string.h", "time.h", "termios.h", "dlfcn.h", "errno.h"}


def check_heavy(sources):
    """A header seen by another slice must not bring a heavy header along, however far down."""
    ours = {s.path.removeprefix("src/"): s for s in sources if s.path.startswith("src/")}

    def brings(path, seen):
        for _, own, foreign in includes(ours[path]):
            if foreign and foreign.startswith(HEAVY):
                return foreign
            if own in ours and own not in seen and slice_of(own) == slice_of(path):
                found = brings(own, seen | {own})
                if found:
                    return found
        return None

    for source in sources:
        for number, own, _ in includes(source):
            if own in ours and slice_of(own) != slice_of(source.path) and not source.is_test:
                found = brings(own, {own})
                if found:
                    yield Complaint(source.path, number, "heavy", f"{own} brings {found} along")


def check_circles(sources):
    arrows = {}
    for source in sources:
        me = slice_of(source.path)
        if me is None or source.is_test or not source.path.startswith("src/"):
            continue
        for number, own, _ in includes(source):
            other = slice_of(own) if own else None
            if other and other != me:
                arrows.setdefault(me, {}).setdefault(other, (source.path, number))
    state = {}

    def visit(node, trail):
        state[node] = "open"
        for other, (path, number) in sorted(arrows.get(node, {}).items()):
            if state.get(other) == "open":
                circle = trail[trail.index(other):] + [other]
                yield Complaint(path, number, "circle", " -> ".join(n[1] for n in circle))
            elif other not in state:
                yield from visit(other, trail + [other])
        state[node] = "done"

    for node in sorted(arrows):
        if node not in state:
            yield from visit(node, [node])


def check_cpp(sources):
    for source in sources:
        if not source.path.startswith("src/"):
            continue
        for number, own, foreign in includes(source):
            if own:
                yield from check_arrow(source, number, own)
            else:
                yield from check_third_party(source, number, foreign)
    yield from check_heavy(sources)
    yield from check_circles(sources)


def check_page_imports(path, text):
    """web/src: gate needs no feature, a feature no other feature, ui no slice, lib only lib."""
    parts = path.removeprefix("web/src/").split("/")
    for number, line in enumerate(text.split("\n"), 1):
        for target in _IMPORT.findall(line):
            to = page_part(path, target)
            if to is None:
                continue
            wrong = ((parts[0] == "gate" and to[0] == "features")
                     or (parts[0] == "features" and to[0] == "features" and to[1] != parts[1])
                     or (parts[0] == "features" and to[0] == "gate")
                     or (parts[0] == "ui" and to[0] in ("features", "gate"))
                     or (parts[0] == "lib" and to[0] in ("features", "gate", "ui")))
            if wrong:
                yield Complaint(path, number, "page", f"{'/'.join(parts[:2])} must not import {target}")


def page_part(path, target):
    if target.startswith("@/"):
        full = pathlib.PurePosixPath("web/src") / target[2:]
    elif target.startswith("."):
        pieces = []
        for piece in (pathlib.PurePosixPath(path).parent / target).parts:
            if piece == "..":
                pieces.pop()
            elif piece != ".":
                pieces.append(piece)
        full = pathlib.PurePosixPath(*pieces)
    else:
        return None
    parts = full.parts
    return (parts[2], parts[3] if len(parts) > 3 else "") if parts[:2] == ("web", "src") and len(parts) > 2 else None


def main():
    complaints = list(check_cpp(lint_support.cpp_sources()))
    for path in lint_support.tree_files(".ts", ".svelte", ".js"):
        if path.startswith("web/src/"):
            complaints += check_page_imports(path, (lint_support.TOP / path).read_text("utf-8"))
    return lint_support.report("check_deps", complaints)


if __name__ == "__main__":
    sys.exit(main())
