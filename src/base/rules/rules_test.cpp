// SPDX-License-Identifier: Apache-2.0
#include "base/rules/rules.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace ketnap;
using rules::Rules;
using time::Date;

namespace {

const Rules& all_rules() {
    static const Rules loaded =
        Rules::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/rules").value();
    return loaded;
}

std::string first_on(Date day) {
    return all_rules().in_force_on(day).front()->code;
}

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / "ketnap_rules_test";
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    Folder(Folder&&) = delete;
    Folder& operator=(Folder&&) = delete;
    void put(const std::string& name, const std::string& text) const {
        std::ofstream{path / name} << text;
    }
};

std::string one_set(const std::string& rules) {
    return "{\n \"set\": \"X\", \"title\": \"X\",\n"
           " \"in_force\": {\"from\": \"2020-01-01\", \"confidence\": \"H\"},\n"
           " \"rules\": {\n" +
           rules + "\n }\n}\n";
}

Findings refused(const std::string& rules) {
    const Folder folder;
    folder.put("X.json", one_set(rules));
    const auto loaded = Rules::load(folder.path);
    REQUIRE(!loaded);
    return loaded.error();
}

}  // namespace

TEST_CASE("each day has the generation that was in force") {
    CHECK(first_on({2011, 6, 1}) == "base");
    CHECK(first_on({2015, 1, 1}) == "G-2");
    CHECK(first_on({2016, 7, 24}) == "G-2");
    CHECK(first_on({2016, 7, 25}) == "G-1");
    CHECK(first_on({2021, 7, 29}) == "G-1");
    CHECK(first_on({2021, 7, 30}) == "G1");
    CHECK(first_on({2025, 1, 19}) == "G1");
    CHECK(first_on({2025, 1, 20}) == "G2");
    CHECK(first_on({2025, 6, 30}) == "G2");
    CHECK(first_on({2025, 7, 1}) == "G3");
    CHECK(first_on({2026, 4, 8}) == "G4");
    CHECK(first_on({2026, 7, 26}) == "G5");
    CHECK(all_rules().in_force_on({2010, 12, 31}).empty());
}

TEST_CASE("a day on which two sets may be argued gives both, the one in force first") {
    const auto& june = all_rules().in_force_on({2025, 6, 15});
    REQUIRE(june.size() == 2);
    CHECK(june[0]->code == "G2");
    CHECK(june[1]->code == "G3");
    const auto& may = all_rules().in_force_on({2026, 5, 1});
    REQUIRE(may.size() == 2);
    CHECK(may[1]->code == "G3");
    CHECK(all_rules().in_force_on({2026, 6, 1}).size() == 1);
}

TEST_CASE("the ceremony clock starts at receipt until QĐ 208 and at issue from then on") {
    CHECK(all_rules().find("G1")->text("ceremony.clock_start") == "receipt");
    CHECK(all_rules().find("G3")->text("ceremony.clock_start") == "receipt");
    CHECK(all_rules().find("G5")->text("ceremony.clock_start") == "issue");
}

TEST_CASE("what no text was found for takes the stricter known value and is never an error") {
    const auto g4 = all_rules().find("G4");
    const auto* rule = g4->find("ceremony.clock_start");
    REQUIRE(rule != nullptr);
    CHECK_FALSE(rule->known);
    CHECK(rule->text == "issue");
    CHECK(g4->months("certificate.life") == 60);
    CHECK(g4->gravest("certificate.life") == Level::warning);
    CHECK(all_rules().find("G3")->gravest("certificate.life") == Level::error);
    CHECK(g4->gravest("vote.cell") == Level::error);  // the Statute did not change
}

TEST_CASE("education warns and never blocks, in every generation") {
    for (const auto& set : all_rules().sets()) {
        CHECK(set->gravest("candidate.education") <= Level::warning);
    }
}

TEST_CASE("a value of low confidence never makes an error") {
    CHECK(all_rules().find("G1")->working_days("decision.limit") == 60);
    CHECK(all_rules().find("G1")->gravest("decision.limit") == Level::warning);
    CHECK(all_rules().find("G2")->gravest("decision.limit") == Level::error);
}

TEST_CASE("every known rule names a document, and a date unless that is unverified") {
    for (const auto& set : all_rules().sets()) {
        for (const auto& [id, rule] : set->own) {
            INFO(set->code << " " << id);
            CHECK_FALSE(rule.cite.doc.empty());
            if (rule.cite.date.empty()) {
                CHECK(rule.confidence < rules::Confidence::high);
                CHECK_FALSE(rule.note.empty());
            }
        }
    }
}

