# SPDX-License-Identifier: Apache-2.0
"""What is wrong gets one clear answer, at its field, and leaves nothing behind."""
import http.client
import json
import pathlib
import socket
import uuid

from ketnap_test import KetnapTest


class RoutesAndMethods(KetnapTest):
    """An unknown route is 404, a known one asked wrongly is 405 and says what it takes."""

    def run(self):
        desk = self.office()
        self.refused(desk.get("/api/no-such-thing"), 404, "not_found")
        answer = desk.call("DELETE", "/api/people/query")
        self.refused(answer, 405)
        self.equal(answer.header("Allow"), "POST", "Allow")
        head = desk.call("HEAD", "/api/me")
        self.equal((head.status, head.body), (200, b""), "HEAD")


class BodiesAreReadStrictly(KetnapTest):
    """Broken, deep, doubled or foreign JSON is refused with the reason; unknown fields are not taken (ASVS 5.1.2, 13.2.2)."""

    def run(self):
        desk = self.office()
        person = {"name": "Nguyễn Văn Thử", "org_id": self.root_id}
        for body, rule in {
            b"{": "body.malformed", b"": "body.malformed", b"[1,2]": "field.type",
            b'{"name": "a", "name": "b"}': "body.repeated_field",
            b'{"name": "\xff"}': "body.malformed",
            b'{"a":' * 40 + b"1" + b"}" * 40: "body.too_deep",
            json.dumps({**person, "version": 1, "is_admin": True}).encode(): "field.unknown",
            json.dumps({**person, "tenant_id": "x"}).encode(): "field.unknown",
            json.dumps({"org_id": self.root_id}).encode(): "field.required",
            json.dumps({**person, "name": 12}).encode(): "field.type",
        }.items():
            answer = desk.post("/api/people", body, headers={"Content-Type": "application/json"})
            found = self.refused(answer, (400, 422))
            self.true(any(f["rule"] == rule for f in found["findings"]), f"{body[:60]}: wanted {rule}, found {found}")
        self.equal(desk.post("/api/people/query").json["count"], 0, "people after refused bodies")

    def refused(self, answer, status, code=None):
        body = super().refused(answer, status, code)
        for finding in body["findings"]:
            self.true(finding["message"] and finding["message"] != finding["rule"], f"a finding without words: {finding}")
        return body


class FieldsAnswerForThemselves(KetnapTest):
    """All that is wrong in a form comes back at once, each at its field, in the reader's language."""

    def run(self):
        desk = self.office()
        form = {"name": "A\u202eb\u200b", "org_id": self.root_id, "born_on": "31/02/1999", "sex": "x", "joined_on": "1/1/2999"}
        vietnamese = self.refused(desk.post("/api/people", form), 422)
        english = self.refused(desk.post("/api/people", form, headers={"Accept-Language": "en"}), 422)
        fields = {w["field"] for f in vietnamese["findings"] for w in f["where"]}
        self.true({"name", "born_on", "sex", "joined_on"} <= fields, f"fields named: {fields}")
        self.true(len(vietnamese["findings"]) >= 2, "only the first mistake was told")
        for one, two in zip(vietnamese["findings"], english["findings"]):
            self.equal(one["rule"], two["rule"], "rule")
            self.true(one["message"] != two["message"], f"the same words in both languages: {one['message']}")


class SizesAreLimited(KetnapTest):
    """A body over 1 MiB and a head over 16 KiB or 100 fields are refused, and the server goes on (ASVS 12.1.1)."""

    def run(self):
        desk = self.office()
        big = desk.post("/api/people", b'{"name":"' + b"a" * (1 << 20) + b'"}', headers={"Content-Type": "application/json"})
        self.refused(big, 413)
        self.true(desk.get("/api/me", headers={"X-Long": "a" * 17000}).status in (400, 431), "a head of 17 kB")
        self.true(desk.get("/api/me", headers={f"X-{i}": "a" for i in range(101)}).status in (400, 431), "101 fields")
        self.status(desk.get("/api/me"), 200)


