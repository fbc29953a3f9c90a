// SPDX-License-Identifier: Apache-2.0
// What the list orders by stands on the dossier's row, and follows whatever is done elsewhere.
#include "platform/text/sort_key.h"
#include "stage/dossier/receipts.h"
#include "stage/dossier/store.h"
#include "support/dossier_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

using namespace ketnap;
using namespace ketnap::dossier;
using test::DossierOffice;

namespace {

const org::Moved move_all = [](db::Tx& tx, const std::string& from, const std::string& to) {
    people::move_paths(tx, from, to);
    dossier::move_paths(tx, from, to);
};

/// Dossiers whose kept order or path is not that of their person and cell.
std::int64_t astray(DossierOffice& office) {
    return office.db.read([](db::Tx& tx) {
        return tx
            .one(
                "SELECT count(*) FROM dossier d"
                " JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id"
                " JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id"
                " WHERE d.tenant_id = ?1 AND (d.name_sort <> p.name_sort OR d.org_path <> o.path)",
                {}, [](const db::Row& r) { return r.big(0); })
            .value();
    });
}

std::vector<std::string> codes(DossierOffice& office, Query query,
                               const std::vector<std::string>& reach = {"/"},
                               const std::string& path = {}) {
    std::vector<std::string> out;
    do {
        const auto page =
            office.db.read([&](db::Tx& tx) { return store::page(tx, reach, query, path); });
        for (const auto& row : page.rows) {
            out.push_back(row.dossier.code);
        }
        query.cursor = page.next;
    } while (!query.cursor.empty());
    return out;
}

struct Hand {
    DossierOffice& office;
    std::mt19937 dice{20'260'105};
    std::vector<Dossier> files{};

    std::size_t pick(std::size_t below) { return dice() % below; }

    std::string name() {
        constexpr std::array<const char*, 4> family{"Đặng", "Lê", "Nguyễn", "Bùi"};
        constexpr std::array<const char*, 5> given{"Ánh", "An", "Ân", "Yến", "Bảo"};
        return std::string{family[pick(4)]} + " Thị " + given[pick(5)];
    }

    void open_one() {
        const auto& cell = pick(2) == 0 ? office.cell_a1 : office.cell_b1;
        const auto person = office.added(name(), cell);
        files.push_back(open(office.work(office.officer), {.person_id = person.id.value}));
    }

    void rename_one() {
        const auto id = files[pick(files.size())].person_id;
        auto person = office.db.read([&](db::Tx& tx) { return people::get(tx, id); });
        person.name = name();
        people::change(office.cli(), office.rights, person, std::nullopt, name_changed);
    }

    void move_a_cell() {
        auto& cell = pick(2) == 0 ? office.cell_a1 : office.cell_b1;
        cell.parent_id = pick(2) == 0 ? office.unit_a.id : office.unit_b.id;
        cell = org::change(office.cli(), office.rights, cell, move_all);
    }

    void give_to_other_cell() {
        auto& file = files[pick(files.size())];
        const auto& cell = pick(2) == 0 ? office.cell_a2 : office.cell_b1;
        file = change_cell(office.work(office.officer), file.id, cell.id.value, "chuyển công tác",
                           file.version);
    }
};

}  // namespace

DB_TEST_CASE("a dossier stands in the list where its person's name and its cell put it") {
    DossierOffice office;
    Hand hand{office};
    for (int round = 0; round < 60; ++round) {
        const auto what = hand.files.empty() ? 0 : hand.pick(4);
        what == 0   ? hand.open_one()
        : what == 1 ? hand.rename_one()
        : what == 2 ? hand.move_a_cell()
                    : hand.give_to_other_cell();
        REQUIRE(astray(office) == 0);
    }
    Query query;
    query.limit = 3;
    CHECK(codes(office, query).size() == hand.files.size());
    CHECK(codes(office, query, {office.unit_a.path}).size() +
              codes(office, query, {office.unit_b.path}).size() ==
          hand.files.size());
}

DB_TEST_CASE("every filter with every order gives each dossier once, whichever way is walked") {
    DossierOffice office;
    Hand hand{office};
    for (int n = 0; n < 12; ++n) {
        hand.open_one();
    }
    office.appraising();
    for (const std::string sort : {"name", "due_on", "code"}) {
        for (const auto& states :
             {std::vector<State>{}, {State::drafting}, {State::drafting, State::appraising}}) {
            Query query;
            query.sort = sort;
            query.states = states;
            query.limit = 5;
            const std::size_t all = states.size() == 1 ? 12 : 13;
            CHECK(codes(office, query).size() == all);
            CHECK(codes(office, query, {office.unit_a.path}, office.cell_a1.path).size() <= all);
            query.with_errors = true;
            CHECK(codes(office, query).size() == 12);
            query.with_errors = false;
            query.due_until = "2024-12-31";
            CHECK(codes(office, query).size() == (states.size() == 1 ? 0U : 1U));
            query.due_until.clear();
            query.text = "thi";
            CHECK(codes(office, query).size() == all);
        }
    }
}

