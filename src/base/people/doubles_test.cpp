// SPDX-License-Identifier: Apache-2.0
#include "base/people/doubles.h"

#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "support/office_fixture.h"

#include <doctest/doctest.h>

using namespace ketnap;
using people::Sketch;
using test::OfficeFixture;

namespace {

std::string alike(const char* name, const char* born, const char* other, const char* other_born) {
    Sketch a;
    a.name = name;
    a.born_on = born;
    Sketch b;
    b.name = other;
    b.born_on = other_born;
    const auto found = people::likeness(a, b);
    std::string out = found ? std::to_string(found->score) : "two";
    for (const auto& reason : found ? found->reasons : std::vector<std::string>{}) {
        out += " " + reason;
    }
    return out;
}

}  // namespace

TEST_CASE("spelling of one name in two ways is seen, with the reason") {
    CHECK(alike("Nguyễn Thị Hòa", "1996-05-17", "Nguyễn Thị Hoà", "1996-05-17") ==
          "90 name_same born_same");
    CHECK(alike("Đặng Thị Ánh", "1996-05-17", "Dang Thi Anh", "1996-05-17") ==
          "80 name_tone born_same");
    CHECK(alike("Lý Thị Mỹ", "1996-05-17", "Lí Thị Mĩ", "1996-05-17") == "80 name_i_y born_same");
    CHECK(alike("Trần Văn Khỏe", "1996-05-17", "Trần Văn Khỏee", "1996-05-17") ==
          "70 name_letter born_same");
    CHECK(alike("Trần Văn Khỏe", "1996", "Trần Văn Khỏe", "1996-05-17") ==
          "70 name_same born_part");
}

TEST_CASE("two people with one name are two: another day of birth, another sex, too little said") {
    CHECK(alike("Nguyễn Văn Nam", "1996-05-17", "Nguyễn Văn Nam", "1996-05-18") == "two");
    CHECK(alike("Nguyễn Văn Nam", "1996", "Nguyễn Văn Nam", "1997-05-17") == "two");
    CHECK(alike("Nguyễn Văn Nam", "", "Nguyễn Văn Nam", "1997-05-17") == "two");
    CHECK(alike("Nguyễn Văn Nam", "1996-05-17", "Nguyễn Văn Năng", "1996-05-17") == "two");
    CHECK(alike("An", "1996-05-17", "Ân", "1996-05-17") == "80 name_tone born_same");
    CHECK(alike("An", "1996-05-17", "Ba", "1996-05-17") == "two");
}

TEST_CASE("one letter off is one: put in, left out, changed, or two changed over") {
    CHECK(people::one_letter_off("nguyen", "nguyeen"));
    CHECK(people::one_letter_off("nguyen", "nguen"));
    CHECK(people::one_letter_off("nguyen", "nguyem"));
    CHECK(people::one_letter_off("nguyen", "ngyuen"));
    CHECK(people::one_letter_off("nguyen", "nguyen"));
    CHECK_FALSE(people::one_letter_off("nguyen", "nguy"));
    CHECK_FALSE(people::one_letter_off("nguyen", "ngueyn a"));
    CHECK_FALSE(people::one_letter_off("nguyen", "nguoem"));
}

DB_TEST_CASE("a search proposes pairs, likeliest first, and forgets what no longer holds") {
    OfficeFixture f;
    const auto ctx = f.cli();
    const auto one = f.added("Nguyễn Thị Hòa", f.cell_a1);
    f.added("Nguyễn Thị Hoà", f.cell_b1);
    auto letter = f.added("Nguyễn Thị Hoàn", f.cell_b1);
    f.added("Nguyễn Thị Hòa", f.cell_a1, "1995-01-02");
    CHECK(people::search_all(ctx) == 3);
    auto pairs = people::open_pairs(ctx, f.rights, "", 2);
    REQUIRE(pairs.items.size() == 2);
    CHECK(pairs.items[0].likeness.score == 90);
    CHECK(pairs.items[0].first.id == one.id);
    CHECK(people::open_pairs(ctx, f.rights, pairs.next, 2).items.size() == 1);
    letter.name = "Nguyễn Thị Xuyến";
    people::change(ctx, f.rights, letter, std::nullopt, [](db::Tx&, const people::PersonId&) {});
    f.clock.advance_ms(1);
    CHECK(people::search_all(ctx) == 1);
}

DB_TEST_CASE("two who were said to be two are never proposed again") {
    OfficeFixture f;
    const auto ctx = f.cli();
    const auto one = f.added("Nguyễn Thị Hòa", f.cell_a1);
    const auto two = f.added("Nguyễn Thị Hoà", f.cell_b1);
    CHECK(people::search_all(ctx) == 1);
    people::keep_apart(ctx, f.rights, two.id, one.id);
    f.clock.advance_ms(1);
    CHECK(people::search_all(ctx) == 0);
    ctx.read([&](db::Tx& tx) {
        CHECK(people::candidates(tx, people::sketch_of(one)).empty());
        CHECK(audit::history(tx, "person", one.id.value).front().action == "person.kept_apart");
    });
    CHECK_THROWS_AS(people::keep_apart(ctx, f.rights, one.id, one.id), Refused);
}

DB_TEST_CASE("a pair is shown to whoever may see both, and decided by whoever may change both") {
    OfficeFixture f;
    const auto one = f.added("Nguyễn Thị Hòa", f.cell_a1);
    const auto two = f.added("Nguyễn Thị Hoà", f.cell_b1);
    people::search_all(f.cli());
    const auto clerk = f.as("grassroots_clerk", f.unit_a);
    CHECK(people::open_pairs(clerk, f.rights, "", 50).items.empty());
    CHECK_THROWS_AS(people::keep_apart(clerk, f.rights, one.id, two.id), NotFound);
    CHECK(people::open_pairs(f.as("organization_officer", f.root), f.rights, "", 50).items.size() ==
          1);
}

DB_TEST_CASE("who is being entered is compared by name, day of birth and phone") {
    OfficeFixture f;
    f.added("Nguyễn Thị Hòa", f.cell_a1);
    const auto ask = [&](const char* name, const char* born) {
        Sketch who;
        who.name = name;
        who.born_on = born;
        return f.cli().read([&](db::Tx& tx) { return people::candidates(tx, who).size(); });
    };
    CHECK(ask("nguyen thi hoa", "1996") == 0);  // 60: too little
    CHECK(ask("Nguyễn Thị Hòa", "1996") == 1);
    CHECK(ask("Nguyễn Thị Hòaa", "1996-09-14") == 1);
    CHECK(ask("Nguyễn Thị Hòa", "1996-09-15") == 0);
}
