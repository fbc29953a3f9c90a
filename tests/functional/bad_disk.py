# SPDX-License-Identifier: Apache-2.0
"""A disk that is full, or that fails under a file on its way in."""
import sqlite3
import subprocess

from ketnap_test import TOP, Failed, KetnapTest, wait_for


def pdf(word):
    """A PDF of one page."""
    text = f"BT /F1 40 Tf 72 700 Td ({word}) Tj ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [ 4 0 R ] >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
               f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"]
    out, table = "%PDF-1.4\n", f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    for number, body in enumerate(objects, 1):
        table += f"{len(out):010} 00000 n \n"
        out += f"{number} 0 obj\n{body}\nendobj\n"
    return (out + table + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n").encode()


class AFullDiskIsTold(KetnapTest):
    """On a full disk the page hears so (507), everything acknowledged stays, reading goes on, and with room again saving works without a restart."""

    def run(self):
        disk = self.folder / "disk"
        disk.mkdir()
        # the office needs some MiB to begin with; what is left is filled
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m,mode=0755", "tmpfs", disk], capture_output=True).returncode:
            raise Failed("no tmpfs can be mounted: the tests of this folder run as root")
        try:
            self.on_disk(disk)
        finally:
            for server in self.servers:
                server.kill()
            subprocess.run(["umount", "-l", disk], check=True)

    def on_disk(self, disk):
        desk = self.office(data=disk / "data")
        kept = [self.person(desk, "Người Có Trước", self.root_id)]
        wait_for(lambda: "disk.nearly_full" in self.server.log, "the warning of the reserve")
        filler = disk / "filler"
        with open(filler, "wb", buffering=0) as out:
            try:
                while True:
                    out.write(b"x" * 65536)
            except OSError:
                pass
        full = self.until_full(desk, kept)
        body = self.refused(full, 507, "full")
        self.true("đầy" in body["message"], f"no plain words: {body}")
        self.status(desk.get(f"/api/people/{kept[0]}"), 200)
        self.true('"code":"full"' in self.server.log, "the log does not say that the disk is full")
        filler.unlink()
        after = self.person(desk, "Người Có Sau", self.root_id)
        for person in [*kept, after]:
            self.status(desk.get(f"/api/people/{person}"), 200)
        self.equal(self.server.stop(), 0, "exit status")
        self.command("audit", "verify", "--data", self.data)
        with sqlite3.connect(f"file:{self.data}/ketnap.db?mode=ro", uri=True) as db:
            self.equal(db.execute("SELECT count(*) FROM person").fetchone()[0], len(kept) + 1, "people: none lost, none half saved")
        db.close()

    def until_full(self, desk, kept):
        for n in range(4000):
            name = "Người " + "".join(chr(65 + int(c)) for c in str(n))
            answer = desk.post("/api/people", {"name": name, "org_id": self.root_id, "note": "x" * 450})
            if answer.status != 200:
                return answer
            kept.append(answer.json["id"])
        raise Failed("the disk does not run full")


class FilesThatCannotBeKeptAreTold(KetnapTest):
    """Whatever operation fails while a file comes in (EIO, ENOSPC, a short write), the answer is a clean 5xx or the file is there; the next file is taken."""

    def run(self):
        library, self.order = self.folder / "fault_io.so", self.folder / "order"
        subprocess.run(["g++", "-std=c++20", "-shared", "-fPIC", "-O1", "-o", library, TOP / "tests" / "support" / "fault_io.cpp", "-ldl"], check=True)
        data = self.demo()
        server = self.serve(data, start=False)
        server.arguments = ["env", f"LD_PRELOAD={library}", f"KETNAP_FAULTS={self.order}", *server.arguments]
        server.start()
        self.desk_ = self.desk(server, "organization_officer")
        self.dossier = self.an_open_dossier(data)
        self.number = self.told = 0
        self.took(self.attach())
        for folder in ("attachments", "uploads"):
            for kind in ("io", "full", "short"):
                self.each_operation(data / folder, kind)
        self.true(self.told >= 12, f"only {self.told} failures were met")
        self.log(f"{self.number} files, {self.told} told of the disk")
        self.true(not list((data / "uploads").iterdir()), "an upload was left behind")
        self.true(not list((data / "attachments").glob("*.part")), "half a file was left behind")

    def an_open_dossier(self, data):
        db = sqlite3.connect(f"file:{data}/ketnap.db?mode=ro", uri=True)
        try:
            for (dossier,) in db.execute("SELECT id FROM dossier ORDER BY id DESC"):
                answer = self.post_file(dossier, pdf("thu"))
                if answer.status == 200:
                    return dossier
        finally:
            db.close()
        raise Failed(f"no dossier takes a file: {answer}")

    def post_file(self, dossier, content):
        return self.desk_.post(f"/api/dossiers/{dossier}/papers/life_history/attachments", content,
                               headers={"Content-Type": "application/octet-stream", "X-File-Name": "giay.pdf"})

    def attach(self):
        self.number += 1
        return self.post_file(self.dossier, pdf(f"so {self.number}"))

    def took(self, answer):
        """The file said to be kept is there, byte for byte openable."""
        files = self.status(answer, 200).json["items"]
        newest = max((v for item in files for v in item["versions"]), key=lambda v: v["added_at"])
        self.status(self.desk_.get(f"/api/dossiers/{self.dossier}/attachments/{newest['id']}/file"), 200)

    def each_operation(self, folder, kind):
        for operation in range(1, 40):
            self.say(f"{operation} {kind} {folder}")
            answer = self.attach()
            self.say("")
            if answer.status == 200:
                self.took(answer)
            else:
                self.told += 1
                self.refused(answer, 500 if kind == "io" else (500, 507), "full" if answer.status == 507 else "internal")
                if kind == "full":
                    self.equal(answer.status, 507, "status on a full disk")
            if operation > 3 and answer.status == 200 and kind != "short":
                return
            if operation > 6 and kind == "short":
                return
        raise Failed(f"{folder}: a file takes more operations than thought")

    def say(self, order):
        self.order.write_text(order)
