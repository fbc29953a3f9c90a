// SPDX-License-Identifier: Apache-2.0
#include "base/backup/backup.h"

#include "base/audit/trace.h"
#include "platform/crypto/vault.h"
#include "platform/db/open.h"
#include "platform/jobs/jobs.h"
#include "support/db_fixture.h"

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace ketnap;
using ketnap::test::TempFolder;
using ketnap::test::TestDb;

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void put(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
}

/// An office with a few rows, an attachment and its keys.
struct Office {
    TestDb db;
    time::FixedClock clock{time::Moment{TestDb::now_ms}};
    fs::path key_file = key_folder() / "ketnap.key";
    crypto::Vault vault = crypto::Vault::open_or_create(key_file).value();
    jobs::Jobs jobs{*db, clock};
    TempFolder away;

    Office() {
        put(db.folder() / "attachments" / "ab" / "abcd", "scan");
        put(db.folder() / "before-migration-0001.db", "old");
        audit::trace_apart(ctx(), "person.changed", "person", "1", {{"name", "a", "b"}});
    }
    fs::path key_folder() const {
        fs::create_directories(db.folder() / "keys");
        return db.folder() / "keys";
    }
    audit::Ctx ctx() {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = "cli:test";
        return {*db, clock, vault, jobs, std::move(actor), {}};
    }
    Result<backup::Manifest> make(const std::string& passphrase, const char* name = "one") {
        return backup::make(ctx(), {db.folder(), away / name, passphrase, "test", server()});
    }
    std::string server() const {
        return db.engine() == db::Engine::postgres ? db.address() : std::string{};
    }
    Result<backup::Restored> restore(const std::string& passphrase, const fs::path& into,
                                     const fs::path& key = {}, const std::string& database = {}) {
        return backup::restore({away / "one", into, passphrase, key,
                                db::newest_migration(test::migrations_folder()), database,
                                test::migrations_folder()});
    }
};

std::string audit_actions(const fs::path& folder) {
    std::string actions;
    db::open_sqlite(folder / "ketnap.db")->read(TestDb::tenant, [&](db::Tx& tx) {
        for (const auto& entry : audit::since(tx, 0, 100)) {
            actions += entry.action + " ";
        }
    });
    return actions;
}

std::vector<std::string> left_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

struct OnSqlite {
    OnSqlite() { test::engine_under_test() = db::Engine::sqlite; }
};

}  // namespace

TEST_CASE("an office comes back from its encrypted backup, keys and attachments included") {
    OnSqlite engine;
    Office office;
    const auto made = office.make("một hai ba");
    REQUIRE(made.has_value());
    CHECK(made->keys_included);
    const auto into = office.away / "new";
    const auto restored = office.restore("một hai ba", into);
    REQUIRE(restored.has_value());
    CHECK_FALSE(restored->keys_missing);
    CHECK(restored->bad_chains.empty());
    CHECK(content(into / "attachments" / "ab" / "abcd") == "scan");
    CHECK(content(into / "keys" / "ketnap.key") == content(office.key_file));
    CHECK_FALSE(fs::exists(into / "before-migration-0001.db"));
    CHECK(audit_actions(into) == "person.changed ");
    CHECK(fs::status(into).permissions() == fs::perms::owner_all);
    CHECK(audit_actions(office.db.folder()) == "person.changed backup.made ");
}

TEST_CASE("without a passphrase the key file stays out and is given to restore by hand") {
    OnSqlite engine;
    Office office;
    REQUIRE(office.make("").has_value());
    CHECK(content(office.away / "one").find(content(office.key_file)) == std::string::npos);
    const auto without = office.restore("", office.away / "without");
    REQUIRE(without.has_value());
    CHECK(without->keys_missing);
    const auto with = office.restore("", office.away / "with", office.key_file);
    REQUIRE(with.has_value());
    CHECK_FALSE(with->keys_missing);

    const auto other = office.away / "other.key";
    REQUIRE(crypto::Vault::open_or_create(other).has_value());
    const auto wrong = office.restore("", office.away / "wrong", other);
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().key == "backup.wrong_key");
    CHECK_FALSE(fs::exists(office.away / "wrong"));
}

TEST_CASE("a backup is never overwritten and never lies among the data") {
    OnSqlite engine;
    Office office;
    REQUIRE(office.make("p").has_value());
    CHECK(office.make("p").error().key == "backup.exists");
    const auto inside =
        backup::make(office.ctx(), {office.db.folder(), office.db.folder() / "b", "p", "test"});
    CHECK(inside.error().key == "backup.inside_data");
}

TEST_CASE("a restore into a used folder is refused and changes nothing there") {
    OnSqlite engine;
    Office office;
    REQUIRE(office.make("p").has_value());
    put(office.away / "used" / "letter", "mine");
    CHECK(office.restore("p", office.away / "used").error().key == "backup.folder_not_empty");
    CHECK(content(office.away / "used" / "letter") == "mine");
    fs::create_directories(office.away / "empty");
    CHECK(office.restore("p", office.away / "empty").has_value());
}

TEST_CASE("a damaged backup leaves no folder behind") {
    OnSqlite engine;
    Office office;
    REQUIRE(office.make("").has_value());
    auto bytes = content(office.away / "one");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    put(office.away / "one", bytes);
    const auto restored = office.restore("", office.away / "new");
    REQUIRE_FALSE(restored.has_value());
    CHECK(restored.error().key == "backup.damaged");
    CHECK(left_in(office.away.path()) == std::vector<std::string>{"one"});
}