class BodiesAreCutEarly(KetnapTest):
    """A body that claims or sends 10 GiB is cut at the limit, on forms and on uploads, without memory or disk for it (ASVS 12.1.1)."""

    CLAIM = 10 << 30

    def run(self):
        desk = self.office()
        status = pathlib.Path(f"/proc/{self.server.process.pid}/status")
        before = self.resident(status)
        cases = (("POST", "/api/people", 1 << 20), ("PUT", "/api/imports?name=a.xlsx", 25 << 20), ("POST", "/api/dossiers/x/papers/application/attachments", 25 << 20))
        for method, path, limit in cases:
            answer, sent = self.stream(desk, method, path, {"Content-Length": str(self.CLAIM)}, b"", 0)
            self.true(answer.startswith(b"HTTP/1.1 413 "), f"{path} with a claim of 10 GiB: {answer[:80]}")
            self.equal(sent, 0, "bytes of the body that were wanted")
            piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
            answer, sent = self.stream(desk, method, path, {"Transfer-Encoding": "chunked"}, piece, self.CLAIM)
            self.true(answer.startswith(b"HTTP/1.1 413 "), f"{path} in chunks: {answer[:80]}")
            self.true(sent < limit + (24 << 20), f"{path}: {sent >> 20} MiB were taken")
            said = json.loads(answer.partition(b"\r\n\r\n")[2])
            self.equal(said["code"], "too_large", path)
            self.true(f"{limit >> 20} MB" in said["findings"][0]["message"] and said["findings"][0]["way_out"], f"the limit and what to do: {said}")
        grown = self.resident(status) - before
        self.true(grown < 20 << 20, f"memory grew by {grown >> 20} MiB")
        self.equal(list((self.data / "uploads").iterdir()), [], "what is left in the folder of uploads")
        self.status(desk.get("/api/me"), 200)
        self.equal(desk.post("/api/people/query").json["count"], 0, "people")

    @staticmethod
    def resident(status):
        return int(next(line.split()[1] for line in status.read_text().split("\n") if line.startswith("VmRSS"))) << 10

    @staticmethod
    def stream(desk, method, path, headers, piece, most):
        """Sends pieces until the server answers or closes; its answer and how many bytes went out."""
        link = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
        link.putrequest(method, path)
        for name, value in {**headers, "Content-Type": "application/octet-stream", "X-CSRF-Token": desk.csrf,
                            "Origin": f"http://127.0.0.1:{desk.port}",
                            "Cookie": "; ".join(f"{k}={v}" for k, v in desk.cookies.items())}.items():
            link.putheader(name, value)
        link.endheaders()
        sent, answer = 0, b""
        try:
            link.sock.settimeout(30)
            while sent < most:
                link.sock.send(piece[sent % len(piece):])
                sent += len(piece) - sent % len(piece)
                link.sock.setblocking(False)
                try:
                    answer = link.sock.recv(65536)
                    break
                except BlockingIOError:
                    pass
                finally:
                    link.sock.settimeout(30)
        except (BrokenPipeError, ConnectionResetError, socket.timeout):
            pass
        try:
            while more := link.sock.recv(65536):
                answer += more
        except OSError:
            pass
        link.close()
        return answer, sent


class NamesAreClean(KetnapTest):
    """Marks that turn or hide letters are refused in every kind of name, at its field; names come back composed (ASVS 5.1.4)."""

    def run(self):
        desk = self.office()
        body = {"parent_id": self.root_id, "system": "party", "kind": "cell", "code": "CB", "name": "Chi bộ 1"}
        account = {"user": "nguoimoi", "name": "Người mới", "role": "unit_clerk", "org_id": self.root_id}
        person = {"name": "Trần Văn Sạch", "org_id": self.root_id}
        for path, form in (("/api/people", person), ("/api/orgs", body), ("/api/accounts", account)):
            for mark in ("\u202e", "\u2066", "\u200b", "\u200f", "\ufeff"):
                found = self.refused(desk.post(path, {**form, "name": f"Trần{mark} Văn"}), 422)
                self.true(any(w["field"] == "name" for f in found["findings"] for w in f["where"]), f"{path}: {found}")
            self.status(desk.post(path, {**form, "name": "Tra\u0302\u0300n Va\u0306n"}), 200)
            listed = desk.post("/api/people/query", {}) if path == "/api/people" else desk.get(path)
            self.true("Trần Văn" in listed.text, f"{path}: a name that is not composed: {listed.text[:300]}")


class OneKeyOneDeed(KetnapTest):
    """The same idempotency key does a thing once, however often it is sent."""

    def run(self):
        desk = self.office()
        key = str(uuid.uuid4())
        form = {"name": "Nguyễn Thị Một", "org_id": self.root_id}
        first = self.status(desk.post("/api/people", form, headers={"Idempotency-Key": key}), 200)
        for _ in range(3):
            again = self.status(desk.post("/api/people", form, headers={"Idempotency-Key": key}), 200)
            self.equal(again.json["id"], first.json["id"], "the answer to a repeated key")
        self.equal(desk.post("/api/people/query").json["count"], 1, "people")
        self.refused(desk.post("/api/people", form, headers={"Idempotency-Key": "not a key"}), 422)
