// SPDX-License-Identifier: Apache-2.0
// The list of 100,000 dossiers: filtered, sorted and paged in ≤ 1 ms a page (architecture.md §8).
#include "stage/dossier/store.h"
#include "support/dossier_fixture.h"

#include "perf/measure.h"

#include <array>

namespace {

using namespace ketnap;
using dossier::State;

constexpr std::int64_t dossier_count = 100'000;

std::string name_of(std::int64_t n) {
    constexpr std::array<const char*, 6> family{"Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Bùi"};
    constexpr std::array<const char*, 5> middle{"Thị", "Văn", "Đức", "Ngọc", "Thanh"};
    constexpr std::array<const char*, 17> given{"An",   "Bình", "Chi", "Dũng", "Giang", "Hà",
                                                "Hùng", "Lan",  "Mai", "Nam",  "Nga",   "Phúc",
                                                "Sơn",  "Tâm",  "Tú",  "Vân",  "Yến"};
    const auto pick = [&](const auto& from, std::int64_t step) {
        return std::string{from[static_cast<std::size_t>(n / step) % from.size()]};
    };
    return pick(family, 1) + " " + pick(middle, 7) + " " + pick(given, 11) + " " + pick(given, 3);
}

/// As in a country-year: most are over, the rest lie somewhere on the way.
State state_of(std::int64_t n) {
    constexpr std::array<State, 6> on_the_way{State::drafting, State::received,  State::appraising,
                                              State::returned, State::qualified, State::decided};
    return n % 5 == 0 ? on_the_way[static_cast<std::size_t>(n / 5) % on_the_way.size()]
                      : State::admitted;
}

dossier::Dossier dossier_of(std::int64_t n, const people::PersonId& person, const org::Org& cell) {
    dossier::Dossier d;
    d.id = new_id<dossier::DossierId>(n);
    d.code = fmt::format("KN24-{:06}", n);
    d.person_id = person;
    d.org_id = cell.id;
    d.state = state_of(n);
    d.state_since = "2024-05-20";
    d.due_on =
        d.state == State::admitted ? "" : fmt::format("2024-{:02}-{:02}", 6 + n % 6, 1 + n % 28);
    d.error_count = n % 13 == 0 ? 1 : 0;
    return d;
}

void fill(test::DossierOffice& office) {
    const auto ctx = office.cli();
    const std::array<const org::Org*, 3> cells{&office.cell_a1, &office.cell_a2, &office.cell_b1};
    for (std::int64_t n = 0; n < dossier_count; n += 500) {
        ctx.write([&](db::Tx& tx) {
            for (auto i = n; i < n + 500; ++i) {
                const auto& cell = *cells[static_cast<std::size_t>(i / 7) % 3];
                const auto person = people::insert(tx, ctx, office.person(name_of(i), cell), {}).id;
                dossier::store::insert(tx, dossier_of(i, person, cell));
            }
        });
    }
}

void pages(test::DossierOffice& office, const char* name, const dossier::Query& query,
           const org::Org& body) {
    constexpr std::int64_t times = 100;
    std::size_t rows = 0;
    perf::measure(name, times, [&] {
        for (std::int64_t i = 0; i < times; ++i) {
            office.db.read([&](db::Tx& tx) {
                rows += dossier::store::page(tx, std::vector{office.root.path}, query, body.path)
                            .rows.size();
            });
        }
    });
    KETNAP_CHECK(rows > 0);
}

void by_state(test::DossierOffice& office) {
    const org::Org everywhere;
    dossier::Query query;
    query.states = {State::appraising, State::returned};
    query.sort = "due_on";
    pages(office, "dossiers: page of 50, two states, by due day", query, everywhere);
    query.sort = "name";
    pages(office, "dossiers: page of 50, two states, by name", query, everywhere);
    pages(office, "dossiers: the same of one body", query, office.unit_b);
    query.with_errors = true;
    pages(office, "dossiers: the same with errors only", query, office.unit_b);
    query = {};
    query.states = {State::qualified};
    pages(office, "dossiers: page of 50, one state", query, everywhere);
    pages(office, "dossiers: one state of one body", query, office.unit_b);
    query.with_errors = true;
    pages(office, "dossiers: one state with errors only", query, everywhere);
}

void by_words(test::DossierOffice& office) {
    const org::Org everywhere;
    dossier::Query query;
    query.text = "nguyen an";
    pages(office, "dossiers: page of 50, search \"nguyen an\"", query, everywhere);
    query.text = "dang ngoc yen";
    pages(office, "dossiers: page of 50, search \"dang ngoc yen\"", query, everywhere);
    query.text = "KN24-0500";
    pages(office, "dossiers: page of 50, search by code", query, everywhere);
}

void by_day(test::DossierOffice& office) {
    const org::Org everywhere;
    dossier::Query query;
    query.sort = "due_on";
    pages(office, "dossiers: page of 50, by due day", query, everywhere);
    query.due_until = "2024-09-30";
    pages(office, "dossiers: page of 50, due until a day", query, everywhere);
    query.sort = "name";
    pages(office, "dossiers: the same by name", query, everywhere);
    query = {};
    query.sort = "code";
    pages(office, "dossiers: page of 50, by code", query, everywhere);
    query.with_errors = true;
    pages(office, "dossiers: page of 50, by code with errors only", query, everywhere);
    query.sort = "name";
    pages(office, "dossiers: page of 50, with errors only", query, everywhere);
}

}  // namespace

int main() {
    test::DossierOffice office;
    perf::measure("dossiers: 100,000 entered with their people", dossier_count,
                  [&] { fill(office); });
    const org::Org everywhere;
    dossier::Query query;
    pages(office, "dossiers: page of 50, no filter", query, everywhere);
    query.cursor = "nam|";
    pages(office, "dossiers: a page further down", query, everywhere);
    query = {};
    pages(office, "dossiers: page of 50 of one body", query, office.unit_b);
    by_day(office);
    by_state(office);
    by_words(office);
    return 0;
}
