// SPDX-License-Identifier: Apache-2.0
// The database under an office of 100,000 people (KETNAP_BENCH_PEOPLE): record by id ≤ 0.08 ms CPU,
// a filtered page of 50 ≤ 1 ms, durable state changes 8,000 a second from 64 desks (architecture.md
// §8; §2 for group commit).
#include "base/audit/trace.h"
#include "base/people/people.h"
#include "support/office_fixture.h"

#include "perf/measure.h"

#include <array>
#include <thread>

namespace {

using namespace ketnap;

const std::int64_t people_count = perf::people_wanted(100'000);

/// Names spread like real ones: few family names, many given ones.
std::string name_of(std::int64_t n) {
    constexpr std::array<const char*, 8> family{"Nguyễn", "Trần", "Lê",   "Phạm",
                                                "Hoàng",  "Vũ",   "Đặng", "Bùi"};
    constexpr std::array<const char*, 10> middle{"Thị", "Văn",   "Đức", "Minh",  "Ngọc",
                                                 "Hữu", "Quang", "Thu", "Thanh", "Kim"};
    constexpr std::array<const char*, 25> given{
        "An",   "Anh",   "Bình", "Châu", "Chi",  "Dũng", "Đạt", "Giang", "Hà",
        "Hải",  "Hạnh",  "Hùng", "Lan",  "Linh", "Long", "Mai", "Nam",   "Nga",
        "Phúc", "Quỳnh", "Sơn",  "Tâm",  "Tú",   "Vân",  "Yến"};
    const auto pick = [&](const auto& from, std::int64_t step) {
        return std::string{from[static_cast<std::size_t>(n / step) % from.size()]};
    };
    return pick(family, 1) + " " + pick(middle, 8) + " " + pick(given, 11) + " " + pick(given, 7);
}

struct Bench {
    test::OfficeFixture office;
    std::vector<people::PersonId> ids;

    void fill() {
        const auto ctx = office.cli();
        const std::array<const org::Org*, 3> bodies{&office.cell_a1, &office.cell_a2,
                                                    &office.cell_b1};
        for (std::int64_t n = 0; n < people_count; n += 500) {
            ctx.write([&](db::Tx& tx) {
                for (auto i = n; i < n + 500; ++i) {
                    auto person =
                        office.person(name_of(i), *bodies[static_cast<std::size_t>(i) % 3]);
                    person.sex = i / 3 % 2 == 0 ? "female" : "male";
                    person.standing = i / 6 % 4 == 0 ? people::Standing::union_member
                                                     : people::Standing::official_member;
                    ids.push_back(people::insert(tx, ctx, person, {}).id);
                }
            });
        }
    }
    const people::PersonId& some(std::int64_t n) const {
        return ids[static_cast<std::size_t>(n * 7919) % ids.size()];
    }

    void read_records(std::int64_t count) const {
        for (std::int64_t i = 0; i < count; ++i) {
            office.db.read([&](db::Tx& tx) { return people::get(tx, some(i)); });
        }
    }
    std::int64_t read_pages(const people::Query& query, std::int64_t count) const {
        std::int64_t rows = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            rows += office.db.read([&](db::Tx& tx) {
                return static_cast<std::int64_t>(
                    people::query(tx, std::vector{office.root.path}, query).items.size());
            });
        }
        return rows;
    }
    void change(const audit::Ctx& ctx, std::int64_t n) const {
        ctx.write([&](db::Tx& tx) {
            people::set_standing(tx, ctx, some(n), people::Standing::sympathizer, "2026-01-05");
        });
    }
    /// As a request does it: change, audit row and the answer kept under its key are one commit.
    void command(audit::Ctx ctx, std::int64_t n) const {
        ctx.command = std::make_shared<audit::Command>();
        ctx.command->key = new_uuid(n);
        audit::in_one(ctx, [&] {
            change(ctx, n);
            return std::string(1'000, 'a');
        });
    }
    void from_desks(std::int64_t desks, std::int64_t each, auto deed) {
        std::vector<std::jthread> threads;
        for (std::int64_t d = 0; d < desks; ++d) {
            threads.emplace_back([this, d, each, deed] {
                const auto ctx = office.cli();
                for (std::int64_t i = 0; i < each; ++i) {
                    (this->*deed)(ctx, d * each + i);
                }
            });
        }
    }
};

void pages(const Bench& bench, const char* name, const people::Query& query, std::int64_t count) {
    std::int64_t rows = 0;
    perf::measure(name, count, [&] { rows = bench.read_pages(query, count); });
    KETNAP_CHECK(rows >= 0);
}

void reads(const Bench& bench) {
    perf::measure("db: record by id", 20'000, [&] { bench.read_records(20'000); });

    people::Query all;
    pages(bench, "db: page of 50, no filter", all, 500);
    people::Query body;
    body.org_id = bench.office.unit_a.id.value;
    body.sex = "female";
    pages(bench, "db: page of 50 of a body, by sex", body, 500);
    people::Query narrow;
    narrow.org_id = bench.office.unit_a.id.value;
    narrow.standing = {people::Standing::union_member};
    narrow.text = "dang ngoc yen";
    pages(bench, "db: page of 50 of a body, a standing, a name", narrow, 500);
    narrow.org_id.clear();
    pages(bench, "db: the same in all bodies, counted to 1,000", narrow, 500);
    for (const char* words : {"dang ngoc yen", "nguyen thi an", "nguyen an", "ng", "le"}) {
        people::Query search;
        search.text = words;
        pages(bench, ("db: page of 50, search \"" + std::string{words} + "\"").c_str(), search, 50);
        search.sex = "female";
        search.org_id = bench.office.unit_b.id.value;
        pages(bench, "  in one body, by sex", search, 50);
    }
}

}  // namespace

int main() {
    if (test::has_postgres()) {  // KETNAP_TEST_PG
        test::engine_under_test() = db::Engine::postgres;
    }
    Bench bench;
    perf::measure("db: people entered", people_count, [&] { bench.fill(); });
    reads(bench);
    const auto ctx = bench.office.cli();
    perf::measure("db: state change with audit row, one desk", 1'000, [&] {
        for (std::int64_t i = 0; i < 1'000; ++i) {
            bench.change(ctx, i);
        }
    });
    perf::measure("db: the same from 64 desks (group commit)", 64 * 200,
                  [&] { bench.from_desks(64, 200, &Bench::change); });
    perf::measure("db: as a command, its answer kept, from 64 desks", 64 * 200,
                  [&] { bench.from_desks(64, 200, &Bench::command); });
    return 0;
}
