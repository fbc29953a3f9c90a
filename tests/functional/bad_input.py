# SPDX-License-Identifier: Apache-2.0
"""What is wrong gets one clear answer, at its field, and leaves nothing behind."""
import json
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
