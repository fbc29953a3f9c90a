#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`make bench`: builds the release, runs every benchmark one after another and keeps the output in build/bench.txt.
The end is one table: what, measured, budget, met or missed, what others need on like machines (issue 4).
The database is measured with 100,000 people, with 1,000,000, and with 1,000,000 on PostgreSQL (wall beside SQLite's). With --write it becomes the last part of docs/performance.md."""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = TOP / "build" / "release"
# Of the programs in build/release: microseconds of CPU each, or (in all) seconds of CPU; architecture.md §8, issue 4.
EACH = {"db: record by id": 80, "db: page of 50, no filter": 1000, "db: page of 50 of a body, by sex": 1000,
        "judge: clean": 50, "db: page of 50, search \"dang ngoc yen\"": 2000, "db: page of 50, search \"nguyen thi an\"": 2000,
        "db: page of 50, search \"nguyen an\"": 25000, "db: page of 50, search \"ng\"": 25000, "db: page of 50, search \"le\"": 25000}
EACH |= {f"dossiers: page of 50, {what}": 1000 for what in ("no filter", "by due day", "two states, by due day", "two states, by name", "search by code")}
EACH |= {"db: page of 50 of a body, a standing, a name": 250, "exchange: list of people given out": 40}
MILLION, POSTGRES = "1,000,000: ", "1,000,000 on PostgreSQL: "
EACH |= {MILLION + name: aim for name, aim in EACH.items() if "search" in name}
EACH |= {MILLION + "db: page of 50 of a body, a standing, a name": 1000, MILLION + "db: the same in all bodies, counted to 1,000": 2000}
IN_ALL = {"papers: 5,000 decisions as DOCX": 2.5}
A_SECOND = {"db: the same from 64 desks (group commit)": 8000}
OTHERS = {"import of 100,000 x 20: CPU": "exceljs and a bare insert 12 s, Directus about 270 s", "import of 100,000 x 20: memory at most": "479 MiB",
          "export of 100,000 to XLSX: CPU": "exceljs 19 s", "export of 100,000 to XLSX: memory at most": "718 MiB",
          "person by id, 32 connections: CPU of the server a request": "Directus 7.2 ms", MILLION + "db: page of 50 of a body, a standing, a name": "9 ms",
          MILLION + 'db: page of 50, search "dang ngoc yen"': "8.6 ms, substring, unsorted", "db: the same from 64 desks (group commit)": "77/s",
          "start until /healthz answers (median of 7)": "5.5 s", "idle memory (RSS)": "271 MiB"}
OURS = re.compile(r"^(.+?)\s+(\d+)\s+([\d.]+) s wall\s+([\d.]+) s CPU\s+([\d.]+) us each\s+(\d+) MiB$")
PROGRAM = re.compile(r"^(.+?)\s+([\d,.]+) (ms|MiB|kB|s|s wall|ms wall)\s*(?:budget ([\d.]+).*)?$")


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


def row_of(line, scale=""):
    """A line of a benchmark as (what, measured, budget, verdict)."""
    if ours := OURS.match(line):
        name, count, wall, cpu, each = scale + ours[1].strip(), int(ours[2]), float(ours[3]), float(ours[4]), float(ours[5])
        if scale in (MILLION, POSTGRES):
            each = each if scale == MILLION else wall * 1e6 / count
            said = f"{cpu * 1e6 / count:,.1f} µs CPU, {wall * 1e6 / count:,.1f} µs wall each"
            return name, said, f"{EACH[name]:,} µs" if name in EACH else "–", verdict(each, EACH.get(name))
        said = f"{each:,.1f} µs CPU each" if count >= 1000 or each < 100_000 else f"{cpu:.2f} s CPU"
        if "64 desks" in name:
            said += f", {count / wall:,.0f}/s"
        if name in A_SECOND:
            return name, said, f"{A_SECOND[name]:,}/s", "met" if count / wall >= A_SECOND[name] else "missed"
        if name in IN_ALL:
            return name, f"{cpu:.2f} s CPU", f"{IN_ALL[name]} s", verdict(cpu, IN_ALL[name])
        return name, said, f"{EACH[name]:,} µs" if name in EACH else "–", verdict(each, EACH.get(name))
    if told := PROGRAM.match(line):
        figure, budget = float(told[2].replace(",", "")), told[4] and float(told[4])
        return told[1].strip(), f"{figure:,.3f} {told[3]}", f"{budget:g} {told[3]}" if budget else "–", verdict(figure, budget)
    return None


def verdict(figure, budget):
    return "" if not budget else "met" if figure <= budget else "missed"


def table(lines):
    rows, last, scale = [], "", ""
    for line in lines:
        if line.startswith("== "):
            scale = next((s for s in (POSTGRES, MILLION) if line.startswith("== " + s)), "")
        elif row := row_of(line, "" if line.startswith("  ") else scale):
            name = f"{last}: {row[0].strip()}" if line.startswith("  ") else row[0]
            last = last if line.startswith("  ") else name
            rows.append((name, *row[1:], f"[{OTHERS[name]}]" if name in OTHERS else ""))
    return "\n".join(["| What | Measured | Budget | | Others |", "| --- | --- | --- | --- | --- |"] + ["| " + " | ".join(row) + " |" for row in rows])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    perf = TOP / "tests" / "perf"
    server = [sys.executable, "-B", TOP / "tests" / "support" / "pg.py", "run", "--durable", "--"]
    commands = [("", [p]) for p in built()] + [("", [sys.executable, "-B", perf / "program_bench.py"]), ("", ["node", perf / "first_load.mjs"])]
    commands += [(MILLION, [BUILD / "db_bench"]), (POSTGRES, [*server, BUILD / "db_bench"])]
    lines, failed = [], []
    for scale, command in commands:
        name = scale + pathlib.Path(command[-1]).stem
        more = {"KETNAP_BENCH_PEOPLE": "1000000"} if scale else {}
        done = subprocess.run(list(map(str, command)), cwd=TOP, stdout=subprocess.PIPE, text=True, env=os.environ | more)
        lines += [f"== {name}", done.stdout.rstrip()]
        print("\n".join(lines[-2:]), flush=True)
        if done.returncode:
            failed.append(name)
    shown = table("\n".join(lines).splitlines())
    text = "\n".join(lines) + "\n\n" + shown + "\n"
    (TOP / "build" / "bench.txt").write_text(text)
    print(f"\n{shown}", flush=True)
    if options.write:
        page = TOP / "docs" / "performance.md"
        kept = page.read_text().split("\n## The last run")[0].rstrip()
        page.write_text(f"{kept}\n\n## The last run\n\n{time.strftime('%Y-%m-%d')}, {machine()}\n\n{shown}\n")
    if failed:
        print(f"missed a budget or failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
