#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A throw-away PostgreSQL on a loopback port, for the tests.

pg.py run -- COMMAND …   starts it, sets KETNAP_TEST_PG, runs COMMAND, stops it
pg.py start FOLDER       starts it in FOLDER (must not exist) and prints its URL
pg.py stop FOLDER        stops it, by the process id in FOLDER, and removes FOLDER

As root it runs as the user postgres. Texts sort by the Vietnamese ICU locale, so that a column
that forgot COLLATE "C" shows. --durable keeps fsync on (for measurements).
"""
import argparse
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

BIN = next((p for p in (os.environ.get("KETNAP_PG_BIN", ""), "/usr/lib/postgresql/15/bin",
                        "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin")
            if p and os.path.exists(f"{p}/initdb")), "")


def as_server_user():
    """Keyword arguments that make a child run as a user that PostgreSQL accepts."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(folder, durable=False):
    if not BIN:
        sys.exit("pg.py: no PostgreSQL found; install postgresql-15")
    os.mkdir(folder, 0o700)
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, port = f"{folder}/data", free_port()
    subprocess.run([f"{BIN}/initdb", "-D", data, "-U", "ketnap", "-A", "trust", "-E", "UTF8",
                    "--locale-provider=icu", "--icu-locale=vi", "--locale=C.UTF-8", "--no-sync"],
                   check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_server_user())
    settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder,
                "max_connections": 100, "log_min_messages": "warning"}
    if not durable:
        settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    args = [x for k, v in settings.items() for x in ("-c", f"{k}={v}")]
    with open(f"{folder}/log", "wb") as log:
        server = subprocess.Popen([f"{BIN}/postgres", "-D", data, *args], cwd=folder, stdout=log,
                                  stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                                  **as_server_user())
    for _ in range(300):
        if server.poll() is not None:
            sys.exit(open(f"{folder}/log").read())
        ready = subprocess.run([f"{BIN}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)])
        if ready.returncode == 0:
            return f"postgresql://ketnap@127.0.0.1:{port}/postgres"
        time.sleep(0.1)
    stop(folder)
    sys.exit("pg.py: the server did not become ready")


def stop(folder):
    try:
        with open(f"{folder}/data/postmaster.pid") as f:
            pid = int(f.readline())
    except FileNotFoundError:
        pid = 0
    if pid:
        try:
            os.kill(pid, signal.SIGINT)
            for _ in range(100):
                os.kill(pid, 0)
                if os.path.exists(f"/proc/{pid}/stat"):
                    with open(f"/proc/{pid}/stat") as f:
                        if f.read().rsplit(")", 1)[1].split()[0] == "Z":
                            break
                time.sleep(0.1)
        except ProcessLookupError:
            pass
    shutil.rmtree(folder, ignore_errors=True)


def run(command, durable):
    parent = tempfile.mkdtemp(prefix="ketnap-pg-")
    os.chmod(parent, 0o711)
    folder = f"{parent}/server"
    try:
        url = start(folder, durable)
        return subprocess.run(command, env=os.environ | {"KETNAP_TEST_PG": url}).returncode
    finally:
        stop(folder)
        shutil.rmtree(parent, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--durable", action="store_true")
    parser.add_argument("what", choices=["run", "start", "stop"])
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    args = parser.parse_args()
    rest = args.rest[1:] if args.rest[:1] == ["--"] else args.rest
    if not rest:
        parser.error("nothing to do")
    if args.what == "run":
        sys.exit(run(rest, args.durable))
    if args.what == "start":
        print(start(os.path.abspath(rest[0]), args.durable))
    else:
        stop(os.path.abspath(rest[0]))


if __name__ == "__main__":
    main()
