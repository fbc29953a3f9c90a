// SPDX-License-Identifier: Apache-2.0
// What an office writes itself, and what is refused of it.
#include "base/rules/calendar.h"
#include "base/rules/rules.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace ketnap;
using rules::Kind;
using rules::Rules;
using time::Date;

namespace {

const std::filesystem::path shipped = std::filesystem::path{KETNAP_SOURCE_DIR} / "data/rules";
constexpr auto cite =
    R"("cite": {"doc": "Hướng dẫn 3-HD/ĐU", "date": "2026-10-01", "point": "2"}, "confidence": "H")";

struct Own {
    std::filesystem::path path = std::filesystem::temp_directory_path() / "ketnap_own_rules_test";
    Own() { std::filesystem::create_directories(path); }
    ~Own() { std::filesystem::remove_all(path); }
    Own(const Own&) = delete;
    Own& operator=(const Own&) = delete;
    Own(Own&&) = delete;
    Own& operator=(Own&&) = delete;
    std::filesystem::path put(const std::string& name, const std::string& head,
                              const std::string& rules) const {
        std::ofstream{path / name} << "{\n \"set\": \"" + name.substr(0, name.find('.')) +
                                          "\",\n " + head + ",\n \"rules\": {\n" + rules +
                                          "\n }\n}\n";
        return path / name;
    }
    Rules load() const { return Rules::load(shipped, path).value(); }
};

constexpr auto from_october =
    R"("title": "Quy ước của Đảng ủy", "in_force": {"from": "2026-10-01", "confidence": "H"})";

std::vector<std::string> reasons(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(finding.rule);
    }
    return out;
}

}  // namespace

TEST_CASE("an office lays its own rules over whatever generation holds, from its own day on") {
    const Own own;
    own.put("LOCAL.json", from_october,
            std::string{"  \"paper.life.verification\": {\"months\": 6, "} + cite + "}");
    const auto all = own.load();
    CHECK(all.refused().empty());
    const auto before = all.in_force_on({2026, 9, 30}).front();
    const auto after = all.in_force_on({2026, 10, 1}).front();
    CHECK(before->months("paper.life.verification") == 12);
    CHECK(after->months("paper.life.verification") == 6);
    CHECK(after->code == "G5");
    CHECK(after->find("paper.life.verification")->local == "LOCAL");
    CHECK(after->citation("paper.life.verification").doc == "Hướng dẫn 3-HD/ĐU");
    CHECK(after->fraction("vote.cell") == rules::Fraction{2, 3, false});
}

TEST_CASE("an office adds a generation that ends the one it replaces") {
    const Own own;
    own.put("G6.json",
            R"("title": "Quy định mới", "extends": "base", "replaces": "G5",
 "in_force": {"from": "2027-01-01", "confidence": "M"})",
            std::string{"  \"ceremony.limit\": {\"working_days\": 45, "} + cite + "}");
    const auto all = own.load();
    REQUIRE(all.refused().empty());
    CHECK(all.in_force_on({2026, 12, 31}).front()->code == "G5");
    CHECK(all.find("G5")->until == Date{2026, 12, 31});
    CHECK(all.in_force_on({2027, 1, 1}).front()->working_days("ceremony.limit") == 45);
}

TEST_CASE("a broken set of the office is told and left out, the rest holds") {
    const Own own;
    own.put("A.json", from_october,
            std::string{"  \"certificate.life\": {\"mouths\": 36, "} + cite + "}");
    own.put("B.json", from_october,
            std::string{"  \"paper.life.verification\": {\"months\": 6, "} + cite + "}");
    const auto all = own.load();
    CHECK(reasons(all.refused()) == std::vector<std::string>{"data.field", "data.kind"});
    CHECK(all.refused()[0].where[0].paper == "A.json");
    CHECK(all.refused()[0].where[0].line == 5);
    CHECK(all.refused()[0].where[0].quote == "mouths");
    CHECK(all.find("A") == nullptr);
    CHECK(all.in_force_on({2026, 11, 1}).front()->months("paper.life.verification") == 6);
}

