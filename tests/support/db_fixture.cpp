// SPDX-License-Identifier: Apache-2.0
#include "support/db_fixture.h"

#include "platform/db/open.h"
#include "support/pg_address.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>

namespace ketnap::test {
namespace {

namespace fs = std::filesystem;

std::string server_url() {
    const char* url = std::getenv("KETNAP_TEST_PG");
    return url == nullptr ? std::string{} : std::string{url};
}

// the same server, another database
std::string url_of(const std::string& database) {
    auto address = PgAddress::parse(server_url());
    address.database = database;
    return address.url();
}

void on_server(const std::string& sql) {
    auto* connection = PQconnectdb(server_url().c_str());
    auto* result = PQexec(connection, sql.c_str());
    const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    const std::string message = PQerrorMessage(connection);
    PQclear(result);
    PQfinish(connection);
    if (!done) {
        throw std::runtime_error{sql + ": " + message};
    }
}

void fill(db::Database& db) {
    db::migrate(db, migrations_folder());
    db.write("", TestDb::now_ms, [](db::Tx& tx) {
        for (const auto& [id, code] :
             {std::pair{TestDb::tenant, "office"}, std::pair{TestDb::other_tenant, "neighbour"}}) {
            tx.raw("INSERT INTO tenant (id, code, name, created_at) VALUES (?1, ?2, ?3, ?4)",
                   {id, code, code, TestDb::now_ms});
        }
    });
}

/// Filled once a process; every TestDb is a copy.
struct SqliteTemplate {
    TempFolder folder;
    fs::path file = folder / "template.db";
    SqliteTemplate() { fill(*db::open_sqlite(file)); }
};

struct PostgresTemplate {
    std::string name = "ketnap_test_" + std::to_string(::getpid());
    PostgresTemplate() {
        on_server("CREATE DATABASE " + name);
        fill(*db::open_postgres(url_of(name)));
    }
    ~PostgresTemplate() { on_server("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); }
};

std::string copy_of_sqlite(const TempFolder& folder) {
    static const SqliteTemplate source;
    const auto file = folder / "ketnap.db";
    fs::copy_file(source.file, file);
    return file.string();
}

std::string copy_of_postgres() {
    static const PostgresTemplate source;
    static int number = 0;
    auto name = source.name + "_" + std::to_string(++number);
    on_server("CREATE DATABASE " + name + " TEMPLATE " + source.name);
    return name;
}

}  // namespace

bool has_postgres() {
    return !server_url().empty();
}

db::Engine& engine_under_test() {
    static db::Engine engine = db::Engine::sqlite;
    return engine;
}

fs::path migrations_folder() {
    return fs::path{KETNAP_SOURCE_DIR} / "db" / "migrations";
}

EmptyPostgres::EmptyPostgres() {
    static int number = 0;
    m_database = "ketnap_empty_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
    on_server("CREATE DATABASE " + m_database);
    m_address = url_of(m_database);
}

EmptyPostgres::~EmptyPostgres() {
    on_server("DROP DATABASE IF EXISTS " + m_database + " WITH (FORCE)");
}

TestDb::TestDb() {
    if (engine_under_test() == db::Engine::sqlite) {
        m_address = copy_of_sqlite(m_folder);
    } else {
        m_database = copy_of_postgres();
        m_address = url_of(m_database);
    }
    m_db = db::open(m_address);
}

TestDb::~TestDb() {
    m_db.reset();
    if (!m_database.empty()) {
        on_server("DROP DATABASE IF EXISTS " + m_database + " WITH (FORCE)");
    }
}

void TestDb::reopen() {
    m_db.reset();
    m_db = db::open(m_address);
}

}  // namespace ketnap::test
