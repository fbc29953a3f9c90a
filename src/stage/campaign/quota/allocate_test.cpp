// SPDX-License-Identifier: Apache-2.0
#include "stage/campaign/quota/allocate.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <numeric>

using namespace ketnap::campaign;

namespace {

std::vector<UnitWeight> units_of(const std::vector<int>& weights) {
    std::vector<UnitWeight> units;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        units.push_back({.org_id = std::to_string(i), .weight = weights[i], .source_count = 0});
    }
    return units;
}

std::vector<int> some_weights() {
    const auto count = *rc::gen::inRange(1, 121);
    auto weights = *rc::gen::container<std::vector<int>>(static_cast<std::size_t>(count),
                                                         rc::gen::inRange(0, 400));
    RC_PRE(std::accumulate(weights.begin(), weights.end(), 0) > 0);
    return weights;
}

std::int64_t sum(const Allotment& allotment) {
    std::int64_t places = 0;
    for (const auto& share : allotment.shares) {
        places += share.places;
    }
    return places;
}

}  // namespace

TEST_CASE("allocation gives out exactly the target") {
    CHECK(rc::check([] {
        const auto units = units_of(some_weights());
        const auto target = *rc::gen::inRange<std::int64_t>(0, 501);
        const auto allotment = allocate(target, units);
        RC_ASSERT(allotment.has_value());
        RC_ASSERT(sum(*allotment) == target);
    }));
}

TEST_CASE("no unit is off its exact share by a whole place, and more members never give fewer") {
    CHECK(rc::check([] {
        const auto allotment =
            allocate(*rc::gen::inRange<std::int64_t>(0, 501), units_of(some_weights()));
        RC_ASSERT(allotment.has_value());
        for (const auto& a : allotment->shares) {
            const auto exact = allotment->target * a.weight;
            RC_ASSERT(a.places * allotment->weight_sum < exact + allotment->weight_sum);
            RC_ASSERT(a.places * allotment->weight_sum > exact - allotment->weight_sum);
            for (const auto& b : allotment->shares) {
                RC_ASSERT(a.weight <= b.weight || a.places >= b.places);
            }
        }
    }));
}

TEST_CASE("equal remainders go to the unit with more sources, then to the first in the list") {
    const auto sources = allocate(1, {{"a", 5, 3}, {"b", 5, 4}});
    REQUIRE(sources.has_value());
    CHECK(sources->shares[0].places == 0);
    CHECK(sources->shares[1].places == 1);
    CHECK_FALSE(sources->tie_at_the_border);

    const auto order = allocate(1, {{"a", 5, 3}, {"b", 5, 3}});
    REQUIRE(order.has_value());
    CHECK(order->shares[0].places == 1);
    CHECK(order->tie_at_the_border);
}

TEST_CASE("the working is shown: whole part, remainder, rank and who got one more") {
    const auto allotment = allocate(70, {{"power", 344, 0}, {"rest", 5012, 0}});
    REQUIRE(allotment.has_value());
    CHECK(allotment->weight_sum == 5356);
    CHECK(allotment->shares[0].whole == 4);
    CHECK(allotment->shares[0].remainder == 2656);
    CHECK(allotment->shares[0].rank == 2);
    CHECK(allotment->shares[1].extra);
    CHECK(allotment->whole_sum + allotment->extra_count == 70);
}

TEST_CASE("what cannot be shared out is refused with its reason") {
    CHECK(allocate(70, {}).error().key == "quota.no_units");
    CHECK(allocate(70, {{"a", 0, 1}}).error().key == "quota.no_weight");
    CHECK(allocate(-1, {{"a", 1, 1}}).error().key == "quota.out_of_range");
    CHECK(allocate(70, {{"a", -1, 1}}).error().key == "quota.out_of_range");
    CHECK(allocate(2'000'000, {{"a", 1, 1}}).error().key == "quota.out_of_range");
}
