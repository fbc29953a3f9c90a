# SPDX-License-Identifier: Apache-2.0
"""What is sealed lies nowhere readable; its keys are changed while the office works, and a lost key is told in words (ASVS 6.1, 6.4)."""
import json
import random
import subprocess
import time

from ketnap_test import PROGRAM, KetnapTest

NUMBER = "001196000017"


class NothingLiesReadable(KetnapTest):
    """Identity numbers, opinions, remarks and reasons are in no file of the data folder, nor in a backup without a passphrase."""

    def run(self):
        desk = self.office()
        person = self.person(desk, "Lê Thị Hòa", self.root_id, sensitive={"national_id": NUMBER, "ethnicity": "02", "religion": "01"})
        sent = self.status(desk.post("/api/dossiers", {"person_id": person, "org_id": self.root_id, "candidate_type": "union_member"}), 200).json
        said = "Bố từng có thời gian đi cải tạo ở Phú Quảng"
        self.status(desk.put(f"/api/dossiers/{sent['id']}/papers/application", {
            "received": True, "dates": {}, "facts": {}, "remark": said, "version": sent["version"]}), 200)
        officer = self.account(desk, "dpo", "data_protection_officer", self.root_id)
        asked = "Không muốn nêu việc của ông nội"
        self.status(officer.post("/api/privacy/requests", {"person_id": person, "kind": "object", "received_on": self.today(desk),
                                                           "asked": asked}), 200)
        found = lambda: [(f.name, what) for what in (NUMBER, said, asked) for f in self.data.rglob("*")
                         if f.is_file() and what.encode() in f.read_bytes()]
        self.equal(found(), [], "sealed values readable while it serves (database, WAL, temporary files)")
        shown = self.status(desk.post(f"/api/people/{person}/reveal", {"reason": "đối chiếu giấy tờ"}), 200).json
        self.equal(shown["national_id"], NUMBER, "the value that was looked for")
        self.command("backup", self.folder / "office.ketnap", "--data", self.data)
        raw = (self.folder / "office.ketnap").read_bytes()
        self.equal([what for what in (NUMBER, said, asked) if what.encode() in raw], [], "sealed values readable in the backup")
        self.server.stop()
        self.equal(found(), [], "sealed values readable after it stopped")

    def today(self, desk):
        return desk.get("/api/me").json["today"]


class KeysChangeWhileItServes(KetnapTest):
    """`keys rotate` is killed again and again; the office answers all the time, and in the end every key is under the new root."""

    def run(self):
        desk = self.office()
        self.status(desk.set_up_factor(), 200)
        people = [self.person(desk, f"Người Số {chr(65 + n % 26)}{chr(97 + n // 26)}", self.root_id,
                              sensitive={"national_id": NUMBER if n == 0 else "", "ethnicity": "", "religion": ""}) for n in range(400)]
        before = self.state()
        self.equal((before["roots"], before["older"]), (1, 0), "one root at first")
        random.seed(17)
        for _ in range(6):
            rotating = subprocess.Popen([PROGRAM, "keys", "rotate", "--data", str(self.data)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0.02, 0.3))
            rotating.kill()
            rotating.wait()
            self.shows(desk, people[0])
            self.person(desk, "Người Mới", self.root_id)
        self.command("keys", "rotate", "--data", self.data)
        after = self.state()
        self.equal((after["older"], after["lost"]), (0, 0), "keys left under an older root")
        self.true(after["newest"] >= 407 and after["roots"] >= 2, "every key is under the newest root")
        self.shows(desk, people[0])
        self.command("keys", "retire", "--data", self.data)
        self.equal(self.state()["roots"], 1, "roots after the older ones were retired")
        self.shows(desk, people[0])
        self.shows(self.desk_again(desk.factor), people[0])
        self.command("audit", "verify", "--data", self.data)

    def desk_again(self, factor):
        self.server.stop()
        self.server = self.serve(self.data)
        desk = self.server.desk()
        self.status(desk.sign_in("canbo", self.PASSWORD), 200)
        self.status(desk.give_factor(factor.code()), 200)
        return desk

    def state(self):
        return json.loads(self.command("keys", "status", "--json", "--data", self.data).stdout)

    def shows(self, desk, person):
        shown = self.status(desk.post(f"/api/people/{person}/reveal", {"reason": "kiểm tra sau khi đổi khóa"}), 200)
        self.equal(shown.json["national_id"], NUMBER, "a sealed field")


class LostKeyIsToldInWords(KetnapTest):
    """Without its key file a folder with data is not served, nothing is made in its place, and the way out is said."""

    def run(self):
        self.office()
        self.server.stop()
        key = self.data / "keys" / "ketnap.key"
        kept = key.read_bytes()
        key.unlink()
        said = subprocess.run([PROGRAM, "serve", "--data", str(self.data), "--listen", "127.0.0.1:0"],
                              capture_output=True, text=True, timeout=30)
        self.true(said.returncode != 0 and "Không thấy tệp khóa" in said.stderr, f"not told in words: {said.stderr}")
        self.true(not key.exists(), "a new key was made in its place")
        key.write_bytes(kept)
        key.chmod(0o600)
        self.serve(self.data)
