# SPDX-License-Identifier: Apache-2.0
"""An unsafe request counts only with the token of its sign-in and from our own origin."""
import uuid

from ketnap_test import KetnapTest


class EveryUnsafeRouteNeedsItsToken(KetnapTest):
    """Every unsafe route refuses a request without the token, with another's, and from another origin (ASVS 4.2.2)."""

    def run(self):
        desk = self.office()
        other = self.server.desk()
        self.status(other.sign_in("canbo", self.PASSWORD), 200)
        here = f"http://127.0.0.1:{desk.port}"
        unsafe = [(m, p, r) for m, p, r in self.routes() if m not in ("GET", "HEAD")]
        self.true(len(unsafe) >= 20, f"only {len(unsafe)} unsafe routes")
        before = len(self.rows())
        for method, path, right in unsafe:
            while "{" in path:
                head, _, rest = path.partition("{")
                path = head + str(uuid.uuid4()) + rest.partition("}")[2]
            ways = {"another origin": {"X-CSRF-Token": desk.csrf, "Origin": "https://example.org"},
                    "a null origin": {"X-CSRF-Token": desk.csrf, "Origin": "null"},
                    "another site without origin": {"X-CSRF-Token": desk.csrf, "Sec-Fetch-Site": "cross-site"}}
            if right != "public":
                ways |= {"no token": {"Origin": here}, "a wrong token": {"X-CSRF-Token": "x" * 43, "Origin": here},
                         "an empty token": {"X-CSRF-Token": "", "Origin": here},
                         "the token of another sign-in": {"X-CSRF-Token": other.csrf, "Origin": here}}
            for way, headers in ways.items():
                answer = desk.call(method, path, None if method == "DELETE" else {}, headers=headers, bare=True)
                body = self.refused(answer, 403)
                self.equal(body["code"], "csrf", f"{method} {path} with {way}")
        self.status(desk.get("/api/me"), 200)
        self.equal(len(self.rows()), before, "audit rows after refused requests only")

    def rows(self):
        import sqlite3
        with sqlite3.connect(f"file:{self.data}/ketnap.db?mode=ro", uri=True) as db:
            return db.execute("SELECT seq FROM audit WHERE action NOT LIKE '%refused%'").fetchall()
