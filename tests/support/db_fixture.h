// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"
#include "support/temp_folder.h"

#include <doctest/doctest.h>

namespace ketnap::test {

/// True when KETNAP_TEST_PG holds the URL of a PostgreSQL where databases may be made.
bool has_postgres();
/// The engine of the running DB_TEST_CASE.
db::Engine& engine_under_test();

/// A fresh database with all migrations and two tenants, on the engine under test.
class TestDb {
  public:
    static constexpr const char* tenant = "01900000-0000-7000-8000-000000000001";
    static constexpr const char* other_tenant = "01900000-0000-7000-8000-000000000002";
    static constexpr std::int64_t now_ms = 1'767'225'600'000;  // 2026-01-01

    TestDb();
    ~TestDb();
    TestDb(const TestDb&) = delete;
    TestDb& operator=(const TestDb&) = delete;

    db::Database& operator*() const { return *m_db; }
    db::Database* operator->() const { return m_db.get(); }
    operator db::Database&() const { return *m_db; }
    db::Engine engine() const { return m_db->engine(); }

    template <class F>
    auto read(F&& operation) const {
        return m_db->read(tenant, operation);
    }
    template <class F>
    auto write(F&& operation) const {
        return m_db->write(tenant, now_ms, operation);
    }
    /// Closes and opens again, as a restart does.
    void reopen();
    /// What open() takes: a file or a URL.
    const std::string& address() const { return m_address; }
    const std::filesystem::path& folder() const { return m_folder.path(); }

  private:
    TempFolder m_folder;
    std::string m_address;
    std::string m_database;
    std::unique_ptr<db::Database> m_db;
};

std::filesystem::path migrations_folder();

/// A new PostgreSQL database without a table.
class EmptyPostgres {
  public:
    EmptyPostgres();
    ~EmptyPostgres();
    EmptyPostgres(const EmptyPostgres&) = delete;
    EmptyPostgres& operator=(const EmptyPostgres&) = delete;
    const std::string& address() const { return m_address; }

  private:
    std::string m_database;
    std::string m_address;
};

}  // namespace ketnap::test

// The body runs on SQLite, and on PostgreSQL when there is one; a TestDb made in it is of that
// engine.
#define DB_TEST_CASE(name) KETNAP_DB_TEST_CASE(name, DOCTEST_ANONYMOUS(ketnap_db_test_))
#define KETNAP_DB_TEST_CASE(name, body)                                                \
    static void body();                                                                \
    TEST_CASE(name " (SQLite)") {                                                      \
        ::ketnap::test::engine_under_test() = ::ketnap::db::Engine::sqlite;            \
        body();                                                                        \
    }                                                                                  \
    TEST_CASE(name " (PostgreSQL)" * doctest::skip(!::ketnap::test::has_postgres())) { \
        ::ketnap::test::engine_under_test() = ::ketnap::db::Engine::postgres;          \
        body();                                                                        \
    }                                                                                  \
    static void body()
