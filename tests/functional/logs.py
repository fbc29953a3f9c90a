# SPDX-License-Identifier: Apache-2.0
"""What the log and the raw files must never hold."""
from canary import Canaries
from ketnap_test import KetnapTest

CANARIES = {
    "password": "hoàng hôn tím lịm 77391", "wrong password": "bình minh xanh rờn 88213", "search": "Canarycdxr",
    "name": "Nguyễn Canaryxqzt", "national id": "001099012345", "note": "ghi chú canarywwkp", "phone": "0987001122",
}


class NothingPersonalInTheLog(KetnapTest):
    """After a day's work the log holds no password, token, name, number or search word, and no line that an input made up (ASVS 7.1, 7.3.1, 8.3.1)."""

    def run(self):
        officer = self.office("--log", str(self.folder / "access.log"))
        desk = self.account(officer, "nguoimot", "organization_officer", self.root_id)
        self.status(desk.post("/api/me/password", {"old_password": self.OWN_PASSWORD, "new_password": CANARIES["password"]}), (200, 204))
        self.server.desk().sign_in("nguoimot", CANARIES["wrong password"])
        desk = self.server.desk()
        self.status(desk.sign_in("nguoimot", CANARIES["password"]), 200)
        person = self.person(desk, CANARIES["name"], self.root_id, note=CANARIES["note"], phone=CANARIES["phone"],
                             sensitive={"national_id": CANARIES["national id"], "ethnicity": "", "religion": ""})
        desk.post("/api/people/query", {"text": CANARIES["search"]})
        desk.post("/api/people", {"name": CANARIES["name"], "org_id": "x", "born_on": CANARIES["note"]})
        desk.post("/api/people", b'{"name": "' + CANARIES["name"].encode())
        shown = self.status(desk.post(f"/api/people/{person}/reveal", {"reason": "kiểm tra"}), 200)
        self.equal(shown.json["national_id"], CANARIES["national id"], "what is shown")
        self.first_password = self.status(officer.post("/api/accounts", {
            "user": "nguoihai", "name": "Người hai", "role": "unit_clerk", "org_id": self.root_id}), 200).json["first_password"]
        desk.get("/api/people/" + CANARIES["search"])
        desk.get("/api/x%0d%0aINJECTED%20line?name=" + CANARIES["search"])
        desk.get("/api/me", headers={"User-Agent": "x\x1b[31mINJECTED"})
        self.equal(self.server.stop(), 0, "exit status")
        log = self.server.log + (self.folder / "access.log").read_text("utf-8", "replace")
        self.true(log.count("\n") > 10, f"hardly anything was logged: {log}")
        token = desk.cookies[next(iter(desk.cookies))]
        for what, canary in {**CANARIES, "token": token.split(".")[1], "csrf": desk.csrf, "line": "INJECTED", "escape": "\x1b"}.items():
            self.true(canary not in log, f"the log holds the {what}")
        self.no_secret_in_files()

    def no_secret_in_files(self):
        """P2 values, passwords and tokens do not lie readable in the data folder (ASVS 6.1.1)."""
        raw = b"".join(p.read_bytes() for p in self.data.rglob("*") if p.is_file())
        self.true(CANARIES["name"].encode() in raw, "the folder that is looked at is not the one that was written")
        self.true(self.first_password.encode() not in raw, "the data folder holds a first password")
        for what in ("password", "wrong password", "national id"):
            self.true(CANARIES[what].encode() not in raw, f"the data folder holds the {what}")


class TheScanSees(KetnapTest):
    """The scan that follows every test of this folder finds names, numbers, passwords and tokens, and takes the program's own words for none."""

    def run(self):
        seen = Canaries()
        seen.typed({"name": "Nguyễn Canaryxqzt", "kind": "sub_cell", "sensitive": {"national_id": "001099012345"}, "password": "mot-hai-ba-bon"})
        seen.typed(b'{"name": "Le Thi Bi Cat')
        seen.shown(b'{"items": [{"phone": "0987001122", "title": "Danh s\xc3\xa1ch", "state": "submitted"}], "csrf_token": "abcdefghijk"}')
        log = 'request route=/api/people/{id} status=200 kind=sub_cell state=submitted title="Danh sách"'
        self.equal(seen.found_in(log), [], "the program's own words")
        for leak in ("Nguyễn Canaryxqzt", "001099012345", "mot-hai-ba-bon", "Le Thi Bi Cat", "0987001122", "abcdefghijk"):
            self.true(any(leak in text or text in leak for text in seen.found_in(f'{log} what="{leak}"')), f"{leak} is not seen")