TEST_CASE("two thirds and more than half are compared in whole numbers") {
    const rules::Fraction two_thirds{2, 3, false};
    CHECK(two_thirds.reached(10, 15));
    CHECK_FALSE(two_thirds.reached(9, 15));
    CHECK(two_thirds.needed(15) == 10);
    CHECK(two_thirds.needed(16) == 11);
    CHECK(two_thirds.needed(3) == 2);
    const rules::Fraction half{1, 2, true};
    CHECK(half.reached(7, 13));
    CHECK_FALSE(half.reached(6, 12));
    CHECK(half.needed(12) == 7);
    CHECK(half.needed(13) == 7);
    CHECK_FALSE(half.reached(0, 0));
}

TEST_CASE("needed() is the fewest that reach, for every base and share") {
    for (const rules::Fraction share :
         {rules::Fraction{2, 3, false}, rules::Fraction{1, 2, true}}) {
        for (std::int64_t base = 1; base < 400; ++base) {
            CHECK(share.reached(share.needed(base), base));
            CHECK_FALSE(share.reached(share.needed(base) - 1, base));
        }
    }
}

TEST_CASE("a set says what it inherits and what it changes") {
    const auto g3 = all_rules().find("G3");
    CHECK(g3->fraction("vote.cell") == rules::Fraction{2, 3, false});
    CHECK(g3->citation("vote.cell").doc.starts_with("Điều lệ Đảng"));
    CHECK(g3->citation("certificate.life").point == "5.4");
    CHECK(g3->find("no.such.rule") == nullptr);
    CHECK(g3->gravest("no.such.rule") == Level::warning);
    const auto changes = Rules::compare(*g3, *all_rules().find("G5"));
    const auto names = [&](std::string_view id) {
        for (const auto& change : changes) {
            if (change.id == id) {
                return true;
            }
        }
        return false;
    };
    CHECK(names("ceremony.clock_start"));
    CHECK(names("vote.delegated"));
    CHECK_FALSE(names("ceremony.limit"));
    CHECK_FALSE(names("vote.cell"));
}

TEST_CASE("a rule without citation is refused with file and line") {
    const auto findings = refused("  \"a.b\": {\"months\": 12, \"confidence\": \"H\"}");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "data.no_cite");
    CHECK(findings[0].where[0].paper == "X.json");
    CHECK(findings[0].where[0].line == 5);
    CHECK(findings[0].where[0].field == "a.b");
}

TEST_CASE("every fault of a broken set is told at once") {
    const std::string cite = R"("cite": {"doc": "d", "date": "", "point": ""}, "confidence": "H")";
    const auto findings =
        refused("  \"a.zero\": {\"months\": 0, " + cite + "},\n" + "  \"a.none\": {" + cite +
                "},\n" + "  \"a.two\": {\"months\": 1, \"text\": \"x\", " + cite + "},\n" +
                "  \"a.share\": {\"at_least\": [3, 2], " + cite + "},\n" +
                "  \"a.order\": {\"order\": [\"x\"], " + cite + "}");
    std::vector<std::string> reasons;
    for (const auto& finding : findings) {
        reasons.push_back(finding.rule);
    }
    CHECK(reasons == std::vector<std::string>{"data.number", "data.kind", "data.kind",
                                              "data.fraction", "data.order"});
}

TEST_CASE("text that is not JSON is refused with the line") {
    const Folder folder;
    folder.put("X.json", "{\n \"set\": \"X\",\n oops\n}\n");
    const auto loaded = Rules::load(folder.path);
    REQUIRE(!loaded);
    CHECK(loaded.error()[0].rule == "data.json");
    CHECK(loaded.error()[0].where[0].line == 3);
}

TEST_CASE("two generations in force on one day are refused") {
    const Folder folder;
    folder.put("base.json", one_set(""));
    for (const std::string name : {"A", "B"}) {
        folder.put(name + ".json", "{\"set\": \"" + name + R"(", "title": "t", "extends": "X",
                     "in_force": {"from": "2021-01-01", "confidence": "H"}, "rules": {}})");
    }
    const auto loaded = Rules::load(folder.path);
    REQUIRE(!loaded);
    CHECK(loaded.error()[0].rule == "data.overlap");
}

TEST_CASE("an empty folder is told, not taken for no rules") {
    const Folder folder;
    const auto loaded = Rules::load(folder.path);
    REQUIRE(!loaded);
    CHECK(loaded.error()[0].rule == "data.no_files");
}
