#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the shipped program from outside: start, idle memory, import and export of 100,000 people, and the CPU
that the server spends on one request. Prints `name, figure, budget` lines; exits 1 when a budget is missed.
No step of requests takes longer than KETNAP_BENCH_SECONDS (10): on a slow machine it asks fewer times."""
import http.client
import itertools
import json
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "functional"))

from hostile import SlowClientsHoldNobodyUp  # noqa: E402
from ketnap_test import PROGRAM, KetnapTest, Server, free_port  # noqa: E402
from workbook import write_xlsx  # noqa: E402

PEOPLE = int(os.environ.get("KETNAP_BENCH_PEOPLE", "100000"))
SECONDS = float(os.environ.get("KETNAP_BENCH_SECONDS", "10"))
CONNECTIONS = 32
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
        self.say("idle memory (RSS)", of_status(server.process.pid, "VmRSS") / 1024, "MiB", 40)
        server.stop()

    # ---- lists in and out

    def lists(self):
        rows = ([str(n), f"M{n}", name_of(n), f"{n % 28 + 1:02}/{n % 12 + 1:02}/{1985 + n % 20}", "Nữ" if n % 2 else "Nam", "Chi bộ 1",
                 f"Xã {n % 97}", f"Phường {n % 89}", "", "", "Công chức", ""] + [f"giá trị {n % 7}"] * 8 for n in range(1, PEOPLE + 1))
        file = self.folder / "in.xlsx"
        write_xlsx(file, [HEAD, *rows])
        self.run_timed(f"import of {PEOPLE:,} x 20", (8, 64), "import", "people", file, "--data", self.data)
        self.run_timed(f"export of {PEOPLE:,} to XLSX", (4, 32), "export", "people", "--out", self.folder / "out.xlsx", "--data", self.data)
        self.run_timed(f"export of {PEOPLE:,} to CSV", (None, None), "export", "people", "--out", self.folder / "out.csv", "--data", self.data)

    def run_timed(self, name, budgets, *arguments):
        done = Timed([PROGRAM, *map(str, arguments)], self.folder / "command.log")
        if done.status > 1:
            raise SystemExit(f"{name}: {done.text[-500:]}")
        self.say(name, done.wall, "s wall")
        self.say("  CPU", done.cpu, "s", budgets[0])
        self.say("  memory at most", done.peak / 1024, "MiB", budgets[1])

    # ---- one request

    def requests(self):
        server = self.serve(self.data)
        desk = server.desk()
        self.status(desk.sign_in("canbo", self.PASSWORD), 200)
        found = desk.post("/api/people/query", {"limit": 50}).json["items"]
        by_id = [("GET", f"/api/people/{p['id']}", None) for p in found]
        self.at_once(server, desk, "person by id, 32 connections", by_id, 0.08)
        self.each(server, desk, "person by id, one connection", lambda n: by_id[n % 50])
        self.each(server, desk, "first page of 50 of all", lambda _: query(), 1.0)
        for words, budget in (("dang van binh", 1.0), ("tran thi", 25.0), ("nguyen an", 25.0), ("le", 25.0), ("ng", 25.0)):
            self.each(server, desk, f'page of 50, search "{words}"', lambda _, words=words: query(text=words), budget)
        versions = {p["id"]: p["version"] for p in found}

        def change(n):
            person = found[n % 50]
            version, versions[person["id"]] = versions[person["id"]], versions[person["id"]] + 1
            return "PUT", f"/api/people/{person['id']}", {"name": person["name"], "org_id": person["org_id"], "version": version, "note": f"lần {n}"}

        self.each(server, desk, "state change with audit row, one after another", change)
        server.stop()

    def slow_clients(self):
        """A thousand connections that trickle; the honest one beside them. Heads are cut after 10 s, so not for longer."""
        server = self.serve(self.data)
        desk = server.desk()
        self.status(desk.sign_in("canbo", self.PASSWORD), 200)
        found = desk.post("/api/people/query", {"limit": 50}).json["items"]
        alone = self.p95(desk, found)
        slow = SlowClientsHoldNobodyUp(None)
        links = [slow.trickle(desk, n) for n in range(slow.COUNT)]
        stop = threading.Event()
        feeder = threading.Thread(target=slow.feed, args=(links, stop))
        feeder.start()
        beside = self.p95(desk, found)
        stop.set()
        feeder.join()
        for link in links:
            link.close()
        slow.close()
        self.say("person by id alone: answer, 95 of 100", alone, "ms wall")
        self.say("  beside 1,000 slow clients", beside, "ms wall", 2 * alone)
        server.stop()

    def p95(self, desk, found):
        link = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)
        times, until = [], time.perf_counter() + 8
        while len(times) < 1000 and time.perf_counter() < until:
            began = time.perf_counter()
            link.request("GET", f"/api/people/{found[len(times) % 50]['id']}", None, headers(desk, None))
            link.getresponse().read()
            times.append((time.perf_counter() - began) * 1000)
        link.close()
        return sorted(times[20:])[int((len(times) - 20) * 0.95)]

    def dossier_page(self):
        demo = self.folder / "demo"
        Timed([PROGRAM, "demo", "--data", str(demo)], self.folder / "command.log")
        server = self.serve(demo)
        desk = server.desk()
        self.status(desk.sign_in("canbo", "minh-hoa-ketnap-2026"), 200)
        found = [d["id"] for d in desk.post("/api/dossiers/query", {"limit": 50}).json["items"]]
        self.each(server, desk, "opening a dossier's page", lambda n: ("GET", f"/api/dossiers/{found[n % 50]}", None), 5.0)
        server.stop()

    def each(self, server, desk, name, request, budget=None):
        """One connection, one request after another."""
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        times, until = [], None
        for n in itertools.count(-20):
            if n == 0:
                before, until = cpu_of(server.process.pid), time.perf_counter() + SECONDS
            if n >= 1000 or (n > 0 and time.perf_counter() > until):
                break
            method, path, body = request(n)
            began = time.perf_counter()
            link.request(method, path, body and json.dumps(body).encode(), headers(desk, body))
            answer = link.getresponse()
            answer.read()
            times.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                raise SystemExit(f"{name}: {answer.status}")
        spent = (cpu_of(server.process.pid) - before) / n * 1000
        self.say(f"{name}: CPU of the server a request", spent, "ms", budget)
        self.say("  answer, 95 of 100", sorted(times[20:])[int(n * 0.95)], "ms wall")

    def at_once(self, server, desk, name, requests, budget):
        """A request under way on every connection, all the time."""
        lines = [f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers(desk, None).items())
                 + f"Host: 127.0.0.1:{desk.port}\r\n\r\n" for method, path, _ in requests]
        links = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(CONNECTIONS)]
        before, until, rounds = 0.0, None, 0
        for rounds in range(-5, 400):
            if rounds == 0:
                before, until = cpu_of(server.process.pid), time.perf_counter() + SECONDS
            if rounds > 0 and time.perf_counter() > until:
                break
            for n, link in enumerate(links):
                link.sendall(lines[(rounds + n) % len(lines)].encode())
            for link in links:
                read_answer(name, link)
        spent = (cpu_of(server.process.pid) - before) / rounds / CONNECTIONS * 1000
        self.say(f"{name}: CPU of the server a request", spent, "ms", budget)
        for link in links:
            link.close()

    def run(self):
        desk = self.office()
        self.body(desk, "CB1", "Chi bộ 1", "cell")
        self.server.stop()
        self.start_and_idle()
        self.lists()
        self.requests()
        self.slow_clients()
        self.dossier_page()


class Timed:
    """A command with its CPU and memory. What getrusage says of children counts this program's own memory too."""

    def __init__(self, command, log):
        began = time.perf_counter()
        with open(log, "wb") as out:
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        self.peak, watching = 0, threading.Event()
        watcher = threading.Thread(target=self.watch, args=(child.pid, watching))
        watcher.start()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = self.status = os.waitstatus_to_exitcode(status)
        watching.set()
        watcher.join()
        self.wall, self.cpu = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
        self.text = log.read_text("utf-8", "replace")

    def watch(self, process, done):
        while not done.wait(0.02):
            self.peak = max(self.peak, of_status(process, "VmHWM"))


def query(**more):
    return "POST", "/api/people/query", {"limit": 50} | more


def headers(desk, body):
    fields = {"Cookie": "; ".join(f"{k}={v}" for k, v in desk.cookies.items()), "X-CSRF-Token": desk.csrf,
              "Origin": f"http://127.0.0.1:{desk.port}"}
    return fields if body is None else fields | {"Content-Type": "application/json"}


def read_answer(name, link):
    text = link.recv(65536)
    while b"\r\n\r\n" not in text:
        text += link.recv(65536)
    head, _, body = text.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"{name}: {head[:100]}")
    left = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]) - len(body)
    while left > 0:
        left -= len(link.recv(left))


def name_of(n):
    return f"{FAMILY[n % 16]} {MIDDLE[n // 16 % 10]} {GIVEN[n // 160 % 22]}"


def of_status(process, field):
    """KiB; nothing of a program that has ended."""
    try:
        text = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith(field)), 0)


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
