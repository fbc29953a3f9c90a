#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the shipped program from outside: start, idle memory, import and export of 100,000 people, and the CPU
that the server spends on one request. Prints `name | figure | budget` lines; exits 1 when a budget is missed."""
import http.client
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "functional"))

from ketnap_test import PROGRAM, KetnapTest, Server, free_port  # noqa: E402
from workbook import write_xlsx  # noqa: E402

PEOPLE = int(os.environ.get("KETNAP_BENCH_PEOPLE", "100000"))
TICK = os.sysconf("SC_CLK_TCK")
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
MIDDLE = ["Văn", "Thị", "Minh", "Ngọc", "Quốc", "Thanh", "Hữu", "Đức", "Xuân", "Kim"]
GIVEN = ["An", "Ánh", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Khánh", "Lan", "Linh", "Mai", "Nam", "Oanh", "Phúc",
         "Quân", "Sơn", "Thảo", "Uyên", "Vinh", "Yến"]
HEAD = ["STT", "Mã", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Quê quán", "Nơi ở", "Điện thoại", "Chức vụ", "Nghề nghiệp",
        "Ghi chú"] + [f"Cột {n}" for n in range(8)]


class Bench(KetnapTest):
    def __init__(self):
        super().__init__(None)
        self.missed = 0

    def say(self, name, figure, unit, budget=None):
        ok = budget is None or figure <= budget
        self.missed += not ok
        print(f"{name:<52} {figure:>12,.3f} {unit:<10}" + ("" if budget is None else f" budget {budget:g}{'' if ok else '  MISSED'}"), flush=True)

    # ---- start and rest

    def start_and_idle(self):
        times = []
        for _ in range(7):
            port = free_port()
            server = Server([PROGRAM, "serve", "--data", self.data, "--listen", f"127.0.0.1:{port}"], port, self.folder)
            began = time.perf_counter()
            server.start()
            times.append((time.perf_counter() - began) * 1000)
            self.equal(server.stop(), 0, "exit status")
        self.say("start until /healthz answers (median of 7)", statistics.median(times), "ms", 150)
        server = self.serve(self.data)
        time.sleep(2)
        self.say("idle memory (RSS)", resident(server.process.pid) / 1024, "MiB", 40)
        server.stop()

    # ---- lists in and out

    def lists(self):
        rows = ([str(n), f"M{n}", name_of(n), f"{n % 28 + 1:02}/{n % 12 + 1:02}/{1985 + n % 20}", "Nữ" if n % 2 else "Nam", "Chi bộ 1",
                 f"Xã {n % 97}", f"Phường {n % 89}", "", "", "Công chức", ""] + [f"giá trị {n % 7}"] * 8 for n in range(1, PEOPLE + 1))
        file = self.folder / "in.xlsx"
        write_xlsx(file, [HEAD, *rows])
        self.run_timed(f"import of {PEOPLE:,} x 20", "import", "people", file, "--data", self.data)
        self.run_timed(f"export of {PEOPLE:,} to XLSX", "export", "people", "--out", self.folder / "out.xlsx", "--data", self.data)
        self.run_timed(f"export of {PEOPLE:,} to CSV", "export", "people", "--out", self.folder / "out.csv", "--data", self.data)

    def run_timed(self, name, *arguments):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = self.command(*arguments, expect=None, timeout=1800)
        if done.returncode > 1:
            raise SystemExit(f"{name}: {done.stdout[-500:]}{done.stderr[-500:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.say(name, time.perf_counter() - began, "s wall")
        self.say(f"  CPU", after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "s")
        self.say(f"  memory, highest of all commands so far", after.ru_maxrss / 1024, "MiB")

    # ---- one request

    def requests(self):
        server = self.serve(self.data)
        desk = server.desk()
        self.status(desk.sign_in("canbo", self.PASSWORD), 200)
        found = desk.post("/api/people/query", {"limit": 50}).json["items"]
        ids = [p["id"] for p in found]
        self.each(server, desk, "person by id", 3000, lambda n: ("GET", f"/api/people/{ids[n % 50]}", None), 0.08)
        self.each(server, desk, "filtered page of 50", 1000, lambda n: ("POST", "/api/people/query", {
            "text": ["nguyen an", "tran thi", "le", "binh", "dang van"][n % 5], "limit": 50}), 1.0)
        self.each(server, desk, "first page of 50 of all", 1000, lambda n: ("POST", "/api/people/query", {"limit": 50}), 1.0)
        versions = {p["id"]: p["version"] for p in found}

        def change(n):
            person = found[n % 50]
            version, versions[person["id"]] = versions[person["id"]], versions[person["id"]] + 1
            return "PUT", f"/api/people/{person['id']}", {"name": person["name"], "org_id": person["org_id"], "version": version, "note": f"lần {n}"}

        self.each(server, desk, "state change with audit row, one after another", 1000, change)
        server.stop()

    def each(self, server, desk, name, count, request, budget=None):
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        cookie = "; ".join(f"{k}={v}" for k, v in desk.cookies.items())
        times = []
        for n in range(-50, count):
            if n == 0:
                before = cpu_of(server.process.pid)
            method, path, body = request(n)
            headers = {"Cookie": cookie, "X-CSRF-Token": desk.csrf, "Origin": f"http://127.0.0.1:{server.port}"}
            if body is not None:
                headers["Content-Type"] = "application/json"
                body = json.dumps(body).encode()
            began = time.perf_counter()
            link.request(method, path, body, headers)
            answer = link.getresponse()
            answer.read()
            times.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                raise SystemExit(f"{name}: {answer.status}")
        spent = (cpu_of(server.process.pid) - before) / count * 1000
        self.say(f"{name}: CPU of the server a request", spent, "ms", budget)
        self.say("  answer, 95 of 100", sorted(times[50:])[int(count * 0.95)], "ms wall")

    def run(self):
        desk = self.office()
        self.body(desk, "CB1", "Chi bộ 1", "cell")
        self.server.stop()
        self.start_and_idle()
        self.lists()
        self.requests()


def name_of(n):
    return f"{FAMILY[n % 16]} {MIDDLE[n // 16 % 10]} {GIVEN[n // 160 % 22]}"


def resident(process):
    text = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("VmRSS")))


def cpu_of(process):
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def main():
    bench = Bench()
    try:
        bench.run()
    finally:
        bench.close()
    return 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
