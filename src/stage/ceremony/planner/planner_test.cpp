// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/planner/planner.h"

#include <doctest/doctest.h>

#include <filesystem>

using namespace ketnap;
using namespace ketnap::ceremony;
using planner::Case;
using planner::Standing;
using time::Date;

namespace {

const std::filesystem::path data = std::filesystem::path{KETNAP_SOURCE_DIR} / "data";

struct Shipped {
    rules::Rules rules = rules::Rules::load(data / "rules").value();
    rules::Calendar calendar = rules::Calendar::load(data / "calendars").value();
    rules::Checklists checklists = rules::Checklists::load(data / "forms").value();
    planner::Basis basis{rules, calendar, checklists};
};

const planner::Basis& basis() {
    static const Shipped shipped;
    return shipped.basis;
}

Case decision(Date issued, std::optional<Date> received = {}, std::optional<Date> held = {}) {
    return {issued, received, held};
}

constexpr auto can_tho = [] { return Date{2024, 3, 26}; };

}  // namespace

TEST_CASE("of decisions of 01 to 03/2024 only those received from 06/02/2024 are in time on 26/3") {
    CHECK(planner::earliest_start(basis(), can_tho()) == Date{2024, 2, 6});
    for (Date received{2024, 1, 2}; received <= can_tho(); received = received + 1) {
        INFO(received.iso());
        const auto verdict = planner::judge(decision({2024, 1, 2}, received), basis(), can_tho());
        CHECK(verdict.standing ==
              (received < Date{2024, 2, 6} ? Standing::late : Standing::in_time));
        CHECK(verdict.rule_set == "G1");
        CHECK(verdict.first_day == rules::FirstDay::day_after);
        CHECK_FALSE(verdict.from_issue);
    }
}

TEST_CASE("how late one is is told in working days, with due day and article") {
    const auto verdict =
        planner::judge(decision({2024, 1, 29}, Date{2024, 1, 31}), basis(), can_tho());
    CHECK(verdict.due_on == Date{2024, 3, 20});
    CHECK(verdict.late_by == 4);
    CHECK(verdict.cite.point == "4.1");
    CHECK(verdict.uncertain);  // two days off of Tết 2024 were not checked against the notice
}

TEST_CASE("under QĐ 208 the clock starts at issue, received or not") {
    const Date day{2026, 11, 20};
    const auto verdict = planner::judge(decision({2026, 9, 14}), basis(), day);
    CHECK(verdict.from_issue);
    CHECK(verdict.from == Date{2026, 9, 14});
    CHECK(verdict.standing == Standing::late);
    CHECK(planner::clock_rule(basis(), day)->from_issue);
}

TEST_CASE("who has no decision, or not yet received it, waits; who held a ceremony is done") {
    CHECK(planner::judge({}, basis(), can_tho()).standing == Standing::waiting);
    CHECK(planner::judge(decision({2024, 3, 1}), basis(), can_tho()).standing == Standing::waiting);
    CHECK(planner::judge(decision({2024, 3, 1}, Date{2024, 3, 28}), basis(), can_tho()).standing ==
          Standing::waiting);
    const auto held = decision({2024, 1, 22}, Date{2024, 1, 26}, Date{2024, 3, 4});
    CHECK(planner::judge(held, basis(), can_tho()).standing == Standing::held);
    CHECK(planner::judge(held, basis(), Date{2024, 3, 1}).standing == Standing::in_time);
    CHECK(planner::judge(held, basis(), Date{2024, 3, 4}).standing == Standing::in_time);
}

TEST_CASE("a clock that two generations end on different days is told as disputed") {
    const auto verdict =
        planner::judge(decision({2026, 7, 10}, Date{2026, 7, 20}), basis(), Date{2026, 8, 10});
    CHECK(verdict.rule_set == "G4");
    const auto across =
        planner::judge(decision({2026, 3, 20}, Date{2026, 4, 1}), basis(), Date{2026, 4, 20});
    CHECK(across.rule_set == "G3");
    CHECK(across.disputed);  // QĐ 20: from issue, should the stricter hold
}

TEST_CASE("the best days leave fewest late and waiting, the wished day near") {
    std::vector<Case> cases;
    for (int i = 0; i < 8; ++i) {
        cases.push_back(decision({2024, 1, 29}, Date{2024, 1, 31}));
    }
    for (int i = 0; i < 19; ++i) {
        cases.push_back(decision({2024, 3, 5}, Date{2024, 3, 8}));
    }
    const auto days = planner::count(cases, basis(), Date{2024, 3, 4}, Date{2024, 4, 12});
    const auto best = planner::best(days, can_tho(), 3);
    REQUIRE(best.size() == 3);
    CHECK(best[0].on == Date{2024, 3, 20});  // the last day of the eight
    CHECK(best[0].late == 0);
    CHECK(best[0].in_time == 27);
    CHECK(best[1].on == Date{2024, 3, 19});
    const auto on = planner::count(cases, basis(), can_tho());
    CHECK(on.late == 8);
    CHECK(on.in_time == 19);
    CHECK(days.front().waiting == 19);
}
