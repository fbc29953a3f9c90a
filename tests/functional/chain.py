# SPDX-License-Identifier: Apache-2.0
"""From an imported workbook to the ceremony's pack: campaign, request, nomination, dossier, meeting, decision, hall, gate, pack."""
import datetime
import re
import uuid
import zipfile

from ketnap_test import KetnapTest, wait_for
from workbook import read_xlsx, write_xlsx

NAMES = ["Nguyễn Thị Ánh", "Đặng Văn Bình", "Lê Hoàng Châu"]
OFFICIALS = ["Phạm Văn Sơn", "Trần Thị Thu", "Vũ Minh Tâm", "Hoàng Văn Yên"]
CELL_MET = datetime.date(2026, 6, 15)


class Chain(KetnapTest):
    """The steps of the work, each by the person whose step it is; subclasses say on which database."""

    def tree_and_people(self, *arguments):
        self.officer = self.office(*arguments)
        self.unit = self.body(self.officer, "CS1", "Đảng bộ cơ sở 1", "grassroots_committee")
        self.cell = self.body(self.officer, "CB1", "Chi bộ 1", "cell", self.unit)
        file = self.folder / "danh sách.xlsx"
        rows = [["Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ"]]
        rows += [[name, f"{10 + n:02}/02/{1998 + n}", "Nữ" if "Thị" in name else "Nam", "Chi bộ 1"] for n, name in enumerate(NAMES)]
        rows += [[name, f"{10 + n:02}/05/{1975 + n}", "Nữ" if "Thị" in name else "Nam", "Chi bộ 1"] for n, name in enumerate(OFFICIALS)]
        write_xlsx(file, rows)
        sent = self.ok(self.officer.call("PUT", "/api/imports?name=danh-sach.xlsx", file.read_bytes(),
                                         headers={"Content-Type": "application/octet-stream"}))
        mapping = self.ok(self.officer.get(f"/api/imports/{sent['id']}/columns"))["mapping"]
        self.ok(self.officer.post(f"/api/imports/{sent['id']}/check", {"mapping": mapping}))
        self.until_state(f"/api/imports/{sent['id']}", "checked")
        self.ok(self.officer.post(f"/api/imports/{sent['id']}/apply"))
        self.equal(self.until_state(f"/api/imports/{sent['id']}", "applied")["summary"]["imported"], 7, "imported")
        people = self.ok(self.officer.post("/api/people/query", {"limit": 100}))["items"]
        self.people = {p["name"]: p["id"] for p in people}
        self.members_become_official(people)
        self.clerk = self.account(self.officer, "donvi", "unit_clerk", self.unit)
        self.stranger_unit = self.body(self.officer, "CS2", "Đảng bộ cơ sở 2", "grassroots_committee")
        self.stranger = self.account(self.officer, "nguoila", "unit_clerk", self.stranger_unit)

    def members_become_official(self, people):
        for person in people:
            if person["name"] in OFFICIALS:
                self.ok(self.officer.put(f"/api/people/{person['id']}", {
                    "name": person["name"], "org_id": person["org_id"], "born_on": person["born_on_as_written"], "sex": person["sex"],
                    "standing": "official_member", "joined_on": "03/02/2010", "official_on": "03/02/2011", "version": person["version"]}))

    def campaign(self):
        plan = {"code": "KN-1", "title": "Kế hoạch tổ chức Lễ kết nạp đảng viên", "short_title": "Lễ kết nạp", "event_kind": "admission_ceremony",
                "bodies": [{"name": "Đảng ủy thử nghiệm", "org_id": self.root_id, "authority": "ĐẢNG ỦY", "post": "BÍ THƯ", "signer": "Hoàng Văn Yên"}],
                "plan_number": "14-KH/ĐU", "plan_on": "2026-05-04", "issued_at": "Hà Nội", "bases": [], "purposes": ["Kết nạp trang trọng"],
                "requirements": [], "contents": [], "methods": [], "audience": "", "target_kind": "exact", "target_count": 3,
                "target_as_written": "3 quần chúng", "window_as_written": "", "event_as_written": "26/11/2026", "place": "Hội trường A",
                "place_tentative": False, "expected_count": 20, "expected_approximate": True,
                "groups": [{"kind": "guest", "text": "Đại biểu khách mời", "expected_count": 4}], "dossier_due_as_written": "trước ngày 01/8/2026",
                "list_voted_year": None, "list_cutoff_as_written": "", "funding_source": "Kinh phí của Đảng ủy", "tasks": [], "recipients": []}
        made = self.ok(self.officer.post("/api/campaigns", plan))
        self.campaign_id = made["id"]
        for state in ("approved", "running"):
            made = self.ok(self.officer.put(f"/api/campaigns/{self.campaign_id}/state", {"state": state, "version": made["version"]}))
        self.ok(self.officer.post(f"/api/campaigns/{self.campaign_id}/quota/allot", {"units": [
            {"org_id": self.unit, "weight": 100, "source_count": 3}]}))
        quota = self.ok(self.officer.get(f"/api/campaigns/{self.campaign_id}/quota"))
        self.equal(sum(row["places"] for row in quota["rows"]), 3, "places given out")

    def request_and_nominations(self):
        sent = self.ok(self.officer.post(f"/api/campaigns/{self.campaign_id}/requests", {
            "kind": "nominate", "title": "Giới thiệu quần chúng", "text": "", "due_as_written": "20/12/2026", "units": []}))
        self.request_id = sent["id"]
        board = self.ok(self.clerk.get(f"/api/requests/{self.request_id}"))
        self.equal(len(board["rows"]), 1, "units asked")
        for name in NAMES:
            self.ok(self.clerk.post(f"/api/campaigns/{self.campaign_id}/nominations", {
                "person_id": self.people[name], "request_id": self.request_id, "note": ""}))
        self.equal(len(self.ok(self.officer.get(f"/api/campaigns/{self.campaign_id}/nominations"))["items"]), 3, "nominated")

    def day(self, offset):
        return (CELL_MET + datetime.timedelta(days=offset)).strftime("%d/%m/%Y")

    def paper(self, form, facts=None, **dates):
        self.dossier = self.ok(self.clerk.put(f"/api/dossiers/{self.dossier['id']}/papers/{form}", {
            "received": True, "received_on": None, "is_signed": True, "is_sealed": True, "dates": dates, "facts": facts or {},
            "version": self.dossier["version"]}))

    def dossier_of(self, name, born_on):
        self.dossier = self.ok(self.clerk.post("/api/dossiers", {
            "person_id": self.people[name], "org_id": self.cell, "campaign_id": self.campaign_id, "candidate_type": "union_member"}))
        facts = {"full_name": name, "born_on": born_on}
        self.paper("awareness_certificate", facts, issued_on="12/01/2026")
        self.paper("application", facts, dated_on=self.day(-66))
        self.paper("life_history", facts, declared_on=self.day(-64), certified_on=self.day(-20))
        self.paper("verification", {}, finished_on=self.day(-26))
        self.paper("union_resolution", facts, met_on=self.day(-15))
        self.paper("member_introduction", {}, dated_on=self.day(-11))
        self.paper("opinion_summary", facts, dated_on=self.day(-6))
        self.paper("cell_resolution", facts, met_on=self.day(0))
        self.paper("committee_resolution", facts, met_on=self.day(14))
        for support in ({"kind": "introducer", "person_id": self.people[OFFICIALS[0]], "same_grassroots": True, "together_since": "01/2024"},
                        {"kind": "helper", "person_id": self.people[OFFICIALS[1]], "from_on": CELL_MET.isoformat()}):
            self.dossier = self.ok(self.clerk.post(f"/api/dossiers/{self.dossier['id']}/supports", {**support, "version": self.dossier["version"]}))
        for body, day, base in (("cell", CELL_MET, 4), ("grassroots", CELL_MET + datetime.timedelta(days=14), 9)):
            self.dossier = self.ok(self.clerk.post(f"/api/dossiers/{self.dossier['id']}/votes", {
                "body": body, "held_on": day.isoformat(), "base": base, "present": base, "in_favour": base, "against": 0,
                "version": self.dossier["version"]}))
        return self.dossier["id"]

    def move(self, desk, to):
        self.dossier = self.ok(desk.post(f"/api/dossiers/{self.dossier['id']}/move", {"to": to, "version": self.dossier["version"]}))

    def dossiers(self):
        """Submitted by the unit, one sent back and mended, all found in order by the office."""
        self.dossier_ids = []
        for n, name in enumerate(NAMES):
            self.dossier_ids.append(self.dossier_of(name, f"{10 + n:02}/02/{1998 + n}"))
            self.refused(self.stranger.get(f"/api/dossiers/{self.dossier['id']}"), 404)
            self.move(self.clerk, "submitted")
            self.move(self.officer, "received")
            self.move(self.officer, "appraising")
            if n == 0:
                self.send_back_and_mend()
            errors = [f["rule"] for f in self.dossier["findings"] if f["level"] == "error"]
            self.equal(errors, [], f"findings on the dossier of {name}")
            self.move(self.officer, "qualified")
        self.refused(self.officer.post(f"/api/dossiers/{self.dossier['id']}/move", {"to": "received", "version": self.dossier["version"]}), 422)

    def send_back_and_mend(self):
        due = (datetime.date.today() + datetime.timedelta(days=20)).isoformat()
        self.dossier = self.ok(self.officer.post(f"/api/dossiers/{self.dossier['id']}/return", {
            "due_on": due, "message": "Bổ sung chữ ký", "items": [{"paper": "application", "text": "Thiếu chữ ký trang 2"}], "version": self.dossier["version"]}))
        items = [item["id"] for item in self.dossier["rounds"][-1]["items"]]
        self.dossier = self.ok(self.clerk.post(f"/api/dossiers/{self.dossier['id']}/resubmit", {"fixed_items": items, "version": self.dossier["version"]}))
        self.move(self.officer, "appraising")

    def letterhead(self):
        at = f"/api/letterheads/{self.root_id}"
        head = self.ok(self.officer.get(at))
        self.ok(self.officer.put(at, {**head, "superior": "ĐẢNG BỘ TỈNH THỬ NGHIỆM", "issuer": "ĐẢNG ỦY THỬ NGHIỆM", "agency": "ĐUTN", "place": "Hà Nội",
                                      "term": "2025-2030", "layout": "dang_2018", "body": "Ban Thường vụ", "signer_post": "BÍ THƯ",
                                      "signer_name": "Hoàng Văn Yên", "signer_person_id": ""}))

    def meeting_and_decisions(self):
        self.letterhead()
        today = datetime.date.today().isoformat()
        meeting = self.ok(self.officer.post("/api/meetings", {
            "org_id": self.root_id, "campaign_id": self.campaign_id, "kind": "held", "starts_at": "08:00", "venue": "Phòng họp số 1", "paper": "", "sent_on": "",
            "closes_on": "", "body_kind": "standing_board", "body_name": "Ban Thường vụ", "held_on": today,
            "member_count": 13, "present_count": 12, "absent_note": "", "chair_name": "Hoàng Văn Yên", "secretary_name": "Trần Thị Thu",
            "tellers": "", "decided_on": today, "signer_post": "BÍ THƯ", "signer_name": "Hoàng Văn Yên", "signer_person_id": ""}))
        ready = self.ok(self.officer.get(f"/api/meetings/{meeting['id']}/ready"))
        self.equal(len(ready["items"] if isinstance(ready, dict) else ready), 3, "dossiers that wait for a meeting")
        meeting = self.ok(self.officer.post(f"/api/meetings/{meeting['id']}/agenda", {"dossier_ids": self.dossier_ids}))
        for item in meeting["items"]:
            self.ok(self.officer.put(f"/api/meetings/{meeting['id']}/items/{item['id']}/ballot", {
                "in_favour": 12, "against": 0, "invalid": 0, "issue": True, "version": item["version"]}))
        decisions = [row["decision"] for row in self.ok(self.officer.get(f"/api/decisions?campaign={self.campaign_id}"))["items"]]
        self.equal([d["number"] for d in decisions], [1, 2, 3], "numbers without a gap")
        for decision in decisions:
            docx = self.status(self.officer.get(f"/api/decisions/{decision['id']}/file?format=docx"), 200)
            (self.folder / "d.docx").write_bytes(docx.body)
            text = re.sub(r"<[^>]+>", "", zipfile.ZipFile(self.folder / "d.docx").read("word/document.xml").decode())
            self.true("QUYẾT ĐỊNH" in text, "a decision without its title")
            pdf = self.status(self.officer.get(f"/api/decisions/{decision['id']}/file?format=pdf"), 200)
            self.true(pdf.body.startswith(b"%PDF-"), "no PDF")
        self.ok(self.officer.put("/api/decisions/received", {"ids": [d["id"] for d in decisions], "received_on": today}))

    def ceremony(self):
        form = self.ok(self.officer.get(f"/api/campaigns/{self.campaign_id}/ceremony_proposal"))
        form |= {"starts_on": datetime.date.today().isoformat(), "starts_minute": 480, "hall_name": "Hội trường A", "hall_rows": 5, "hall_seats": 8,
                 "hall_aisles": [4], "hall_blocked": []}
        self.ceremony_id = self.ok(self.officer.post("/api/ceremonies", form))["id"]
        at = f"/api/ceremonies/{self.ceremony_id}"
        self.ok(self.officer.post(f"{at}/delegates/derive", {}))
        self.ok(self.officer.post(f"{at}/delegates", {"group": "guest", "name": "Lý Văn Khách", "position": "Khách mời", "unit": "Tỉnh ủy", "rank": 1, "note": ""}))
        self.ok(self.officer.post(f"{at}/seats", {}))
        delegates = self.ok(self.officer.get(f"{at}/delegates"))["items"]
        self.equal(sorted(d["name"] for d in delegates if d["group"] == "new_member"), sorted(NAMES), "new members")
        for paper in ("invitations.pdf", "seat_plan.pdf", "programme.pdf", "check_in_list.pdf"):
            self.true(self.status(self.officer.get(f"{at}/{paper}"), 200).body.startswith(b"%PDF-"), paper)
        return delegates

    def gate(self, delegates):
        desk = self.account(self.officer, "ban1", "ceremony_desk", self.root_id)
        at = f"/api/ceremonies/{self.ceremony_id}"
        self.status(desk.post("/api/people/query", {}), 403)
        now = int(datetime.datetime.now().timestamp() * 1000)

        def scan(device, sequence, delegate):
            return {"device": device, "device_now": now, "scans": [{
                "id": str(uuid.uuid4()), "kind": "in", "input": delegate["short_code"], "device_seq": sequence, "device_at": now}]}

        one = scan("ban-1", 1, delegates[0])
        for _ in range(3):  # sent again and again: one arrival
            self.ok(desk.post(f"{at}/scans", one))
        self.ok(desk.post(f"{at}/scans", scan("ban-2", 1, delegates[0])))
        self.ok(desk.post(f"{at}/scans", scan("ban-2", 2, delegates[1])))
        self.equal(self.ok(desk.get(f"{at}/board"))["arrived"], 2, "who has come")

    def pack(self, *database):
        out = self.folder / "pack"
        self.command("pack", "--campaign", "KN-1", "--out", out, "--data", self.data, *database)
        files = sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file())
        docx = [f for f in files if f.endswith(".docx")]
        self.true(len(docx) >= 4, f"decisions and the list as DOCX: {files}")
        self.true(sum(f.endswith(".pdf") for f in files) >= 5, f"decisions, invitations, seat plan, programme, check-in list, summary: {files}")
        tables = [read_xlsx(out / f) for f in files if f.endswith(".xlsx")]
        self.true(any(name in str(table) for table in tables for name in NAMES), "the list names nobody")

    def ok(self, answer):
        return self.status(answer, (200, 204)).json if answer.body else self.status(answer, 204)

    def until_state(self, path, wanted):
        return wait_for(lambda: (lambda v: v if v["state"] == wanted else None)(self.ok(self.officer.get(path))), f"{path} to be {wanted}")

    def all_of_it(self, *database):
        self.tree_and_people(*database)
        self.campaign()
        self.request_and_nominations()
        self.dossiers()
        self.meeting_and_decisions()
        self.gate(self.ceremony())
        self.pack(*database)
        self.equal(self.server.stop(), 0, "exit status")
        self.command("audit", "verify", "--data", self.data, *database)


class OnSqlite(Chain):
    """An imported workbook becomes a ceremony's pack, on SQLite."""

    def run(self):
        self.all_of_it()


class OnPostgres(Chain):
    """The same chain on PostgreSQL."""

    def run(self):
        self.all_of_it("--db", self.on_postgres())
