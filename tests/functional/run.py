#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the promises of this folder, several at once, and says which are kept."""
import argparse
import concurrent.futures
import importlib
import inspect
import json
import pathlib
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import canary  # noqa: E402
import log_lines  # noqa: E402

NOT_TESTS = {"run", "ketnap_test", "workbook", "canary", "log_lines"}
# too heavy to stand beside others, and run as a step of their own
APART = {"kill_loop"}


def promises(only):
    from ketnap_test import KetnapTest
    for path in sorted(HERE.glob("*.py")):
        if path.stem in NOT_TESTS or path.stem.startswith("_") or (path.stem in APART and not only):
            continue
        if only and not any(path.stem.startswith(o.split(".")[0]) for o in only):
            continue
        module = importlib.import_module(path.stem)
        for name, kind in sorted(inspect.getmembers(module, inspect.isclass)):
            if issubclass(kind, KetnapTest) and kind.__module__ == path.stem and "run" in vars(kind):
                if not only or any(o in (path.stem, f"{path.stem}.{name}") or ("." not in o and path.stem.startswith(o)) for o in only):
                    yield path.stem, name


def keep(task):
    module, name, options = task
    kind = getattr(importlib.import_module(module), name)
    began = time.monotonic()
    test = kind(options)
    try:
        test.run()
        trouble = ""
        leaked = canary.SESSION.found_in(test.logs())
    except Exception:
        trouble = traceback.format_exc(limit=-6) + "".join(f"  note: {n}\n" for n in test.notes)
        for server in test.servers:
            if server.log_file.exists():
                trouble += f"  server log, last lines:\n{server.log[-1500:]}\n"
        leaked = []
    finally:
        lines, events = test.logged(), log_lines.agreed()
        odd = [f"{why}: {line[:300]}" for line in lines if (why := log_lines.wrong_with(line, events))]
        test.close()
    return f"{module}.{name}", inspect.getdoc(kind) or "", trouble, time.monotonic() - began, leaked, len(lines), odd[:5]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=50)
    options = parser.parse_args()
    tasks = [(m, n, options) for m, n in promises(options.only)]
    passed = failed = 0
    with concurrent.futures.ProcessPoolExecutor(options.jobs, max_tasks_per_child=1) as pool:
        count, leaks, odd = 0, [], []
        for name, promise, trouble, seconds, leaked, lines, strange in pool.map(keep, tasks):
            count += lines
            leaks += [f"{name}: {text!r}" for text in leaked]
            odd += [f"{name}: {text}" for text in strange]
            print(f"{'FAILED' if trouble else 'kept  '} {name}: {promise.splitlines()[0] if promise else ''} ({seconds:.1f} s)", flush=True)
            if trouble:
                print(trouble, flush=True)
            passed, failed = passed + (not trouble), failed + bool(trouble)
    for promise, broken in ((f"logs of the whole session: {count} lines hold nothing that was typed or shown (ASVS 7.1, 8.3.1)", leaks),
                            (f"logs of the whole session: each of {count} lines is JSON with the keys of docs/ops.md", odd)):
        print(f"{'FAILED' if broken else 'kept  '} {promise}")
        for one in broken:
            print(f"  {one}")
        passed, failed = passed + (not broken), failed + bool(broken)
    print(f"{passed} passed, {failed} failed")
    if options.report:
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(json.dumps({"passed": passed, "failed": failed}))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
