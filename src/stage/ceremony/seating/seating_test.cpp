// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/seating/seating.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace ketnap::ceremony;
using seating::Hall;
using seating::Plan;
using seating::Sitter;

namespace {

std::string id(const char* group, int n) {
    return std::string{group} + std::to_string(n);
}

std::vector<Sitter> people(int guests, int members, int others) {
    std::vector<Sitter> out;
    for (int i = 1; i <= guests; ++i) {
        out.push_back({id("g", i), Group::guest, {}});
    }
    for (int i = 1; i <= members; ++i) {
        out.push_back({id("m", i), Group::new_member, id("h", i)});
        out.push_back({id("h", i), Group::helper, {}});
    }
    for (int i = 1; i <= others; ++i) {
        out.push_back({id("s", i), i % 3 == 0 ? Group::press : Group::summoned, {}});
    }
    return out;
}

std::string label(const Plan& plan, const std::string& who) {
    return seat_label(plan.seats.at(who));
}

Hall any_hall() {
    Hall hall{*rc::gen::inRange(1, 20), *rc::gen::inRange(1, 26), {}, {}};
    if (hall.seats_per_row > 4 && *rc::gen::arbitrary<bool>()) {
        hall.aisles_after = {hall.seats_per_row / 3, 2 * hall.seats_per_row / 3};
    }
    const auto broken = *rc::gen::inRange(0, 4);
    for (int i = 0; i < broken && hall.seats() > 1; ++i) {
        hall.blocked.insert(
            {*rc::gen::inRange(1, hall.rows + 1), *rc::gen::inRange(1, hall.seats_per_row + 1)});
    }
    return hall;
}

// As many as the hall holds, or a few more; some helpers have two new members.
std::vector<Sitter> any_people(int most) {
    std::vector<Sitter> out;
    const auto count = *rc::gen::inRange(0, most + 1);
    for (int i = 0; i < count; ++i) {
        const auto group =
            *rc::gen::elementOf(std::vector<Group>{Group::guest, Group::new_member, Group::helper,
                                                   Group::summoned, Group::press, Group::service});
        out.push_back({"p" + std::to_string(i), group, {}});
    }
    std::vector<std::string> free;
    for (const auto& one : out) {
        if (one.group == Group::helper) {
            free.push_back(one.id);
            if (*rc::gen::inRange(0, 5) == 0) {
                free.push_back(one.id);
            }
        }
    }
    for (auto& one : out) {
        if (one.group == Group::new_member && !free.empty()) {
            one.helper_id = free.back();
            free.pop_back();
        }
    }
    return out;
}

}  // namespace

TEST_CASE("rows carry the letters of Vietnamese halls") {
    CHECK(row_label(1) == "A");
    CHECK(row_label(6) == "G");
    CHECK(row_label(12) == "N");
    CHECK(row_label(22) == "Y");
    CHECK(row_label(23) == "AA");
    CHECK(row_label(45) == "BA");
    CHECK(seat_label({4, 14}) == "D-14");
}

TEST_CASE("guests sit in front from the middle outwards, in the order of the protocol") {
    const auto plan = seating::seat({3, 5, {}, {}}, people(5, 0, 0));
    CHECK(label(plan, "g1") == "A-3");
    CHECK(label(plan, "g2") == "A-2");
    CHECK(label(plan, "g3") == "A-4");
    CHECK(label(plan, "g4") == "A-1");
    CHECK(label(plan, "g5") == "A-5");
}

TEST_CASE(
    "new members sit in the order of the call, each beside the helper, none across an aisle") {
    const auto plan = seating::seat({4, 5, {2}, {}}, people(1, 3, 0));
    CHECK(label(plan, "m1") == "B-1");
    CHECK(label(plan, "h1") == "B-2");
    CHECK(label(plan, "m2") == "B-3");
    CHECK(label(plan, "h2") == "B-4");
    CHECK(label(plan, "m3") == "C-1");
    CHECK(plan.apart.empty());
}

TEST_CASE("others fill the free chairs from the front, broken chairs stay empty") {
    const auto plan = seating::seat({2, 3, {}, {{1, 1}}}, people(1, 1, 2));
    CHECK(label(plan, "g1") == "A-2");
    CHECK(label(plan, "m1") == "B-1");
    CHECK(label(plan, "s1") == "A-3");
    CHECK(label(plan, "s2") == "B-3");
}

