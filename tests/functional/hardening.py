# SPDX-License-Identifier: Apache-2.0
"""How the program was built and how it starts."""
import pathlib
import re
import subprocess

from ketnap_test import PROGRAM, KetnapTest


class BuiltHardened(KetnapTest):
    """The program moves in memory, its tables are closed before it runs, nothing writable runs, and stack and copies are watched (ASVS 14.1.2)."""

    def run(self):
        head = self.elf("-h")
        self.true(re.search(r"Type:\s+DYN", head), f"not position independent: {head}")
        segments = self.elf("-l")
        self.true("GNU_RELRO" in segments, "no RELRO")
        self.true(re.search(r"GNU_STACK.* RW ", segments), "a stack that may run")
        self.true(not re.search(r"LOAD.* RWE ", segments), "a segment that is written and run")
        dynamic = self.elf("-d")
        self.true("NOW" in dynamic, "tables stay open while it runs")
        self.true("RPATH" not in dynamic and "RUNPATH" not in dynamic, "libraries are looked for in a folder of the build")
        symbols = self.elf("-s", "--dyn-syms")
        self.true("__stack_chk_fail" in symbols, "no stack protector")
        self.true(re.search(r"__(memcpy|snprintf|vsnprintf)_chk", symbols), "copies are not fortified")

    @staticmethod
    def elf(*what):
        return subprocess.run(["readelf", "-W", *what, PROGRAM], capture_output=True, text=True, check=True).stdout


class LeavesNoCore(KetnapTest):
    """A program that dies leaves no core file with keys in it (ASVS 8.3.6)."""

    def run(self):
        server = self.serve(self.folder / "data")
        limits = pathlib.Path(f"/proc/{server.process.pid}/limits").read_text()
        self.equal(re.search(r"Max core file size\s+(\S+)\s+(\S+)", limits).groups(), ("0", "0"), "size of a core file")
