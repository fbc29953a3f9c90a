# SPDX-License-Identifier: Apache-2.0
"""The Debian package: what it holds, and that a machine with nothing but its dependencies is enough."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from ketnap_test import PROGRAM, TOP, Failed, KetnapTest, free_port, wait_for

BUILD = TOP / "build" / "release"
DPKG = pathlib.Path("/var/lib/dpkg")


def said_by(*command, **more):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, stdin=subprocess.DEVNULL, **more)
    if done.returncode:
        raise Failed(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


class Machine:
    """A root with the packages that one depends on and no other, copied from this machine's own files as dpkg lists them."""

    def __init__(self, root, depends):
        self.root, self.status = root, {}
        for paragraph in (DPKG / "status").read_text("utf-8").split("\n\n"):
            if "\nStatus: install ok installed" in paragraph:
                self.status[re.match(r"Package: (\S+)", paragraph)[1]] = paragraph
        provided = {}
        for name, paragraph in self.status.items():
            for other in self.field(paragraph, "Provides"):
                provided.setdefault(other, name)
        wanted = [n for n, p in self.status.items() if "\nEssential: yes" in p] + depends
        self.packages = set()
        while wanted:
            name = wanted.pop()
            name = name if name in self.status else provided.get(name)
            if name is None or name in self.packages:
                continue
            self.packages.add(name)
            for field in ("Depends", "Pre-Depends"):
                wanted += self.field(self.status[name], field)

    @staticmethod
    def field(paragraph, name):
        """Names of a list of dependencies; of a choice the first that is anything."""
        line = re.search(rf"^{name}: (.*)$", paragraph, re.M)
        return re.findall(r"(?:^|[,|])\s*([a-z0-9][a-z0-9+.-]*)", line[1]) if line else []

    def make(self):
        files = set()
        for name in self.packages:
            for listing in (*DPKG.glob(f"info/{name}.list"), *DPKG.glob(f"info/{name}:*.list")):
                files |= set(listing.read_text("utf-8").splitlines())
                for file in DPKG.glob(f"info/{listing.stem}.*"):
                    files.add(str(file))
        real = {f.lstrip("/") for f in files if os.path.lexists(f) and not (os.path.isdir(f) and not os.path.islink(f))
                and not f.startswith(("/usr/share/locale/", "/usr/share/man/", "/usr/share/doc/", "/usr/lib/debug"))}
        for link in ("bin", "sbin", "lib", "lib64"):
            if os.path.islink(f"/{link}"):
                real = {f"usr/{f}" if f.startswith(f"{link}/") else f for f in real}
                (self.root / link).symlink_to(f"usr/{link}")
        packed = subprocess.run(["tar", "-c", "--null", "--no-recursion", "-T", "-", "-C", "/"], input="\0".join(sorted(real)).encode(),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/")
        subprocess.run(["tar", "-x", "-C", self.root], input=packed.stdout, check=True)
        for folder in ("dev", "proc", "tmp", "run", "etc", "var/lib/dpkg/updates", "var/log", "var/cache/ldconfig", "root", "home"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        (self.root / "var/lib/dpkg/status").write_text("".join(self.status[n] + "\n\n" for n in sorted(self.packages)), "utf-8")
        for name in ("passwd", "group"):
            shutil.copy(self.root / f"usr/share/base-passwd/{name}.master", self.root / "etc" / name)
        (self.root / "etc/shadow").touch(0o640)
        (self.root / "etc/gshadow").touch(0o640)
        for name, number in (("null", 3), ("zero", 5), ("random", 8), ("urandom", 9)):
            os.mknod(self.root / "dev" / name, 0o20666, os.makedev(1, number))
            (self.root / "dev" / name).chmod(0o666)
        said_by("chroot", self.root, "ldconfig")

    def run(self, *command):
        return said_by("chroot", self.root, *command, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/"})


class InstallsIntoAnEmptyMachine(KetnapTest):
    """`make package` makes a .deb that dpkg installs into a root with its dependencies and nothing else; the service's command runs there as its
    user, serves the pages and answers; purged, the package leaves the data of an office alone."""

    def run(self):
        self.made = self.folder / "made"
        said_by("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", self.made, "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip")
        self.deb, = self.made.glob("ketnap_*.deb")
        self.what_it_holds()
        if os.geteuid() != 0:
            return self.log("not root: the package was only looked into")
        depends = said_by("dpkg-deb", "-f", self.deb, "Depends")
        machine = Machine(self.folder / "root", Machine.field(f"Depends: {depends}", "Depends"))
        machine.root.mkdir()
        machine.make()
        self.install(machine)

    def what_it_holds(self):
        fields = said_by("dpkg-deb", "-f", self.deb)
        for wanted in ("Package: ketnap", "Section: misc", "Maintainer: "):
            self.true(wanted in fields, f"no {wanted} in {fields}")
        for library in ("libc6 (>= ", "libsqlite3-0 (>= ", "libpq5", "libsodium23 (>= ", "fonts-liberation2", "poppler-utils", "adduser"):
            self.true(library in fields, f"does not depend on {library}: {fields}")
        listed = said_by("dpkg-deb", "-c", self.deb)
        held = {line.split()[5].removeprefix("."): line.split()[:2] for line in listed.splitlines()}
        for file in ("/usr/bin/ketnap", "/usr/share/ketnap/web/index.html", "/usr/share/ketnap/web/gate.html", "/usr/share/ketnap/migrations/0001_base.sql",
                     "/usr/share/ketnap/data/auth/roles.json", "/lib/systemd/system/ketnap.service", "/usr/share/man/man1/ketnap.1.gz",
                     "/usr/share/doc/ketnap/ops.md", "/usr/share/doc/ketnap/copyright", "/usr/share/doc/ketnap/bom.cdx.json"):
            self.true(file in held or f"/usr{file}" in held, f"{file} is missing")
        for file, (mode, owner) in held.items():
            self.equal(owner, "root/root", f"owner of {file}")
            self.true(mode[8] != "w" and mode[5] != "w" or mode[0] == "l", f"{file} can be written by others: {mode}")
        self.true(not [f for f in held if f.endswith((".map", ".py", ".cpp", ".git"))], "more than is needed to run")

    def install(self, machine):
        shutil.copy(self.deb, machine.root / "tmp" / "ketnap.deb")
        machine.run("dpkg", "-i", "/tmp/ketnap.deb")
        self.equal(machine.run("dpkg-query", "-W", "-f=${db:Status-Abbrev}", "ketnap").strip(), "ii", "state of the package")
        account = machine.run("getent", "passwd", "ketnap").strip().split(":")
        self.equal(account[5:], ["/var/lib/ketnap", "/usr/sbin/nologin"], "home and shell of its user")
        data = machine.root / "var/lib/ketnap"
        seen = data.stat()
        self.equal((oct(seen.st_mode & 0o777), seen.st_uid, seen.st_gid), ("0o700", int(account[2]), int(account[3])), "the data folder")
        unit = next(f for f in (machine.root / "usr/lib/systemd/system/ketnap.service", machine.root / "lib/systemd/system/ketnap.service") if f.exists())
        found = dict(line.split("=", 1) for line in unit.read_text("utf-8").splitlines() if "=" in line and not line.startswith("#"))
        if shutil.which("systemd-analyze"):
            mine = self.folder / "ketnap.service"
            mine.write_text(unit.read_text("utf-8").replace("/usr/bin/ketnap", f"{machine.root}/usr/bin/ketnap"), "utf-8")
            said = subprocess.run(["systemd-analyze", "verify", "--man=no", mine], capture_output=True, text=True)
            self.equal((said.returncode, [line for line in said.stderr.splitlines() if "ketnap.service" in line]), (0, []), "systemd-analyze verify")
        said_by("mount", "-t", "proc", "proc", machine.root / "proc")
        try:
            self.serves(machine, found, account, data)
        finally:
            for server in self.servers:
                server.kill()
            said_by("umount", machine.root / "proc")
        said_by("chroot", machine.root, "dpkg", "--purge", "ketnap")
        self.true((data / "ketnap.db").exists(), "purging the package took an office's data")
        self.true(not (machine.root / "usr/bin/ketnap").exists(), "the program is still there")

    def serves(self, machine, unit, account, data):
        """ExecStart as the unit's user, without rights, with a port of its own."""
        self.equal(unit["User"], "ketnap", "user of the unit")
        port = free_port()
        command = unit["ExecStart"].replace("127.0.0.1:8080", f"127.0.0.1:{port}").split()
        server = self.serve(data, port=port, start=False)
        server.arguments = ["chroot", f"--userspec={account[2]}:{account[3]}", "--groups=", machine.root, "env", "-i", *command]
        server.start()
        self.equal(server.desk().get("/healthz").status, 200, "status of /healthz")
        page = server.desk().get("/")
        self.true(page.status == 200 and "<script" in page.text, f"no pages: {page}")
        link = wait_for(lambda: re.search(r"/setup#(\S+)", server.log), "the set-up link").group(1)
        desk = server.desk()
        self.status(desk.post("/api/setup", {"token": link, "office_name": "Đảng ủy cài đặt", "user": "canbo", "name": "Cán bộ",
                                             "password": self.PASSWORD}), (200, 204))
        self.status(desk.sign_in("canbo", self.PASSWORD), 200)
        ids = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
        self.true(f"Uid:\t{account[2]}\t{account[2]}" in ids, "it runs as another user")
        self.equal(server.stop(), 0, "exit status")


class TheBillOfMaterialsIsTrue(KetnapTest):
    """packaging/bom.cdx.json names every library, program, font and page package that is built in, with its licence (ASVS 14.2.5)."""

    def run(self):
        done = subprocess.run([sys.executable, "-B", TOP / "tools" / "bom.py", "--check"], capture_output=True, text=True)
        self.equal((done.returncode, done.stderr), (0, ""), f"tools/bom.py --check: {done.stdout}")


class TheProgramIsHardened(KetnapTest):
    """The program lies anywhere in memory, its tables are read-only once it runs, its stack is guarded and never executed (ASVS 14.1.2)."""

    def run(self):
        head = said_by("readelf", "-hW", PROGRAM)
        self.true(re.search(r"Type:\s+DYN", head), f"no position-independent program: {head}")
        dynamic = said_by("readelf", "-dW", PROGRAM)
        flags = "".join(line for line in dynamic.splitlines() if "FLAGS" in line)
        self.true("NOW" in flags and "PIE" in flags, f"neither NOW nor PIE: {flags}")
        self.true("RPATH" not in dynamic and "RUNPATH" not in dynamic, "it looks for libraries in a folder of its own")
        self.true("TEXTREL" not in dynamic, "its code is written to when loaded")
        segments = said_by("readelf", "-lW", PROGRAM)
        stack, = re.findall(r"GNU_STACK.*?\s([RWE ]{3})\s+0x", segments)
        self.true("E" not in stack, f"an executable stack: {stack}")
        self.true("GNU_RELRO" in segments, "no RELRO")
        self.true(not re.search(r"LOAD.*\sRWE\s", segments), "memory that is both written and executed")
        names = said_by("readelf", "--dyn-syms", "-W", PROGRAM)
        self.true("__stack_chk_fail" in names, "no guards on the stack")
        self.true(len(set(re.findall(r"(__\w+_chk)\b", names))) > 3, "nothing of FORTIFY")
