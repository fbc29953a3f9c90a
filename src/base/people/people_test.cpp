// SPDX-License-Identifier: Apache-2.0
#include "base/people/people.h"

#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "support/office_fixture.h"

#include <doctest/doctest.h>

using namespace ketnap;
using people::Query;
using people::Sensitive;
using people::Standing;
using test::OfficeFixture;

namespace {

constexpr const char* number = "001196000017";  // prefix of Hà Nội, 1996, female: nobody's

const people::Renamed no_list = [](db::Tx&, const people::PersonId&) {};

std::vector<std::string> names(const people::List& list) {
    std::vector<std::string> out;
    for (const auto& item : list.items) {
        out.push_back(item.person.name);
    }
    return out;
}

people::List find(OfficeFixture& f, const Query& query,
                  const std::vector<std::string>& reach = {"/"}) {
    return f.cli().read([&](db::Tx& tx) { return people::query(tx, reach, query); });
}

std::vector<std::string> rules_of(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(finding.rule);
    }
    return out;
}

}  // namespace

DB_TEST_CASE("people are listed by tên, then họ, then đệm") {
    OfficeFixture f;
    for (const auto* name : {"Nguyễn Thị Ân", "Đỗ Ánh", "Lê Đức Anh", "Trần Văn An", "Phạm An",
                             "Nguyễn Văn An", "Nguyễn Bá An"}) {
        f.added(name, f.cell_a1);
    }
    CHECK(names(find(f, {})) == std::vector<std::string>{"Nguyễn Bá An", "Nguyễn Văn An", "Phạm An",
                                                         "Trần Văn An", "Lê Đức Anh", "Đỗ Ánh",
                                                         "Nguyễn Thị Ân"});
}

DB_TEST_CASE("people are found without dấu by the beginnings of syllables, in any order") {
    OfficeFixture f;
    f.added("Đặng Thị Ánh", f.cell_a1);
    f.added("Đặng Văn Hòa", f.cell_a1);
    Query query;
    query.text = "anh dang";
    CHECK(names(find(f, query)) == std::vector<std::string>{"Đặng Thị Ánh"});
    query.text = "Đ";
    CHECK(find(f, query).items.size() == 2);
    query.text = "ang";
    CHECK(find(f, query).items.empty());
}

