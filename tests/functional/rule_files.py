# SPDX-License-Identifier: Apache-2.0
"""`ketnap rules` and `ketnap calendar`: what the regulations say, and a rule of the office's own."""
import json

from ketnap_test import TOP, KetnapTest, wait_for

CITE = {"doc": "Công văn 12-CV/ĐU", "date": "2026-09-20", "point": "2"}


def a_set(rules, code="VP"):
    return json.dumps({"set": code, "title": "Quy ước của Đảng ủy Văn phòng",
                       "in_force": {"from": "2026-10-01", "confidence": "H"}, "rules": rules},
                      ensure_ascii=False, indent=1)


class TheRegulationsAreReadOnTheCommandLine(KetnapTest):
    """Sets by day, a set rule by rule, what changed; an unknown set is told by its code."""

    def run(self):
        held = json.loads(self.command("rules", "list", "--on", "2026-05-01", "--json").stdout)
        self.equal([one["code"] for one in held], ["G4", "G3"])
        self.command("rules", "list", "--on", "1999-01-01", expect=1)
        rules = {one["id"]: one for one in json.loads(self.command("rules", "show", "G5", "--json").stdout)["rules"]}
        self.equal(rules["ceremony.clock_start"]["value"], "issue")
        self.equal(rules["certificate.life"]["as_in"], "G3")
        changed = json.loads(self.command("rules", "diff", "G3", "G5", "--json").stdout)
        self.true("ceremony.clock_start" in [one["id"] for one in changed], "the start of the clock is missing")
        self.command("rules", "show", "G9", expect=2)


class AFileOfRulesIsJudgedBeforeItIsUsed(KetnapTest):
    """A fault is told with its line and nothing is put in place; a good one is, and holds."""

    def run(self):
        data, file = self.folder / "office", self.folder / "VP.json"
        rule = {"months": 36, "cite": CITE, "confidence": "H", "title": "Ba năm"}
        file.write_text(a_set({"certificate.life": {**rule, "mouths": 36}}), "utf-8")
        found = json.loads(self.command("rules", "check", file, "--json", expect=1).stdout)
        self.equal([one["rule"] for one in found], ["data.field"])
        line = 1 + file.read_text("utf-8").split('"mouths"')[0].count("\n")
        self.equal(found[0]["where"][0]["line"], line)
        self.command("rules", "add", file, "--data", data, expect=1)
        self.true(not (data / "rules" / "VP.json").exists(), "a broken set was put in place")
        file.write_text(a_set({"certificate.life": rule}), "utf-8")
        self.command("rules", "check", file)
        self.command("rules", "add", file, "--data", data)
        shown = json.loads(self.command("rules", "show", "G5", "--data", data, "--json").stdout)["rules"]
        own = [one for one in shown if one["local"]]
        self.equal([(one["id"], one["title"], one["set"]) for one in own],
                   [("certificate.life", "Ba năm", "VP")])
        (data / "rules" / "bad.json").write_text("{", "utf-8")
        told = self.command("rules", "list", "--data", data, expect=1)
        self.true("bad.json" in told.stderr, "the refused set is not named")
        self.command("rules", "check", data / "none.json", expect=2)


class ARuleAddedWhileTheProgramServesHoldsAtOnce(KetnapTest):
    """By page: at once. By command line beside the serving program: seconds later. Broken ones change nothing."""

    def run(self):
        data, file = self.demo(), self.folder / "VP.json"
        server = self.serve(data)
        admin, officer = self.desk(server, "administrator"), self.desk(server, "organization_officer")

        def life():
            found = [one for one in officer.get("/api/rules/G5").json["rules"] if one["id"] == "certificate.life"]
            return next((one for one in found if one["local"]), found[0])["value"]

        def put(months, version, who=admin):
            rule = {"months": months, "cite": CITE, "confidence": "H", "title": "Giấy chứng nhận"}
            return who.post("/api/rules/own", {"name": "VP.json", "text": a_set({"certificate.life": rule}), "version": version})
        shipped = life()
        self.equal(put(36, 0, officer).status, 403)
        self.equal(put(36, 0).status, 200)
        self.equal(life(), "36")
        broken = admin.post("/api/rules/own", {"name": "VP.json", "text": '{\n "sett": 1\n}', "version": 1})
        self.equal(broken.status, 422)
        self.true(any(one["where"][0]["line"] == 2 for one in broken.json["findings"]), "no line of the fault")
        self.equal(life(), "36")
        file.write_text(a_set({"certificate.life": {"months": 24, "cite": CITE, "confidence": "H", "title": "x"}}), "utf-8")
        self.command("rules", "add", file, "--data", data)
        wait_for(lambda: life() == "24", "the rules to be read anew", 10)
        self.command("rules", "take-back", "VP.json", "--data", data)
        wait_for(lambda: life() == shipped, "the rule to be gone", 10)
        kept = admin.get("/api/rules/own").json["items"]
        self.equal([(one["in_use"], len(one["earlier"])) for one in kept], [(False, 2)])
        self.equal(put(36, 2).status, 200)
        self.equal(life(), "36")
        self.command("audit", "verify", "--data", data)


class TheSchemaNamesEveryFieldOfTheShippedSets(KetnapTest):
    """`ketnap schema rules` knows what the shipped sets say."""

    def run(self):
        schema = json.loads(self.command("schema", "rules").stdout)
        rule = schema["$defs"]["rule"]["properties"]
        for path in sorted((TOP / "data" / "rules").glob("*.json")):
            written = json.loads(path.read_text("utf-8"))
            self.equal(set(written) - set(schema["properties"]), set(), path.name)
            for code, value in written["rules"].items():
                self.equal(set(value) - set(rule), set(), f"{path.name} {code}")


class ADueDaySaysHowItWasCounted(KetnapTest):
    """The day after the event is day 1 unless the other convention is asked for."""

    def run(self):
        def due(*more):
            return json.loads(self.command("calendar", "due", "--from", "2024-02-06", "--working-days", "30",
                                           "--json", *more).stdout)
        self.equal((due()["due_on"], due()["convention"]), ("2024-03-26", "day_after"))
        self.equal(due("--convention", "same_day")["due_on"], "2024-03-25")
        self.command("calendar", "due", "--from", "2024-02-06", "--working-days", "30", "--convention", "x", expect=2)
