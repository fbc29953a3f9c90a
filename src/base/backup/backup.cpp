// SPDX-License-Identifier: Apache-2.0
#include "base/backup/backup.h"

#include "base/audit/trace.h"
#include "base/backup/archive.h"
#include "base/backup/store.h"
#include "platform/crypto/vault.h"
#include "platform/db/copy.h"
#include "platform/db/local_disk.h"
#include "platform/db/open.h"
#include "platform/json/read.h"
#include "platform/json/write.h"

#include <unistd.h>

#include <algorithm>
#include <map>

namespace ketnap::backup {

BOOST_DESCRIBE_STRUCT(FileEntry, (), (path, size, sha256))
BOOST_DESCRIBE_STRUCT(TableEntry, (), (name, rows, sha256))
BOOST_DESCRIBE_STRUCT(Manifest, (),
                      (format, program, made_at, engine, schema, keys_included, files, checkpoints,
                       tables))

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t known_format = 1;
constexpr std::string_view database_name = "ketnap.db";
constexpr std::string_view rows_name = "ketnap.rows";
constexpr std::string_view key_name = "keys/ketnap.key";
/// Statements that read or check a whole table.
constexpr db::PostgresOptions patient{.deadline_ms = 3'600'000, .connections = 2};

/// A folder for one piece of work, gone at its end unless it was moved away.
class WorkFolder {
  public:
    explicit WorkFolder(const fs::path& beside)
        : m_path(beside.string() + ".work-" + std::to_string(::getpid())) {
        std::error_code failed;
        fs::remove_all(m_path, failed);
        fs::create_directories(m_path, failed);
        if (failed) {
            throw Broken{"backup.not_written", m_path.string()};
        }
        fs::permissions(m_path, fs::perms::owner_all);
    }
    ~WorkFolder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    const fs::path& path() const { return m_path; }

