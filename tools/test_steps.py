# SPDX-License-Identifier: Apache-2.0
"""The steps of a test run. Each runs one kind of test and says how many passed and failed."""
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = TOP / "build"


@dataclasses.dataclass(frozen=True)
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other):
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


@dataclasses.dataclass(frozen=True)
class Settings:
    full: bool
    postgres: str
    jobs: int
    kills: int = 50


@dataclasses.dataclass(frozen=True)
class Step:
    name: str
    run: object
    needs: tuple = ()
    alone: bool = False   # would disturb, or be disturbed by, anything beside it
    strict: bool = True   # not run at all when a need failed


def call(out, *command, cwd=TOP, **environment):
    """Runs a command into the log; its exit status."""
    out.write(f"$ {' '.join(map(str, command))}\n")
    out.flush()
    return subprocess.run(list(map(str, command)), cwd=cwd, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                          env={**os.environ, **{k: str(v) for k, v in environment.items()}}).returncode


def as_one(status):
    return Count(passed=1) if status == 0 else Count(failed=1)


def lint(settings, out):
    """include rules, words, budgets, data, format; and the tests of these tools"""
    count = Count()
    for name in ("check_deps.py", "check_text.py", "check_budget.py", "check_data.py", "check_sql.py"):
        count += as_one(call(out, sys.executable, f"tools/{name}"))
    count += as_one(call(out, "tools/check_format.sh"))
    return count + unittests(out, "tools/tests")


def unittests(out, folder):
    done = subprocess.run([sys.executable, "-m", "unittest", "discover", "-s", folder, "-v"], cwd=TOP,
                          capture_output=True, text=True)
    out.write(done.stdout + done.stderr)
    return count_unittest(done.stderr, done.returncode)


def count_unittest(text, status):
    ran = re.search(r"^Ran (\d+) tests?", text, re.M)
    counted = {k: int(v) for k, v in re.findall(r"(failures|errors|skipped)=(\d+)", text.split("\n\n")[-1])}
    failed = counted.get("failures", 0) + counted.get("errors", 0)
    if status and not failed:
        failed = 1
    ran = int(ran.group(1)) if ran else 0
    return Count(max(0, ran - failed - counted.get("skipped", 0)), failed, counted.get("skipped", 0))


def build(settings, out):
    """the release build of program, tests and benchmarks; warnings are errors"""
    status = call(out, "cmake", "--preset", "ci", "-DKETNAP_TESTS=ON", "-DKETNAP_BENCH=ON")
    return as_one(status or call(out, "cmake", "--build", "--preset", "ci", "--parallel", settings.jobs))


def ctest_of(preset):
    def run(settings, out):
        """every C++ test, the storage suite on SQLite and on PostgreSQL"""
        report = BUILD / preset / "ctest.xml"
        report.unlink(missing_ok=True)
        call(out, "ctest", "--test-dir", BUILD / preset, "--parallel", settings.jobs, "--output-on-failure",
             "--no-tests=error", "--test-output-size-passed", 500000, "--test-output-size-failed", 500000,
             "--output-junit", report, KETNAP_TEST_PG=settings.postgres, KETNAP_POWER_CUTS=POWER_CUTS[settings.full],
             **SANITIZER_OPTIONS)
        return count_ctest(report.read_text("utf-8", "replace"), out)
    return run


POWER_CUTS = {False: 150, True: 1000}
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1",
    "LSAN_OPTIONS": f"suppressions={TOP / 'tools' / 'lsan.supp'}:print_suppressions=0",
    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
    "TSAN_OPTIONS": "halt_on_error=1:second_deadlock_stack=1",
}
_DOCTEST = re.compile(r"\[doctest\] test cases:\s*(\d+)\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|\s*(\d+) skipped")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|&#(?:x[0-9a-fA-F]{1,2}|\d{1,2});")


def count_ctest(xml, out):
    """Sums the doctest cases of every program; a program that failed otherwise counts as one failure."""
    count = Count()
    for case in ElementTree.fromstring(_NOT_XML.sub("", xml)).iter("testcase"):
        text = "".join(node.text or "" for node in case.iter("system-out"))
        seen = [Count(int(p), int(f), 0) for _, p, f, _ in _DOCTEST.findall(text)]
        mine = sum(seen, Count())
        ran = case.get("status") == "run" and case.find("failure") is None
        if not ran and not mine.failed:
            mine += Count(failed=1)
        elif ran and not seen:
            mine = Count(passed=1)
        out.write(f"{case.get('name')}: {mine}\n")
        count += mine
    return count


def web(settings, out):
    """the pages: types, lint, unit tests, build"""
    folder = TOP / "web"
    count = Count()
    for script in ("check", "lint", "build"):
        count += as_one(call(out, "npm", "run", "--silent", script, cwd=folder))
    report = BUILD / "vitest.json"
    report.unlink(missing_ok=True)
    call(out, "npx", "vitest", "run", "--reporter=default", "--reporter=json", f"--outputFile.json={report}", cwd=folder)
    return count + count_vitest(json.loads(report.read_text("utf-8")))


