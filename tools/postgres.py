#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL of its own for a test run: made in a temporary folder, reached by a socket only, gone
at the end. Its locale is Vietnamese, so that a comparison that leans on the database's order shows.

    tools/postgres.py COMMAND ARG…     runs COMMAND with KETNAP_TEST_PG set to its address
"""
import contextlib
import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DATABASE = "ketnap_test"
SETTINGS = {
    "listen_addresses": "", "fsync": "off", "synchronous_commit": "on", "full_page_writes": "off",
    "max_connections": "100", "shared_buffers": "64MB", "log_min_messages": "warning",
    "lc_messages": "C", "timezone": "UTC",
}


def programs():
    for folder in sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    raise SystemExit("postgres: not installed; run tools/setup.sh test")


def _unprivileged():
    """PostgreSQL refuses to run as root; then it runs as the user that its package made."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _end_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG


@contextlib.contextmanager
def temporary_postgres():
    """Yields the address of a running server with one empty database."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ketnap-pg-"))
    identity = _unprivileged()
    if identity:
        os.chown(folder, identity["user"], identity["group"])
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(folder)}
    common = {"env": environment, "cwd": folder, **identity}
    server = None
    try:
        subprocess.run(
            [programs() / "initdb", "-D", folder / "data", "-U", "ketnap", "-A", "trust", "-E", "UTF8", "--no-sync",
             "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi"],
            check=True, stdout=subprocess.DEVNULL, **common)
        arguments = [programs() / "postgres", "-D", folder / "data", "-k", folder]
        for name, value in SETTINGS.items():
            arguments += ["-c", f"{name}={value}"]
        with open(folder / "log", "wb") as log:
            server = subprocess.Popen(arguments, stdout=log, stderr=log, preexec_fn=_end_with_parent, **common)
        _create_database(server, folder, common)
        yield f"postgresql:///{DATABASE}?host={folder}&user=ketnap"
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _create_database(server, folder, common):
    command = [programs() / "createdb", "-h", folder, "-U", "ketnap", DATABASE]
    deadline = time.monotonic() + 60
    while True:
        done = subprocess.run(command, capture_output=True, **common)
        if done.returncode == 0:
            return
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("postgres did not start: " + (folder / "log").read_text())
        time.sleep(0.1)


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    with temporary_postgres() as address:
        return subprocess.run(sys.argv[1:], env={**os.environ, "KETNAP_TEST_PG": address}).returncode


if __name__ == "__main__":
    sys.exit(main())
