// SPDX-License-Identifier: Apache-2.0
// What the disk holds after the power went, at every operation and in many ways.
#include "base/audit/checkpoint.h"
#include "platform/db/open.h"
#include "platform/jobs/jobs.h"
#include "support/db_fixture.h"
#include "support/power_vfs.h"

#include <cstdlib>
#include <fstream>
#include <mutex>
#include <thread>

using namespace ketnap;
using test::PowerVfs;
using test::TempFolder;
using test::TestDb;

namespace {

/// KETNAP_POWER_CUTS: 1,000 in the long run of the tests.
std::int64_t wanted_cuts() {
    const char* text = std::getenv("KETNAP_POWER_CUTS");
    return text == nullptr ? 150 : std::strtoll(text, nullptr, 10);
}

/// A change that was acknowledged when so many operations had reached the disk.
struct Acknowledged {
    std::string id;
    std::int64_t operations = 0;
};

/// Writers that come and go, with and without company in their batch, and programs that end: what
/// the log holds is then carried over into the file.
struct Work {
    TempFolder folder;
    std::filesystem::path file = folder.path() / "ketnap.db";
    PowerVfs vfs;
    time::FixedClock clock{time::Date{2026, 1, 5}};
    crypto::Vault vault = crypto::Vault::in_memory();
    std::mutex mutex;
    std::vector<Acknowledged> acknowledged;

    Work() {
        test::engine_under_test() = db::Engine::sqlite;
        {
            TestDb made;
            std::filesystem::copy_file(made.address(), file);
        }
        vfs.record(folder.path());
        for (int run = 0; run < 3; ++run) {
            const auto db = db::open_sqlite(file);
            std::vector<std::jthread> writers;
            for (int writer = 0; writer < 3; ++writer) {
                writers.emplace_back([&, run, writer] {
                    for (int n = 0; n < 8; ++n) {
                        change(*db, fmt(run, writer, n));
                    }
                });
            }
        }
        vfs.stop_recording();
    }

    static std::string fmt(int run, int writer, int n) {
        return std::to_string(run) + "-" + std::to_string(writer) + "-" + std::to_string(n);
    }

    void change(db::Database& db, const std::string& id) {
        jobs::Jobs jobs{db, clock};
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = "lan";
        const audit::Ctx ctx{db, clock, vault, jobs, actor, nullptr};
        ctx.write([&](db::Tx& tx) {
            tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)",
                   {id, std::string(700 * id.size(), 'x')});
            audit::trace(tx, ctx, "person.changed", "setting", id);
        });
        const std::scoped_lock lock{mutex};
        acknowledged.push_back({id, vfs.operations()});
    }

    void check(std::int64_t operation, const std::filesystem::path& left) const {
        const auto db = db::open_sqlite(left / "ketnap.db");
        REQUIRE_NOTHROW(db::check_sqlite_file(left / "ketnap.db"));
        const auto count = [&](std::string_view sql) {
            return db->read(TestDb::tenant, [&](db::Tx& tx) {
                return tx.one(sql, {}, [](const db::Row& row) { return row.big(0); }).value();
            });
        };
        const auto kept = db->read(TestDb::tenant, [](db::Tx& tx) {
            return tx.all("SELECT id FROM setting WHERE tenant_id = ?1", {},
                          [](const db::Row& row) { return row.text(0); });
        });
        for (const auto& one : acknowledged) {
            if (one.operations <= operation &&
                std::find(kept.begin(), kept.end(), one.id) == kept.end()) {
                FAIL("acknowledged and lost: " << one.id);
            }
        }
        CHECK(static_cast<std::int64_t>(kept.size()) ==
              count("SELECT count(*) FROM audit WHERE tenant_id = ?1"));
        const auto verdict =
            db->read(TestDb::tenant, [](db::Tx& tx) { return audit::verify(tx, {}, {}); });
        CHECK(audit::name_of(verdict.fault) == "none");
    }
};

}  // namespace

TEST_CASE("a power cut at any moment loses nothing acknowledged and leaves nothing half done") {
    const Work work;
    const auto operations = work.vfs.operations();
    REQUIRE(operations > 100);
    REQUIRE(work.acknowledged.size() == 72);
    const auto cuts = wanted_cuts();
    std::mt19937 random{20'260'105};  // allow(random): the same cuts each time
    for (std::int64_t n = 0; n < cuts; ++n) {
        // each operation in its turn when there are cuts enough, else spread over all
        const auto operation = cuts >= operations ? n % (operations + 1) : n * operations / cuts;
        const TempFolder left;
        work.vfs.cut_at(operation, random, left.path());
        CAPTURE(operation);
        work.check(operation, left.path());
    }
    MESSAGE(cuts << " cuts in " << operations << " operations");
}
