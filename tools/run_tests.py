#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every kind of test and adds them up; the last line reads `N passed, N failed`.

    tools/run_tests.py                the quick form of everything, what `make test` runs
    tools/run_tests.py --full         adds the sanitizer runs, 60 s a fuzz target, 200 kills
    tools/run_tests.py --only ctest   one step and what it needs (see --list)
    tools/run_tests.py --only kills --kills 1000

Steps without a common need run side by side, two at a time. A step whose need failed counts as one
failure. Output goes to build/test-logs/, and to the screen when a step fails.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import threading
import time

import test_steps
from test_steps import TOP, Count

LOGS = TOP / "build" / "test-logs"


class Run:
    """Runs steps as their needs are met, at most two at once, heavy ones alone."""

    def __init__(self, steps, settings):
        self.steps = {s.name: s for s in steps}
        self.settings = settings
        self.counts = {}
        self.lock = threading.Condition()
        self.running = set()

    def ready(self, step):
        return all(n in self.counts for n in step.needs if n in self.steps)

    def fits(self, step):
        return len(self.running) < 2 and (not self.running or not (
            step.alone or any(self.steps[r].alone for r in self.running)))

    def go(self):
        waiting = list(self.steps.values())
        with self.lock:
            while waiting or self.running:
                step = next((s for s in waiting if self.ready(s) and self.fits(s)), None)
                if step is None:
                    self.lock.wait()
                    continue
                waiting.remove(step)
                self.running.add(step.name)
                threading.Thread(target=self.one, args=(step,), daemon=True).start()
        return self.counts

    def one(self, step):
        began = time.monotonic()
        log = LOGS / f"{step.name}.log"
        broken = [n for n in step.needs if n in self.counts and self.counts[n].failed]
        try:
            if broken and step.strict:
                count = Count(failed=1)
                log.write_text(f"not run: {', '.join(broken)} failed\n")
            else:
                with open(log, "w", encoding="utf-8") as out:
                    count = step.run(self.settings, out)
        except Exception as error:  # a step that breaks is a failed step, never a silent one
            count = Count(failed=1)
            with open(log, "a", encoding="utf-8") as out:
                out.write(f"\n{type(error).__name__}: {error}\n")
        if not (count.passed or count.failed):
            count = Count(failed=1)
            with open(log, "a", encoding="utf-8") as out:
                out.write("\nthis step ran no test\n")
        with self.lock:
            self.counts[step.name] = count
            self.running.discard(step.name)
            self.say(step, count, time.monotonic() - began, log)
            self.lock.notify_all()

    @staticmethod
    def say(step, count, seconds, log):
        print(f"{step.name:14} {count}  ({seconds:.0f} s)", flush=True)
        if count.failed:
            tail = log.read_text("utf-8", "replace").split("\n")[-120:]
            print("\n".join("    " + line for line in tail), flush=True)


def chosen(steps, only):
    if not only:
        return steps
    by_name = {s.name: s for s in steps}
    wanted = []

    def want(name):
        if name not in by_name:
            raise SystemExit(f"no step {name}; there are: {', '.join(by_name)}")
        for need in by_name[name].needs:
            want(need)
        if name not in wanted:
            wanted.append(name)

    for name in only:
        want(name)
    return [by_name[n] for n in wanted]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", nargs="+", metavar="STEP")
    parser.add_argument("--kills", type=int, help="how often the server is killed; 50, or 200 with --full")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    steps = chosen(test_steps.all_steps(options.full), options.only)
    if options.list:
        print("\n".join(f"{s.name:14} {s.run.__doc__.splitlines()[0]}" for s in steps))
        return 0
    LOGS.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    if "KETNAP_TEST_PG" not in os.environ:  # once more, with a PostgreSQL of our own around us
        return subprocess.run([sys.executable, TOP / "tests/support/pg.py", "run", "--", sys.executable, *sys.argv]).returncode
    settings = test_steps.Settings(full=options.full, postgres=os.environ["KETNAP_TEST_PG"], jobs=os.cpu_count() or 2,
                                   kills=options.kills or (200 if options.full else 50))
    counts = Run(steps, settings).go()
    total = sum(counts.values(), Count())
    for kind in ("failed", "skipped"):
        named = [n for n, c in counts.items() if getattr(c, kind)]
        if named:
            print(f"{kind} in: {', '.join(named)}")
    print(total)
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())
