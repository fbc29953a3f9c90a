// SPDX-License-Identifier: Apache-2.0
#include "platform/db/open.h"
#include "support/db_fixture.h"

#include <fstream>

using namespace ketnap;
using namespace ketnap::db;
using ketnap::test::TempFolder;
using ketnap::test::TestDb;

namespace {

void write_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream{file} << text;
}

std::int64_t count(TestDb& db, const std::string& sql) {
    return db.read([&](Tx& tx) {
        std::int64_t n = 0;
        tx.raw_each(sql, {}, [&](const Row& row) { n = row.big(0); });
        return n;
    });
}

std::vector<std::filesystem::path> copies_beside(const TestDb& db) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator{db.folder()}) {
        if (entry.path().filename().string().starts_with("before-migration-")) {
            found.push_back(entry.path());
        }
    }
    return found;
}

/// The real migrations and room for more.
TempFolder& with_real_migrations(TempFolder& folder) {
    for (const auto& entry : std::filesystem::directory_iterator{test::migrations_folder()}) {
        std::filesystem::copy_file(entry.path(), folder / entry.path().filename().string());
    }
    return folder;
}

}  // namespace

DB_TEST_CASE("migrating twice is migrating once") {
    TestDb db;
    const auto before = count(db, "SELECT count(*) FROM schema_version");
    migrate(db, test::migrations_folder());
    CHECK(count(db, "SELECT count(*) FROM schema_version") == before);
    CHECK(before > 0);
    CHECK(copies_beside(db).empty());
}

DB_TEST_CASE("a schema newer than the program is refused with the way out") {
    TestDb db;
    db->write("", 1, [](Tx& tx) {
        tx.raw("INSERT INTO schema_version (version, name, at) VALUES (9999, 'future', 1)");
    });
    try {
        migrate(db, test::migrations_folder());
        FAIL("migrated");
    } catch (const DbError& error) {
        CHECK(std::string{error.what()}.find("newer than this program") != std::string::npos);
    }
}

DB_TEST_CASE("a migration that fails half way leaves the old schema, and can be repeated") {
    TestDb db;
    TempFolder folder;
    with_real_migrations(folder);
    write_file(folder / "9000_first.sql", "CREATE TABLE first (tenant_id TEXT, id TEXT) @strict@;");
    write_file(folder / "9001_second.sql",
               "CREATE TABLE second (id @big@, bytes @blob@, k TEXT @bytes@) @strict@;"
               "INSERT INTO second (id) VALUES (1); INSERT INTO nowhere VALUES (1);");
    CHECK_THROWS_AS(migrate(db, folder.path()), DbError);
    CHECK(count(db, "SELECT count(*) FROM first") == 0);
    CHECK_THROWS_AS(count(db, "SELECT count(*) FROM second"), DbError);
    write_file(folder / "9001_second.sql", "CREATE TABLE second (id @big@) @strict@;");
    migrate(db, folder.path());
    CHECK(count(db, "SELECT count(*) FROM second") == 0);
    CHECK(count(db, "SELECT count(*) FROM schema_version WHERE version >= 9000") == 2);
}

DB_TEST_CASE("unknown tokens, odd names and numbers used twice are refused before anything runs") {
    TestDb db;
    TempFolder folder;
    with_real_migrations(folder);
    write_file(folder / "9000_a.sql", "CREATE TABLE a (id @float@);");
    CHECK_THROWS_AS(migrate(db, folder.path()), DbError);
    write_file(folder / "9000_a.sql", "CREATE TABLE a (id @big@);");
    write_file(folder / "9000_b.sql", "CREATE TABLE b (id @big@);");
    CHECK_THROWS_AS(migrate(db, folder.path()), DbError);
    std::filesystem::remove(folder / "9000_b.sql");
    write_file(folder / "later.sql", "CREATE TABLE c (id @big@);");
    CHECK_THROWS_AS(migrate(db, folder.path()), DbError);
    CHECK_THROWS_AS(count(db, "SELECT count(*) FROM a"), DbError);
}

TEST_CASE("SQLite data is copied and the copy checked before its schema changes") {
    test::engine_under_test() = Engine::sqlite;
    TestDb db;
    TempFolder folder;
    with_real_migrations(folder);
    write_file(folder / "9000_more.sql", "CREATE TABLE more (id @big@) @strict@;");
    migrate(db, folder.path());
    const auto copies = copies_beside(db);
    REQUIRE(copies.size() == 1);
    CHECK_NOTHROW(check_sqlite_file(copies[0]));
    auto old = open_sqlite(copies[0]);
    CHECK(old->read("", [](Tx& tx) {
        std::int64_t n = 0;
        tx.raw_each("SELECT count(*) FROM tenant", {}, [&](const Row& row) { n = row.big(0); });
        return n;
    }) == 2);
}

TEST_CASE("an index of words that an earlier program made is built anew, the words kept") {
    test::engine_under_test() = Engine::sqlite;
    TestDb db;
    db.write([](Tx& tx) { tx.search_put("person", "1", "nguyen thi an"); });
    db->apply_script(
        "DROP TABLE search_word; CREATE VIRTUAL TABLE search_word USING fts5 (words,"
        " content = 'search_doc', content_rowid = 'doc', detail = none, columnsize = 0,"
        " prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0');");
    const auto found = [&] {
        return db.read([](Tx& tx) {
            return tx.all("SELECT d.id FROM search_doc d WHERE d.tenant_id = ?1 AND " +
                              tx.search_clause("person", "d.id", 2),
                          {search_query(tx.engine(), "nguy an")},
                          [](const Row& row) { return row.text(0); });
        });
    };
    CHECK(found().empty());
    migrate(db, test::migrations_folder());
    CHECK(found() == std::vector<std::string>{"1"});
    migrate(db, test::migrations_folder());
    CHECK(found() == std::vector<std::string>{"1"});
}
