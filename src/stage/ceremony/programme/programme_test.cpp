// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/programme/programme.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace ketnap;
using ceremony::EventKind;

namespace {

ceremony::Programmes shipped() {
    return ceremony::Programmes::load(std::string{KETNAP_SOURCE_DIR} +
                                      "/data/ceremony/programmes.json");
}

}  // namespace

TEST_CASE("the programme is the one in force on the day, with its source and how sure it is") {
    const auto programmes = shipped();
    const auto on = [&](int year, unsigned month, unsigned day) {
        return programmes.in_force_on(EventKind::admission_ceremony, {year, month, day});
    };
    CHECK(on(2024, 9, 20).id == "admission-2021");
    CHECK(on(2024, 9, 20).source.date == "2021-09-28");
    CHECK(on(2024, 9, 20).confidence == ceremony::Confidence::high);
    CHECK(on(2021, 9, 27).id == "admission-2016");
    CHECK(on(2026, 11, 24).confidence == ceremony::Confidence::unknown);
    CHECK(on(2000, 1, 1).id == "admission-2012");
}

TEST_CASE(
    "decision, oath and helper are repeated for each new member, anthem and welcome are not") {
    const auto& items = shipped().in_force_on(EventKind::admission_ceremony, {2024, 9, 20}).items;
    REQUIRE(items.size() == 8);
    const auto repeated = std::count_if(items.begin(), items.end(),
                                        [](const auto& item) { return item.each_person; });
    CHECK(repeated == 4);
    CHECK_FALSE(items.front().each_person);
    CHECK_FALSE(items.back().each_person);
}

TEST_CASE("a hand-over of decisions has no oath and says that it is no admission") {
    const auto programmes = shipped();
    for (const auto kind : {EventKind::decision_handover, EventKind::decision_and_list_handover}) {
        const auto& one = programmes.in_force_on(kind, {2024, 3, 26});
        CHECK(one.note.find("không thay lễ kết nạp") != std::string::npos);
        for (const auto& item : one.items) {
            CHECK(item.text.find("tuyên thệ") == std::string::npos);
        }
    }
}
