# SPDX-License-Identifier: Apache-2.0
"""A server killed under load, again and again."""
import contextlib
import http.client
import json
import random
import sqlite3
import statistics
import threading
import time
import uuid

from ketnap_test import Failed, KetnapTest

WRITERS = 6
TROUBLE = (OSError, http.client.HTTPException)


class Writer(threading.Thread):
    """Sends new people on one connection until it breaks; keeps what was acknowledged."""

    def __init__(self, desk, org_id, round_no, number):
        super().__init__(daemon=True)
        self.desk, self.org_id, self.mark = desk, org_id, f"{round_no} {number}"
        self.acknowledged, self.unanswered, self.refused, self.last = {}, None, [], None
        self.count = 0

    def run(self):
        link = http.client.HTTPConnection("127.0.0.1", self.desk.port, timeout=10)
        with contextlib.suppress(*TROUBLE):
            while True:
                self.send_one(link)
        link.close()

    def send_one(self, link):
        self.count += 1
        person = {"name": f"Trần Thị Thử Nghiệm {letters(self.mark)} {letters(str(self.count))}", "org_id": self.org_id}
        key = str(uuid.uuid4())
        self.unanswered = (key, person)
        answer = send(link, self.desk, key, person)
        body = answer.read()
        self.unanswered = None
        if answer.status == 200:
            self.acknowledged[json.loads(body)["id"]] = person["name"]
            self.last = (key, person, body)
        else:
            self.refused.append((answer.status, body[:300]))


def letters(text):
    """Figures as capital letters: a name holds no figures."""
    return "".join(chr(65 + int(c)) if c.isdigit() else "X" for c in text)


def send(link, desk, key, person):
    link.request("POST", "/api/people", json.dumps(person).encode(), {
        "Content-Type": "application/json", "Idempotency-Key": key, "X-CSRF-Token": desk.csrf,
        "Origin": f"http://127.0.0.1:{desk.port}",
        "Cookie": "; ".join(f"{k}={v}" for k, v in desk.cookies.items())})
    return link.getresponse()


class AcknowledgedIsKept(KetnapTest):
    """What the server said yes to is there after kill -9, whole and once, and it is back within a second."""

    def run(self):
        desk = self.office()
        data, server, org_id = self.data, self.server, self.root_id
        seed = random.randrange(1 << 30)
        self.log(f"random seed {seed}")
        chance = random.Random(seed)
        kept, waits, resent = {}, [], 0
        for round_no in range(self.options.kills):
            writers = [Writer(desk, org_id, round_no, n) for n in range(WRITERS)]
            for writer in writers:
                writer.start()
            time.sleep(chance.uniform(0.002, 0.060))
            server.kill()
            for writer in writers:
                writer.join(20)
                self.equal(writer.refused, [], "answers under load")
            began = time.monotonic()
            server.start()
            waits.append(time.monotonic() - began)
            fresh = {k: v for w in writers for k, v in w.acknowledged.items()}
            self.check_kept(desk, fresh)
            kept |= fresh
            self.ask_again(desk, [w.last for w in writers if w.last])
            resent += self.send_again(desk, [w.unanswered for w in writers if w.unanswered], kept)
        self.log(f"{len(kept)} kept, {resent} sent again, restart {statistics.median(waits):.3f} s, at most {max(waits):.3f} s")
        self.true(len(kept) > self.options.kills, "hardly anything was written between the kills")
        self.check_kept(desk, kept)
        self.check_data(server, data, kept)
        self.true(statistics.median(waits) < 1.0, f"the restart takes {statistics.median(waits):.2f} s")

    def check_kept(self, desk, people):
        link = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=10)
        cookies = {"Cookie": "; ".join(f"{k}={v}" for k, v in desk.cookies.items())}
        for person, name in people.items():
            link.request("GET", f"/api/people/{person}", headers=cookies)
            answer = link.getresponse()
            body = answer.read()
            if answer.status != 200 or json.loads(body)["name"] != name:
                raise Failed(f"acknowledged and lost: {person} {name}: {answer.status} {body[:200]}")
        link.close()

    def ask_again(self, desk, answered):
        """The answer was stored with the deed: the key of an acknowledged command gets it again, byte for byte."""
        for key, person, body in answered:
            link = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=10)
            answer = send(link, desk, key, person)
            self.equal((answer.status, answer.read()), (200, body), "the answer of an acknowledged key after the kill")
            link.close()

    def send_again(self, desk, unanswered, kept):
        """The page does the same: same key, so a command that was done before the kill is not done twice."""
        for key, person in unanswered:
            link = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=10)
            answer = send(link, desk, key, person)
            body = answer.read()
            link.close()
            if answer.status != 200:
                raise Failed(f"sent again: {answer.status} {body[:300]}")
            kept[json.loads(body)["id"]] = person["name"]
        return len(unanswered)

    def check_data(self, server, data, kept):
        """No half transaction, nobody twice, and the file itself is sound."""
        self.equal(server.stop(), 0, "exit status")
        self.command("audit", "verify", "--data", data)
        db = sqlite3.connect(f"file:{data}/ketnap.db?mode=ro", uri=True)
        self.equal(db.execute("PRAGMA integrity_check").fetchall(), [("ok",)], "integrity")
        self.equal(db.execute("PRAGMA foreign_key_check").fetchall(), [], "foreign keys")
        names = [row[0] for row in db.execute("SELECT name FROM person WHERE name LIKE 'Trần Thị Thử%'")]
        self.equal(len(names), len(set(names)), "people entered twice")
        self.true(set(kept.values()) <= set(names), "an acknowledged person is not in the file")
        halves = db.execute("""
            SELECT p.id FROM person p LEFT JOIN audit a ON a.tenant_id = p.tenant_id AND a.object_id = p.id
             WHERE a.seq IS NULL
            UNION ALL
            SELECT a.object_id FROM audit a LEFT JOIN person p ON p.tenant_id = a.tenant_id AND p.id = a.object_id
             WHERE a.action = 'person.added' AND p.id IS NULL""").fetchall()
        self.equal(halves, [], "half transactions")
        self.equal(db.execute("SELECT count(*), max(seq) FROM audit").fetchone()[0],
                   db.execute("SELECT max(seq) FROM audit").fetchone()[0], "audit numbers without gaps")
        db.close()
