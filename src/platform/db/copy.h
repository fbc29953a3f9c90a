// SPDX-License-Identifier: Apache-2.0
// Rows of any table, for what copies a whole database and knows no table by name. PostgreSQL only;
// a SQLite file is copied as a file.
#pragma once
#include "platform/db/db.h"

#include <string>
#include <vector>

namespace ketnap::db {

struct Column {
    std::string name;
    std::string type;  ///< "bigint", "text", "bytea"; "tsvector" travels as text
    bool operator==(const Column&) const = default;
};

struct Table {
    std::string name;
    std::vector<Column> columns;
    std::vector<std::string> key;  ///< the primary key: the order of rows
};

/// Every table by name, with its columns as they stand; not schema_version, which is the
/// migrations' own.
std::vector<Table> tables(Tx& tx);

/// All rows in the order of the key, a bounded number in memory at a time.
void each_row(Tx& tx, const Table& table, const Tx::Each& row);
/// One value a column, of the column's type.
void put_row(Tx& tx, const Table& table, const std::vector<Value>& values);
bool has_rows(Tx& tx, const Table& table);

/// Foreign keys are off until put_back(), which checks all rows at once: what is copied comes
/// table by table. Both in one transaction.
class WithoutForeignKeys {
  public:
    explicit WithoutForeignKeys(Tx& tx);
    void put_back();

  private:
    struct ForeignKey {
        std::string table;
        std::string name;
        std::string definition;
    };
    Tx& m_tx;
    std::vector<ForeignKey> m_keys;
};

}  // namespace ketnap::db
