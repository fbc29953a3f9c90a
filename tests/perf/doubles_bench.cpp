// SPDX-License-Identifier: Apache-2.0
// Who may be twice among 1,000,000 people (KETNAP_BENCH_PEOPLE): one person asked for ≤ 5 ms, a
// search over all of them within minutes.
#include "base/people/doubles.h"
#include "support/office_fixture.h"

#include "perf/measure.h"

#include <array>

namespace {

using namespace ketnap;

// Some 160,000 different names, days of birth over 45 years: one name comes six times in a million.
people::Person person_of(test::OfficeFixture& office, std::int64_t n) {
    constexpr std::array<const char*, 14> family{"Nguyễn", "Trần",  "Lê",  "Phạm", "Hoàng",
                                                 "Vũ",     "Đặng",  "Bùi", "Đỗ",   "Hồ",
                                                 "Ngô",    "Dương", "Lý",  "Phan"};
    constexpr std::array<const char*, 20> middle{
        "Thị",  "Văn",  "Đức",  "Minh", "Ngọc", "Hữu", "Quang", "Thu",  "Thanh", "Kim",
        "Xuân", "Hồng", "Bích", "Công", "Quốc", "Gia", "Bảo",   "Thùy", "Anh",   "Trọng"};
    constexpr std::array<const char*, 25> given{
        "An",   "Anh",   "Bình", "Châu", "Chi",  "Dũng", "Đạt", "Giang", "Hà",
        "Hải",  "Hạnh",  "Hùng", "Lan",  "Linh", "Long", "Mai", "Nam",   "Nga",
        "Phúc", "Quỳnh", "Sơn",  "Tâm",  "Tú",   "Vân",  "Yến"};
    const auto mixed = static_cast<std::uint64_t>(n) * 0x9E3779B97F4A7C15ULL;
    const auto pick = [&](const auto& from, unsigned shift) {
        return std::string{from[(mixed >> shift) % from.size()]};
    };
    const auto day = (mixed >> 13U) % (45U * 336U);
    auto out = office.person(
        pick(family, 7) + " " + pick(middle, 19) + " " + pick(given, 31) + " " + pick(given, 43),
        n % 2 == 0 ? office.cell_a1 : office.cell_b1,
        fmt::format("{}-{:02}-{:02}", 1960 + day / 336, day / 28 % 12 + 1, day % 28 + 1));
    out.phone = fmt::format("09{:08}", (mixed >> 5U) % 100'000'000);
    out.sex.clear();
    return out;
}

}  // namespace

int main() {
    test::OfficeFixture office;
    const auto count = perf::people_wanted(1'000'000);
    const auto ctx = office.cli();
    perf::measure("doubles: people entered", count, [&] {
        for (std::int64_t n = 0; n < count; n += 1'000) {
            ctx.write([&](db::Tx& tx) {
                for (auto i = n; i < n + 1'000; ++i) {
                    people::insert(tx, ctx, person_of(office, i), {});
                }
            });
        }
    });
    std::size_t found = 0;
    perf::measure("doubles: one person asked for, three indexes", 1'000, [&] {
        for (std::int64_t i = 0; i < 1'000; ++i) {
            const auto who = people::sketch_of(person_of(office, i * 7));
            ctx.read([&](db::Tx& tx) { found += people::candidates(tx, who).size(); });
        }
    });
    perf::measure("doubles: one row of an import, one index", 1'000, [&] {
        for (std::int64_t i = 0; i < 1'000; ++i) {
            const auto who = people::sketch_of(person_of(office, i * 7));
            ctx.read([&](db::Tx& tx) { found += people::namesake(tx, who) ? 1U : 0U; });
        }
    });
    std::int64_t pairs = 0;
    perf::measure("doubles: search over everybody", count,
                  [&] { pairs = people::search_all(ctx); });
    fmt::print("  {} candidates, {} pairs\n", found, pairs);
    return 0;
}