  private:
    fs::path m_path;
};

/// Broken → Problem, in one place.
template <class F>
auto as_result(const F& work) -> Result<decltype(work())> {
    try {
        return work();
    } catch (const Broken& broken) {
        return problem(broken.key, broken.detail);
    } catch (const fs::filesystem_error& error) {
        return problem("backup.not_written", error.code().message());
    }
}

// ---- make

bool is_taken(const std::string& name) {
    const auto file = name.substr(name.rfind('/') + 1);
    return !name.starts_with(database_name) && name != rows_name && !name.starts_with("uploads/") &&
           !name.starts_with("checkpoints/") && !file.starts_with("before-migration-") &&
           !file.ends_with(".part") && !file.ends_with(".log");
}

/// Names relative to the data folder, in order. Links are not followed.
std::vector<std::string> files_of(const fs::path& data, bool with_keys) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator{data}) {
        auto name = entry.path().lexically_relative(data).generic_string();
        const bool is_key = name.starts_with("keys/");
        if (entry.symlink_status().type() == fs::file_type::regular && is_taken(name) &&
            is_safe_name(name) && (with_keys || !is_key)) {
            names.push_back(std::move(name));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

// The JSON reader brings texts to NFC, so a name that is not ASCII is written byte by byte.
std::string listed_name(const std::string& name) {
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte >= 0x80 || c == '%' ? "%" + crypto::hex(&byte, 1) : std::string(1, c);
    }
    return out;
}

template <class Bytes>
std::string hex_of(const Bytes& bytes) {
    return crypto::hex(bytes.data(), bytes.size());
}

/// Everything is read from the picture that is copied, so a checkpoint is the end of what the
/// backup holds.
Manifest begin_manifest(const audit::Ctx& ctx, const MakeRequest& request, db::Tx& copy) {
    Manifest manifest;
    manifest.program = request.program;
    manifest.made_at = ctx.clock.now().ms;
    manifest.engine = copy.engine() == db::Engine::sqlite ? "sqlite" : "postgres";
    manifest.schema = store::schema(copy);
    manifest.keys_included = !request.passphrase.empty();
    for (const auto& end : store::chain_ends(copy)) {
        manifest.checkpoints.push_back(
            audit::sign_checkpoint(ctx.vault, end.tenant, {end.seq, end.hash}, manifest.made_at));
    }
    return manifest;
}

Manifest copy_sqlite(const audit::Ctx& ctx, const MakeRequest& request, const fs::path& file) {
    ctx.db.backup_to(file);
    return db::open_sqlite(file)->read(
        "", [&](db::Tx& tx) { return begin_manifest(ctx, request, tx); });
}

/// All tables as they were at one moment; the office goes on writing meanwhile.
Manifest copy_postgres(const audit::Ctx& ctx, const MakeRequest& request, const fs::path& file) {
    KETNAP_CHECK(!request.database.empty());
    return db::open_postgres(request.database, patient)->read("", [&](db::Tx& tx) {
        auto manifest = begin_manifest(ctx, request, tx);
        fs::remove(file);
        OutFile out{file};
        manifest.tables = write_rows(tx, [&](std::string_view bytes) { out.write(bytes); });
        out.close();
        return manifest;
    });
}

void write_archive(const audit::Ctx& ctx, const MakeRequest& request, const fs::path& part,
                   const fs::path& work) {
    const auto copy = work / database_name;
    const auto rows = work / rows_name;
    Manifest manifest;
    if (ctx.db.engine() == db::Engine::sqlite) {
        manifest = copy_sqlite(ctx, request, copy);
    } else {
        manifest = copy_postgres(ctx, request, rows);
    }
    ArchiveWriter archive{part, request.passphrase};
    const auto add = [&](const std::string& name, const fs::path& path) {
        const auto added = archive.add(name, path);
        manifest.files.push_back({listed_name(name), added.size, added.sha256});
    };
    if (fs::exists(copy)) {
        add(std::string{database_name}, copy);
    }
    if (fs::exists(rows)) {
        add(std::string{rows_name}, rows);
        fs::remove(rows);
    }
    for (const auto& name : files_of(request.data, manifest.keys_included)) {
        add(name, request.data / name);
    }
    archive.finish(json::write(manifest));
}

// Inside the data folder every backup would hold the one before it, and die with what it is for.
void refuse_place(const fs::path& file, const fs::path& data) {
    if (fs::exists(file)) {
        throw Broken{"backup.exists", file.string()};
    }
    if (file.string().starts_with(data.string() + "/")) {
        throw Broken{"backup.inside_data", {}};
    }
}

// ---- read

Manifest manifest_of(const std::string& text) {
    auto manifest = json::read<Manifest>(text);
    if (!manifest) {
        throw Broken{"backup.newer", {}};  // its hash fits, so it is one that we do not know
    }
    if (manifest->format != known_format) {
        throw Broken{"backup.newer", {}};
    }
    return std::move(*manifest);
}

struct Seen {
    std::int64_t size = 0;
    std::string sha256;
};

void compare(const Manifest& manifest, const std::map<std::string, Seen>& seen) {
    std::size_t fits = 0;
    for (const auto& file : manifest.files) {
        const auto found = seen.find(file.path);
        if (found == seen.end() || found->second.size != file.size ||
            found->second.sha256 != file.sha256) {
            throw Broken{"backup.damaged", file.path};
        }
        ++fits;
    }
    if (fits != seen.size()) {
        throw Broken{"backup.damaged", {}};
    }
}

/// Reads all of it; what `is_wanted` goes into `folder`.
Manifest unpack(const fs::path& file, const std::string& passphrase, const fs::path& folder,
                const std::function<bool(const std::string&)>& is_wanted) {
    ArchiveReader archive{file, passphrase};
    std::map<std::string, Seen> seen;
    while (const auto entry = archive.next()) {
        std::optional<OutFile> out;
        if (is_wanted(entry->name)) {
            fs::create_directories((folder / entry->name).parent_path());
            out.emplace(folder / entry->name);
        }
        auto hash = archive.read(*entry, [&](std::string_view piece) {
            if (out) {
                out->write(piece);
            }
        });
        if (out) {
            out->close();
        }
        if (!seen.emplace(listed_name(entry->name), Seen{entry->size, std::move(hash)}).second) {
            throw Broken{"backup.damaged", entry->name};
        }
    }
    auto manifest = manifest_of(archive.manifest());
    compare(manifest, seen);
    return manifest;
}

void check_database(const Manifest& manifest, const fs::path& folder) {
    if (manifest.tables && check_rows(folder / rows_name) != *manifest.tables) {
        throw Broken{"backup.damaged", std::string{rows_name}};
    }
    if (manifest.engine != "sqlite") {
        return;
    }
    try {
        db::check_sqlite_file(folder / database_name);
    } catch (const DbError&) {
        throw Broken{"backup.damaged", std::string{database_name}};
    }
}

Manifest check_in(const fs::path& file, const std::string& passphrase, const fs::path& work) {
    auto manifest = unpack(file, passphrase, work, [](const std::string& name) {
        return name == database_name || name == rows_name;
    });
    check_database(manifest, work);
    return manifest;
}

/// A full path without a slash at its end.
fs::path plain_path(const fs::path& path) {
    auto full = fs::absolute(path).lexically_normal();
    return full.has_filename() ? full : full.parent_path();
}

// ---- restore

void refuse_used_folder(const fs::path& folder) {
    if (fs::exists(folder) && (!fs::is_directory(folder) || !fs::is_empty(folder))) {
        throw Broken{"backup.folder_not_empty", folder.string()};
    }
}

void place_key(const RestoreRequest& request, const Manifest& manifest, const fs::path& folder) {
    if (manifest.keys_included || request.key_file.empty()) {
        return;
    }
    fs::create_directories(folder / "keys");
    fs::copy_file(request.key_file, folder / key_name);
    fs::permissions(folder / key_name, fs::perms::owner_read | fs::perms::owner_write);
}

void private_folders(const fs::path& folder) {
    fs::permissions(folder, fs::perms::owner_all);
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_directory()) {
            fs::permissions(entry.path(), fs::perms::owner_all);
        }
    }
}

