// SPDX-License-Identifier: Apache-2.0
#include "base/lists/lists.h"

#include <doctest/doctest.h>

using namespace ketnap;

namespace {
const lists::Lists& shipped() {
    static const auto all = lists::Lists::load(std::string{KETNAP_SOURCE_DIR} + "/data/lists");
    return all;
}
}  // namespace

TEST_CASE("every shipped list says where it comes from and which version it is") {
    for (const auto& [name, list] : shipped().all()) {
        CHECK_FALSE(list.source.empty());
        CHECK_FALSE(list.version.empty());
        CHECK_FALSE(list.items.empty());
    }
    CHECK(shipped().get("ethnic_groups").items.size() == 55);
    CHECK(shipped().get("provinces").items.size() == 34);
}

TEST_CASE("a name is recognised without marks, an alias only when no name fits") {
    const auto& groups = shipped().get("ethnic_groups");
    REQUIRE(groups.match("ba na").size() == 1);
    CHECK(groups.match("H'Mông").at(0)->name == "Hmông");
    CHECK(groups.match("kinh").at(0)->code == "01");
    CHECK(groups.match("không có").empty());
}

TEST_CASE("an alias that two groups share asks instead of guessing") {
    CHECK(shipped().get("ethnic_groups").match("Xá").size() >= 1);
    CHECK(shipped().get("ethnic_groups").match("Thổ").size() == 1);  // a group of that name exists
}
