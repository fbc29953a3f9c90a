// SPDX-License-Identifier: Apache-2.0
#include "platform/db/open.h"
#include "platform/db/sqlite_connection.h"
#include "support/db_fixture.h"

#include <atomic>
#include <fstream>
#include <thread>

using namespace ketnap;
using namespace ketnap::db;
using ketnap::test::TempFolder;
using ketnap::test::TestDb;

namespace {

std::int64_t rows(const TestDb& db) {
    return db.read([](Tx& tx) {
        return tx
            .one("SELECT count(*) FROM setting WHERE tenant_id = ?1", {},
                 [](const Row& row) { return row.big(0); })
            .value();
    });
}

void put(Tx& tx, const std::string& id, std::size_t size) {
    tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)",
           {id, std::string(size, 'x')});
}

}  // namespace

TEST_CASE("the settings that are not negotiable hold on every connection") {
    TempFolder folder;
    for (const auto use : {SqliteConnection::Use::write, SqliteConnection::Use::read}) {
        SqliteConnection connection{folder / "x.db", use};
        CHECK(connection.ask("PRAGMA journal_mode") == "wal");
        CHECK(connection.ask("PRAGMA synchronous") == "2");
        CHECK(connection.ask("PRAGMA foreign_keys") == "1");
        CHECK(connection.ask("PRAGMA trusted_schema") == "0");
        CHECK(connection.ask("PRAGMA temp_store") == "2");
        CHECK(connection.ask("PRAGMA cell_size_check") == "1");
        CHECK(connection.ask("PRAGMA busy_timeout") == "5000");
    }
}

TEST_CASE("a full disk undoes only what did not fit, and writing goes on when there is room") {
    test::engine_under_test() = Engine::sqlite;
    TestDb db;
    const auto pages = [&](const std::string& most) {
        db->write("", 1, [&](Tx& tx) {
            tx.raw_each("PRAGMA max_page_count = " + most, {}, [](const Row&) {});
        });
    };
    pages("400");
    std::atomic<int> kept = 0;
    std::atomic<int> full = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 40; ++i) {
        threads.emplace_back([&, i] {
            try {
                db.write([&](Tx& tx) { put(tx, std::to_string(i), i % 4 == 0 ? 900'000 : 100); });
                ++kept;
            } catch (const StorageFull&) {
                ++full;
            }
        });
    }
    threads.clear();
    CHECK(kept + full == 40);
    CHECK(kept >= 30);
    CHECK(full >= 9);
    CHECK(rows(db) == kept);
    pages("1000000");
    db.write([](Tx& tx) { put(tx, "after", 900'000); });
    CHECK(rows(db) == kept + 1);
}

TEST_CASE("a backup made under writes is whole, and never overwrites") {
    test::engine_under_test() = Engine::sqlite;
    TestDb db;
    const std::jthread writer{[&](const std::stop_token& stop) {
        for (int i = 0; !stop.stop_requested(); ++i) {
            db.write([&](Tx& tx) { put(tx, std::to_string(i), 1'000); });
        }
    }};
    while (rows(db) < 50) {
        std::this_thread::yield();
    }
    const auto file = db.folder() / "copy.db";
    db->backup_to(file);
    CHECK_NOTHROW(check_sqlite_file(file));
    CHECK_THROWS_AS(db->backup_to(file), DbError);
}

TEST_CASE("a damaged or foreign file is no database") {
    TempFolder folder;
    std::ofstream{folder / "x.db"} << std::string(5'000, 'x');
    CHECK_THROWS_AS(check_sqlite_file(folder / "x.db"), DbError);
    CHECK_THROWS_AS(open_sqlite(folder / "x.db"), DbError);
    CHECK_THROWS_AS(check_sqlite_file(folder / "missing.db"), DbError);
}

TEST_CASE("data written by one opening is there in the next") {
    test::engine_under_test() = Engine::sqlite;
    TestDb db;
    db.write([](Tx& tx) { put(tx, "a", 10); });
    db.reopen();
    CHECK(rows(db) == 1);
}
