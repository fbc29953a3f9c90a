# SPDX-License-Identifier: Apache-2.0
"""An office goes into one file and comes back."""
import os
import sqlite3
import subprocess
import threading

from ketnap_test import KetnapTest, wait_for


class Offices(KetnapTest):
    def with_people(self, *arguments):
        desk = self.office(*arguments)
        self.people = {self.person(desk, f"Người Số {chr(65 + n)}", self.root_id,
                                   sensitive={"national_id": "001099012345" if n == 0 else "", "ethnicity": "", "religion": ""}): n
                       for n in range(5)}
        return desk


class WhatWasKeptComesBack(Offices):
    """A backup made under load holds all that was acknowledged before it; restored elsewhere it serves, opens sealed fields and verifies."""

    def run(self):
        desk = self.with_people()
        secret = self.folder / "passphrase"
        secret.write_text("một cụm từ dài và khó đoán\n")
        stop = threading.Event()

        def load():
            n = 0
            while not stop.is_set():
                n += 1
                desk.post("/api/people", {"name": f"Thêm {''.join(chr(65 + int(c)) for c in str(n))}", "org_id": self.root_id})

        busy = threading.Thread(target=load)
        busy.start()
        try:
            self.command("backup", self.folder / "office.ketnap", "--data", self.data, "--passphrase-file", secret)
        finally:
            stop.set()
            busy.join()
        raw = (self.folder / "office.ketnap").read_bytes()
        self.true("Người Số".encode() not in raw, "a backup under a passphrase is readable")
        self.server.kill()

        other = self.folder / "other"
        self.command("restore", self.folder / "office.ketnap", "--data", other, "--passphrase-file", secret)
        self.command("audit", "verify", "--data", other)
        server = self.serve(other)
        again = server.desk()
        self.status(again.sign_in("canbo", self.PASSWORD), 200)
        for person in self.people:
            self.status(again.get(f"/api/people/{person}"), 200)
        first = next(iter(self.people))
        shown = self.status(again.post(f"/api/people/{first}/reveal", {"reason": "thử khôi phục"}), 200)
        self.equal(shown.json["national_id"], "001099012345", "a sealed field after the restore")
        self.equal(oct(other.stat().st_mode & 0o777), "0o700", "mode of the restored folder")


class PostgresComesBack(Offices):
    """An office on PostgreSQL comes back from one file made under load: rows, sealed fields, search and audit chain, into an empty database and no other."""

    def run(self):
        here = self.on_postgres()
        desk = self.with_people("--db", here)
        secret = self.folder / "passphrase"
        secret.write_text("một cụm từ dài và khó đoán\n")
        stop = threading.Event()
        acknowledged = []

        def load():
            while not stop.is_set():
                number = "".join(chr(65 + int(c)) for c in str(len(acknowledged)))
                acknowledged.append(self.person(desk, f"Thêm {number}", self.root_id))

        busy = threading.Thread(target=load)
        busy.start()
        try:
            wait_for(lambda: len(acknowledged) >= 5, "people")
            before = len(acknowledged)
            self.command("backup", self.folder / "office.ketnap", "--data", self.data, "--db", here, "--passphrase-file", secret)
        finally:
            stop.set()
            busy.join()
        self.true("Người Số".encode() not in (self.folder / "office.ketnap").read_bytes(), "a backup under a passphrase is readable")
        self.server.kill()
        self.comes_back(secret, acknowledged[:before])
        self.is_refused(secret, here)

    def comes_back(self, secret, acknowledged):
        there, other = self.on_postgres(), self.folder / "other"
        self.command("restore", self.folder / "office.ketnap", "--data", other, "--db", there, "--passphrase-file", secret)
        self.true(not (other / "ketnap.rows").exists(), "the rows lie about in the folder")
        self.command("audit", "verify", "--data", other, "--db", there)
        again = self.serve(other, "--db", there).desk()
        self.status(again.sign_in("canbo", self.PASSWORD), 200)
        for person in [*self.people, *acknowledged]:
            self.status(again.get(f"/api/people/{person}"), 200)
        shown = self.status(again.post(f"/api/people/{next(iter(self.people))}/reveal", {"reason": "thử khôi phục"}), 200)
        self.equal(shown.json["national_id"], "001099012345", "a sealed field after the restore")
        self.true(again.post("/api/people/query", {"text": "nguoi so"}).json["count"] >= 5, "the search finds nobody after the restore")
        self.person(again, "Người Mới", self.root_id)  # numbers go on where they stood
        self.command("audit", "verify", "--data", other, "--db", there)

    def is_refused(self, secret, here):
        rows = self.rows(here)
        file = self.folder / "office.ketnap"
        self.command("restore", file, "--data", self.folder / "a", "--db", here, "--passphrase-file", secret, expect=2)
        self.equal(self.rows(here), rows, "rows of a database in use")
        said = self.command("restore", file, "--data", self.folder / "b", "--passphrase-file", secret, expect=2)
        self.true("--db" in said.stderr, f"no way out: {said.stderr}")
        good = file.read_bytes()
        (self.folder / "bad").write_bytes(good[:len(good) // 2] + bytes([good[len(good) // 2] ^ 1]) + good[len(good) // 2 + 1:])
        empty = self.on_postgres()
        self.command("restore", self.folder / "bad", "--data", self.folder / "c", "--db", empty, "--passphrase-file", secret, expect=2)
        for folder in "abc":
            self.true(not (self.folder / folder).exists(), f"{folder}: a folder was left behind")
        self.command("restore", file, "--data", self.folder / "d", "--db", empty, "--passphrase-file", secret)

    @staticmethod
    def rows(database):
        return subprocess.run(["psql", "-X", "-A", "-t", "-d", database, "-c", "SELECT (SELECT count(*) FROM audit), (SELECT count(*) FROM person)"],
                              check=True, capture_output=True, text=True).stdout


class ABadBackupRestoresNothing(Offices):
    """A changed byte, a cut file, a wrong passphrase or a folder in use: refused, and nothing is left behind."""

    def run(self):
        self.with_people()
        secret, wrong = self.folder / "passphrase", self.folder / "wrong"
        secret.write_text("một cụm từ dài và khó đoán\n")
        wrong.write_text("cụm từ khác hẳn\n")
        self.command("backup", self.folder / "good", "--data", self.data, "--passphrase-file", secret)
        self.server.stop()
        good = (self.folder / "good").read_bytes()
        middle = len(good) // 2
        broken = {"changed": good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1:], "cut": good[:-100],
                  "empty": b"", "foreign": os.urandom(5000)}
        for name, content in broken.items():
            (self.folder / name).write_bytes(content)
            target = self.folder / f"to-{name}"
            self.command("restore", self.folder / name, "--data", target, "--passphrase-file", secret, expect=2)
            self.true(not target.exists() or not any(target.iterdir()), f"{name}: something was left behind")
        self.command("restore", self.folder / "good", "--data", self.folder / "to-wrong", "--passphrase-file", wrong, expect=2)
        before = sqlite3.connect(self.data / "ketnap.db").execute("SELECT count(*) FROM audit").fetchone()
        self.command("restore", self.folder / "good", "--data", self.data, "--passphrase-file", secret, expect=2)
        self.equal(sqlite3.connect(self.data / "ketnap.db").execute("SELECT count(*) FROM audit").fetchone(), before, "rows of the office in use")
        self.command("backup", self.folder / "no" / "such" / "folder", "--data", self.data, expect=None)
