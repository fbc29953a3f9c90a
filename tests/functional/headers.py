# SPDX-License-Identifier: Apache-2.0
"""What every answer carries, whatever it answers."""
import uuid

from ketnap_test import KetnapTest

CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; "
       "worker-src 'self'; manifest-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
       "require-trusted-types-for 'script'; trusted-types svelte-trusted-html ketnap-url")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class EveryAnswerIsGuarded(KetnapTest):
    """Every route, error and page carries the security headers, and no personal answer may be stored (ASVS 14.4, 8.2.1)."""

    def run(self):
        desk = self.office()
        stranger = self.server.desk()
        for method, path, right in self.routes():
            real = path
            while "{" in real:
                before, _, rest = real.partition("{")
                real = before + str(uuid.uuid4()) + rest.partition("}")[2]
            for who in (desk, stranger):
                if (method, path) == ("POST", "/api/sign-out") and who is desk:
                    continue  # would end the sign-in that the rest needs
                answer = who.call(method, real, None if method in ("GET", "DELETE") else {})
                self.check(answer, f"{method} {path}")
                self.true(answer.status < 500, f"{method} {path}: {answer}")
                if who is stranger and right != "public":
                    self.equal(answer.status, 401, f"{method} {path} without a sign-in")
        for what, answer in {
            "no such route": desk.get("/api/nothing"),
            "wrong method": desk.call("DELETE", "/api/me"),
            "no such page": desk.get("/nothing.txt"),
            "first page": desk.get("/", headers={"Accept": "text/html"}),
            "a broken address": desk.get("/api/%zz"),
            "too large": desk.post("/api/people", b" " * (1 << 20) + b"  ", headers={"Content-Type": "application/json"}),
        }.items():
            self.check(answer, what)

    def check(self, answer, what):
        for name, value in ALWAYS.items():
            self.equal(answer.header(name), value, f"{what}: {name}")
        policy = answer.header("Content-Security-Policy")
        if answer.header("Content-Disposition") and answer.header("Content-Disposition").startswith("attachment"):
            self.true("sandbox" in policy, f"{what}: a download without sandbox")
        else:
            self.equal(policy, CSP, f"{what}: Content-Security-Policy")
        self.true("camera=()" in (answer.header("Permissions-Policy") or ""), f"{what}: Permissions-Policy")
        self.equal(answer.header("Strict-Transport-Security"), None, f"{what}: HSTS is never sent by default")
        self.equal(answer.header("Server"), None, f"{what}: a banner")
        self.equal(answer.header("X-Powered-By"), None, f"{what}: a banner")
        if "json" in (answer.header("Content-Type") or "") or answer.header("Content-Disposition") or " /api/" in what:
            self.equal(answer.header("Cache-Control"), "no-store", f"{what}: Cache-Control")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, *attributes = [part.strip() for part in cookie.split(";")]
            self.true(name.startswith("__Host-") and {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(attributes),
                      f"{what}: cookie {cookie}")


class TheGateAloneHasMore(KetnapTest):
    """The page of the gate may use the camera and run wasm; every other page may not."""

    def run(self):
        desk = self.serve(self.folder / "data").desk()
        for path in ("/", "/gate", "/people", "/sign-in", "/gates"):
            answer = self.status(desk.get(path, headers={"Accept": "text/html"}), 200)
            wants = path == "/gate"
            self.equal("camera=(self)" in answer.header("Permissions-Policy"), wants, f"{path}: camera")
            self.equal("'wasm-unsafe-eval'" in answer.header("Content-Security-Policy"), wants, f"{path}: wasm")
            for loose in ("'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"):
                self.true(loose not in answer.header("Content-Security-Policy"), f"{path}: {loose}")


class HstsWhenAsked(KetnapTest):
    """Strict-Transport-Security is sent when the office asks for it."""

    def run(self):
        server = self.serve(self.folder / "data", "--hsts", "31536000", "--behind-proxy")
        answer = server.desk().get("/healthz", headers={"X-Forwarded-Proto": "https"})
        self.true((answer.header("Strict-Transport-Security") or "").startswith("max-age=31536000"), f"no HSTS: {answer.headers}")


class PagesAreServedRight(KetnapTest):
    """Pages come compressed, hashed files may be kept for ever, the first page may not, and no folder is listed."""

    def run(self):
        import re
        desk = self.serve(self.folder / "data").desk()
        page = self.status(desk.get("/", headers={"Accept": "text/html"}), 200)
        self.true(page.header("Cache-Control") in ("no-cache", "no-store"), f"first page: {page.header('Cache-Control')}")
        asset = re.search(r'(/assets/[^"]+\.js)"', page.text)
        self.true(asset, "the first page names no script")
        for coding in ("br", "gzip"):
            answer = self.status(desk.get(asset.group(1), headers={"Accept-Encoding": coding}), 200)
            self.equal(answer.header("Content-Encoding"), coding, "coding")
            self.true("immutable" in answer.header("Cache-Control"), "a hashed file is asked for again and again")
        self.true("<style" not in page.text and "onclick" not in page.text, "inline style or script")
        for path in ("/assets/", "/assets", "/../data/auth/roles.json", "/assets/../../data/auth/roles.json", "/%2e%2e/keys",
                     asset.group(1) + ".map", "/.git/config"):
            answer = desk.get(path, headers={"Accept": "*/*"})
            self.true("organization_officer" not in answer.text and "sources" not in answer.text[:200] and
                      (answer.status in (400, 404) or "<script" in answer.text), f"{path}: {answer}")
