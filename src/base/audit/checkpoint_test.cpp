// SPDX-License-Identifier: Apache-2.0
#include "base/audit/checkpoint.h"

#include "base/audit/store.h"
#include "platform/jobs/jobs.h"
#include "support/db_fixture.h"

#include <fstream>

using namespace ketnap;
using audit::Checkpoint;
using audit::Ctx;
using audit::Fault;
using test::TestDb;

namespace {

struct Bench {
    TestDb db;
    time::FixedClock clock{time::Date{2026, 1, 5}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};

    Ctx ctx() {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = "lan";
        return {*db, clock, vault, jobs, actor, nullptr};
    }
    void note(int rows) {
        for (int i = 0; i < rows; ++i) {
            ctx().write([&](db::Tx& tx) {
                audit::trace(tx, ctx(), "person.changed", "person", "p1",
                             {{"position", "", std::to_string(i)}});
            });
        }
    }
    Checkpoint checkpoint() {
        const auto end = ctx().read(audit::chain_end);
        return audit::sign_checkpoint(vault, TestDb::tenant, end, clock.now().ms);
    }
    audit::Verdict verify(const std::vector<Checkpoint>& against = {}) {
        return ctx().read([&](db::Tx& tx) {
            return audit::verify(tx, against, audit::checkpoint_key(vault, TestDb::tenant));
        });
    }
    void run(std::string_view sql, db::Params params = {}) {
        ctx().write([&](db::Tx& tx) { tx.run(sql, params); });
    }
    /// What someone can do who knows how the chain is made: all rows from `seq` on fit again.
    void chain_anew(std::int64_t seq) {
        ctx().write([&](db::Tx& tx) {
            auto prev = audit::store::last_hash(tx, seq - 1);
            for (auto row : audit::store::after(tx, seq - 1, 1'000)) {
                row.prev_hash = prev;
                row.hash = audit::store::hash_of(row);
                tx.run(
                    "UPDATE audit SET prev_hash = ?2, hash = ?3"
                    " WHERE tenant_id = ?1 AND seq = ?4",
                    {row.prev_hash, row.hash, row.seq});
                prev = row.hash;
            }
        });
    }
};

void check(const audit::Verdict& verdict, Fault fault, std::int64_t row) {
    CHECK(audit::name_of(verdict.fault) == audit::name_of(fault));
    CHECK(verdict.first_bad == row);
}

constexpr auto change = "UPDATE audit SET actor = ?2 WHERE tenant_id = ?1 AND seq = ?3";

}  // namespace

DB_TEST_CASE("a sound chain fits each of its checkpoints, the one of an empty office too") {
    Bench bench;
    std::vector<Checkpoint> kept{bench.checkpoint()};
    for (int i = 0; i < 3; ++i) {
        bench.note(4);
        kept.push_back(bench.checkpoint());
    }
    bench.note(2);
    const auto verdict = bench.verify(kept);
    check(verdict, Fault::none, 0);
    CHECK(verdict.rows == 14);
    CHECK(verdict.checkpoints == 4);
    CHECK(verdict.last_checked == 12);
}

DB_TEST_CASE("a changed, a deleted and two swapped rows are named by their number") {
    {
        Bench bench;
        bench.note(6);
        bench.run(change, {"someone", 3});
        check(bench.verify(), Fault::changed, 3);
    }
    {
        Bench bench;
        bench.note(6);
        bench.run("DELETE FROM audit WHERE tenant_id = ?1 AND seq = ?2", {4});
        check(bench.verify(), Fault::missing, 4);
    }
    Bench bench;
    bench.note(6);
    for (const auto& [from, to] : {std::pair{2, 99}, {5, 2}, {99, 5}}) {
        bench.run("UPDATE audit SET seq = ?3 WHERE tenant_id = ?1 AND seq = ?2", {from, to});
    }
    check(bench.verify(), Fault::changed, 2);
}

DB_TEST_CASE("a row that was put in is named, between the others and after them") {
    Bench bench;
    bench.note(4);
    const auto put = [&](std::int64_t seq) {
        bench.ctx().write([&](db::Tx& tx) {
            auto row = audit::store::after(tx, 0, 1).at(0);
            row.seq = seq;
            row.prev_hash = audit::store::last_hash(tx, seq - 1);
            row.hash = audit::store::hash_of(row);
            audit::store::insert(tx, row);
        });
    };
    const auto take_away = [&](std::int64_t seq) {
        bench.run("DELETE FROM audit WHERE tenant_id = ?1 AND seq = ?2", {seq});
    };
    put(5);
    check(bench.verify(), Fault::inserted, 5);
    take_away(5);
    check(bench.verify(), Fault::none, 0);
    take_away(3);
    put(3);  // its own hash fits, but the next row follows another
    check(bench.verify(), Fault::unlinked, 4);
}

DB_TEST_CASE("a tail that was cut off shows by the counter, and by a checkpoint without it") {
    Bench bench;
    bench.note(8);
    const std::vector<Checkpoint> kept{bench.checkpoint()};
    bench.run("DELETE FROM audit WHERE tenant_id = ?1 AND seq > ?2", {5});
    check(bench.verify(), Fault::cut, 6);
    bench.run("UPDATE counter SET value = 5 WHERE tenant_id = ?1 AND name = 'audit'");
    check(bench.verify(), Fault::none, 0);
    const auto verdict = bench.verify(kept);
    check(verdict, Fault::cut, 6);
    CHECK(verdict.bad_line == 1);
}

DB_TEST_CASE("a chain made anew after a change does not fit the checkpoint after it") {
    Bench bench;
    std::vector<Checkpoint> kept;
    for (int i = 0; i < 3; ++i) {
        bench.note(4);
        kept.push_back(bench.checkpoint());
    }
    bench.run(change, {"someone", 6});
    bench.chain_anew(6);
    check(bench.verify(), Fault::none, 0);
    const auto verdict = bench.verify(kept);
    check(verdict, Fault::rewritten, 5);  // after the last checkpoint that fits
    CHECK(verdict.last_checked == 4);
    CHECK(verdict.bad_line == 2);
}

DB_TEST_CASE("a database of another key or another office does not fit, nor a forged checkpoint") {
    Bench bench;
    bench.note(3);
    const auto own = bench.checkpoint();
    const auto stranger = crypto::Vault::in_memory();
    const auto end = bench.ctx().read(audit::chain_end);
    check(bench.verify({audit::sign_checkpoint(stranger, TestDb::tenant, end, 1)}),
          Fault::other_data, 0);
    check(bench.verify({audit::sign_checkpoint(bench.vault, TestDb::other_tenant, end, 1)}),
          Fault::other_data, 0);
    auto forged = own;
    forged.seq = 2;
    const auto verdict = bench.verify({own, forged});
    check(verdict, Fault::forged, 0);
    CHECK(verdict.bad_line == 2);
}

TEST_CASE("checkpoints are appended to their file and read back; what is none is refused") {
    const test::TempFolder folder;
    const auto vault = crypto::Vault::in_memory();
    const auto file = folder.path() / "checkpoints" / "audit.jsonl";
    const auto one = audit::sign_checkpoint(vault, TestDb::tenant, {7, db::Blob(32, 1)}, 42);
    audit::append_checkpoint(file, one);
    audit::append_checkpoint(file, one);
    const auto found = audit::read_checkpoints(file);
    REQUIRE(found);
    REQUIRE(found->size() == 2);
    CHECK(audit::is_signed(found->at(1)));
    CHECK(found->at(1).seq == 7);
    std::ofstream{file, std::ios::app} << "{\"seq\":1}\n";
    REQUIRE_FALSE(audit::read_checkpoints(file));
    CHECK(audit::read_checkpoints(file).error().detail.ends_with(":3"));
    CHECK_FALSE(audit::read_checkpoints(folder.path() / "none"));
}
