// SPDX-License-Identifier: Apache-2.0
// Votes and clocks hold whatever the numbers are.
#include "stage/dossier/checks.h"
#include "stage/dossier/dossier_file.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

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

bool has(const Findings& findings, std::string_view rule) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& one) { return one.rule == rule; });
}

std::int64_t number(std::int64_t from, std::int64_t to) {
    return *rc::gen::inRange(from, to + 1);
}

Date any_day() {
    return Date{2024, 1, 2} + static_cast<int>(number(0, 700));
}

checks::Vote count(std::string body, std::int64_t base, std::int64_t in_favour,
                   std::int64_t against) {
    return {std::move(body), Date{2024, 5, 20}, base, base, in_favour, against, {}};
}

Findings judged(const checks::Dossier& dossier) {
    return checks::all(dossier, library().basis(), Date{2024, 8, 6});
}

checks::Clock decision_clock(const checks::Dossier& dossier, Date today) {
    const auto clocks = checks::clocks(dossier, library().basis(), today);
    RC_ASSERT(!clocks.empty() && clocks.front().rule == "decision.limit");
    return clocks.front();
}

checks::Dossier met_on(Date day) {
    checks::Dossier dossier;
    dossier.votes = {{"cell", day, 15, 15, 11, 4, {}}};
    return dossier;
}

}  // namespace

TEST_CASE("a cell's vote passes exactly when three times yes is twice the base or more") {
    CHECK(rc::check([] {
        const auto base = number(3, 400);
        const auto yes = number(0, base);
        checks::Dossier dossier;
        dossier.votes = {count("cell", base, yes, base - yes)};
        RC_ASSERT(has(judged(dossier), "vote.cell") == (3 * yes < 2 * base));
    }));
}

TEST_CASE("a standing board's vote passes exactly when twice yes is more than the base") {
    CHECK(rc::check([] {
        const auto base = number(1, 60);
        const auto yes = number(0, base);
        checks::Dossier dossier;
        dossier.votes = {count("deciding", base, yes, base - yes)};
        RC_ASSERT(has(judged(dossier), "vote.standing_board") == (2 * yes <= base));
    }));
}

TEST_CASE("counts that cannot be are told as such and never as a missed share") {
    CHECK(rc::check([] {
        const auto base = number(-3, 40);
        const auto yes = number(-3, 45);
        const auto no = number(-3, 45);
        checks::Dossier dossier;
        dossier.votes = {count("cell", base, yes, no)};
        const auto findings = judged(dossier);
        const bool fits = base > 0 && yes >= 0 && no >= 0 && yes + no <= base;
        RC_ASSERT(has(findings, "vote.count") == !fits);
        RC_ASSERT(fits || !has(findings, "vote.cell"));
    }));
}

TEST_CASE("of many votes of one cell the last counts, in whatever order they are given") {
    CHECK(rc::check([] {
        const auto days = number(2, 6);
        checks::Dossier dossier;
        bool passes = false;
        for (std::int64_t i = 0; i < days; ++i) {
            passes = number(0, 1) == 1;
            auto vote = count("cell", 15, passes ? 10 : 9, 0);
            vote.held_on = Date{2024, 5, 1} + static_cast<int>(i);
            dossier.votes.push_back(vote);
        }
        const auto at = static_cast<std::ptrdiff_t>(number(0, days - 1));
        std::rotate(dossier.votes.begin(), dossier.votes.begin() + at, dossier.votes.end());
        RC_ASSERT(has(judged(dossier), "vote.cell") == !passes);
    }));
}

TEST_CASE("a decision clock ends on a working day, its days away, and what is left adds up") {
    CHECK(rc::check([] {
        const Date met = any_day();
        const Date today = met + static_cast<int>(number(0, 200));
        const auto clock = decision_clock(met_on(met), today);
        const auto& calendar = library().calendar;
        RC_ASSERT(clock.from == met);
        RC_ASSERT(calendar.is_working(clock.due_on));
        RC_ASSERT(calendar.working_days_between(met, clock.due_on) == clock.days);
        RC_ASSERT(calendar.working_days_between(today, clock.due_on) == clock.left);
    }));
}

TEST_CASE("a return never shortens the decision clock, and two at once count once") {
    CHECK(rc::check([] {
        const Date met = any_day();
        const Date today = met + 300;
        auto dossier = met_on(met);
        Date due = decision_clock(dossier, today).due_on;
        checks::Stop all{today, met};
        for (std::int64_t i = number(1, 5); i > 0; --i) {
            const Date from = met + static_cast<int>(number(-40, 120));
            const checks::Stop stop{from, from + static_cast<int>(number(0, 60))};
            dossier.stops.push_back(stop);
            const Date later = decision_clock(dossier, today).due_on;
            RC_ASSERT(later >= due);
            due = later;
            all.from = std::min(all.from, stop.from);
            all.until = std::max(*all.until, *stop.until);
        }
        dossier.stops = {all};
        RC_ASSERT(decision_clock(dossier, today).due_on >= due);
        const auto once = decision_clock(dossier, today).stopped_days;
        dossier.stops.push_back(all);
        RC_ASSERT(decision_clock(dossier, today).stopped_days == once);
    }));
}

TEST_CASE("an extension moves the end by exactly its working days") {
    CHECK(rc::check([] {
        const Date met = any_day();
        auto dossier = met_on(met);
        const Date before = decision_clock(dossier, met).due_on;
        dossier.extension_days = static_cast<int>(number(0, 30));
        const Date after = decision_clock(dossier, met).due_on;
        RC_ASSERT(library().calendar.working_days_between(before, after) == dossier.extension_days);
    }));
}

TEST_CASE("a decision on the last day is in time and on the next working day it is late") {
    CHECK(rc::check([] {
        const Date met = any_day();
        auto dossier = met_on(met);
        const Date due = decision_clock(dossier, met).due_on;
        const Date next = library().calendar.add_working_days(due, 1);
        dossier.decision = checks::Decision{due, due};
        RC_ASSERT(!has(checks::all(dossier, library().basis(), next), "decision.limit"));
        dossier.decision = checks::Decision{next, next};
        RC_ASSERT(has(checks::all(dossier, library().basis(), next), "decision.limit"));
    }));
}

TEST_CASE("a stream gives the same dossiers however it is cut into pieces") {
    CHECK(rc::check([] {
        const auto count = number(0, 6);
        std::string json = "[ ";
        for (std::int64_t i = 0; i < count; ++i) {
            json += (i == 0 ? "" : ",\n") + std::string{R"({"full_name": "Lê \"[{,]}\\ )"} +
                    std::to_string(i) + R"(", "papers": [{"form": "application"}]})";
        }
        json += "]\n";
        std::vector<std::string> got;
        DossierStream stream{[&](const DossierStream::Item& item) {
            RC_ASSERT(!item.cut_off);
            RC_ASSERT(item.line == (got.empty() ? 1 : static_cast<std::int64_t>(got.size()) + 1));
            got.emplace_back(read_item(item, true).file->dossier.full_name);
        }};
        for (std::size_t at = 0; at < json.size();) {
            const auto size = static_cast<std::size_t>(number(1, 40));
            stream.feed(std::string_view{json}.substr(at, size));
            at += size;
        }
        stream.finish();
        RC_ASSERT(static_cast<std::int64_t>(got.size()) == count);
        for (std::int64_t i = 0; i < count; ++i) {
            RC_ASSERT(got[static_cast<std::size_t>(i)] == "Lê \"[{,]}\\ " + std::to_string(i));
        }
    }));
}
