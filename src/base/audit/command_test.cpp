// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "platform/crypto/vault.h"
#include "platform/db/open.h"
#include "platform/jobs/jobs.h"
#include "support/db_fixture.h"
#include "support/tcp_relay.h"

#include <algorithm>
#include <stdexcept>
#include <thread>

using namespace ketnap;
using audit::AlreadyDone;
using audit::Ctx;
using test::TestDb;

namespace {

const std::string key = "01900000-0000-7000-8000-00000000c0de";

struct Bench {
    TestDb db;
    time::FixedClock clock{time::Date{2026, 1, 5}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};

    Ctx ctx(db::Database& on, const std::string& of = key) {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = "lan";
        auto command = std::make_shared<audit::Command>();
        command->key = of;
        return {on, clock, vault, jobs, actor, std::move(command)};
    }
    Ctx ctx() { return ctx(*db); }
    std::size_t traces() {
        return db.read([](db::Tx& tx) { return audit::history(tx, "person", "p1").size(); });
    }
};

/// A handler of several transactions: it writes, writes again and reads what it will answer.
std::string counted(const Ctx& ctx) {
    const auto number = ctx.write([&](db::Tx& tx) {
        audit::trace(tx, ctx, "person.changed", "person", "p1");
        return tx.next_number("deeds");
    });
    ctx.write([&](db::Tx& tx) { audit::trace(tx, ctx, "person.standing", "person", "p1"); });
    const auto rows =
        ctx.read([](db::Tx& tx) { return audit::history(tx, "person", "p1").size(); });
    return std::to_string(number) + " of " + std::to_string(rows);
}

std::string answer_of(const Ctx& ctx, const std::function<std::string()>& run) {
    std::string answer;
    try {
        audit::in_one(ctx, [&] { return answer = run(); });
    } catch (const AlreadyDone& done) {
        answer = done.answer;
    }
    return answer;
}

std::string answer_of(const Ctx& ctx) {
    return answer_of(ctx, [&] { return counted(ctx); });
}

}  // namespace

DB_TEST_CASE("a command, its audit rows and its answer are there together, whoever asks again") {
    Bench bench;
    CHECK(answer_of(bench.ctx()) == "1 of 2");
    bench.db.reopen();  // the answer was lost with the connection, and the program started anew
    jobs::Jobs jobs{*bench.db, bench.clock};
    CHECK(answer_of(bench.ctx()) == "1 of 2");
    CHECK(bench.traces() == 2);
    CHECK(answer_of(bench.ctx(*bench.db, "")) == "2 of 4");  // without a key it is another deed
}

DB_TEST_CASE("a command that fails at its end leaves nothing and gives its key back") {
    Bench bench;
    const auto ctx = bench.ctx();
    CHECK_THROWS_AS(audit::in_one(ctx,
                                  [&]() -> std::string {
                                      counted(ctx);
                                      throw Refused{{field_finding("field.required", "name")}};
                                  }),
                    Refused);
    CHECK(bench.traces() == 0);
    CHECK(answer_of(bench.ctx()) == "1 of 2");
}

DB_TEST_CASE("many that send one key at once get one answer of one deed") {
    Bench bench;
    std::vector<std::string> answers(12);
    {
        std::vector<std::jthread> senders;
        for (auto& answer : answers) {
            senders.emplace_back([&] { answer = answer_of(bench.ctx()); });
        }
    }
    CHECK(std::ranges::all_of(answers, [](const auto& one) { return one == "1 of 2"; }));
    CHECK(bench.traces() == 2);
}

DB_TEST_CASE("a command beside others of its batch that fail is done once") {
    Bench bench;
    std::vector<std::string> answers(12);
    {
        std::vector<std::jthread> senders;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            senders.emplace_back([&, i] {
                const auto ctx = bench.ctx(*bench.db, key + std::to_string(i));
                if (i % 2 == 0) {
                    answers[i] = answer_of(ctx);
                    return;
                }
                CHECK_THROWS(answer_of(ctx, [&]() -> std::string {
                    counted(ctx);
                    throw std::runtime_error{"no"};
                }));
            });
        }
    }
    CHECK(bench.traces() == answers.size());
    CHECK(bench.db.read([](db::Tx& tx) { return audit::verify_chain(tx); }).first_bad == 0);
}

TEST_CASE("a command whose COMMIT got no answer is asked for, not done again" *
          doctest::skip(!test::has_postgres())) {
    test::engine_under_test() = db::Engine::postgres;
    Bench bench;
    test::TcpRelay relay{bench.db.address()};
    const auto reached = db::open_postgres(relay.url(), {.deadline_ms = 500, .connections = 4});
    for (int i = 1; i <= 3; ++i) {
        relay.cut_after_request("COMMIT");
        const auto ctx = bench.ctx(*reached, key + std::to_string(i));
        CHECK(answer_of(ctx) == std::to_string(i) + " of " + std::to_string(2 * i));
        CHECK(answer_of(bench.ctx(*bench.db, key + std::to_string(i))) ==
              std::to_string(i) + " of " + std::to_string(2 * i));
    }
    CHECK(bench.traces() == 6);
}