TEST_CASE("a backup of a newer schema is refused") {
    OnSqlite engine;
    Office office;
    REQUIRE(office.make("p").has_value());
    const auto restored = backup::restore({office.away / "one", office.away / "new", "p", {}, 0});
    REQUIRE_FALSE(restored.has_value());
    CHECK(restored.error().key == "backup.newer_schema");
}

TEST_CASE("a chain that was broken before the backup is named after the restore") {
    OnSqlite engine;
    Office office;
    office.db.write(
        [](db::Tx& tx) { tx.run("UPDATE audit SET detail = 'changed' WHERE tenant_id = ?1"); });
    REQUIRE(office.make("p").has_value());
    const auto restored = office.restore("p", office.away / "new");
    REQUIRE(restored.has_value());
    CHECK(restored->bad_chains == std::vector<std::string>{TestDb::tenant});
}

DB_TEST_CASE("the checkpoint in a backup is the signed end of the chain") {
    Office office;
    const auto made = office.make("p");
    REQUIRE(made.has_value());
    REQUIRE(made->checkpoints.size() == 2);
    const auto& checkpoint = made->checkpoints[0];
    CHECK(checkpoint.seq == 1);
    CHECK(checkpoint.hash.size() == 64);
    const auto key = office.vault.signing_key(TestDb::tenant, "audit");
    const auto text =
        checkpoint.tenant + " 1 " + checkpoint.hash + " " + std::to_string(TestDb::now_ms);
    const auto signature = key.sign(text);
    CHECK(checkpoint.signature == crypto::hex(signature.data(), signature.size()));
    CHECK(made->engine == (office.db.engine() == db::Engine::sqlite ? "sqlite" : "postgres"));
    const auto checked = backup::check(office.away / "one", "p");
    REQUIRE(checked.has_value());
    CHECK(checked->files.size() == made->files.size());
}

TEST_CASE("file names in any spelling survive") {
    OnSqlite engine;
    Office office;
    const std::string decomposed = "te\xcc\xa3\xcc\x82p %41.pdf";
    put(office.db.folder() / "attachments" / decomposed, "x");
    REQUIRE(office.make("p").has_value());
    REQUIRE(office.restore("p", office.away / "new").has_value());
    CHECK(content(office.away / "new" / "attachments" / decomposed) == "x");
}

namespace {

std::vector<backup::TableEntry> rows_of(db::Database& db) {
    return db.read("", [](db::Tx& tx) { return backup::write_rows(tx); });
}

struct OnPostgres {
    OnPostgres() { test::engine_under_test() = db::Engine::postgres; }
};

}  // namespace

TEST_CASE("rows of every kind come back from PostgreSQL as they were" *
          doctest::skip(!test::has_postgres())) {
    OnPostgres engine;
    Office office;
    office.db.write([](db::Tx& tx) {
        tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)",
               {"odd", "NULL \\N \n\t'\"\xE1\xBB\x87"});
        tx.search_put("person", "01900000-0000-7000-8000-00000000aaaa", "nguyen thi e");
    });
    const auto made = office.make("p");
    REQUIRE(made.has_value());
    REQUIRE(made->tables);
    CHECK(*made->tables == [&] {
        auto now = rows_of(office.db);  // the making itself is on record after it
        for (auto& table : now) {
            const auto kept = std::find_if(made->tables->begin(), made->tables->end(),
                                           [&](const auto& one) { return one.name == table.name; });
            if (table.name == "audit" || table.name == "event" || table.name == "counter") {
                table = *kept;
            }
        }
        return now;
    }());
    test::EmptyPostgres target;
    const auto restored = office.restore("p", office.away / "new", {}, target.address());
    REQUIRE(restored.has_value());
    CHECK(restored->bad_chains.empty());
    const auto db = db::open(target.address());
    CHECK(rows_of(*db) == *made->tables);
    CHECK_THROWS_AS(db->write(TestDb::tenant, TestDb::now_ms,
                              [](db::Tx& tx) {
                                  tx.raw(
                                      "INSERT INTO setting (tenant_id, id, value)"
                                      " VALUES ('nobody', 'x', 'y')");
                              }),
                    DbError);  // the foreign keys are back
    CHECK(content(office.away / "new" / "attachments" / "ab" / "abcd") == "scan");
}

TEST_CASE("a restore that ends in the middle leaves an empty database that can be tried again" *
          doctest::skip(!test::has_postgres())) {
    OnPostgres engine;
    Office office;
    REQUIRE(office.make("p").has_value());
    test::EmptyPostgres target;
    {
        const auto db = db::open(target.address());
        db::migrate(*db, test::migrations_folder());
    }
    fs::create_directories(office.away / "used");
    put(office.away / "used" / "letter", "mine");
    CHECK(office.restore("p", office.away / "used", {}, target.address()).error().key ==
          "backup.folder_not_empty");
    CHECK(office.restore("p", office.away / "new").error().key == "backup.needs_database");
    CHECK(office.restore("p", office.away / "new", {}, target.address()).has_value());
    CHECK(office.restore("p", office.away / "again", {}, target.address()).error().key ==
          "backup.database_not_empty");
    CHECK_FALSE(fs::exists(office.away / "again"));
}
