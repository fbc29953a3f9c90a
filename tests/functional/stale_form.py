# SPDX-License-Identifier: Apache-2.0
"""Two desks on one record."""
import concurrent.futures
import contextlib
import itertools
import shutil
import socket
import threading
import urllib.parse

from ketnap_test import KetnapTest


class SomeoneSavedFirst(KetnapTest):
    """The second of two desks that opened one record gets 409, its edits are not saved, and it can read the newer row."""

    def run(self):
        one = self.office()
        two = self.server.desk()
        self.status(two.sign_in("canbo", self.PASSWORD), 200)
        person = self.person(one, "Trần Văn Hai", self.root_id)
        seen = [desk.get(f"/api/people/{person}").json for desk in (one, two)]
        self.equal(seen[0]["version"], seen[1]["version"], "version")
        form = {"name": "Trần Văn Hai", "org_id": self.root_id, "version": seen[0]["version"]}
        self.status(one.put(f"/api/people/{person}", {**form, "phone": "0000000001"}), 200)
        self.refused(two.put(f"/api/people/{person}", {**form, "phone": "0000000002"}), 409, "conflict")
        now = two.get(f"/api/people/{person}").json
        self.true(now["version"] > form["version"], "version did not rise")
        self.true("0000000002" not in str(now), "the stale form was saved")
        self.status(two.put(f"/api/people/{person}", {**form, "version": now["version"], "phone": "0000000002"}), 200)


class FiftyAtOnce(KetnapTest):
    """Of fifty savings of one version at the same moment exactly one succeeds, and what it saved is kept; 49 get 409 (ASVS 11.1.6)."""

    def run(self):
        self.save_at_once(self.office())

    def save_at_once(self, desk):
        person = self.person(desk, "Trần Văn Năm Mươi", self.root_id)
        version = desk.get(f"/api/people/{person}").json["version"]
        start = threading.Barrier(50)

        def save(n):
            form = {"name": "Trần Văn Năm Mươi", "org_id": self.root_id, "version": version, "note": f"số {n}"}
            start.wait(20)
            return desk.put(f"/api/people/{person}", form).status

        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            statuses = list(pool.map(save, range(50)))
        self.equal(sorted(statuses), [200] + [409] * 49, "answers")
        now = desk.get(f"/api/people/{person}").json
        self.equal((now["version"], now["note"]), (version + 1, f"số {statuses.index(200)}"), "what was kept")


class FiftyAtOnceOnPostgres(FiftyAtOnce):
    """The same on PostgreSQL, through two programs on one database."""

    def run(self):
        here = self.on_postgres()
        desk = self.office("--db", here)
        other = self.folder / "other"
        shutil.copytree(self.data, other)
        second = self.serve(other, "--db", here).desk()
        second.cookies, second.csrf = dict(desk.cookies), desk.csrf
        first_put, second_put = desk.put, second.put
        turns = itertools.count()
        desk.put = lambda *a, **k: (second_put if next(turns) % 2 else first_put)(*a, **k)
        self.save_at_once(desk)


class ALostCommitIsAskedFor(KetnapTest):
    """On PostgreSQL a COMMIT whose answer was lost is tried again under its key: the page gets its answer, and the deed is done once."""

    def run(self):
        here = self.on_postgres()
        relay = Relay(urllib.parse.urlsplit(here))
        desk = self.office("--db", relay.address(here))
        for n in range(4):
            before = relay.cuts
            relay.cut_next_commit = True
            person = self.person(desk, f"Trần Thị Một Lần {chr(65 + n)}", self.root_id)
            self.equal(relay.cuts, before + 1, "connections cut at COMMIT")
            self.status(desk.get(f"/api/people/{person}"), 200)
        found = desk.post("/api/people/query", {"text": "tran thi mot lan"}).json
        self.equal(found["count"], 4, "people after four lost answers")
        self.command("audit", "verify", "--data", self.data, "--db", here)


class Relay:
    """Stands between the program and PostgreSQL; cuts a connection after its COMMIT went through, before the answer."""

    def __init__(self, parts):
        query = urllib.parse.parse_qs(parts.query)
        host = parts.hostname or query.get("host", ["127.0.0.1"])[0]
        self.target = (host, parts.port or int(query.get("port", ["5432"])[0]))
        self.cut_next_commit, self.cuts = False, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.accept, daemon=True).start()

    def address(self, url):
        parts = urllib.parse.urlsplit(url)
        user = f"{parts.username}@" if parts.username else ""
        query = urllib.parse.urlencode({k: v[0] for k, v in urllib.parse.parse_qs(parts.query).items() if k not in ("host", "port")})
        return urllib.parse.urlunsplit(("postgresql", f"{user}127.0.0.1:{self.listener.getsockname()[1]}", parts.path, query, ""))

    def server(self):
        if self.target[0].startswith("/"):
            link = socket.socket(socket.AF_UNIX)
            link.connect(f"{self.target[0]}/.s.PGSQL.{self.target[1]}")
            return link
        return socket.create_connection(self.target)

    def accept(self):
        while True:
            client = self.listener.accept()[0]
            server = self.server()
            threading.Thread(target=self.pump, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.pump, args=(server, client, False), daemon=True).start()

    def pump(self, source, target, from_program):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                cut = from_program and self.cut_next_commit and b"COMMIT" in data
                if cut:  # nothing goes back any more, then the request goes through
                    self.cut_next_commit = False
                    source.shutdown(socket.SHUT_RDWR)
                target.sendall(data)
                if cut:
                    self.cuts += 1
                    target.recv(1)  # PostgreSQL has done it
        for link in (source, target):
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