/// The key fits when it makes the key pair that signed the checkpoints.
void check_key(const Manifest& manifest, const fs::path& folder) {
    if (!fs::exists(folder / key_name)) {
        return;
    }
    const auto vault = crypto::Vault::open(folder / key_name);
    const bool fits =
        vault && std::all_of(manifest.checkpoints.begin(), manifest.checkpoints.end(),
                             [&](const Checkpoint& c) {
                                 return audit::checkpoint_key(*vault, c.tenant) == c.public_key;
                             });
    if (!fits) {
        throw Broken{"backup.wrong_key", {}};
    }
}

std::vector<std::string> bad_chains(const Manifest& manifest, db::Database& db) {
    std::vector<std::string> bad;
    for (const auto& checkpoint : manifest.checkpoints) {
        const auto state = db.read(checkpoint.tenant, audit::verify_chain);
        const auto end = db.read(checkpoint.tenant, audit::chain_end);
        if (state.first_bad != 0 || end.seq != checkpoint.seq ||
            hex_of(end.hash) != checkpoint.hash) {
            bad.push_back(checkpoint.tenant);
        }
    }
    return bad;
}

// A restore that failed before may have left our tables behind, without a row.
void refuse_used_database(db::Database& db) {
    db.read("", [](db::Tx& tx) {
        for (const auto& table : db::tables(tx)) {
            if (db::has_rows(tx, table)) {
                throw Broken{"backup.database_not_empty", {}};
            }
        }
    });
}

/// The schema of the backup, then every row in one transaction, compared before it counts.
void load_database(const RestoreRequest& request, const Manifest& manifest, db::Database& db,
                   const fs::path& rows) {
    refuse_used_database(db);
    try {
        db::migrate(db, request.migrations, manifest.schema);
    } catch (const DbError&) {
        throw Broken{"backup.database_not_empty", {}};  // of a newer schema, or not ours
    }
    db.write("", manifest.made_at, [&](db::Tx& tx) {
        if (store::schema(tx) != manifest.schema) {
            throw Broken{"backup.database_not_empty", {}};
        }
        load_rows(tx, rows);
        if (write_rows(tx) != *manifest.tables) {
            throw Broken{"backup.damaged", std::string{rows_name}};
        }
    });
}

/// The database of the restored office; none when the backup holds none.
std::unique_ptr<db::Database> restored_database(const RestoreRequest& request,
                                                const Manifest& manifest, const fs::path& folder) {
    if (manifest.engine == "sqlite") {
        if (!request.database.empty()) {
            throw Broken{"backup.is_sqlite", {}};
        }
        return db::open_sqlite(folder / database_name);
    }
    if (!manifest.tables) {
        return nullptr;
    }
    if (request.database.empty()) {
        throw Broken{"backup.needs_database", {}};
    }
    auto db = db::open_postgres(request.database, patient);
    load_database(request, manifest, *db, folder / rows_name);
    fs::remove(folder / rows_name);
    return db;
}

void move_into_place(const fs::path& work, const fs::path& into) {
    private_folders(work);
    if (fs::exists(into)) {
        fs::remove(into);  // it is empty
    }
    fs::rename(work, into);
    db::sync_folder(into.parent_path());
}

}  // namespace

Result<Manifest> make(const audit::Ctx& ctx, const MakeRequest& request) {
    const auto file = plain_path(request.file);
    auto made = as_result([&] {
        refuse_place(file, plain_path(request.data));
        const WorkFolder work{file};
        const auto part = work.path() / "backup";
        write_archive(ctx, request, part, work.path());
        fs::remove(work.path() / database_name);
        auto manifest = check_in(part, request.passphrase, work.path() / "check");
        fs::rename(part, file);
        db::sync_folder(file.parent_path());
        return manifest;
    });
    if (made) {
        audit::trace_apart(ctx, "backup.made", "installation", "",
                           {{"files", "", std::to_string(made->files.size())}});
    }
    return made;
}

Result<Manifest> check(const fs::path& file, const std::string& passphrase) {
    return as_result([&] {
        const WorkFolder work{fs::temp_directory_path() / "ketnap-check"};
        return check_in(file, passphrase, work.path());
    });
}

Result<Restored> restore(const RestoreRequest& request) {
    return as_result([&] {
        const auto into = plain_path(request.into);
        refuse_used_folder(into);
        const WorkFolder work{into};
        Restored restored;
        restored.manifest = unpack(request.file, request.passphrase, work.path(),
                                   [](const std::string&) { return true; });
        if (restored.manifest.schema > request.newest_schema) {
            throw Broken{"backup.newer_schema", std::to_string(restored.manifest.schema)};
        }
        check_database(restored.manifest, work.path());
        place_key(request, restored.manifest, work.path());
        check_key(restored.manifest, work.path());
        restored.keys_missing = !fs::exists(work.path() / key_name);
        if (const auto db = restored_database(request, restored.manifest, work.path())) {
            restored.bad_chains = bad_chains(restored.manifest, *db);
        }
        move_into_place(work.path(), into);
        return restored;
    });
}

}  // namespace ketnap::backup
