// SPDX-License-Identifier: Apache-2.0
#include "base/rules/checklist.h"

#include "base/rules/rules.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

using namespace ketnap;
using time::Date;

namespace {

const rules::Checklists& lists() {
    static const auto loaded =
        rules::Checklists::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/forms").value();
    return loaded;
}

std::vector<std::string> numbers(const std::vector<std::string>& conditions) {
    std::vector<std::string> out;
    for (const auto* form : lists().on(Date{2024, 5, 20}).asked(conditions)) {
        out.push_back(form->number.empty() ? form->form : form->number);
    }
    return out;
}

}  // namespace

TEST_CASE("a union member is asked for 3-KNĐ and 4-KNĐ, in the order of the work") {
    CHECK(numbers({"union_member"}) ==
          std::vector<std::string>{"CN-NTVĐ", "1-KNĐ", "2-KNĐ", "verification", "3-KNĐ", "4-KNĐ",
                                   "5-KNĐ", "6-KNĐ", "8-KNĐ", "9-KNĐ", "ceremony_report"});
}

TEST_CASE("a trade union member is asked for 4A-KNĐ, others for two introducers on 3A-KNĐ") {
    const auto trade = numbers({"trade_union_member"});
    CHECK(std::count(trade.begin(), trade.end(), "4A-KNĐ") == 1);
    CHECK(std::count(trade.begin(), trade.end(), "4-KNĐ") == 0);
    const auto other = numbers({"other"});
    CHECK(std::count(other.begin(), other.end(), "3A-KNĐ") == 1);
    CHECK(std::count(other.begin(), other.end(), "3-KNĐ") == 0);
}

TEST_CASE("7-KNĐ is asked only where a đảng ủy bộ phận stands") {
    const auto with = numbers({"union_member", "section_committee"});
    CHECK(std::count(with.begin(), with.end(), "7-KNĐ") == 1);
    const auto without = numbers({"union_member"});
    CHECK(std::count(without.begin(), without.end(), "7-KNĐ") == 0);
}

TEST_CASE("each day has its edition of the forms, under that edition's citation") {
    CHECK(lists().on(Date{2010, 1, 1}).code == "HD09-2017");
    CHECK(lists().on(Date{2022, 1, 17}).code == "HD09-2017");
    CHECK(lists().on(Date{2022, 1, 18}).code == "HD12-2022");
    CHECK(lists().on(Date{2025, 12, 1}).code == "HD38");
    const auto& now = lists().on(Date{2026, 8, 1});
    CHECK(now.code == "CV1361-2026");
    CHECK(now.find("application")->cite.doc == "Công văn 1361-CV/BTCTW");
    CHECK(now.find("awareness_certificate")->number == "CN-NTVĐ (Mẫu I, Mẫu II)");
}

TEST_CASE("every date that an order rule names stands on a form of every edition") {
    const auto loaded =
        rules::Rules::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/rules").value();
    const auto known = [](const std::string& end) {
        const auto dot = end.find('.');
        if (end == "ceremony.held_on") {
            return true;
        }
        return std::all_of(lists().all().begin(), lists().all().end(), [&](const auto& list) {
            const auto* form = list.find(end.substr(0, dot));
            return form != nullptr &&
                   std::any_of(form->dates.begin(), form->dates.end(),
                               [&](const auto& date) { return date.name == end.substr(dot + 1); });
        });
    };
    for (const auto& set : loaded.sets()) {
        for (const auto* rule : set->all()) {
            if (rule->kind == rules::Kind::order) {
                INFO(set->code << " " << rule->id);
                CHECK(known(rule->order.first));
                CHECK(known(rule->order.then));
            }
        }
    }
}
