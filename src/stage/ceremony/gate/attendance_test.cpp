// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/gate/attendance.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>
#include <string>

using namespace ketnap::ceremony::gate;

namespace {

Scan in(const char* id, const char* who, std::int64_t at, const char* device = "A") {
    return {id, who, ScanKind::in, {}, device, 1, at};
}

Scan undo(const char* id, const char* what) {
    return {id, {}, ScanKind::undo, what, "A", 2, 0};
}

/// What 3 desks of 500 scans make of 200 delegates.
std::vector<Scan> desks(unsigned seed) {
    std::mt19937 random{seed};
    std::vector<Scan> out;
    for (int device = 0; device < 3; ++device) {
        for (int i = 0; i < 500; ++i) {
            const auto id = std::to_string(device) + "-" + std::to_string(i);
            const auto at = static_cast<std::int64_t>(random() % 3'600'000);
            if (i > 0 && random() % 20 == 0) {
                out.push_back({id,
                               {},
                               ScanKind::undo,
                               std::to_string(device) + "-" + std::to_string(random() % i),
                               std::to_string(device),
                               i,
                               at});
            } else {
                out.push_back({id,
                               std::to_string(random() % 200),
                               ScanKind::in,
                               {},
                               std::to_string(device),
                               i,
                               at});
            }
        }
    }
    return out;
}

using State = std::vector<std::tuple<std::string, std::string, std::int64_t, std::int64_t>>;

State state(const std::vector<Scan>& scans) {
    State out;
    for (const auto& [who, seen] : attendance(scans)) {
        out.emplace_back(who, seen.scan_id, seen.arrived_at, seen.repeats);
    }
    return out;
}

}  // namespace

TEST_CASE("the earliest scan counts, later ones are repeats and no error") {
    const auto seen = attendance({in("2", "an", 200, "B"), in("1", "an", 100, "A")});
    REQUIRE(seen.size() == 1);
    CHECK(seen.at("an").arrived_at == 100);
    CHECK(seen.at("an").device == "A");
    CHECK(seen.at("an").repeats == 1);
}

TEST_CASE("a scan taken back does not count, whichever arrived first") {
    CHECK(attendance({in("1", "an", 100), undo("2", "1")}).empty());
    CHECK(attendance({undo("2", "1"), in("1", "an", 100)}).empty());
    const auto seen = attendance({in("1", "an", 100), undo("2", "1"), in("3", "an", 300)});
    CHECK(seen.at("an").arrived_at == 300);
    CHECK(seen.at("an").repeats == 0);
}

TEST_CASE("a scan of nobody known changes nothing") {
    CHECK(attendance({in("1", "", 100)}).empty());
    CHECK(attendance({}).empty());
}

TEST_CASE("any order, batching and repetition of three desks' scans gives the same state") {
    const auto all = desks(7);
    const auto expected = state(all);
    CHECK(expected.size() == 200);
    CHECK(rc::check([&] {
        std::mt19937 random{*rc::gen::arbitrary<unsigned>()};
        auto arrived = all;
        for (int i = 0; i < 400; ++i) {
            arrived.push_back(all[random() % all.size()]);
        }
        std::shuffle(arrived.begin(), arrived.end(), random);
        RC_ASSERT(state(arrived) == expected);
    }));
}