def count_vitest(report):
    broken_files = sum(1 for f in report["testResults"] if f["status"] == "failed" and not f["assertionResults"])
    return Count(report["numPassedTests"], report["numFailedTests"] + broken_files,
                 report["numPendingTests"] + report.get("numTodoTests", 0))


def functional(settings, out):
    """the shipped program, driven from outside"""
    report = BUILD / "functional.json"
    report.unlink(missing_ok=True)
    call(out, sys.executable, "-B", "tests/functional/run.py", "--report", report, "--jobs", settings.jobs,
         KETNAP_TEST_PG=settings.postgres)
    return Count(**json.loads(report.read_text("utf-8")))


def kills(settings, out):
    """a server under load, killed again and again; nothing that it acknowledged is lost"""
    report = BUILD / "kills.json"
    report.unlink(missing_ok=True)
    call(out, sys.executable, "-B", "tests/functional/run.py", "--report", report, "--only", "kill_loop",
         "--kills", settings.kills)
    return Count(**json.loads(report.read_text("utf-8")))


def ui(settings, out):
    """the pages in a real browser, against the real program"""
    folder = TOP / "tests" / "ui"
    files = sorted(p.name for p in folder.glob("*.test.mjs"))
    done = subprocess.run(["node", "--test", "--test-concurrency=1", "--test-reporter=tap", *files], cwd=folder,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env={**os.environ, "KETNAP_BIN": str(BUILD / "release" / "ketnap")})
    out.write(done.stdout + done.stderr)
    return count_tap(done.stdout, done.returncode)


def count_tap(text, status):
    summary = {k: int(v) for k, v in re.findall(r"^# (pass|fail|cancelled|skipped|todo) (\d+)$", text, re.M)}
    failed = summary.get("fail", 0) + summary.get("cancelled", 0)
    if status and not failed:
        failed = 1
    return Count(summary.get("pass", 0), failed, summary.get("skipped", 0) + summary.get("todo", 0))


def fuzz_build(settings, out):
    """the fuzz targets alone, by clang with address and undefined-behaviour sanitizers"""
    status = call(out, "cmake", "--preset", "fuzz")
    return as_one(status or call(out, "cmake", "--build", "--preset", "fuzz", "--target", "ketnap_fuzz_targets",
                                 "--parallel", settings.jobs))


def fuzz(settings, out):
    """each fuzz target for a few seconds from its kept corpus"""
    seconds = 60 if settings.full else 5
    count = Count()
    for target in sorted((BUILD / "fuzz").glob("*_fuzz")):
        corpus = BUILD / "fuzz-corpus" / target.name
        corpus.mkdir(parents=True, exist_ok=True)
        seeds = TOP / "tests" / "fuzz" / "corpus" / target.name.removesuffix("_fuzz")
        folders = [corpus] + ([seeds] if seeds.is_dir() else [])
        count += as_one(call(out, target, f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048",
                             "-print_final_stats=1", "-verbosity=0", "-print_pcs=0", f"-artifact_prefix={corpus.parent}/",
                             *folders, **SANITIZER_OPTIONS))
    return count


def sanitizer_build(preset):
    def run(settings, out):
        """the tests built with a sanitizer"""
        status = call(out, "cmake", "--preset", preset)
        return as_one(status or call(out, "cmake", "--build", "--preset", preset, "--parallel", settings.jobs))
    return run


def coverage(settings, out):
    """the lines that C++ tests run; the files of tools/covered.txt must be run whole"""
    report = BUILD / "covered.json"
    report.unlink(missing_ok=True)
    call(out, sys.executable, "-B", "tools/coverage.py", "--report", report, KETNAP_TEST_PG=settings.postgres)
    return Count(**json.loads(report.read_text("utf-8")))


def all_steps(full):
    steps = [
        Step("build", build),
        Step("lint", lint),
        Step("web", web),
        Step("ctest", ctest_of("release"), needs=("build",), alone=True),
        Step("functional", functional, needs=("build", "web"), alone=True),
        Step("kills", kills, needs=("build",), alone=True),
        Step("ui", ui, needs=("build", "web"), alone=True),
        Step("fuzz-build", fuzz_build, needs=("build",), strict=False),
        Step("fuzz", fuzz, needs=("fuzz-build",)),
    ]
    if full:
        for preset in ("asan", "tsan"):
            steps.append(Step(f"{preset}-build", sanitizer_build(preset), needs=("fuzz",), alone=True, strict=False))
            steps.append(Step(preset, ctest_of(preset), needs=(f"{preset}-build",), alone=True))
        steps.append(Step("coverage", coverage, needs=("fuzz",), alone=True, strict=False))
    return steps
