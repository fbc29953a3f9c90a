// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"

namespace ketnap::db {

/// Makes the file when it is not there. Refuses a network file system.
std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file);

/// Throws DbError unless the whole file reads well. Does not change it.
void check_sqlite_file(const std::filesystem::path& file);

struct PostgresOptions {
    std::int64_t deadline_ms = 5'000;  ///< wall clock, each statement
    std::size_t connections = 8;
};
/// `postgresql://user@host1,host2/name`; the password by PGPASSFILE. Refuses an encoding other than
/// UTF-8.
std::unique_ptr<Database> open_postgres(const std::string& url, PostgresOptions options = {});

/// A URL opens PostgreSQL, anything else is the path of a SQLite file.
std::unique_ptr<Database> open(const std::string& url_or_file);

/// Brings the schema to what `folder` (NNNN_name.sql) holds: each file one transaction, forward
/// only. Tokens: @big@ @blob@ @bytes@ @strict@. Throws DbError on a schema newer than the folder;
/// makes and checks a backup beside a SQLite file before it changes it.
/// With `up_to` it goes no further than that number: a backup is read in the schema it was made in.
void migrate(Database& db, const std::filesystem::path& folder, std::int64_t up_to = INT64_MAX);

/// The highest number in the folder: the newest schema this program knows.
std::int64_t newest_migration(const std::filesystem::path& folder);

}  // namespace ketnap::db
