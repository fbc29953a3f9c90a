// SPDX-License-Identifier: Apache-2.0
#include "platform/db/sqlite_connection.h"

#include <fmt/format.h>

namespace ketnap::db {
namespace {

constexpr std::size_t most_idle_statements = 512;

class SqliteRow final : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* statement) : m_statement(statement) {}

    bool is_null(int column) const override { return type(column) == SQLITE_NULL; }
    std::int64_t big(int column) const override {
        KETNAP_CHECK(type(column) == SQLITE_INTEGER);
        return sqlite3_column_int64(m_statement, column);
    }
    std::string_view view(int column) const override {
        KETNAP_CHECK(!is_null(column));
        const void* bytes = sqlite3_column_text(m_statement, column);
        return {static_cast<const char*>(bytes), size(column)};
    }
    Blob blob(int column) const override {
        KETNAP_CHECK(type(column) == SQLITE_BLOB);
        const auto* bytes =
            static_cast<const unsigned char*>(sqlite3_column_blob(m_statement, column));
        return bytes == nullptr ? Blob{} : Blob(bytes, bytes + size(column));
    }

  private:
    int type(int column) const {
        KETNAP_CHECK(column >= 0 && column < sqlite3_column_count(m_statement));
        return sqlite3_column_type(m_statement, column);
    }
    std::size_t size(int column) const {
        return static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    }

    sqlite3_stmt* m_statement;
};

// The value outlives the step, so SQLite need not copy it.
int bind_one(sqlite3_stmt* statement, int at, const Value& value) {
    if (value.is_null()) {
        return sqlite3_bind_null(statement, at);
    }
    switch (value.type()) {
        case Value::Type::big:
            return sqlite3_bind_int64(statement, at, value.big());
        case Value::Type::text:
            return sqlite3_bind_text64(statement, at, value.text().data(), value.text().size(),
                                       SQLITE_STATIC, SQLITE_UTF8);
        case Value::Type::blob:
            return value.blob().empty() ? sqlite3_bind_zeroblob(statement, at, 0)
                                        : sqlite3_bind_blob64(statement, at, value.blob().data(),
                                                              value.blob().size(), SQLITE_STATIC);
        case Value::Type::unknown:
            break;
    }
    return sqlite3_bind_null(statement, at);
}

void bind_all(sqlite3_stmt* statement, const Value* tenant, std::span<const Value> params) {
    const int given = static_cast<int>(params.size()) + (tenant != nullptr ? 1 : 0);
    KETNAP_CHECK(given == sqlite3_bind_parameter_count(statement));
    int at = 0;
    int code = tenant != nullptr ? bind_one(statement, ++at, *tenant) : SQLITE_OK;
    for (const auto& value : params) {
        code = code == SQLITE_OK ? bind_one(statement, ++at, value) : code;
    }
    if (code != SQLITE_OK) {
        throw DbError{fmt::format("sqlite {}: a value cannot be bound", code)};
    }
}

}  // namespace

/// Taken from the cache; back in it, reset, whatever happens.
class SqliteConnection::Statement {
  public:
    Statement(SqliteConnection& connection, std::string_view sql)
        : m_connection(connection), m_sql(sql), m_handle(connection.take(sql)) {}
    ~Statement() { m_connection.give_back(m_sql, m_handle); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    sqlite3_stmt* handle() const { return m_handle; }

  private:
    SqliteConnection& m_connection;
    std::string_view m_sql;
    sqlite3_stmt* m_handle;
};

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Use use) {
    const int code =
        sqlite3_open_v2(file.c_str(), &m_db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        sqlite3_close_v2(m_db);
        throw DbError{fmt::format("sqlite {}: cannot open the database file", code)};
    }
    try {
        set_up(use);
    } catch (...) {
        forget_statements();
        sqlite3_close_v2(m_db);
        throw;
    }
}

SqliteConnection::~SqliteConnection() {
    forget_statements();
    sqlite3_close_v2(m_db);
}

void SqliteConnection::set_up(Use use) {
    sqlite3_extended_result_codes(m_db, 1);
    sqlite3_busy_timeout(m_db, 5'000);
    sqlite3_db_config(m_db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(m_db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    if (ask("PRAGMA journal_mode = WAL") != "wal") {
        throw DbError{"the database file cannot be used with a write-ahead log"};
    }
    script(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
        "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA cache_size = -8000;"
        "PRAGMA journal_size_limit = 67108864;"
        // pages that every change touches are then carried over a quarter as often
        "PRAGMA wal_autocheckpoint = 4000;");
    KETNAP_CHECK(ask("PRAGMA foreign_keys") == "1" && ask("PRAGMA synchronous") == "2");
    if (use == Use::read) {
        script("PRAGMA query_only = ON;");
    }
    forget_statements();
}

std::int64_t SqliteConnection::execute(std::string_view sql, const Value* tenant,
                                       std::span<const Value> params, const Tx::Each* row) {
    const Statement statement{*this, sql};
    bind_all(statement.handle(), tenant, params);
    // to SQLITE_DONE always: a RETURNING left half read would make COMMIT fail
    int code = sqlite3_step(statement.handle());
    for (; code == SQLITE_ROW; code = sqlite3_step(statement.handle())) {
        if (row != nullptr) {
            (*row)(SqliteRow{statement.handle()});
        }
    }
    if (code != SQLITE_DONE) {
        fail(code);
    }
    return sqlite3_stmt_readonly(statement.handle()) != 0 ? 0 : sqlite3_changes64(m_db);
}

void SqliteConnection::script(const std::string& sql) {
    const int code = sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(code);
    }
}

std::string SqliteConnection::ask(std::string_view sql) {
    std::string answer;
    const Tx::Each keep_first = [&](const Row& row) {
        if (answer.empty()) {
            answer = row.text(0);
        }
    };
    execute(sql, nullptr, {}, &keep_first);
    return answer;
}

void SqliteConnection::roll_back_quietly() noexcept {
    if (in_transaction()) {
        sqlite3_exec(m_db, "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

sqlite3_stmt* SqliteConnection::take(std::string_view sql) {
    if (const auto found = m_idle.find(sql); found != m_idle.end()) {
        auto* statement = found->second;
        m_idle.erase(found);
        return statement;
    }
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(m_db, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, &rest);
    if (code != SQLITE_OK) {
        fail(code);
    }
    const bool one_statement =
        statement != nullptr && std::string_view{rest, sql.data() + sql.size()}.find_first_not_of(
                                    " \n\t;") == std::string_view::npos;
    if (!one_statement) {
        sqlite3_finalize(statement);
    }
    KETNAP_CHECK(one_statement);
    return statement;
}

void SqliteConnection::give_back(std::string_view sql, sqlite3_stmt* statement) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (m_idle.size() >= most_idle_statements) {
        forget_statements();
    }
    bool kept = false;
    try {
        kept = m_idle.emplace(sql, statement).second;
    } catch (const std::bad_alloc&) {
        kept = false;  // compiled again when it is wanted
    }
    if (!kept) {
        sqlite3_finalize(statement);
    }
}

void SqliteConnection::forget_statements() {
    for (const auto& [sql, statement] : m_idle) {
        sqlite3_finalize(statement);
    }
    m_idle.clear();
}

// SQLite's messages name tables and columns, never values.
void SqliteConnection::fail(int code) const {
    const auto text = fmt::format("sqlite {}: {}", code, sqlite3_errmsg(m_db));
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
        throw UniqueViolation{text};
    }
    if ((code & 0xFF) == SQLITE_FULL) {
        throw StorageFull{text};
    }
    throw DbError{text};
}

}  // namespace ketnap::db