TEST_CASE("a helper of two sits between them") {
    std::vector<Sitter> both = {
        {"m1", Group::new_member, "h"}, {"h", Group::helper, {}}, {"m2", Group::new_member, "h"}};
    const auto plan = seating::seat({1, 4, {}, {}}, both);
    CHECK(label(plan, "m1") == "A-1");
    CHECK(label(plan, "h") == "A-2");
    CHECK(label(plan, "m2") == "A-3");
    CHECK(plan.apart.empty());
}

TEST_CASE("a hall of 300 takes the 70, their helpers and the guests, every pair together") {
    const Hall hall{12, 25, {7, 18}, {{6, 7}}};
    const auto sitters = people(38, 70, 116);
    const auto plan = seating::seat(hall, sitters);
    CHECK(plan.seats.size() == sitters.size());
    CHECK(plan.standing.empty());
    CHECK(plan.apart.empty());
    CHECK(plan.seats.at("g38").row == 2);
    CHECK(plan.seats.at("m1").row == 3);
}

TEST_CASE("pairs part only when no two chairs side by side are left, and that is said") {
    const auto plan = seating::seat({3, 1, {}, {}}, people(0, 1, 0));
    CHECK(plan.seats.size() == 2);
    CHECK(plan.apart == std::vector<std::string>{"m1"});
}

TEST_CASE(
    "everyone has exactly one chair, no chair two people, and nobody stands beside a free one") {
    CHECK(rc::check([] {
        const auto hall = any_hall();
        const auto sitters = any_people(hall.seats() + 3);
        const auto plan = seating::seat(hall, sitters);
        std::set<Seat> taken;
        for (const auto& [who, seat] : plan.seats) {
            RC_ASSERT(taken.insert(seat).second);
            RC_ASSERT(!hall.blocked.contains(seat));
            RC_ASSERT((seat.row >= 1 && seat.row <= hall.rows));
            RC_ASSERT((seat.number >= 1 && seat.number <= hall.seats_per_row));
        }
        std::set<std::string> placed;
        for (const auto& [who, seat] : plan.seats) {
            placed.insert(who);
        }
        placed.insert(plan.standing.begin(), plan.standing.end());
        RC_ASSERT(placed.size() == sitters.size());
        RC_ASSERT(plan.seats.size() + plan.standing.size() == sitters.size());
        RC_ASSERT((plan.standing.empty() || static_cast<int>(plan.seats.size()) == hall.seats()));
    }));
}

TEST_CASE("no guest sits behind a free chair of the front rows or behind another group's row") {
    CHECK(rc::check([] {
        const auto hall = any_hall();
        const auto sitters = any_people(hall.seats());
        const auto plan = seating::seat(hall, sitters);
        int guest_rows = 0;
        int guests = 0;
        for (const auto& sitter : sitters) {
            if (sitter.group == Group::guest) {
                guest_rows = std::max(guest_rows, plan.seats.at(sitter.id).row);
                ++guests;
            }
        }
        int before_last = 0;
        for (const auto& sitter : sitters) {
            if (sitter.group == Group::guest && plan.seats.at(sitter.id).row < guest_rows) {
                ++before_last;
            }
        }
        int chairs = 0;
        for (int row = 1; row < guest_rows; ++row) {
            for (int number = 1; number <= hall.seats_per_row; ++number) {
                chairs += hall.blocked.contains({row, number}) ? 0 : 1;
            }
        }
        RC_ASSERT(before_last == chairs);
        RC_ASSERT(guests >= before_last);
    }));
}

TEST_CASE("while rows are even and open, no pair ever parts") {
    CHECK(rc::check([] {
        const Hall hall{*rc::gen::inRange(1, 15), 2 * *rc::gen::inRange(1, 12), {}, {}};
        const auto members = *rc::gen::inRange(0, hall.seats() / 2 + 1);
        const auto others = *rc::gen::inRange(0, hall.seats() - 2 * members + 1);
        const auto plan = seating::seat(hall, people(0, members, others));
        RC_ASSERT(plan.apart.empty());
        RC_ASSERT(plan.standing.empty());
    }));
}

TEST_CASE("the same delegates and hall always give the same plan") {
    CHECK(rc::check([] {
        const auto hall = any_hall();
        const auto sitters = any_people(hall.seats());
        RC_ASSERT(seating::seat(hall, sitters).seats == seating::seat(hall, sitters).seats);
    }));
}
