// SPDX-License-Identifier: Apache-2.0
#include "base/rules/view.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

using namespace ketnap;
using messages::Language;
using rules::Rules;

namespace {

const std::filesystem::path data = std::filesystem::path{KETNAP_SOURCE_DIR} / "data";

const messages::Catalogue& texts() {
    static const auto loaded = messages::Catalogue::load(data / "ui" / "messages");
    return loaded;
}

const Rules& all_rules() {
    static const Rules loaded = Rules::load(data / "rules").value();
    return loaded;
}

rules::RuleView rule_of(const rules::SetView& set, std::string_view id) {
    const auto at = std::find_if(set.rules.begin(), set.rules.end(),
                                 [&](const auto& one) { return one.id == id; });
    REQUIRE(at != set.rules.end());
    return *at;
}

rules::SetView whole(const Rules& from, std::string_view code, Language language = Language::vi) {
    return rules::Viewer{from, texts(), language}.whole(*from.find(code));
}

bool worded(const std::string& key) {
    return texts().has(key, Language::vi) && texts().has(key, Language::en);
}

}  // namespace

TEST_CASE("every shipped rule, date, mark and listed code has words in both languages") {
    for (const auto& set : all_rules().sets()) {
        for (const auto& [id, rule] : set->own) {
            INFO(set->code << " " << id);
            CHECK(worded("rule.title." + id));
            for (const auto& item : rule.list) {
                INFO(item);
                const bool number = item.find_first_not_of("0123456789") == std::string::npos;
                CHECK((number || worded("rule.code." + item)));
            }
            if (rule.kind == rules::Kind::order) {
                CHECK(worded("rule.date." + rule.order.first));
                CHECK(worded("rule.date." + rule.order.then));
            }
            if (rule.kind == rules::Kind::paper) {
                CHECK(worded("rule.form." + rule.paper.form));
                CHECK(worded("rule.mark." + rule.paper.when));
            }
            const bool code = !rule.text.empty() && rule.text.find(' ') == std::string::npos;
            CHECK((!code || worded("rule.code." + rule.text)));
        }
    }
}

TEST_CASE("a value is told in words and with how far it can be trusted") {
    const auto g5 = whole(all_rules(), "G5");
    const auto clock = rule_of(g5, "ceremony.clock_start");
    CHECK(clock.words == "ngày ban hành quyết định");
    CHECK(clock.confidence_text == "Một nguồn");
    CHECK(rule_of(g5, "vote.delegated").words == "Quá nửa");
    CHECK(rule_of(g5, "candidate.age_min").words == "Đủ 18 tuổi");
    const auto life = rule_of(g5, "certificate.life");
    CHECK(life.words == "5 năm (60 tháng)");
    CHECK_FALSE(life.known);
    CHECK(life.as_in == "G3");
    CHECK(rule_of(g5, "vote.cell").set == "base");
    CHECK(rule_of(whole(all_rules(), "G-2"), "ceremony.limit").words == "Chưa thấy văn bản");
    CHECK(rule_of(whole(all_rules(), "G3", Language::en), "ceremony.limit").words ==
          "30 working days");
}

TEST_CASE("rules stand in the order of the work") {
    const auto g3 = whole(all_rules(), "G3");
    std::vector<std::string> groups;
    for (const auto& rule : g3.rules) {
        if (groups.empty() || groups.back() != rule.group) {
            groups.push_back(rule.group);
        }
    }
    CHECK(std::set<std::string>(groups.begin(), groups.end()).size() == groups.size());
    CHECK(groups.front() == "candidate");
    CHECK(groups.back() == "calendar");
}

TEST_CASE("a rule of the office stands beside the one it lies over, marked") {
    const auto own = std::filesystem::temp_directory_path() / "ketnap_view_test";
    std::filesystem::create_directories(own);
    std::ofstream{own / "VP.json"}
        << R"({"set": "VP", "title": "Quy ước", "in_force": {"from": "2026-10-01", "confidence": "H"},
 "rules": {"certificate.life": {"months": 36, "title": "Ba năm", "confidence": "H",
 "cite": {"doc": "Công văn 1", "date": "2026-09-01"}}}})";
    const auto loaded = Rules::load(data / "rules", own).value();
    std::filesystem::remove_all(own);
    const auto g5 = whole(loaded, "G5");
    std::vector<std::string> words;
    for (const auto& rule : g5.rules) {
        if (rule.id == "certificate.life") {
            words.push_back(rule.words + (rule.local ? " " + rule.set : ""));
        }
    }
    CHECK(words == std::vector<std::string>{"5 năm (60 tháng)", "3 năm (36 tháng) VP"});
    const auto g3 = whole(loaded, "G3");  // ended before the office's own began
    CHECK(
        std::none_of(g3.rules.begin(), g3.rules.end(), [](const auto& one) { return one.local; }));
}

TEST_CASE("what changed between two sets is told side by side, and nothing else") {
    const rules::Viewer viewer{all_rules(), texts(), Language::vi};
    const auto rows = viewer.differences(*all_rules().find("G3"), *all_rules().find("G5"));
    const auto at = std::find_if(rows.begin(), rows.end(),
                                 [](const auto& row) { return row.id == "ceremony.clock_start"; });
    REQUIRE(at != rows.end());
    CHECK(at->before->words == "ngày chi bộ nhận quyết định");
    CHECK(at->after->words == "ngày ban hành quyết định");
    CHECK(std::none_of(rows.begin(), rows.end(),
                       [](const auto& row) { return row.id == "vote.cell"; }));
}
