# SPDX-License-Identifier: Apache-2.0
"""The page of figures, read as a scraper reads it."""
import re
import subprocess

from ketnap_test import PROGRAM, Desk, KetnapTest, free_port, wait_for

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? (-?[0-9.]+(?:e[+-]?\d+)?|\+Inf|NaN)")
# what a label may hold, so that no figure can tell of a person
VALUES = {"method": "GET|HEAD|POST|PUT|DELETE|PATCH", "route": r"-|/healthz|/api(/[a-z_-]+|/\{[a-z_]+\})+", "status": r"[1-5]\d\d", "le": r"[0-9.]+|\+Inf",
          "kind": r"[a-z_]+\.[a-z_]+", "state": "waiting|running|done|failed|cancelled", "version": r"\d+\.\d+\.\d+", "database": "sqlite|postgresql"}


class TheFiguresAreOnesAScraperReads(KetnapTest):
    """/metrics is valid text format with true counts, on a listener of its own that loopback alone reaches, and names nobody."""

    def run(self):
        port = free_port()
        desk = self.office("--metrics", f"127.0.0.1:{port}")
        scraper = Desk(port)
        self.person(desk, "Nguyễn Canarymetr", self.root_id)
        self.server.desk().sign_in("canbo", "không phải mật khẩu này")
        for _ in range(3):
            self.status(desk.get("/api/orgs"), 200)
        self.status(desk.get("/api/people/" + "0" * 8 + "-0000-0000-0000-" + "0" * 12), 404)
        page = wait_for(lambda: self.counted(scraper), "all requests to be counted")
        self.families = self.read(page)
        of = self.value
        self.equal(of("ketnap_http_requests_total", method="GET", route="/api/people/{id}", status="404"), 1, "unknown people")
        self.equal(of("ketnap_sign_ins_refused_total"), 1, "refused sign-ins")
        self.equal(of("ketnap_sign_ins_open"), 1, "open sign-ins")
        self.equal(of("ketnap_database_up"), 1, "the database")
        self.equal(of("ketnap_db_writes_waiting"), 0, "waiting writes")
        self.true(of("ketnap_db_writes_total") >= of("ketnap_db_write_hold_seconds_count") >= 3, "the writer did hardly anything")
        self.true(10e6 < of("process_resident_memory_bytes") < 500e6, "memory")
        self.true(of("process_threads") > 60 and of("process_open_fds") > 10 and of("process_cpu_seconds_total") > 0, "threads, files, CPU")
        self.equal(of("ketnap_http_request_seconds_count", method="GET", route="/api/orgs"), of("ketnap_http_requests_total", method="GET", route="/api/orgs", status="200"), "durations")
        self.true("Canarymetr" not in page and "canbo" not in page, "the page names a person")
        self.equal(desk.get("/metrics").status, 404, "the page on the main port")
        self.equal(scraper.get("/api/me").status, 404, "another page on the port of figures")
        self.equal(scraper.post("/metrics").status, 405, "a change of figures")
        self.equal(self.server.stop(), 0, "exit status")
        self.stays_home()

    def counted(self, scraper):
        answer = self.status(scraper.get("/metrics"), 200)
        self.equal(answer.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8", "type")
        return 'route="/api/people/{id}",status="404"} 1\n' in answer.text and answer.text

    def read(self, page):
        """Family -> (type, {(name, labels): value}); whatever the format forbids fails."""
        families, family = {}, None
        for line in page.split("\n")[:-1]:
            if line.startswith("# HELP "):
                family = line.split(" ", 3)[2]
                self.true(family not in families, f"{family} comes twice")
                families[family] = [None, {}]
            elif line.startswith("# TYPE "):
                _, _, name, kind = line.split(" ")
                self.equal((name, families[name][0]), (family, None), "the family of a type")
                self.true(kind in ("counter", "gauge", "histogram"), f"type {kind}")
                self.true((kind == "counter") == name.endswith("_total"), f"{kind} {name}")
                families[name][0] = kind
            else:
                self.sample(families[family], family, line)
        self.true(page.endswith("\n"), "the last line does not end")
        for name, (kind, samples) in families.items():
            self.true(kind and (samples or name == "ketnap_jobs"), f"nothing of {name}")
            if kind == "histogram":
                self.histogram(name, samples)
        return families

    def sample(self, family, name, line):
        found = SAMPLE.fullmatch(line)
        self.true(found, f"no sample: {line}")
        ending = found[1].removeprefix(name)
        self.true(ending in (("_bucket", "_sum", "_count") if family[0] == "histogram" else ("",)), f"{found[1]} in {name}")
        labels = tuple((key, value) for key, value in re.findall(LABEL, found[2] or ""))
        for key, value in labels:
            self.true(re.fullmatch(VALUES[key], value), f"a label that could tell something: {line}")
        self.true((found[1], labels) not in family[1], f"twice: {line}")
        family[1][found[1], labels] = float(found[found.lastindex])

    def histogram(self, name, samples):
        last = {}
        for (one, labels), value in samples.items():
            rest = tuple(label for label in labels if label[0] != "le")
            if one.endswith("_bucket"):
                self.true(value >= last.get(rest, 0), f"buckets of {name} fall")
                last[rest] = value
            elif one.endswith("_count"):
                self.equal(value, last[rest], f"all of {name}")

    def value(self, name, **labels):
        for _, samples in self.families.values():
            for (one, found), value in samples.items():
                if one == name and dict(found) == labels:
                    return value
        raise AssertionError(f"no {name} {labels}")

    def stays_home(self):
        for address in ("0.0.0.0:0", "192.0.2.1:9464", "nirgends"):
            done = subprocess.run([PROGRAM, "serve", "--data", self.data, "--listen", f"127.0.0.1:{free_port()}", "--metrics", address],
                                  capture_output=True, text=True, timeout=20)
            self.true(done.returncode != 0 and "127.0.0.1:" in done.stderr, f"figures at {address}: {done}")
