# SPDX-License-Identifier: Apache-2.0
"""The program's own description of its API."""
import json
import subprocess

from ketnap_test import TOP, KetnapTest


class TheDescriptionIsWhole(KetnapTest):
    """Every route has a method, a right, a summary and an error answer's shape, and the description is the same every time."""

    def run(self):
        text = self.command("openapi").stdout
        self.equal(self.command("openapi").stdout, text, "two descriptions")
        described = json.loads(text)
        self.true(described["openapi"].startswith("3."), "no OpenAPI version")
        self.true(len(described["paths"]) > 40, "hardly any path")
        for path, operations in described["paths"].items():
            for method, operation in operations.items():
                self.true(operation["x-right"] and operation["summary"], f"{method} {path}: no right or no summary")
        schemas = described["components"]["schemas"]
        for name in set(find_references(described)):
            self.true(name in schemas, f"{name} is referred to and not described")


class TheScreensKnowTheSameTypes(KetnapTest):
    """web/src/api/types.ts is what the description gives, so a renamed field breaks the build of the pages."""

    def run(self):
        made = subprocess.run(["node", TOP / "web" / "scripts" / "types.mjs"], input=self.command("openapi").stdout,
                              capture_output=True, text=True, check=True).stdout
        kept = (TOP / "web" / "src" / "api" / "types.ts").read_text("utf-8")
        if made != kept:
            odd = next((f"{n}: {a!r} is now {b!r}" for n, (a, b) in enumerate(zip(kept.split("\n"), made.split("\n")), 1) if a != b),
                       "one is longer")
            self.true(False, f"types.ts is stale (npm --prefix web run types): line {odd}")


def find_references(node):
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"].rsplit("/", 1)[1]
        for value in node.values():
            yield from find_references(value)
    elif isinstance(node, list):
        for value in node:
            yield from find_references(value)
