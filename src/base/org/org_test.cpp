// SPDX-License-Identifier: Apache-2.0
#include "base/org/org.h"

#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "support/office_fixture.h"

#include <doctest/doctest.h>

using namespace ketnap;
using test::OfficeFixture;

namespace {

const org::Moved move_people = [](db::Tx& tx, const std::string& from, const std::string& to) {
    people::move_paths(tx, from, to);
};

std::vector<std::string> names(const std::vector<org::Org>& orgs) {
    std::vector<std::string> out;
    for (const auto& org : orgs) {
        out.push_back(org.code);
    }
    return out;
}

}  // namespace

DB_TEST_CASE("the tree reads parents first and siblings in Vietnamese order") {
    OfficeFixture f;
    const auto all = f.cli().read([](db::Tx& tx) { return org::tree(tx, {"/"}); });
    CHECK(names(all) == std::vector<std::string>{"ROOT", "B", "B1", "A", "A2", "A1", "D", "D1"});
}

DB_TEST_CASE("a subtree holds itself and what is below, nothing else") {
    OfficeFixture f;
    const auto part = f.cli().read([&](db::Tx& tx) { return org::tree(tx, {f.unit_a.path}); });
    CHECK(names(part) == std::vector<std::string>{"A", "A2", "A1"});
    CHECK(f.cli().read([](db::Tx& tx) { return org::tree(tx, {}); }).empty());
}

DB_TEST_CASE("a moved body takes its people along") {
    OfficeFixture f;
    const auto person = f.added("Lê Thị Hoa", f.cell_a1);
    auto moved = f.cell_a1;
    moved.parent_id = f.unit_b.id;
    moved = org::change(f.cli(), f.rights, moved, move_people);
    CHECK(moved.path == f.unit_b.path + moved.id.value + "/");
    const auto after = f.cli().read([&](db::Tx& tx) { return people::get(tx, person.id); });
    CHECK(after.org_path == moved.path);
    const auto clerk = f.as("unit_clerk", f.unit_b);
    CHECK(people::can_read(f.rights, clerk.actor, after));
}

DB_TEST_CASE("a body cannot be put below itself") {
    OfficeFixture f;
    auto moved = f.unit_a;
    moved.parent_id = f.cell_a1.id;
    CHECK_THROWS_AS(org::change(f.cli(), f.rights, moved, move_people), Refused);
}

DB_TEST_CASE("a stale version is a conflict and changes nothing") {
    OfficeFixture f;
    auto mine = f.unit_a;
    auto theirs = f.unit_a;
    theirs.name = "Đảng bộ Sở Giao thông";
    org::change(f.cli(), f.rights, theirs, move_people);
    mine.name = "Đảng bộ Sở Nông nghiệp";
    CHECK_THROWS_AS(org::change(f.cli(), f.rights, mine, move_people), Conflict);
    CHECK(f.cli().read([&](db::Tx& tx) { return org::get(tx, f.unit_a.id).name; }) ==
          "Đảng bộ Sở Giao thông");
}

DB_TEST_CASE("a code is taken once, a name is needed, all faults are told at once") {
    OfficeFixture f;
    org::Org body;
    body.parent_id = f.root.id;
    body.code = "A";
    try {
        org::add(f.cli(), f.rights, body);
        FAIL("should be refused");
    } catch (const Refused& refused) {
        CHECK(refused.findings().size() == 3);  // name, kind, code taken
    }
}

DB_TEST_CASE("a clerk cannot add bodies, an officer can within reach") {
    OfficeFixture f;
    org::Org body;
    body.parent_id = f.unit_a.id;
    body.code = "A3";
    body.name = "Chi bộ Kế hoạch";
    body.kind = "sub_cell";
    CHECK_THROWS_AS(org::add(f.as("unit_clerk", f.unit_a), f.rights, body), Forbidden);
    CHECK_THROWS_AS(org::add(f.as("organization_officer", f.unit_b), f.rights, body), Forbidden);
    CHECK(org::add(f.as("organization_officer", f.root), f.rights, body).version == 1);
}

DB_TEST_CASE("the grassroots unit of a cell is the first body below the office") {
    OfficeFixture f;
    f.cli().read([&](db::Tx& tx) {
        CHECK(org::unit_of(tx, f.cell_a1)->code == "A");
        CHECK(org::unit_of(tx, f.unit_a)->code == "A");
        CHECK_FALSE(org::unit_of(tx, f.root));
    });
}
