# SPDX-License-Identifier: Apache-2.0
"""Whatever a session types or is shown is a canary; none may turn up in the logs it leaves (ASVS 7.1, 8.3.1)."""
import json
import re

# of answers only what is a person's or a secret; of requests everything that is not a word of the program
SHOWN = {"name", "other_name", "national_id", "phone", "born_on", "born_on_as_written", "home_place", "residence", "note", "occupation",
         "chair_name", "secretary_name", "signer_name", "first_password", "csrf_token", "totp_secret", "secret", "recovery_codes", "ethnicity", "religion", "reason"}
_WORD = re.compile(r"[A-Za-z0-9_./:-]{0,24}")  # "sub_cell", "grassroots.vote", "2026-11-24", a number below a code's length
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Canaries:
    def __init__(self):
        self.texts = set()

    def typed(self, body):
        """The body of a request: JSON, or bytes that are no JSON (a part of a broken form, a file's beginning)."""
        if isinstance(body, str):
            body = body.encode()
        if isinstance(body, bytes):
            try:
                body = json.loads(body)
            except ValueError:
                self.texts |= {t for t in re.findall(r"\w[\w ]{11,59}", body[:100_000].decode("utf-8", "ignore")) if " " in t}
                return
        self._walk(body, lambda key: True)

    def shown(self, body):
        try:
            self._walk(json.loads(body), lambda key: key in SHOWN)
        except ValueError:
            pass

    def secret(self, text):
        if len(text) >= 8:
            self.texts.add(text)

    def _walk(self, node, wanted, key=""):
        if isinstance(node, dict):
            for name, value in node.items():
                self._walk(value, wanted, name)
        elif isinstance(node, list):
            for value in node:
                self._walk(value, wanted, key)
        elif isinstance(node, str) and wanted(key) and self._tells(key, node):
            self.texts.add(node)

    @staticmethod
    def _tells(key, text):
        if "password" in key or "token" in key or key == "national_id":
            return len(text) >= 8
        digits = sum(c.isdigit() for c in text)
        return len(text) >= 6 and not _UUID.fullmatch(text) and (not _WORD.fullmatch(text) or (text.isdigit() and digits >= 9))

    def found_in(self, log):
        """Canaries in the log. The set-up link is said once on purpose: it is how an office begins."""
        log = re.sub(r"/setup#\S+", "/setup#", log)
        return sorted(text for text in self.texts if text in log)


SESSION = Canaries()
