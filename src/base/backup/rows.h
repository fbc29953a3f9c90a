// SPDX-License-Identifier: Apache-2.0
// The rows of a whole database as one stream of bytes, the same on every machine: the part of a
// backup that a SQLite office has as its file.
#pragma once
#include "base/backup/archive.h"
#include "platform/db/db.h"

#include <functional>
#include <string>
#include <vector>

namespace ketnap::backup {

/// What a stream holds of one table; the hash is of its bytes in the stream.
struct TableEntry {
    std::string name;
    std::int64_t rows = 0;
    std::string sha256;
    bool operator==(const TableEntry&) const = default;
};

using Bytes = std::function<void(std::string_view)>;

/// Every table and row of one consistent picture; without `out` it only counts and hashes.
std::vector<TableEntry> write_rows(db::Tx& tx, const Bytes& out = {});

/// Reads a stream to its end; what it holds. Throws Broken `backup.damaged`.
std::vector<TableEntry> check_rows(const std::filesystem::path& file);

/// Puts every row into the tables of the same names and columns, which are empty. Throws Broken
/// `backup.damaged`.
std::vector<TableEntry> load_rows(db::Tx& tx, const std::filesystem::path& file);

}  // namespace ketnap::backup
