# SPDX-License-Identifier: Apache-2.0
"""People come from workbooks and go out into them."""
import json
import sqlite3

from ketnap_test import KetnapTest, wait_for
from workbook import read_xlsx, write_xlsx

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Chi bộ", "Quê quán"]
GOOD = [["1", "Nguyễn Thị Ánh", "13/02/1999", "Nữ", "", "Chi bộ 1", "Xã A, tỉnh B"],
        ["2", "Đặng Văn Bình", "1998", "Nam", "", "Chi bộ 1", "Xã C"],
        ["3", "Lê Hoàng Châu", "07/1997", "Nam", "", "Chi bộ 2", "=1+1"]]
BAD = [["4", "Trần Văn Dũng", "31/02/1999", "Nam", "", "Chi bộ 1", ""],
       ["5", "", "01/01/1999", "Nam", "", "Chi bộ 1", ""],
       ["6", "Phạm Văn Giang", "01/01/1999", "Nam", "", "Chi bộ không có", ""]]


class People(KetnapTest):
    def list_of(self, rows, name="danh sách.xlsx"):
        desk = self.office()
        self.body(desk, "CB1", "Chi bộ 1", "cell")
        self.body(desk, "CB2", "Chi bộ 2", "cell")
        self.desk_ = desk
        path = self.folder / name
        write_xlsx(path, [HEAD, *rows])
        return path

    def file_image(self):
        """All rows of all tables but those that record the asking itself."""
        with sqlite3.connect(f"file:{self.data}/ketnap.db?mode=ro", uri=True) as db:
            tables = [t for (t,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
            return {t: db.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in tables if t in ("person", "search_doc", "org")}

    def names(self):
        return [p["name"] for p in self.desk_.post("/api/people/query", {"limit": 100}).json["items"]]


class DryRunWritesNothing(People):
    """A dry run names every row with every reason, exits 1, and changes no person."""

    def run(self):
        file = self.list_of(GOOD + BAD)
        before = self.file_image()
        done = self.command("import", "people", file, "--dry-run", "--json", "--data", self.data, expect=1)
        told = json.loads(done.stdout)
        self.equal(self.file_image(), before, "rows after a dry run")
        self.equal(told["summary"]["rows"], 6, "rows read")
        self.equal(told["summary"]["errors"], 3, "rows with an error")
        self.equal(told["summary"]["imported"], 0, "imported")
        wrong = {row["line"]: row for row in told["rows"] if row["level"] == "error"}
        self.equal(sorted(wrong), [5, 6, 7], "lines with an error")
        for row in wrong.values():
            self.true(all(f["message"] and f["message"] != f["rule"] for f in row["findings"]), f"a reason without words: {row}")


class ImportTakesTheGoodAndGivesTheRestBack(People):
    """An import takes every row without an error and gives the others back as a workbook with the reason; the lists go out again."""

    def run(self):
        file = self.list_of(GOOD + BAD)
        back = self.folder / "tra lai.xlsx"
        told = json.loads(self.command("import", "people", file, "--rejected", back, "--json", "--data", self.data, expect=1).stdout)
        self.equal(told["summary"]["imported"], 3, "imported")
        self.equal(self.names(), ["Nguyễn Thị Ánh", "Đặng Văn Bình", "Lê Hoàng Châu"], "people, by tên")
        rows = read_xlsx(back)
        self.equal(len(rows), 4, "rows given back, with the heading")
        self.true(all(str(r[-1]).strip() for r in rows[1:]), f"a row without a reason: {rows}")

        out = self.folder / "ra.xlsx"
        self.command("export", "people", "--out", out, "--data", self.data)
        rows = read_xlsx(out)
        text = json.dumps(rows, ensure_ascii=False)
        for name in ("Nguyễn Thị Ánh", "Đặng Văn Bình", "Lê Hoàng Châu", "1998", "07/1997"):
            self.true(name in text, f"{name} is not in the list that went out")
        self.true(not any(isinstance(c, tuple) for row in rows for c in row), "a cell went out as a formula")
        csv = self.folder / "ra.csv"
        self.command("export", "people", "--out", csv, "--data", self.data)
        self.true("'=1+1" in csv.read_text("utf-8-sig"), "a formula went out in a CSV")


class BrokenFilesAreToldSo(People):
    """A file that is no list, an empty one, one with macros or too much in it: exit status 2, a reason, nothing written."""

    def run(self):
        self.list_of(GOOD)
        for name, content in {"rong.xlsx": b"", "van ban.xlsx": b"xin chao", "anh.csv": b"\x89PNG\r\n\x1a\n\0\0\0"}.items():
            path = self.folder / name
            path.write_bytes(content)
            done = self.command("import", "people", path, "--data", self.data, expect=None)
            self.true(done.returncode == 2 and (done.stderr + done.stdout).strip(), f"{name}: {done}")
            self.true("terminate" not in done.stderr and "boost" not in done.stderr, f"{name}: {done.stderr}")
        self.equal(self.names(), [], "people")
        self.command("import", "people", self.folder / "khong co.xlsx", "--data", self.data, expect=2)


class TheSameOverTheApi(People):
    """The wizard's calls: upload, columns, dry run, take over; the same file once more is told, row by row, that its people are known."""

    def run(self):
        file = self.list_of(GOOD)
        first = self.checked(file)
        self.status(self.desk_.post(f"/api/imports/{first['id']}/apply"), 200)
        done = self.state(first, "applied")
        self.equal(done["summary"]["imported"], 3, "imported")
        again = self.checked(file)
        self.equal(again["summary"]["clean"], 0, "rows that look new the second time")
        rules = [[f["rule"] for f in row["findings"]] for row in again["rows"]["items"]]
        self.equal(len(rules), 3, "rows with findings")
        self.true(all("import.person_known" in r for r in rules), f"known people are not told: {rules}")
        self.equal(len(self.names()), 3, "people after a second dry run")

    def checked(self, file):
        desk = self.desk_
        sent = self.status(desk.call("PUT", "/api/imports?name=danh-sach.xlsx", file.read_bytes(),
                                     headers={"Content-Type": "application/octet-stream"}), 200).json
        columns = self.status(desk.get(f"/api/imports/{sent['id']}/columns"), 200).json
        self.status(desk.post(f"/api/imports/{sent['id']}/check", {"mapping": columns["mapping"]}), 200)
        return self.state(sent, "checked")

    def state(self, sent, wanted):
        def seen():
            view = self.desk_.get(f"/api/imports/{sent['id']}").json
            return view if view["state"] == wanted else None
        return wait_for(seen, f"the file to be {wanted}")


class OldLettersBecomeUnicode(People):
    """A CSV typed in a TCVN3 font comes in as Unicode; dates nobody can tell apart are refused until the order is said."""

    # as a Western program shows the bytes: TCVN3 is one byte a letter
    SEEN = ("Hä vµ tªn;Ngµy sinh;Chi bé\n"
            "NguyÔn ThÞ Thóy;03/02/1999;Chi bé 1\n"
            "§Æng V¨n B×nh;1998;Chi bé 1\n"
            "Lª Hoµng Ch©u;07/1997;Chi bé 2\n"
            "TrÇn §øc ¸nh;05/05/1996;Chi bé 2\n")
    NAMES = ["Trần Đức Ánh", "Đặng Văn Bình", "Lê Hoàng Châu", "Nguyễn Thị Thúy"]

    def run(self):
        self.list_of(GOOD)
        file = self.folder / "cu.csv"
        file.write_bytes(self.SEEN.encode("latin-1"))
        told = json.loads(self.command("import", "people", file, "--dry-run", "--json", "--data", self.data, expect=1).stdout)
        refused = [f["rule"] for row in told["rows"] for f in row["findings"] if f["level"] == "error"]
        self.equal(refused, ["import.date_either"], "what was refused while nobody said the order")
        self.command("import", "people", file, "--day-first", "--data", self.data, expect=None)
        self.equal(self.names(), self.NAMES, "people, by tên")
        out = self.folder / "moi.csv"
        self.command("text", "convert", file, "--out", out)
        self.true("Nguyễn Thị Thúy;03/02/1999;Chi bộ 1" in out.read_text("utf-8"), "the file was not converted")
