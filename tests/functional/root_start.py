# SPDX-License-Identifier: Apache-2.0
"""Started as root: three cases (ASVS 14.1)."""
import os
import pathlib
import pwd
import shutil
import subprocess

from ketnap_test import PROGRAM, TOP, Failed, KetnapTest, free_port


class AsRoot(KetnapTest):
    """As root, the server becomes the owner of the data folder; if root owns it, loopback only and with a warning, else it refuses."""

    def run(self):
        if os.geteuid() != 0:
            return self.as_user()
        nobody = pwd.getpwnam("nobody")
        self.folder.chmod(0o755)
        data = self.folder / "owned"
        data.mkdir(mode=0o700)
        os.chown(data, nobody.pw_uid, nobody.pw_gid)
        server = self.serve(data)
        status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
        ids = {line.split(":")[0]: line.split()[1:] for line in status.splitlines() if line.startswith(("Uid", "Gid", "Groups"))}
        self.equal(set(ids["Uid"]), {str(nobody.pw_uid)}, "user ids of the server")
        self.equal(set(ids["Gid"]), {str(nobody.pw_gid)}, "group ids of the server")
        self.true("0" not in ids["Groups"], f"groups {ids['Groups']}")
        self.equal(oct(data.stat().st_mode & 0o777), "0o700", "mode of the data folder")
        for file in data.rglob("*"):
            self.equal((file.stat().st_uid, file.stat().st_mode & 0o077), (nobody.pw_uid, 0), f"owner and others' rights of {file.name}")

        mine = self.folder / "mine"
        server = self.serve(mine)
        self.true("as_root" in server.log or "root" in server.log, f"no warning: {server.log}")
        self.equal(oct(mine.stat().st_mode & 0o777), "0o700", "mode of a data folder it made")

        done = subprocess.run([PROGRAM, "serve", "--data", self.folder / "third", "--listen", f"0.0.0.0:{free_port()}", "--behind-proxy"],
                              capture_output=True, text=True, timeout=20)
        self.true(done.returncode != 0 and "--allow-root" in done.stderr + done.stdout, f"root on all addresses: {done}")

    def as_user(self):
        """Not root: the folder is its own and closed to others; the rest needs root."""
        data = self.folder / "data"
        self.serve(data)
        self.equal(oct(data.stat().st_mode & 0o777), "0o700", "mode of the data folder")


class PlainHttpStaysHome(KetnapTest):
    """Plain HTTP on an address that others reach is refused with the way out; with a certificate it is served (ASVS 9.1.1)."""

    def run(self):
        port = free_port()
        done = subprocess.run([PROGRAM, "serve", "--data", self.folder / "data", "--listen", f"0.0.0.0:{port}", "--allow-root"],
                              capture_output=True, text=True, timeout=20)
        said = done.stdout + done.stderr
        self.true(done.returncode != 0 and "--tls-cert" in said and "--behind-proxy" in said, f"plain HTTP for all: {said}")
        self.tls()

    def tls(self):
        import ssl
        import urllib.request
        key, cert = self.folder / "key.pem", self.folder / "cert.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert],
                       check=True, capture_output=True)
        server = self.serve(self.folder / "data", "--tls-cert", cert, "--tls-key", key, start=False)
        context = ssl.create_default_context(cafile=cert)
        with open(server.log_file, "ab") as log:
            server.process = subprocess.Popen(server.arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        from ketnap_test import wait_for
        wait_for(lambda: "https://" in server.log, "the server to say its address")
        with urllib.request.urlopen(f"https://127.0.0.1:{server.port}/healthz", context=context, timeout=5) as answer:
            self.equal(answer.status, 200, "status over TLS")
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.load_verify_locations(cert)
        old.minimum_version, old.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.TLSv1_1
        old.set_ciphers("ALL:@SECLEVEL=0")
        try:
            urllib.request.urlopen(f"https://127.0.0.1:{server.port}/healthz", context=old, timeout=5)
        except OSError:
            return
        raise Failed("TLS 1.1 was accepted")


class TheServiceIsFencedIn(KetnapTest):
    """The service file of docs/systemd is one that systemd takes, runs as its own user and leaves the program little to break (ASVS 14.1)."""

    WANTED = {"User": "ketnap", "UMask": "0077", "StateDirectoryMode": "0700", "NoNewPrivileges": "yes", "CapabilityBoundingSet": "",
              "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes", "MemoryDenyWriteExecute": "yes",
              "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX", "LimitCORE": "0"}

    def run(self):
        text = (TOP / "docs" / "systemd" / "ketnap.service").read_text("utf-8")
        found = dict(line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))
        for name, value in self.WANTED.items():
            self.equal(found.get(name), value, name)
        self.true("--listen 127.0.0.1:" in found["ExecStart"], f"serves beyond the machine: {found['ExecStart']}")
        if not shutil.which("systemd-analyze"):
            return self.log("systemd is not here; the file was only read")
        mine = self.folder / "ketnap.service"
        mine.write_text(text.replace("/usr/bin/ketnap", str(PROGRAM)), "utf-8")
        said = subprocess.run(["systemd-analyze", "verify", "--man=no", mine], capture_output=True, text=True)
        self.equal((said.returncode, [line for line in said.stderr.splitlines() if "ketnap.service" in line]), (0, []), "systemd-analyze verify")
