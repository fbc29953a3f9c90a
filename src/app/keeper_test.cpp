// SPDX-License-Identifier: Apache-2.0
// What a serving office does by its clock, and what it does when the clock jumps.
#include "app/keeper.h"

#include "base/audit/trace.h"
#include "platform/log/log.h"
#include "support/whole_office.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

using namespace ketnap;
using app::day_ms;
using app::hour_ms;
using test::WholeOffice;

namespace {

struct Kept {
    WholeOffice office;
    std::filesystem::path backups = office.folder / "backups";
    app::KeeperPlan plan{office.folder / "data",
                         {office.folder / "elsewhere"},
                         app::BackupPlan{backups, "một cụm từ dài", 3, {}}};

    Kept() { log::open({.format = log::Format::text, .from = log::Level::off, .file = {}}); }
    std::size_t checkpoints() {
        const auto found = audit::read_checkpoints(app::own_checkpoints(plan.data));
        return found ? found->size() : 0;
    }
    std::size_t made() {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator{backups}) {
            count += entry.path().extension() == ".backup" ? 1 : 0;
        }
        return count;
    }
    /// Something happens in the office.
    http::Response add(const std::string& name) {
        const auto match = office.router.match(http::Method::post, "/api/people");
        REQUIRE(match.route != nullptr);
        return office.call(
            *match.route, "/api/people", token_for(office, *match.route),
            fmt::format(R"({{"name":"{}","org_id":"{}"}})", name, office.own.body.id.value));
    }
    audit::Verdict verify() {
        const auto against = audit::read_checkpoints(app::own_checkpoints(plan.data));
        REQUIRE(against);
        auto& one = *office.office;
        return one.cli_ctx().read([&](db::Tx& tx) {
            return audit::verify(tx, *against, audit::checkpoint_key(one.vault(), one.tenant()));
        });
    }
};

}  // namespace

TEST_CASE("each hour in which something happened leaves a checkpoint, each day a backup") {
    Kept kept;
    app::Keeper keeper{*kept.office.office, kept.plan};
    keeper.tick();
    CHECK(kept.made() == 1);
    const auto first = kept.checkpoints();
    CHECK(first >= 1);
    keeper.tick();
    kept.office.clock.advance_ms(hour_ms);
    keeper.tick();
    const auto quiet = kept.checkpoints();
    kept.office.clock.advance_ms(hour_ms);
    keeper.tick();
    CHECK(kept.checkpoints() == quiet);  // nothing happened meanwhile
    kept.office.office->cli_ctx().write([&](db::Tx& tx) {
        audit::trace(tx, kept.office.office->cli_ctx(), "person.changed", "person", "p");
    });
    kept.office.clock.advance_ms(hour_ms);
    keeper.tick();
    CHECK(kept.checkpoints() == quiet + 1);
    for (int day = 0; day < 5; ++day) {
        kept.office.clock.advance_ms(day_ms);
        keeper.tick();
    }
    CHECK(kept.made() == 3);
    CHECK(audit::name_of(kept.verify().fault) == "none");
    CHECK(std::filesystem::exists(kept.office.folder / "elsewhere" / "ketnap-audit.jsonl"));
}

TEST_CASE("a clock that jumps a day, back, or over a leap day harms no id, no chain, no backup") {
    Kept kept;
    app::Keeper keeper{*kept.office.office, kept.plan};
    auto& clock = kept.office.clock;
    std::vector<std::string> ids;
    std::size_t backups = 0;
    const auto at = [&](time::Moment moment) {
        clock.set(moment);
        keeper.tick();
        for (int i = 0; i < 50; ++i) {
            ids.push_back(new_uuid(clock.now().ms));
        }
        const auto answer = kept.add(fmt::format(
            "Lê Thị {}",
            std::string(1, static_cast<char>('A' + static_cast<int>(ids.size() / 50)))));
        CHECK((answer.status == 200 || answer.status == 401));  // a sign-in may have ended
        kept.office.office->cli_ctx().write([&](db::Tx& tx) {
            audit::trace(tx, kept.office.office->cli_ctx(), "person.changed", "person", "p");
        });
    };
    const auto start = time::moment_in_vietnam({2028, 2, 28}, 8, 0);
    for (const auto jump : {std::int64_t{0}, day_ms, -day_ms, 2 * day_ms, hour_ms, -hour_ms,
                            400 * day_ms, -400 * day_ms, std::int64_t{1}}) {
        at(time::Moment{start.ms + jump});
        backups = std::max(backups, kept.made());
    }
    CHECK(backups >= 2);
    CHECK(std::is_sorted(ids.begin(), ids.end()));
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
    keeper.tick();
    CHECK(audit::name_of(kept.verify().fault) == "none");
    CHECK(time::date_in_vietnam(time::Moment{start.ms + day_ms}).vn() == "29/02/2028");
}

TEST_CASE("a sign-in ends by its hours, also when the clock was set back in between") {
    Kept kept;
    auto& clock = kept.office.clock;
    const auto begin = clock.now().ms;
    const auto match = kept.office.router.match(http::Method::get, "/api/me");
    REQUIRE(match.route != nullptr);
    const auto token = kept.office.tokens.begin()->second;
    const auto status = [&](std::int64_t ms) {
        clock.set(time::Moment{ms});
        return kept.office.call(*match.route, "/api/me", token, "").status;
    };
    CHECK(status(begin + hour_ms / 4) == 200);
    CHECK(status(begin - day_ms) == 200);
    CHECK(status(begin + hour_ms / 4) == 200);
    CHECK(status(begin + 13 * hour_ms) == 401);
}
