# SPDX-License-Identifier: Apache-2.0
"""How the program starts. How it was built: package.TheProgramIsHardened."""
import pathlib
import re

from ketnap_test import KetnapTest


class LeavesNoCore(KetnapTest):
    """A program that dies leaves no core file with keys in it (ASVS 8.3.6)."""

    def run(self):
        server = self.serve(self.folder / "data")
        limits = pathlib.Path(f"/proc/{server.process.pid}/limits").read_text()
        self.equal(re.search(r"Max core file size\s+(\S+)\s+(\S+)", limits).groups(), ("0", "0"), "size of a core file")
