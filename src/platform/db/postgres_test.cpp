// SPDX-License-Identifier: Apache-2.0
// What only a server can do to us: connections that die, answers that never come.
#include "platform/db/once.h"
#include "platform/db/open.h"
#include "platform/db/pg_connection.h"
#include "support/db_fixture.h"
#include "support/tcp_relay.h"

#include <chrono>
#include <thread>

using namespace ketnap;
using namespace ketnap::db;
using ketnap::test::TcpRelay;
using ketnap::test::TestDb;

namespace {

const auto without_postgres = doctest::skip(!test::has_postgres());

std::int64_t count(Database& db, const char* sql) {
    return db.read(TestDb::tenant, [&](Tx& tx) {
        return tx.one(sql, {}, [](const Row& row) { return row.big(0); }).value();
    });
}

std::string ran(Tx& tx, const std::string& key) {
    return once(tx, key, [&] { return std::to_string(tx.next_number("ran")); });
}

struct Setup {
    Setup() { test::engine_under_test() = Engine::postgres; }
};

/// A database reached through a relay that can misbehave.
struct Relayed : Setup {
    TestDb direct;
    TcpRelay relay{direct.address()};
    std::unique_ptr<Database> db =
        open_postgres(relay.url(), {.deadline_ms = 500, .connections = 4});
};

}  // namespace

TEST_CASE("a statement without an answer ends at its deadline" * without_postgres) {
    Relayed f;
    CHECK(count(*f.db, "SELECT count(*) FROM setting WHERE tenant_id = ?1") == 0);
    f.relay.freeze();
    const auto start = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(count(*f.db, "SELECT count(*) FROM setting WHERE tenant_id = ?1"), DbError);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{15});
    f.relay.thaw();
    CHECK(count(*f.db, "SELECT count(*) FROM setting WHERE tenant_id = ?1") == 0);
}

TEST_CASE("connections that died between operations are replaced unseen" * without_postgres) {
    Relayed f;
    for (int i = 1; i <= 5; ++i) {
        f.relay.cut_all();
        CHECK(f.db->write(TestDb::tenant, 1, [](Tx& tx) { return tx.next_number("n"); }) == i);
    }
}

TEST_CASE("a COMMIT whose answer was lost runs once under its key" * without_postgres) {
    Relayed f;
    for (int i = 1; i <= 3; ++i) {
        f.relay.cut_after_request("COMMIT");
        const auto key = "key-" + std::to_string(i);
        CHECK(f.db->write(TestDb::tenant, 1, [&](Tx& tx) { return ran(tx, key); }) ==
              std::to_string(i));
    }
    CHECK(count(*f.direct, "SELECT value FROM counter WHERE tenant_id = ?1 AND name = 'ran'") == 3);
}

TEST_CASE("a COMMIT whose answer was lost is told as unknown without a key" * without_postgres) {
    Relayed f;
    f.relay.cut_after_request("COMMIT");
    CHECK_THROWS_AS(f.db->write(TestDb::tenant, 1, [](Tx& tx) { return tx.next_number("ran"); }),
                    UnknownOutcome);
}

TEST_CASE("a server that ends our sessions costs a retry, not an operation" * without_postgres) {
    Setup setup;
    TestDb db;
    for (int i = 1; i <= 3; ++i) {
        bool first = true;
        const auto n = db.write([&](Tx& tx) {
            const auto number = tx.next_number("n");
            if (std::exchange(first, false)) {
                std::jthread{[&] {
                    PgConnection killer{db.address(), 5'000};
                    killer.simple(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()");
                }}.join();
            }
            tx.run("UPDATE counter SET value = value WHERE tenant_id = ?1");
            return number;
        });
        CHECK(n == i);
    }
}

TEST_CASE("two nodes never give the same number and never wait for each other for ever" *
          without_postgres) {
    Setup setup;
    TestDb db;
    auto other = open_postgres(db.address());
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&, i] {
            for (int k = 0; k < 10; ++k) {
                auto& node = i % 2 == 0 ? *db : *other;
                node.write(TestDb::tenant, 1, [](Tx& tx) {
                    tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, 'x')",
                           {std::to_string(tx.next_number("n"))});
                });
            }
        });
    }
    threads.clear();
    CHECK(count(*db, "SELECT count(*) FROM setting WHERE tenant_id = ?1") == 160);
    CHECK(count(*db, "SELECT value FROM counter WHERE tenant_id = ?1 AND name = 'n'") == 160);
}

TEST_CASE("an address without a server is an error, not a wait" * without_postgres) {
    CHECK_THROWS_AS(open_postgres("postgresql://nobody@127.0.0.1:1/none"), DbError);
    CHECK_THROWS_AS(open_postgres("postgresql://[bad"), DbError);
}
