// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/session.h"

#include <sqlite3.h>

#include <unordered_map>

namespace ketnap::db {

/// One SQLite connection with its statements; used by one thread at a time.
class SqliteConnection : public Session {
  public:
    enum class Use { read, write };

    SqliteConnection(const std::filesystem::path& file, Use use);
    ~SqliteConnection() override;
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    Engine engine() const override { return Engine::sqlite; }
    std::int64_t execute(std::string_view sql, const Value* tenant, std::span<const Value> params,
                         const Tx::Each* row) override;

    /// A statement without values and rows: BEGIN, COMMIT, SAVEPOINT …
    void simple(std::string_view sql) { execute(sql, nullptr, {}, nullptr); }
    /// Several statements, not kept.
    void script(const std::string& sql);
    /// The first column of the first row as text.
    std::string ask(std::string_view sql);
    bool in_transaction() const { return sqlite3_get_autocommit(m_db) == 0; }
    /// By this connection since it was opened.
    std::int64_t rows_changed() const { return sqlite3_total_changes64(m_db); }
    /// Undoes whatever is open; an error here is of no consequence, the next BEGIN tells.
    void roll_back_quietly() noexcept;

  private:
    class Statement;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    void set_up(Use use);
    sqlite3_stmt* take(std::string_view sql);
    void give_back(std::string_view sql, sqlite3_stmt* statement);
    void forget_statements();
    [[noreturn]] void fail(int code) const;

    sqlite3* m_db = nullptr;
    std::unordered_map<std::string, sqlite3_stmt*, Hash, std::equal_to<>> m_idle;
};

}  // namespace ketnap::db
