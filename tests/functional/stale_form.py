# SPDX-License-Identifier: Apache-2.0
"""Two desks on one record."""
import concurrent.futures

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
    """Of fifty savings of one version at the same moment exactly one succeeds."""

    def run(self):
        desk = self.office()
        person = self.person(desk, "Trần Văn Năm Mươi", self.root_id)
        version = desk.get(f"/api/people/{person}").json["version"]

        def save(n):
            form = {"name": "Trần Văn Năm Mươi", "org_id": self.root_id, "version": version, "note": f"số {n}"}
            return desk.put(f"/api/people/{person}", form).status

        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            statuses = sorted(pool.map(save, range(50)))
        self.equal(statuses, [200] + [409] * 49, "answers")