namespace {

constexpr int long_list = 1'300;  // more than is counted

struct Known {
    std::string code;
    std::string name_sort;
    std::string due;
    State state = State::drafting;
    bool in_b = false;
    bool wrong = false;
    std::string id;
};

std::vector<Known> filled(DossierOffice& office) {
    constexpr std::array<State, 3> states{State::admitted, State::appraising, State::returned};
    Hand hand{office};
    std::vector<Known> all;
    const auto ctx = office.cli();
    ctx.write([&](db::Tx& tx) {
        for (int n = 0; n < long_list; ++n) {
            const auto in_b = n % 5 != 0;
            const auto& cell = in_b ? office.cell_b1 : office.cell_a1;
            const auto person = people::insert(tx, ctx, office.person(hand.name(), cell), {});
            Dossier d;
            d.id = new_id<DossierId>(n);
            d.code = "KN24-" + std::to_string(1'000 + n * 7 % long_list);
            d.person_id = person.id;
            d.org_id = cell.id;
            d.state = states[static_cast<std::size_t>(n / 3) % 3];
            d.state_since = "2024-05-20";
            d.due_on = n % 4 == 0 ? "" : "2024-0" + std::to_string(1 + n % 9) + "-15";
            d.error_count = n % 6 == 0 ? 0 : 1;
            store::insert(tx, d);
            all.push_back({d.code, text::sort_key(person.name),
                           d.due_on.empty() ? "9999" : d.due_on, d.state, in_b, d.error_count > 0,
                           d.id.value});
        }
    });
    return all;
}

/// The same list by plain reckoning.
std::vector<std::string> reckoned(std::vector<Known> all, const Query& query, bool in_b) {
    std::erase_if(all, [&](const Known& one) {
        const bool of_state =
            query.states.empty() ||
            std::find(query.states.begin(), query.states.end(), one.state) != query.states.end();
        return !of_state || (in_b && !one.in_b) || (query.with_errors && !one.wrong) ||
               (!query.due_until.empty() && one.due > query.due_until);
    });
    const auto key = [&](const Known& one) {
        return std::pair{query.sort == "name"     ? one.name_sort
                         : query.sort == "due_on" ? one.due
                                                  : one.code,
                         one.id};
    };
    std::sort(all.begin(), all.end(),
              [&](const Known& a, const Known& b) { return key(a) < key(b); });
    std::vector<std::string> out;
    for (const auto& one : all) {
        out.push_back(one.code);
    }
    return out;
}

}  // namespace

DB_TEST_CASE("a list longer than is counted gives every row once and in order, by any filter") {
    DossierOffice office;
    const auto all = filled(office);
    for (const std::string sort : {"name", "due_on", "code"}) {
        for (const auto& states : {std::vector<State>{},
                                   {State::admitted},
                                   {State::appraising, State::returned},
                                   {State::admitted, State::appraising, State::returned}}) {
            for (const int more : {0, 1, 2, 3, 4, 5}) {
                Query query;
                query.sort = sort;
                query.states = states;
                query.with_errors = more == 1 || more == 3;
                query.due_until = more == 2 || more == 3 ? "2024-08-15" : "";
                query.limit = 500;
                const bool in_b = more >= 3 && more != 5;
                CAPTURE(sort);
                CAPTURE(states.size());
                CAPTURE(more);
                const auto path = in_b ? office.unit_b.path : std::string{};
                const auto reach = more == 5 ? office.root.path : std::string{"/"};
                CHECK(codes(office, query, {reach}, path) == reckoned(all, query, in_b));
            }
        }
    }
}

DB_TEST_CASE("the register is found by number, with and without its year, by code and by name") {
    DossierOffice office;
    for (const auto* name : {"Đặng Thị Ánh", "Lê Văn Bảo", "Bùi Thị Yến"}) {
        auto file = office.complete(office.opened(name));
        file = office.moved(file, State::submitted, office.clerk);
        office.moved(file, State::received, office.officer);
    }
    const auto numbers = [&](RegisterQuery query) {
        std::vector<std::int64_t> out;
        do {
            const auto page = office.db.read([&](db::Tx& tx) {
                return register_page(tx, std::vector<std::string>{"/"}, query);
            });
            for (const auto& line : page.lines) {
                out.push_back(line.number);
            }
            query.cursor = page.next;
        } while (!query.cursor->empty());
        return out;
    };
    const auto found = [&](const std::string& text) {
        RegisterQuery query;
        query.text = text;
        return numbers(query);
    };
    using Numbers = std::vector<std::int64_t>;
    CHECK(found("2") == Numbers{2});
    CHECK(found("2/2024") == Numbers{2});
    CHECK(found("2/2023").empty());
    CHECK(found("kn24-0003") == Numbers{3});
    CHECK(found("KN24") == Numbers{3, 2, 1});
    CHECK(found("dang anh") == Numbers{1});
    CHECK(found("thi") == Numbers{3, 1});
    RegisterQuery query;
    query.limit = 1;
    CHECK(numbers(query) == Numbers{3, 2, 1});
    query.late = false;
    CHECK(numbers(query) == Numbers{3, 2, 1});
    query.late = true;
    CHECK(numbers(query).empty());
    query = {};
    query.limit = 1;
    query.year = 2024;
    query.org_id = office.unit_a.id.value;
    CHECK(numbers(query) == Numbers{3, 2, 1});
    query.org_id = office.unit_b.id.value;
    CHECK(numbers(query).empty());
}