TEST_CASE("a rule keeps its kind in every set, so that no check meets a stranger") {
    const Own own;
    const auto file = own.put("A.json", from_october,
                              std::string{"  \"vote.cell\": {\"months\": 6, "} + cite + "},\n" +
                                  "  \"order.cell_then_decision\": {\"order\": "
                                  "[\"a.b\", \"decision.issued_on\"], " +
                                  cite + "}");
    const auto found = Rules::check(shipped, file);
    CHECK(reasons(found) == std::vector<std::string>{"data.kind_changed", "data.kind_changed"});
    CHECK(found[0].where[0].line == 6);  // by id: the order first
}

TEST_CASE("a code that no check reads is a hint, those of a family are read") {
    const Own own;
    const auto file = own.put(
        "A.json", from_october,
        std::string{"  \"candidate.grades\": {\"text\": \"Học lực khá\", "} + cite + "},\n" +
            "  \"special.club\": {\"paper\": {\"form\": \"club\", \"when\": \"always\"}, " + cite +
            "}");
    const auto found = Rules::check(shipped, file);
    REQUIRE(reasons(found) == std::vector<std::string>{"data.unread"});
    CHECK(found[0].level == Level::hint);
    CHECK(found[0].where[0].field == "candidate.grades");
}

TEST_CASE("a list and a paper are refused when they say nothing") {
    const Own own;
    const auto file = own.put("A.json", from_october,
                              std::string{"  \"a.list\": {\"list\": [], "} + cite + "},\n" +
                                  "  \"a.paper\": {\"paper\": {\"form\": \"x\", \"if\": \"y\"}, " +
                                  cite + "},\n" + "  \"Chữ hoa\": {\"months\": 1, " + cite + "}");
    CHECK(reasons(Rules::check(shipped, file)) ==
          std::vector<std::string>{"data.list", "data.field", "data.missing", "data.rule_id"});
}

TEST_CASE("an office without a folder of rules has the shipped ones") {
    const auto all = Rules::load(shipped, "/no/such/folder").value();
    CHECK(all.refused().empty());
    CHECK(all.sets().size() == 8);
}

TEST_CASE("what was not found has no value, is told to people and judged by nobody") {
    const auto all = Rules::load(shipped).value();
    const auto g_2 = all.find("G-2");
    CHECK(g_2->find("ceremony.limit") == nullptr);
    const auto listed = g_2->all();
    const auto at = std::find_if(listed.begin(), listed.end(),
                                 [](const auto* rule) { return rule->id == "ceremony.limit"; });
    REQUIRE(at != listed.end());
    CHECK_FALSE((*at)->has_value);
    CHECK_FALSE((*at)->known);
}

TEST_CASE("who was together with whom is a list, and residence counts from QĐ 24 on") {
    const auto all = Rules::load(shipped).value();
    const auto has_residence = [&](std::string_view set) {
        const auto shared = all.find(set)->list("introducer.shared");
        return std::find(shared.begin(), shared.end(), "residence") != shared.end();
    };
    CHECK_FALSE(has_residence("G-1"));
    CHECK(has_residence("G1"));
    CHECK(has_residence("G3"));
    CHECK_FALSE(all.find("G5")->find("introducer.shared")->known);
    CHECK(all.find("G5")->months("introducer.together") == 12);
}

TEST_CASE("a special case asks for its paper") {
    const auto all = Rules::load(shipped).value();
    const auto* rule = all.find("G3")->find("special.foreign_spouse");
    REQUIRE(rule != nullptr);
    CHECK(rule->kind == Kind::paper);
    CHECK(rule->paper == rules::PaperAsked{"special_consent", "foreign_spouse"});
    CHECK(all.find("G3")->gravest("special.foreign_spouse") == Level::warning);
}

TEST_CASE("an office may count the day of the event as day 1, and no other word is taken for it") {
    const Own own;
    own.put("LOCAL.json", from_october,
            std::string{"  \"calendar.first_day\": {\"text\": \"same_day\", "} + cite + "}");
    const auto all = own.load();
    CHECK(rules::first_day_of(*all.in_force_on({2026, 9, 30}).front()) ==
          rules::FirstDay::day_after);
    CHECK(rules::first_day_of(*all.in_force_on({2026, 10, 1}).front()) ==
          rules::FirstDay::same_day);
    const auto file =
        own.put("B.json", from_october,
                std::string{"  \"calendar.first_day\": {\"text\": \"today\", "} + cite + "}");
    CHECK(reasons(Rules::check(shipped, file)) == std::vector<std::string>{"data.choice"});
}
