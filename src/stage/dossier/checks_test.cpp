// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

using namespace ketnap;
using namespace ketnap::dossier;
using time::Date;

namespace {

struct Library {
    std::filesystem::path data = std::filesystem::path{KETNAP_SOURCE_DIR} / "data";
    rules::Rules rules = rules::Rules::load(data / "rules").value();
    rules::Calendar calendar = rules::Calendar::load(data / "calendars").value();
    rules::Checklists checklists = rules::Checklists::load(data / "forms").value();
    checks::Basis basis() const { return {rules, calendar, checklists}; }
};

const Library& library() {
    static const Library loaded;
    return loaded;
}

const Finding* find(const Findings& findings, std::string_view rule) {
    const auto at = std::find_if(findings.begin(), findings.end(),
                                 [&](const Finding& one) { return one.rule == rule; });
    return at == findings.end() ? nullptr : &*at;
}

checks::Dossier decided(Date issued, Date received) {
    checks::Dossier dossier;
    dossier.full_name = "Nguyễn Thị Hạnh Duyên";
    dossier.decision = checks::Decision{issued, received};
    return dossier;
}

}  // namespace

TEST_CASE("where the sets disagree on a ceremony both clocks are told and neither is an error") {
    auto dossier = decided({2026, 4, 1}, {2026, 5, 11});
    dossier.ceremony_on = Date{2026, 6, 10};
    const auto clocks = checks::clocks(dossier, library().basis(), {2026, 6, 12});
    REQUIRE(clocks.size() == 2);
    CHECK(clocks[0].rule_set == "G3");
    CHECK(clocks[0].from == Date{2026, 5, 11});
    CHECK(clocks[1].rule_set == "G4");
    CHECK(clocks[1].from == Date{2026, 4, 1});
    CHECK(clocks[1].uncertain);
    const auto findings = checks::all(dossier, library().basis(), {2026, 6, 12});
    const auto* late = find(findings, "ceremony.limit");
    REQUIRE(late != nullptr);
    CHECK(late->level == Level::warning);
    CHECK(late->rule_set == "G4");
    const auto content = std::find_if(findings.begin(), findings.end(), [](const Finding& one) {
        return one.rule == "ceremony.limit" && one.text == "sets.passes";
    });
    REQUIRE(content != findings.end());
    CHECK(content->rule_set == "G3");
    CHECK(content->level == Level::hint);
}

TEST_CASE("a dossier without any date is judged without falling over") {
    const auto findings = checks::all(checks::Dossier{}, library().basis(), {2024, 8, 6});
    CHECK(find(findings, "paper.required") != nullptr);
    CHECK(find(findings, "vote.cell") == nullptr);
}

TEST_CASE("a day before every rule set gives no finding of a rule") {
    const auto findings =
        checks::all(decided({2005, 1, 3}, {2005, 1, 4}), library().basis(), {2005, 6, 1});
    CHECK(std::all_of(findings.begin(), findings.end(),
                      [](const Finding& one) { return one.rule_set.empty(); }));
}

TEST_CASE("findings come gravest first and all of them come") {
    checks::Dossier dossier;
    dossier.votes = {{"cell", {2024, 5, 20}, 15, 15, 9, 6, ""},
                     {"grassroots", {2024, 5, 17}, 17, 17, 11, 6, ""}};
    const auto findings = checks::all(dossier, library().basis(), {2024, 8, 6});
    CHECK(std::is_sorted(findings.begin(), findings.end(),
                         [](const Finding& a, const Finding& b) { return a.level > b.level; }));
    CHECK(find(findings, "vote.cell") != nullptr);
    CHECK(find(findings, "vote.grassroots") != nullptr);
    CHECK(find(findings, "order.cell_then_grassroots") != nullptr);
}
