// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "platform/crypto/vault.h"
#include "platform/db/db.h"
#include "platform/jobs/jobs.h"
#include "support/db_fixture.h"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace ketnap;
using audit::AlreadyDone;
using audit::Command;
using audit::Ctx;
using test::TestDb;

namespace {

struct Bench {
    TestDb db;
    time::FixedClock clock{time::Date{2026, 1, 5}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};

    Ctx ctx(std::shared_ptr<Command> command = nullptr) {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = "lan";
        return {*db, clock, vault, jobs, actor, std::move(command)};
    }
    std::shared_ptr<Command> command(const std::string& key) {
        return std::make_shared<Command>(Command{key, false});
    }
};

void note(const Ctx& ctx, const std::string& id, const std::string& to) {
    ctx.write([&](db::Tx& tx) {
        audit::trace(tx, ctx, "person.changed", "person", id, {{"position", "", to}});
    });
}

}  // namespace

DB_TEST_CASE("what happened to an object is told newest first, with each difference") {
    Bench bench;
    note(bench.ctx(), "p1", "Chuyên viên");
    note(bench.ctx(), "p2", "Kế toán");
    note(bench.ctx(), "p1", "Phó phòng");
    const auto history =
        bench.ctx().read([](db::Tx& tx) { return audit::history(tx, "person", "p1"); });
    REQUIRE(history.size() == 2);
    CHECK(history[0].seq == 3);
    CHECK(history[0].actor == "lan");
    CHECK(history[0].changes.at(0).to == "Phó phòng");
}

DB_TEST_CASE("the chain holds, and names the first row that was changed behind its back") {
    Bench bench;
    for (int i = 0; i < 5; ++i) {
        note(bench.ctx(), "p1", std::to_string(i));
    }
    const auto verify = [&] {
        return bench.ctx().read([](db::Tx& tx) { return audit::verify_chain(tx); });
    };
    CHECK(verify().first_bad == 0);
    CHECK(verify().rows == 5);
    bench.ctx().write([](db::Tx& tx) {
        tx.run("UPDATE audit SET actor = ?2 WHERE tenant_id = ?1 AND seq = ?3", {"someone", 3});
    });
    CHECK(verify().first_bad == 3);
}

DB_TEST_CASE("a row taken out of the middle breaks the chain at its place") {
    Bench bench;
    for (int i = 0; i < 4; ++i) {
        note(bench.ctx(), "p1", std::to_string(i));
    }
    bench.ctx().write(
        [](db::Tx& tx) { tx.run("DELETE FROM audit WHERE tenant_id = ?1 AND seq = ?2", {2}); });
    CHECK(bench.ctx().read([](db::Tx& tx) { return audit::verify_chain(tx); }).first_bad == 2);
}

DB_TEST_CASE("a change that fails leaves no audit row and no gap in the numbers") {
    Bench bench;
    note(bench.ctx(), "p1", "a");
    CHECK_THROWS_AS(bench.ctx().write([&](db::Tx& tx) {
        audit::trace(tx, bench.ctx(), "person.changed", "person", "p1");
        throw std::runtime_error{"no"};
    }),
                    std::runtime_error);
    note(bench.ctx(), "p1", "b");
    const auto rows = bench.ctx().read([](db::Tx& tx) { return audit::since(tx, 0, 10); });
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].seq == 2);
}

DB_TEST_CASE("a command that is repeated with its key is answered, not run again") {
    Bench bench;
    const std::string key = "01900000-0000-7000-8000-00000000c0de";
    const auto first = bench.ctx(bench.command(key));
    note(first, "p1", "a");
    note(first, "p1", "b");  // a second write of the same request
    audit::keep_answer(first, R"({"ok":true})");
    std::string answer;
    try {
        note(bench.ctx(bench.command(key)), "p1", "c");
    } catch (const AlreadyDone& done) {
        answer = done.answer;
    }
    CHECK(answer == R"({"ok":true})");
    CHECK(bench.ctx().read([](db::Tx& tx) { return audit::history(tx, "person", "p1").size(); }) ==
          2);
}

DB_TEST_CASE("a refused command gives its key back") {
    Bench bench;
    const std::string key = "01900000-0000-7000-8000-00000000c0de";
    const auto refused = bench.ctx(bench.command(key));
    CHECK_THROWS(
        refused.write([](db::Tx&) { throw Refused{{field_finding("field.required", "name")}}; }));
    CHECK_NOTHROW(note(bench.ctx(bench.command(key)), "p1", "a"));
}
