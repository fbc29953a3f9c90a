# SPDX-License-Identifier: Apache-2.0
"""`ketnap check`: dossiers from files and standard input, without server or database."""
import json

from ketnap_test import TOP, KetnapTest

CASES = TOP / "src" / "stage" / "dossier" / "golden" / "checks"
CLEAN = CASES / "clean_with_everything_entered.in.json"
FAULTY = CASES / "many_faults_at_once.in.json"


class DossiersOfAFileAreJudgedOneByOne(KetnapTest):
    """Each dossier of an array gets its findings in its order, and an unreadable one does not hide the others."""

    def run(self):
        clean, faulty = CLEAN.read_text("utf-8"), FAULTY.read_text("utf-8")
        many = f'[{clean},\n{{"full_name": 1}},\n{faulty}]'
        answer = json.loads(self.command("check", "-", "--json", input=many, expect=1).stdout)
        self.equal([one["code"] for one in answer], [json.loads(clean)["code"], "", json.loads(faulty)["code"]])
        self.equal(answer[0]["findings"], [])
        odd = answer[1]["findings"][0]
        self.equal((odd["rule"], odd["where"][0]["field"]), ("field.type", "[1].full_name"))
        self.equal(odd["where"][0]["line"], clean.count("\n") + 2)
        self.true(len(answer[2]["findings"]) > 10, "faults are missing")
        for finding in answer[2]["findings"]:
            self.true(finding["message"] and finding["way_out"], f"{finding['rule']}: no words")


class TheExitCodeTellsWhatWasFound(KetnapTest):
    """0 nothing, 1 something, 2 nothing readable; and the day of --on counts."""

    def run(self):
        self.command("check", CLEAN)
        self.command("check", CLEAN, "--on", "14/08/2024", expect=1)
        self.command("check", CLEAN, FAULTY, expect=1)
        self.command("check", "-", input="{", expect=2)
        self.command("check", CASES / "none.json", expect=2)
        self.command("check", "-", "--json", input="[]")


class TheSchemaAcceptsEveryGoldenDossier(KetnapTest):
    """`ketnap schema dossier` names every field that a golden dossier uses."""

    def run(self):
        schema = json.loads(self.command("schema", "dossier").stdout)
        for path in sorted(CASES.glob("*.in.json")):
            for place in unknown(schema, schema, json.loads(path.read_text("utf-8")), path.name):
                self.true(False, place)


def unknown(schema, shape, value, place):
    """Places of a value that the schema does not know."""
    while "$ref" in shape:
        node = schema
        for part in shape["$ref"].lstrip("#/").split("/"):
            node = node[part]
        shape = node
    for choice in shape.get("anyOf", []):
        if choice.get("type") != "null":
            yield from unknown(schema, choice, value, place)
    if isinstance(value, dict):
        known, others = shape.get("properties"), shape.get("additionalProperties")
        for key, held in value.items():
            if known and key in known:
                yield from unknown(schema, known[key], held, f"{place}.{key}")
            elif isinstance(others, dict):
                yield from unknown(schema, others, held, f"{place}.{key}")
            elif "anyOf" not in shape:
                yield f"{place}.{key}"
    elif isinstance(value, list) and "items" in shape:
        for one in value:
            yield from unknown(schema, shape["items"], one, place)
