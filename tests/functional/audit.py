# SPDX-License-Identifier: Apache-2.0
"""What is done to the audit behind the program's back shows."""
import json
import shutil
import sqlite3
import subprocess

from ketnap_test import KetnapTest, wait_for


class Audited(KetnapTest):
    def with_rows(self, *arguments, people=4):
        desk = self.office(*arguments)
        for n in range(people):
            self.person(desk, f"Người Số {chr(65 + n)}", self.root_id)
        return desk

    def verify(self, *arguments, expect=1, data=None):
        """What `audit verify --json` says, in its language and in numbers."""
        done = self.command("audit", "verify", "--data", data or self.data, "--json", *arguments, expect=expect)
        said = json.loads(done.stdout)
        self.true(said["message"], f"no sentence: {said}")
        return said


class EachTamperingIsNamed(Audited):
    """A row of the audit that was changed, deleted, inserted or swapped is found and named, a cut tail too (data-and-security §5)."""

    def run(self):
        self.with_rows()
        self.server.stop()
        rows = self.verify(expect=0)["rows"]
        for extra in self.data.glob("ketnap.db-*"):
            extra.unlink()
        image = (self.data / "ketnap.db").read_bytes()
        for fault, row, sql in (
                ("changed", 3, "UPDATE audit SET actor = 'khác' WHERE seq = 3"),
                ("changed", 4, "UPDATE audit SET at = at + 1 WHERE seq = 4"),
                ("missing", 3, "DELETE FROM audit WHERE seq = 3"),
                ("inserted", rows + 1, f"""INSERT INTO audit SELECT tenant_id, {rows + 1}, at, actor, session, ip, action, object_kind,
                                           object_id, detail, (SELECT hash FROM audit WHERE seq = {rows}), hash FROM audit WHERE seq = 1"""),
                ("changed", 2, "UPDATE audit SET seq = CASE seq WHEN 2 THEN 99 WHEN 3 THEN 2 END WHERE seq IN (2, 3); UPDATE audit SET seq = 3 WHERE seq = 99"),
                ("cut", rows - 1, f"DELETE FROM audit WHERE seq > {rows - 2}")):
            self.replace(image, sql)
            said = self.verify()
            if fault == "inserted":  # its own hash cannot fit, whoever copies it
                self.true(said["fault"] in ("inserted", "changed"), f"inserted: {said}")
            else:
                self.equal(said["fault"], fault, sql)
            self.equal(said["first_bad"], row, sql)
            self.true(str(row) in said["message"], f"the sentence does not name the row: {said}")

    def replace(self, image, sql):
        for extra in self.data.glob("ketnap.db-*"):
            extra.unlink()
        (self.data / "ketnap.db").write_bytes(image)
        db = sqlite3.connect(self.data / "ketnap.db")
        db.executescript(sql)
        db.commit()
        db.close()


class CheckpointsAreKeptByThemselves(Audited):
    """A serving office signs the end of its audit outside the database; a cut tail and a replaced database do not fit it, a sound one does."""

    def run(self):
        other = self.folder / "elsewhere"
        self.with_rows("--checkpoints", other)
        # the first is written at the start; one more beside the page to print
        kept = other / "ketnap-audit.jsonl"
        wait_for(kept.exists, "the checkpoint of the start")
        page = self.folder / "page.pdf"
        self.command("audit", "checkpoint", "--data", self.data, "--checkpoints", other, "--page", page)
        self.true(page.read_bytes().startswith(b"%PDF"), "the page to print is no PDF")
        self.server.stop()
        said = self.verify("--from-checkpoint", kept, expect=0)
        self.true(said["checkpoints"] >= 2, f"too few checkpoints: {said}")
        self.cut_tail(kept, said["rows"])
        self.replaced(kept)
        kept.write_text(kept.read_text().replace('"seq":', '"seq":1'))
        self.equal(self.verify("--from-checkpoint", kept)["fault"], "forged", "a changed checkpoint")
        kept.write_text("no checkpoint\n")
        self.command("audit", "verify", "--data", self.data, "--from-checkpoint", kept, expect=2)

    def cut_tail(self, kept, rows):
        """The counter is set back as well, so that only the checkpoint can tell."""
        cut = self.folder / "cut"
        shutil.copytree(self.data, cut)
        shutil.rmtree(cut / "checkpoints")
        with sqlite3.connect(cut / "ketnap.db") as db:
            db.execute("DELETE FROM audit WHERE seq > ?", (rows - 2,))
            db.execute("UPDATE counter SET value = ? WHERE name = 'audit'", (rows - 2,))
        db.close()
        self.verify(expect=0, data=cut)
        said = self.verify("--from-checkpoint", kept, data=cut)
        self.equal((said["fault"], said["first_bad"]), ("cut", rows - 1), "a cut tail")

    def replaced(self, kept):
        """Another office's database with more rows, in the place of this one."""
        data, server = self.data, self.server
        self.with_rows(people=8)
        self.server.stop()
        self.equal(self.verify("--from-checkpoint", kept, data=self.data)["fault"], "other_data", "a replaced folder")
        for extra in data.glob("ketnap.db-*"):
            extra.unlink()
        shutil.copyfile(self.data / "ketnap.db", data / "ketnap.db")
        said = self.verify(expect=None, data=data)
        self.equal(said["fault"], "other_data", "a replaced database beside its own checkpoints")
        self.data, self.server = data, server

    def office(self, *arguments, data=None):
        return super().office(*arguments, data=data or self.folder / f"data{len(self.servers)}")


