// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"
#include "platform/vocabulary/id.h"

#include <doctest/doctest.h>

#include <set>

using namespace ketnap;

TEST_CASE("ids of one process rise and never repeat, even when the clock steps back") {
    std::set<std::string> seen;
    std::string before;
    for (int i = 0; i < 20'000; ++i) {
        const auto id = new_uuid(i % 100 == 99 ? 1'000 : 1'700'000'000'000 + i / 50);
        CHECK(is_uuid(id));
        CHECK(id > before);
        before = id;
        seen.insert(id);
    }
    CHECK(seen.size() == 20'000);
}

TEST_CASE("only canonical text is an id") {
    CHECK_FALSE(is_uuid(""));
    CHECK_FALSE(is_uuid("0190A0D0-0000-7000-8000-000000000000"));
    CHECK_FALSE(is_uuid("0190a0d0-0000-7000-8000-00000000000"));
    CHECK_FALSE(is_uuid("0190a0d0x0000-7000-8000-000000000000"));
}

TEST_CASE("a refusal carries every finding, and warnings alone do not refuse") {
    auto warn = field_finding("field.format", "born_on");
    warn.level = Level::warning;
    CHECK_NOTHROW(refuse_if({warn}));
    CHECK_THROWS_AS(refuse_if({warn, field_finding("field.required", "name")}), Refused);
}

TEST_CASE("a file is read whole, and a missing file or a folder is a problem, not a crash") {
    const auto own = read_file(std::string{KETNAP_SOURCE_DIR} + "/LICENSE");
    REQUIRE(own);
    CHECK(own->find("Apache License") != std::string::npos);
    CHECK(own->size() == std::filesystem::file_size(std::string{KETNAP_SOURCE_DIR} + "/LICENSE"));
    CHECK(read_file("/nowhere/at/all").error().key == "file.unreadable");
    CHECK(read_file("/tmp").error().key == "file.unreadable");
    CHECK_THROWS(read_own_file("/nowhere/at/all"));
}
