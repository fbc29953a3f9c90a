#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy over the C++ files that changed; what it looks for stands in .clang-tidy.

    tools/tidy.py              files changed in the last 20 commits, and not committed
    tools/tidy.py v0.1.0       since that commit, tag or branch
    tools/tidy.py --all        every file (hours)

One file takes some 15 s of CPU, so it is asked for, not part of every test run. A file inside a unity
batch is read with the flags of its neighbours.
"""
import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = TOP / "build" / "dev"


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=TOP, capture_output=True, text=True, check=True).stdout.split("\n")


def changed(since):
    """Files of the tree that differ from the commit `since`, those not committed yet among them."""
    names = set(git("diff", "--name-only", "--diff-filter=d", since)) | set(git("ls-files", "--others", "--exclude-standard"))
    return sorted(TOP / n for n in names if n.endswith(".cpp"))


def oldest_of_last(count):
    commits = [c for c in git("rev-list", f"--max-count={count + 1}", "HEAD") if c]
    return commits[-1]


def look_at(path):
    done = subprocess.run(["clang-tidy-19", "-p", BUILD, "--quiet", path], cwd=TOP, capture_output=True, text=True)
    return path, done.returncode, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("since", nargs="?")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    subprocess.run(["cmake", "--preset", "dev"], cwd=TOP, check=True, stdout=subprocess.DEVNULL)
    files = sorted((TOP / "src").rglob("*.cpp")) if options.all else changed(options.since or oldest_of_last(20))
    files = [f for f in files if f.is_relative_to(TOP / "src") or f.is_relative_to(TOP / "tests")]
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, status, text in pool.map(look_at, files):
            bad += status != 0
            if status:
                print(text, flush=True)
    print(f"{len(files) - bad} passed, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
