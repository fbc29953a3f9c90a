# SPDX-License-Identifier: Apache-2.0
"""`ketnap doctor` says what is wrong with an office, and what to do."""
import json
import os
import shutil
import sqlite3
import time

from ketnap_test import KetnapTest

DAY = 86_400_000


class EachIllnessIsNamed(KetnapTest):
    """Open rights, a lost key, a damaged file, a bad audit, lost and orphaned files, a slow clock, old backups, an older and a newer schema: each is told with its way out; a sound office is fine."""

    def run(self):
        self.healthy = self.demo()
        secret = self.folder / "passphrase"
        secret.write_text("một cụm từ dài và khó đoán\n")
        self.command("backup", self.folder / "office.backup", "--data", self.healthy, "--passphrase-file", secret)
        self.change(self.healthy, "UPDATE setting SET value = json_set(value, '$.planned', json('true')) WHERE id = 'backup.state'")
        found = self.doctor(self.healthy, expect=0)
        self.equal({line["level"] for line in found.values()}, {"hint"}, "levels of a sound office")
        self.true(len(found) >= 9, f"too few checks: {sorted(found)}")
        self.command("doctor", "--data", self.folder / "nowhere", expect=2)
        self.illness("doctor.open_to_others", "error", lambda data: data.chmod(0o755))
        self.illness("crypto.key_missing", "error", lambda data: (data / "keys" / "ketnap.key").unlink())
        self.illness("crypto.key_open_to_others", "error", lambda data: (data / "keys" / "ketnap.key").chmod(0o644))
        self.illness("doctor.file_damaged", "error", self.damage)
        self.by_sql("doctor.audit_bad", "error", "UPDATE audit SET actor = 'x' WHERE seq = 7")
        self.by_sql("doctor.clock_behind", "error", f"INSERT INTO audit SELECT tenant_id, seq + 1, {now() + DAY}, actor, session, ip, action, object_kind, object_id, detail, hash, hash FROM audit ORDER BY seq DESC LIMIT 1")
        self.by_sql("doctor.backup_late", "warning", f"UPDATE setting SET value = json_set(value, '$.made_at', {now() - 3 * DAY}) WHERE id = 'backup.state'")
        self.by_sql("doctor.backup_failed", "error", "UPDATE setting SET value = json_set(value, '$.trouble', 'backup.not_written') WHERE id = 'backup.state'")
        self.by_sql("doctor.backup_none", "warning", "DELETE FROM setting WHERE id = 'backup.state'")
        self.by_sql("doctor.schema_newer", "error", "INSERT INTO schema_version VALUES (9999, 'later', 1)")
        self.by_sql("doctor.schema_older", "error", "DELETE FROM schema_version WHERE version = (SELECT max(version) FROM schema_version)")
        self.illness("doctor.files_orphaned", "warning", self.orphan)
        self.by_sql("doctor.files_missing", "error", f"""INSERT INTO attachment (tenant_id, id, holder, holder_id, place, series_id, version_no, name, kind, size, pages,
            sha256, stored, key_sealed, added_at, added_by, added_by_name, removed_reason)
            SELECT id, id, 'dossier', id, 'x', id, 1, 'x', 'pdf', 1, 1, '', '{"ab" * 32}', x'00', 1, '', '', '' FROM tenant""")

    def doctor(self, data, expect=1):
        done = self.command("doctor", "--data", data, "--json", expect=expect)
        lines = json.loads(done.stdout)
        for line in lines:
            self.true(line["message"] and (line["way_out"] or line["level"] == "hint"), f"no words: {line}")
            self.true("doctor." not in line["message"], f"a key instead of words: {line}")
        said = self.command("doctor", "--data", data, expect=expect).stdout
        self.true(len(said.strip().split("\n")) >= len(lines), f"the text tells less: {said}")
        return {line["check"]: line for line in lines}

    def illness(self, check, level, harm):
        data = self.folder / "ill"
        shutil.copytree(self.healthy, data)
        data.chmod(0o700)
        harm(data)
        found = self.doctor(data)
        self.true(check in found, f"{check} is not told: {sorted(found)}")
        self.equal(found[check]["level"], level, check)
        shutil.rmtree(data)

    def by_sql(self, check, level, sql):
        self.illness(check, level, lambda data: self.change(data, sql))

    @staticmethod
    def change(data, sql):
        with sqlite3.connect(data / "ketnap.db") as db:
            db.execute(sql)
        db.close()

    @staticmethod
    def damage(data):
        """A page in the middle of the file."""
        with open(data / "ketnap.db", "r+b") as file:
            file.seek(4096 * 40)
            file.write(os.urandom(8192))

    @staticmethod
    def orphan(data):
        home = data / "attachments" / "ab"
        home.mkdir(parents=True)
        file = home / ("ab" * 32)
        file.write_bytes(b"x")
        os.utime(file, (time.time() - 3 * 86_400,) * 2)


def now():
    return int(time.time() * 1000)
