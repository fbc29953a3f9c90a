// SPDX-License-Identifier: Apache-2.0
// A program that is killed while it brings the schema up to date.
#include "platform/db/open.h"
#include "support/db_fixture.h"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstdlib>
#include <map>
#include <set>

using namespace ketnap;
using namespace ketnap::db;
using test::TempFolder;
using test::TestDb;

namespace {

namespace fs = std::filesystem;

/// Every table, index and search table by its text.
using Schema = std::map<std::string, std::string>;

Schema schema_of(Database& db) {
    return db.read("", [](Tx& tx) {
        Schema found;
        tx.raw_each(
            "SELECT name, coalesce(sql, '') FROM sqlite_schema"
            " WHERE name NOT LIKE 'sqlite_%'",
            {}, [&](const Row& row) { found[row.text(0)] = row.text(1); });
        return found;
    });
}

std::int64_t number(Database& db, std::string_view sql) {
    return db.read("", [&](Tx& tx) {
        std::int64_t found = 0;
        tx.raw_each(sql, {}, [&](const Row& row) { found = row.big(0); });
        return found;
    });
}

/// What each version looks like when it was reached in peace, each with a row of its own in it.
struct Versions {
    TempFolder folder;
    std::map<std::int64_t, fs::path> files;
    std::map<std::int64_t, Schema> schemas;
    std::int64_t newest = newest_migration(test::migrations_folder());

    static std::set<std::int64_t> numbers() {
        std::set<std::int64_t> found;
        for (const auto& entry : fs::directory_iterator{test::migrations_folder()}) {
            const auto name = entry.path().filename().string();
            std::int64_t number = 0;
            std::from_chars(name.data(), name.data() + 4, number);
            found.insert(number);
        }
        return found;
    }

    Versions() {
        for (const auto version : numbers()) {
            const auto file = folder / (std::to_string(version) + ".db");
            const auto db = open_sqlite(file);
            migrate(*db, test::migrations_folder(), version);
            db->write("", 1, [&](Tx& tx) {
                tx.raw("INSERT INTO tenant (id, code, name, created_at) VALUES (?1, 'a', 'A', 1)",
                       {TestDb::tenant});
                tx.raw("INSERT INTO setting (tenant_id, id, value) VALUES (?1, 'kept', 'kept')",
                       {TestDb::tenant});
            });
            files[version] = file;
            schemas[version] = schema_of(*db);
        }
    }
};

int statements_left = 0;

int count_down(unsigned, void*, void*, void*) {
    if (--statements_left == 0) {
        ::kill(::getpid(), SIGKILL);
    }
    return 0;
}

int watch(sqlite3* db, char**, const sqlite3_api_routines*) {
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count_down, nullptr);
}

/// Migrates in a process of its own that is killed at that statement; false when it ended before.
bool killed_at(int statement, const fs::path& file) {
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        statements_left = statement;
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch));
        try {
            migrate(*open_sqlite(file), test::migrations_folder());
        } catch (...) {
            ::_exit(1);
        }
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) {
        REQUIRE(WTERMSIG(status) == SIGKILL);
        return true;
    }
    REQUIRE(WEXITSTATUS(status) == 0);
    return false;
}

void check_whole(Database& db, const Versions& versions) {
    const auto reached = number(db, "SELECT max(version) FROM schema_version");
    REQUIRE(number(db, "SELECT count(*) FROM schema_version") ==
            std::distance(versions.schemas.begin(), versions.schemas.upper_bound(reached)));
    const bool whole = schema_of(db) == versions.schemas.at(reached);
    CHECK_MESSAGE(whole, "neither old nor new: between " << reached << " and the next");
    CHECK(number(db, "SELECT count(*) FROM setting WHERE id = 'kept'") == 1);
}

/// KETNAP_POWER_CUTS stands for the long run of the tests.
int stride() {
    const char* cuts = std::getenv("KETNAP_POWER_CUTS");
    return cuts != nullptr && std::strtoll(cuts, nullptr, 10) >= 1'000 ? 1 : 8;
}

}  // namespace

TEST_CASE("every schema there was is brought to the newest, with a checked copy of it beside") {
    const Versions versions;
    for (const auto& [version, file] : versions.files) {
        CAPTURE(version);
        const TempFolder folder;
        fs::copy_file(file, folder / "ketnap.db");
        const auto db = open_sqlite(folder / "ketnap.db");
        migrate(*db, test::migrations_folder());
        CHECK(number(*db, "SELECT max(version) FROM schema_version") == versions.newest);
        check_whole(*db, versions);
        std::size_t copies = 0;
        for (const auto& entry : fs::directory_iterator{folder.path()}) {
            if (entry.path().filename().string().starts_with("before-migration-")) {
                ++copies;
                CHECK_NOTHROW(check_sqlite_file(entry.path()));
                const auto old = open_sqlite(entry.path());
                CHECK(number(*old, "SELECT max(version) FROM schema_version") == version);
            }
        }
        CHECK(copies == (version == versions.newest ? 0U : 1U));
    }
}

TEST_CASE("a program killed at any statement of a migration leaves the old schema or the new one") {
    const Versions versions;
    int kills = 0;
    for (int statement = 1;; statement += stride()) {
        CAPTURE(statement);
        const TempFolder folder;
        fs::copy_file(versions.files.at(1), folder / "ketnap.db");
        if (!killed_at(statement, folder / "ketnap.db")) {
            break;
        }
        ++kills;
        const auto db = open_sqlite(folder / "ketnap.db");
        check_whole(*db, versions);
        migrate(*db, test::migrations_folder());
        CHECK(number(*db, "SELECT max(version) FROM schema_version") == versions.newest);
        check_whole(*db, versions);
    }
    CHECK(kills > 20);
    MESSAGE(kills << " kills on the way from 1 to " << versions.newest);
}
