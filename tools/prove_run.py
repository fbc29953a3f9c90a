#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Waits for the server that `make run` (process $1) starts at $2, looks at it, and asks it to stop."""
import os
import pathlib
import signal
import sys
import time
import urllib.error
import urllib.request


def fetch(address, path):
    with urllib.request.urlopen(f"http://{address}{path}", timeout=5) as answer:
        return answer.status, answer.read().decode()


def server_of(address):
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if words[0].endswith(b"/ketnap") and b"serve" in words and address.encode() in words:
            return int(folder.name)
    raise SystemExit("prove_run: the server is not among the processes")


def alive(process):
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def main():
    make, address = int(sys.argv[1]), sys.argv[2]
    deadline = time.monotonic() + 3600
    while True:
        if not alive(make):
            raise SystemExit("prove_run: make run ended early")
        try:
            status, _ = fetch(address, "/healthz")
            break
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if time.monotonic() > deadline:
                raise SystemExit("prove_run: no answer within an hour")
            time.sleep(1)
    page = fetch(address, "/")[1]
    if status != 200 or "<script" not in page:
        raise SystemExit(f"prove_run: not the page that was expected: {page[:300]}")
    print("bare_root: make run serves its pages")
    os.kill(server_of(address), signal.SIGTERM)


if __name__ == "__main__":
    main()
