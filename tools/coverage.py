#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How much of the program its C++ tests run: a table by slice, and the files that must be run whole.

    tools/coverage.py             builds with gcov, runs every C++ test, prints the table
    tools/coverage.py --quick     only the test programs of the files that must be run whole

Those files stand in tools/covered.txt: who may do what, the audit, the clocks, the votes. A line of them that no
test runs is a failure unless it says why it cannot: `GCOVR_EXCL_LINE: why`.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = TOP / "build" / "coverage"


def wanted():
    """The lines of covered.txt: a file, then the test programs that run it."""
    lines = (TOP / "tools" / "covered.txt").read_text("utf-8").split("\n")
    rows = [line.split("#")[0].split() for line in lines]
    return {row[0]: row[1:] for row in rows if row}


def run_tests(programs):
    for old in BUILD.rglob("*.gcda"):
        old.unlink()
    command = ["ctest", "--test-dir", BUILD, "--parallel", str(os.cpu_count()), "--output-on-failure", "--no-tests=error"]
    if programs:
        command += ["-R", f"^({'|'.join(programs)})$"]
    return subprocess.run(command, cwd=TOP).returncode


def report():
    """What gcovr counted: file → (lines, lines run, the numbers of those that no test runs)."""
    out = BUILD / "coverage.json"
    subprocess.run(["gcovr", "--root", TOP, "--filter", "src/", "--exclude", r".*_test\.cpp", "--json", out, BUILD],
                   cwd=TOP, check=True)
    counted = {}
    for entry in json.loads(out.read_text("utf-8"))["files"]:
        lines = [line for line in entry["lines"] if not line.get("gcovr/noncode")]
        missed = [line["line_number"] for line in lines if not line["count"]]
        counted[entry["file"]] = (len(lines), len(lines) - len(missed), missed)
    return counted


def print_table(counted):
    slices = collections.defaultdict(lambda: [0, 0])
    for path, (lines, run, _) in counted.items():
        slices[str(pathlib.Path(path).parent)][0] += lines
        slices[str(pathlib.Path(path).parent)][1] += run
    slices["all"] = [sum(lines for lines, _, _ in counted.values()), sum(run for _, run, _ in counted.values())]
    for name, (lines, run) in sorted(slices.items()):
        print(f"{name:36} {run:6} of {lines:6} lines  {100 * run / max(1, lines):5.1f} %")


def judge(counted, files):
    """Files that must be run whole: how many are, and a line for each that is not."""
    passed = 0
    for path in files:
        lines, _, missed = counted.get(path, (0, 0, []))
        if lines and not missed:
            passed += 1
        else:
            print(f"{path}: " + (f"no test runs line {', '.join(map(str, missed))}" if lines else "was not run at all"))
    return passed, len(files) - passed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--report", type=pathlib.Path, metavar="FILE", help="writes how many passed and failed")
    options = parser.parse_args()
    files = wanted()
    programs = sorted({p for row in files.values() for p in row}) if options.quick else []
    subprocess.run(["cmake", "--preset", "coverage", "-DKETNAP_BENCH=OFF"], cwd=TOP, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", BUILD, "--parallel", str(os.cpu_count()), *(["--target", *programs] if programs else [])],
                   cwd=TOP, check=True)
    broken = run_tests(programs)
    counted = report()
    print_table(counted)
    passed, failed = judge(counted, files)
    failed += broken != 0
    print(f"{passed} passed, {failed} failed")
    if options.report:
        options.report.write_text(json.dumps({"passed": passed, "failed": failed}), "utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
