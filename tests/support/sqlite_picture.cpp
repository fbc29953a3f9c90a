// SPDX-License-Identifier: Apache-2.0
#include "support/sqlite_picture.h"

#include <sqlite3.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <stdexcept>

namespace ketnap::test {
namespace {

struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

void require(bool done, const char* what) {
    if (!done) {
        throw std::runtime_error{what};
    }
}

Handle opened(const std::filesystem::path& file, int flags) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    Handle db{raw};
    require(code == SQLITE_OK, "sqlite3_open_v2");
    sqlite3_busy_timeout(raw, 5'000);
    return db;
}

std::string text_of(sqlite3_stmt* row, int column) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
    return {bytes == nullptr ? "" : bytes,
            static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

void each(sqlite3* db, const std::string& sql, const std::function<void(sqlite3_stmt*)>& take) {
    sqlite3_stmt* statement = nullptr;
    require(sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK, sql.c_str());
    while (sqlite3_step(statement) == SQLITE_ROW) {
        take(statement);
    }
    sqlite3_finalize(statement);
}

}  // namespace

SqlitePicture::SqlitePicture(const std::filesystem::path& file) {
    const auto db = opened(file, SQLITE_OPEN_READONLY);
    std::vector<std::string> tables;
    each(db.get(),
         "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'"
         " AND name NOT IN ('audit', 'event', 'counter')",
         [&](sqlite3_stmt* row) { tables.push_back(text_of(row, 0)); });
    for (const auto& table : tables) {
        each(db.get(), "SELECT * FROM " + table, [&](sqlite3_stmt* row) {
            auto line = table;
            for (int i = 0; i < sqlite3_column_count(row); ++i) {
                line += '\x1f' + text_of(row, i);
            }
            m_rows.push_back(std::move(line));
        });
    }
    std::sort(m_rows.begin(), m_rows.end());
}

void copy_sqlite(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto source = opened(from, SQLITE_OPEN_READONLY);
    const auto target = opened(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    auto* backup = sqlite3_backup_init(target.get(), "main", source.get(), "main");
    require(backup != nullptr, "sqlite3_backup_init");
    const int code = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    require(code == SQLITE_DONE, "sqlite3_backup_step");
}

}  // namespace ketnap::test
