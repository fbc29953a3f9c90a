// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/checkpoint.h"
#include "base/audit/ctx.h"
#include "base/backup/rows.h"
#include "platform/vocabulary/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::backup {

using audit::Checkpoint;

struct FileEntry {
    std::string path;
    std::int64_t size = 0;
    std::string sha256;
};

/// What a backup holds; the last thing in its file.
struct Manifest {
    std::int64_t format = 1;
    std::string program;
    std::int64_t made_at = 0;
    std::string engine;  ///< "sqlite"; "postgres": the rows of its tables are in ketnap.rows
    std::int64_t schema = 0;
    bool keys_included = false;
    std::vector<FileEntry> files;
    std::vector<Checkpoint> checkpoints;
    /// Of a PostgreSQL office; a backup of before this was known has none and no database.
    std::optional<std::vector<TableEntry>> tables;
};

struct MakeRequest {
    std::filesystem::path data;
    std::filesystem::path file;
    /// Empty: nothing is encrypted as a whole and the key file stays out, to be kept apart.
    std::string passphrase;
    std::string program;
    /// Of a PostgreSQL office: where it is, for a connection with a long deadline of its own.
    std::string database = {};
};

/// A backup of an office that goes on working. It counts as made only after the finished file was
/// read back, every hash compared and the database in it checked. Never overwrites. Problems:
/// `backup.exists`, `backup.inside_data`, `backup.not_written`, `backup.damaged`.
Result<Manifest> make(const audit::Ctx& ctx, const MakeRequest& request);

/// Reads the whole file; nothing is kept. Problems: `backup.not_a_backup`, `backup.damaged`,
/// `backup.needs_passphrase`, `backup.wrong_passphrase`, `backup.newer`.
Result<Manifest> check(const std::filesystem::path& file, const std::string& passphrase);

struct RestoreRequest {
    std::filesystem::path file;
    std::filesystem::path into;  ///< must be missing or empty
    std::string passphrase;
    std::filesystem::path key_file;  ///< the key kept apart, when the backup has none
    std::int64_t newest_schema = 0;  ///< what this program knows
    std::string database = {};       ///< of a PostgreSQL office: an empty database
    std::filesystem::path migrations = {};
};

struct Restored {
    Manifest manifest;
    bool keys_missing = false;            ///< put the key file to keys/ketnap.key before serving
    std::vector<std::string> bad_chains;  ///< tenants whose audit chain does not hold
};

/// All or nothing: folder and database appear complete and checked, or not at all. Problems: those
/// of check(), `backup.folder_not_empty`, `backup.newer_schema`, `backup.wrong_key`,
/// `backup.not_written`, `backup.needs_database`, `backup.is_sqlite`,
/// `backup.database_not_empty`.
Result<Restored> restore(const RestoreRequest& request);

}  // namespace ketnap::backup