class PostgresIsWatchedToo(Audited):
    """On PostgreSQL a cut tail and a changed row are found against a checkpoint."""

    def run(self):
        here = self.on_postgres()
        self.with_rows("--db", here)
        self.command("audit", "checkpoint", "--data", self.data, "--db", here)
        self.server.stop()
        self.verify("--db", here, expect=0)
        self.sql(here, "DELETE FROM audit WHERE seq > (SELECT max(seq) - 2 FROM audit)")
        self.sql(here, "UPDATE counter SET value = (SELECT max(seq) FROM audit) WHERE name = 'audit'")
        self.equal(self.verify("--db", here)["fault"], "cut", "a cut tail")
        self.sql(here, "UPDATE audit SET actor = 'x' WHERE seq = 2")
        said = self.verify("--db", here)
        self.equal((said["fault"], said["first_bad"]), ("changed", 2), "a changed row")

    @staticmethod
    def sql(database, text):
        subprocess.run(["psql", "-X", "-q", "-d", database, "-c", text], check=True, capture_output=True)


class BackupsMakeThemselves(Audited):
    """A serving office makes an encrypted backup a day, restores what it made, keeps so many and no more, and says why one failed."""

    def run(self):
        folder, secret = self.folder / "backups", self.folder / "passphrase"
        secret.write_text("một cụm từ dài và khó đoán\n")
        self.command("serve", "--data", self.folder / "none", "--backup-dir", folder, expect=2)
        options = ("--backup-dir", folder, "--backup-passphrase-file", secret, "--backup-keep", "2")
        self.with_rows(*options)
        wait_for(lambda: list(folder.glob("ketnap-*.backup")), "the first daily backup")
        self.server.stop()
        self.server.start()
        self.server.stop()
        self.equal(len(list(folder.glob("ketnap-*.backup"))), 1, "backups after a second start on the same day")
        made = next(folder.glob("ketnap-*.backup")).rename(folder / "ketnap-2026-01-04-0700.backup")
        self.command("restore", made, "--data", self.folder / "back", "--passphrase-file", secret)
        self.equal(self.verify(expect=0, data=self.folder / "back")["fault"], "none", "the restored audit")
        for day in ("2026-01-01", "2026-01-02", "2026-01-03"):
            (folder / f"ketnap-{day}-0700.backup").write_bytes(b"old")
        (folder / "ours.txt").write_text("kept")
        self.yesterday()
        self.server.start()
        wait_for(lambda: len(list(folder.glob("ketnap-*.backup"))) == 2, "the old ones to go")
        self.true((folder / "ours.txt").exists() and made.exists(), "something went that should stay")
        self.server.stop()
        self.fails(folder)

    def yesterday(self):
        """The last backup is two days old."""
        with sqlite3.connect(self.data / "ketnap.db") as db:
            state = json.loads(db.execute("SELECT value FROM setting WHERE id = 'backup.state'").fetchone()[0])
            for key in ("made_at", "tried_at"):
                state[key] -= 2 * 86_400_000
            db.execute("UPDATE setting SET value = ? WHERE id = 'backup.state'", (json.dumps(state),))
        db.close()

    def fails(self, folder):
        self.yesterday()
        shutil.rmtree(folder)
        folder.write_text("a file where the folder should be")
        self.server.start()
        wait_for(lambda: "backup.failed" in self.server.log, "the failure in the log")
        self.equal(self.server.stop(), 0, "exit status")
