#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`make bench`: builds the release, runs every benchmark one after another and keeps the output in build/bench.txt.
With --write the output becomes the table of docs/performance.md."""
import argparse
import os
import pathlib
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = TOP / "build" / "release"


def built():
    if not (BUILD / "CMakeCache.txt").exists():
        subprocess.run(["cmake", "--preset", "release"], cwd=TOP, check=True, stdout=sys.stderr)
    subprocess.run(["cmake", BUILD, "-DKETNAP_BENCH=ON"], cwd=TOP, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", BUILD], cwd=TOP, check=True, stdout=sys.stderr)
    return sorted(p for p in BUILD.glob("*_bench") if os.access(p, os.X_OK))


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal")) >> 20
    return f"{os.cpu_count()} cores ({model}), {memory} GiB"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    commands = [[p] for p in built()] + [[sys.executable, "-B", TOP / "tests" / "perf" / "program_bench.py"]]
    lines, failed = [], []
    for command in commands:
        name = pathlib.Path(command[-1]).stem
        done = subprocess.run(list(map(str, command)), cwd=TOP, stdout=subprocess.PIPE, text=True)
        lines += [f"== {name}", done.stdout.rstrip()]
        print("\n".join(lines[-2:]), flush=True)
        if done.returncode:
            failed.append(name)
    text = "\n".join(lines) + "\n"
    (TOP / "build" / "bench.txt").write_text(text)
    if options.write:
        page = TOP / "docs" / "performance.md"
        kept = page.read_text().split("\n## The last run")[0].rstrip()
        page.write_text(f"{kept}\n\n## The last run\n\n{time.strftime('%Y-%m-%d')}, {machine()}\n\n```\n{text}```\n")
    if failed:
        print(f"missed a budget or failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
