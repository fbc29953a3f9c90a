# SPDX-License-Identifier: Apache-2.0
"""A test drives the shipped program from outside. See README.md."""
import base64
import contextlib
import fcntl
import hmac
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
import urllib.parse
import uuid

from canary import SESSION

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("KETNAP_PROGRAM", TOP / "build" / "release" / "ketnap"))
SHARED = TOP / "build" / "functional"


class Failed(AssertionError):
    """A promise that was not kept."""


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    def header(self, name):
        return self.headers.get(name)

    def __repr__(self):
        return f"<{self.status} {self.text[:400]}>"


class Desk:
    """One browser at one desk: cookies, the CSRF token, a key for each unsafe call."""

    def __init__(self, port, user="", csrf=""):
        self.port, self.user, self.csrf, self.cookies = port, user, csrf, {}
        self.factor = None

    def call(self, method, path, body=None, headers=None, bare=False, timeout=30):
        """One request on a connection of its own. `bare` leaves out what a page would send by itself."""
        sent = {"Accept": "application/json"}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if method not in ("GET", "HEAD") and not bare:
            sent |= {"X-CSRF-Token": self.csrf, "Idempotency-Key": str(uuid.uuid4()), "X-Contains-Secret": "no",
                     "Origin": f"http://127.0.0.1:{self.port}"}
        if body is not None and not isinstance(body, (bytes, str)) and not hasattr(body, "read"):
            body = json.dumps(body, ensure_ascii=False).encode()
            sent["Content-Type"] = "application/json"
        sent |= headers or {}
        if isinstance(body, (bytes, str)):
            SESSION.typed(body)
        for value in self.cookies.values():
            SESSION.secret(value.rpartition(".")[2])
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            link.request(method, path, body, {k: v for k, v in sent.items() if v is not None})
            got = link.getresponse()
            answer = Answer(got.status, got.headers, got.read())
        finally:
            link.close()
        if "json" in (answer.header("Content-Type") or ""):
            SESSION.shown(answer.body)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.split(";")[0]
        return answer

    def get(self, path, **more):
        return self.call("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.call("POST", path, {} if body is None else body, **more)

    def put(self, path, body=None, **more):
        return self.call("PUT", path, {} if body is None else body, **more)

    def delete(self, path, **more):
        return self.call("DELETE", path, **more)

    def sign_in(self, user, password):
        answer = self.post("/api/sign-in", {"user": user, "password": password})
        if answer.status == 200:
            self.user = user
            self.csrf = answer.json["csrf_token"]
        return answer

    def renewed(self):
        """The sign-in has a new token: what belongs to it is read again, as the pages do."""
        self.csrf = self.get("/api/me").json["csrf_token"]
        return self

    def set_up_factor(self):
        """An authenticator for whoever is signed in; its secret, and the codes for a lost device."""
        begun = self.post("/api/me/factor/enrolment").json
        self.factor = Authenticator(begun["secret"])
        SESSION.secret(begun["secret"])
        answer = self.post("/api/me/factor/confirm", {"code": self.factor.code()})
        if answer.status == 200:
            self.renewed()
        return answer

    def give_factor(self, code):
        answer = self.post("/api/me/factor/give", {"code": code})
        if answer.status == 200:
            self.csrf = answer.json["csrf_token"]
        return answer


class Authenticator:
    """The device of a person: RFC 6238, and it remembers which code it has given."""

    def __init__(self, secret):
        self.secret, self.step = secret, 0

    def code_of(self, step):
        key = base64.b32decode(self.secret + "=" * (-len(self.secret) % 8))
        mac = hmac.digest(key, struct.pack(">Q", step), "sha1")
        at = mac[-1] & 15
        return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"

    def code(self):
        """The next code that was not given yet; the program takes one step ahead of the clock."""
        now = int(time.time()) // 30
        self.step = max(now, self.step + 1)
        if self.step > now + 1:
            time.sleep(self.step * 30 - 30 - time.time())
        return self.code_of(self.step)


class Server:
    def __init__(self, arguments, port, folder):
        self.port, self.arguments = port, arguments
        self.log_file = folder / f"serve-{port}.log"      # what it says
        self.lines_file = folder / f"serve-{port}.jsonl"  # what it logs
        self.process = None

    def start(self, wait=20):
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(self.arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + wait
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise Failed(f"the server ended: {self.log}")
            with contextlib.suppress(OSError, http.client.HTTPException):
                if Desk(self.port).get("/healthz", timeout=5).status == 200:
                    return self
            time.sleep(0.01)
        raise Failed(f"the server does not answer: {self.log}")

    @property
    def log(self):
        return "".join(f.read_text("utf-8", "replace") for f in (self.log_file, self.lines_file) if f.exists())

    def stop(self):
        """Asks it to stop; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)

    def desk(self):
        return Desk(self.port)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, what, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise Failed(f"waited {seconds} s in vain for {what}")


class KetnapTest:
    """Base of every promise. A subclass has a doc string and run()."""

    def __init__(self, options):
        self.options = options
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ketnap-test-"))
        self.folder.chmod(0o755)
        self.servers = []
        self.sign_ins = []
        self.databases = []
        self.notes = []

    # ---- what a test stands on

    def command(self, *arguments, expect=0, timeout=300, input=None, env=None, cwd=None):
        """Runs `ketnap …`; its finished process. expect=None takes any status."""
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=timeout, input=input,
                              stdin=subprocess.DEVNULL if input is None else None, cwd=cwd or self.folder,
                              env={**os.environ, **(env or {})})
        if expect is not None and done.returncode != expect:
            raise Failed(f"ketnap {' '.join(map(str, arguments))}: status {done.returncode}, wanted {expect}\n"
                         f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done

    def demo(self, name="data"):
        """A data folder with the demo office; self.sign_ins and self.campaigns are set."""
        made, facts = _shared_demo()
        data = self.folder / name
        shutil.copytree(made, data)
        data.chmod(0o700)
        self._take(facts)
        return data

    def _take(self, facts):
        self.facts, self.sign_ins, self.campaigns = facts, facts["sign_ins"], facts["campaigns"]

    def on_postgres(self):
        """The address of a new, empty database of the test run's PostgreSQL."""
        server = os.environ.get("KETNAP_TEST_PG")
        if not server:
            raise Failed("KETNAP_TEST_PG is not set; run through tests/support/pg.py run --")
        name = f"functional_{uuid.uuid4().hex}"
        _psql(server, f'CREATE DATABASE "{name}"')
        self.databases.append((server, name))
        parts = urllib.parse.urlsplit(server)
        return urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))

    def serve(self, data, *arguments, port=None, start=True):
        port = port or free_port()
        server = Server([PROGRAM, "serve", "--data", data, "--listen", f"127.0.0.1:{port}", *arguments], port, self.folder)
        if "--log" not in arguments:
            server.arguments += ["--log", server.lines_file]
        self.servers.append(server)
        return server.start() if start else server

    def desk(self, server, role):
        """A desk signed in as the first demo account of that role."""
        account = next((s for s in self.sign_ins if s["role"] == role), None)
        if account is None:
            raise Failed(f"the demo has no {role}; it has {sorted({s['role'] for s in self.sign_ins})}")
        desk = server.desk()
        self.status(desk.sign_in(account["user"], account["password"]), 200)
        return desk

    PASSWORD = "một hai ba bốn năm"
    OWN_PASSWORD = "bèo dạt mây trôi sông nước"

    def office(self, *arguments, data=None, second_factor=False):
        """A new office without people, served; its first account (officer and administrator) at a desk.

        Sets self.data, self.server and self.root_id. `second_factor` leaves the office as it is set up:
        those whose role wants one must have it; else it is asked of nobody who has none."""
        self.data = data or self.folder / "data"
        self.server = self.serve(self.data, *arguments)
        token = wait_for(lambda: re.search(r"/setup#(\S+)", self.server.log), "the set-up link").group(1)
        desk = self.server.desk()
        self.status(desk.post("/api/setup", {"token": token, "office_name": "Đảng ủy thử nghiệm", "user": "canbo",
                                             "name": "Cán bộ", "password": self.PASSWORD}), (200, 204))
        self.status(desk.sign_in("canbo", self.PASSWORD), 200)
        self.recovery_codes = self.status(desk.set_up_factor(), 200).json["recovery_codes"]
        if not second_factor:
            self.status(desk.put("/api/settings/second-factor", {"strictness": "who_has_it"}), 204)
            self.status(desk.delete("/api/me/factor"), 204)
        self.root_id = self.status(desk.get("/api/orgs"), 200).json["items"][0]["id"]
        return desk

    def body(self, desk, code, name, kind="grassroots_committee", parent=None):
        """A body below another; its id."""
        form = {"parent_id": parent or self.root_id, "system": "party", "kind": kind, "code": code, "name": name}
        return self.status(desk.post("/api/orgs", form), 200).json["id"]

    def person(self, desk, name, org_id, **more):
        return self.status(desk.post("/api/people", {"name": name, "org_id": org_id, **more}), 200).json["id"]

    def account(self, desk, user, role, org_id):
        """A new account with a password of its own, at a desk of its own."""
        made = self.status(desk.post("/api/accounts", {"user": user, "name": f"Người {user}", "role": role, "org_id": org_id}), 200)
        other = self.server.desk()
        self.status(other.sign_in(user, made.json["first_password"]), 200)
        self.status(other.post("/api/me/password", {"old_password": made.json["first_password"], "new_password": self.OWN_PASSWORD}), (200, 204))
        fresh = self.server.desk()
        self.status(fresh.sign_in(user, self.OWN_PASSWORD), 200)
        return fresh

    def routes(self):
        """(method, path, right) of every route, from the program's own description."""
        described = json.loads(self.command("openapi").stdout)
        return [(method.upper(), path, operation["x-right"])
                for path, operations in described["paths"].items() for method, operation in operations.items()]

    def close(self):
        for server in self.servers:
            if server.process is not None:
                server.kill()
        for server, name in self.databases:
            _psql(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(self.folder, ignore_errors=True)

    def logs(self):
        """Everything the servers of this test logged."""
        files = {server.log_file for server in self.servers} | set(self.folder.glob("*.log")) | set(self.folder.glob("*.jsonl"))
        return "".join(f.read_text("utf-8", "replace") for f in sorted(files) if f.exists())

    def logged(self):
        """The lines of every log in JSON."""
        files = {*self.folder.glob("*.jsonl"), *self.folder.glob("access.log")}
        return [line for f in sorted(files) for line in f.read_text("utf-8", "replace").splitlines()]

    # ---- what a test says

    def log(self, text):
        self.notes.append(text)

    def equal(self, found, wanted, what=""):
        if found != wanted:
            raise Failed(f"{what or 'value'}: found {found!r}, wanted {wanted!r}")

    def true(self, found, what):
        if not found:
            raise Failed(what)

    def status(self, answer, wanted):
        wanted = wanted if isinstance(wanted, tuple) else (wanted,)
        if answer.status not in wanted:
            raise Failed(f"status {answer.status}, wanted {wanted}: {answer.text[:800]}")
        return answer

    def refused(self, answer, status, code=None):
        """An error in the one shape, with words for the reader and nothing of the machine."""
        self.status(answer, status)
        body = answer.json
        self.equal(sorted(body), ["code", "findings", "message", "request_id"], "shape of an error")
        self.true(body["message"] and body["request_id"], f"an error without words or number: {body}")
        if code:
            self.equal(body["code"], code, "code")
        for word in ("sqlite", "SELECT ", "postgres", "/src/", "std::", "terminate", "boost"):
            self.true(word not in answer.text, f"an error that speaks of the machine: {answer.text[:300]}")
        return body


def _psql(server, sql):
    subprocess.run(["psql", "-X", "-q", "-d", server, "-c", sql], check=True, capture_output=True)


def _shared_demo():
    """The demo office, made once for each build of the program."""
    SHARED.mkdir(parents=True, exist_ok=True)
    stamp = str(PROGRAM.stat().st_mtime_ns)
    with open(SHARED / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        facts, data = SHARED / "demo.json", SHARED / "demo"
        if not facts.exists() or json.loads(facts.read_text())["stamp"] != stamp:
            shutil.rmtree(data, ignore_errors=True)
            done = subprocess.run([PROGRAM, "demo", "--data", data, "--json"], capture_output=True, text=True, timeout=600)
            if done.returncode:
                raise Failed(f"ketnap demo: status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
            facts.write_text(json.dumps({**json.loads(done.stdout), "stamp": stamp}))
        return data, json.loads(facts.read_text())