DB_TEST_CASE("a search that most names meet, under a filter, finds exactly who meets both") {
    OfficeFixture f;
    const auto ctx = f.cli();
    ctx.write([&](db::Tx& tx) {
        for (int i = 0; i < 3'000; ++i) {
            auto person = f.person(i % 3 == 0 ? "Trần Văn Đạt" : "Nguyễn Thị Ngà", f.cell_a1);
            person.sex = i % 20 == 0 ? "male" : "female";
            person.code = "NV-" + std::to_string(10'000 + i);
            people::insert(tx, ctx, person, {});
        }
    });
    Query query;
    query.text = "nga ng";
    query.sex = "male";
    CHECK(find(f, query).count == 100);
    query.text = "nv";
    CHECK(find(f, query).count == 150);
    query.text = "nv 10020";
    CHECK(find(f, query).count == 1);
    query.sex = "female";
    query.text = "ng";
    query.org_id = f.unit_a.id.value;
    const auto many = find(f, query);
    CHECK(many.count_capped);
    CHECK(many.items.size() == 50);
    CHECK(many.items.front().person.name == "Nguyễn Thị Ngà");
    query.org_id = f.unit_b.id.value;
    CHECK(find(f, query).count == 0);
    query = {};
    query.text = "nv 10020";
    auto renamed = find(f, query).items.at(0).person;
    renamed.name = "Lê Hạ";
    people::change(ctx, f.rights, renamed, std::nullopt, no_list);
    query.text = "le ha";
    CHECK(find(f, query).count == 1);
}

DB_TEST_CASE("pages of a list join without a gap or a repeat in every order") {
    OfficeFixture f;
    for (int i = 0; i < 23; ++i) {
        f.added("Lê Văn " + std::string(1, static_cast<char>('A' + i % 5)),
                i % 2 == 0 ? f.cell_a1 : f.cell_b1, std::to_string(1980 + i % 7));
    }
    for (const auto* sort : {"name", "born_on", "org"}) {
        for (const bool descending : {false, true}) {
            Query query;
            query.sort = sort;
            query.descending = descending;
            query.limit = 4;
            std::set<std::string> seen;
            std::size_t rows = 0;
            do {
                const auto page = find(f, query);
                CHECK(page.count == 23);
                rows += page.items.size();
                for (const auto& item : page.items) {
                    seen.insert(item.person.id.value);
                }
                query.cursor = page.next;
            } while (!query.cursor.empty());
            CHECK(rows == 23);
            CHECK(seen.size() == 23);
        }
    }
}

DB_TEST_CASE("a list shows only what the detail page shows: own unit, own Union branch") {
    OfficeFixture f;
    f.added("Lê Thị Hoa", f.cell_a1);
    auto member = f.person("Vũ Thị Mai", f.cell_b1);
    member.union_org_id = f.branch.id;
    people::add(f.cli(), f.rights, member, {});
    for (const auto& [role, body, expected] :
         {std::tuple{"unit_clerk", f.unit_a, std::vector<std::string>{"Lê Thị Hoa"}},
          std::tuple{"union_officer", f.union_body, std::vector<std::string>{"Vũ Thị Mai"}},
          std::tuple{"auditor", f.root, std::vector<std::string>{}}}) {
        const auto ctx = f.as(role, body);
        const auto list = find(f, {}, f.rights.reach(ctx.actor, auth::Action::person_read));
        CHECK(names(list) == expected);
        for (const auto& item : find(f, {}).items) {
            const bool listed =
                std::find(expected.begin(), expected.end(), item.person.name) != expected.end();
            CHECK(people::can_read(f.rights, ctx.actor, item.person) == listed);
        }
    }
}

DB_TEST_CASE("sensitive values are sealed in the database and masked until shown for a reason") {
    OfficeFixture f;
    const auto person = people::add(f.cli(), f.rights, f.person("Lê Thị Hoa", f.cell_a1),
                                    Sensitive{number, "02", "01"});
    f.cli().read([&](db::Tx& tx) {
        tx.each(
            "SELECT national_id_sealed, ethnicity_sealed FROM person WHERE tenant_id = ?1", {},
            [](const db::Row& r) {
                const auto bytes = r.blob(0);
                CHECK(std::string{bytes.begin(), bytes.end()}.find(number) == std::string::npos);
            });
        CHECK(people::masked(tx, f.cli(), person.id).national_id == "0*********17");
        CHECK(people::find_by_national_id(tx, f.cli(), number) == person.id);
    });
    const auto officer = f.as("organization_officer", f.root);
    CHECK_THROWS_AS(people::reveal(officer, f.rights, person.id, " "), Refused);
    CHECK_THROWS_AS(
        people::reveal(f.as("unit_clerk", f.unit_a), f.rights, person.id, "đối chiếu giấy tờ"),
        Forbidden);
    CHECK(people::reveal(officer, f.rights, person.id, "đối chiếu giấy tờ").national_id == number);
    const auto history =
        f.cli().read([&](db::Tx& tx) { return audit::history(tx, "person", person.id.value); });
    CHECK(history.at(0).action == "person.revealed");
    for (const auto& entry : history) {
        for (const auto& change : entry.changes) {
            CHECK(change.to != number);
        }
    }
}

DB_TEST_CASE("a national id belongs to one person") {
    OfficeFixture f;
    people::add(f.cli(), f.rights, f.person("Lê Thị Hoa", f.cell_a1), Sensitive{number, "", ""});
    try {
        people::add(f.cli(), f.rights, f.person("Lê Thị Hòa", f.cell_b1),
                    Sensitive{number, "", ""});
        FAIL("should be refused");
    } catch (const Refused& refused) {
        CHECK(rules_of(refused.findings()) == std::vector<std::string>{"person.national_id_taken"});
    }
}

DB_TEST_CASE("two desks on one record: one saves, the other is told") {
    OfficeFixture f;
    const auto person = f.added("Lê Thị Hoa", f.cell_a1);
    auto mine = person;
    auto theirs = person;
    theirs.position = "Kế toán";
    CHECK(people::change(f.cli(), f.rights, theirs, std::nullopt, no_list).version == 2);
    mine.position = "Thủ quỹ";
    CHECK_THROWS_AS(people::change(f.cli(), f.rights, mine, std::nullopt, no_list), Conflict);
}

DB_TEST_CASE(
    "a clerk neither sees nor takes people of another unit, nor moves own ones out of reach") {
    OfficeFixture f;
    const auto clerk = f.as("unit_clerk", f.unit_a);
    auto other = f.added("Lê Thị Hoa", f.cell_b1);
    other.position = "x";
    CHECK_THROWS_AS(people::change(clerk, f.rights, other, std::nullopt, no_list), NotFound);
    auto own = f.added("Vũ Thị Mai", f.cell_a1);
    own.org_id = f.cell_b1.id;
    CHECK_THROWS_AS(people::change(clerk, f.rights, own, std::nullopt, no_list), Forbidden);
    CHECK_THROWS_AS(people::add(clerk, f.rights, f.person("Hồ Thị Na", f.cell_b1), {}), Forbidden);
}

TEST_CASE("every fault of a person is told at its field, and what is only odd is a warning") {
    people::Person person;
    person.sex = "male";
    person.born_on = "2027-01-01";
    auto findings = people::check(person, Sensitive{"01119600001", "", ""}, time::Date{2026, 1, 5});
    CHECK(rules_of(findings) == std::vector<std::string>{"field.required", "field.required",
                                                         "date.future",
                                                         "person.national_id_lost_zero"});
    person.name = "Lê Văn Hoa";
    person.org_id = org::OrgId{"o"};
    person.born_on = "1995";
    findings = people::check(person, Sensitive{number, "", ""}, time::Date{2026, 1, 5});
    CHECK(rules_of(findings) ==
          std::vector<std::string>{"person.national_id_sex", "person.national_id_year"});
    CHECK_FALSE(has_error(findings));
}

DB_TEST_CASE("a later stage moves a person on and leaves the day") {
    OfficeFixture f;
    const auto person = f.added("Lê Thị Hoa", f.cell_a1);
    f.cli().write([&](db::Tx& tx) {
        people::set_standing(tx, f.cli(), person.id, Standing::probationary_member, "2026-09-24");
    });
    const auto after = f.cli().read([&](db::Tx& tx) { return people::get(tx, person.id); });
    CHECK(after.standing == Standing::probationary_member);
    CHECK(after.joined_on == "2026-09-24");
}
