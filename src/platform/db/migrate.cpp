// SPDX-License-Identifier: Apache-2.0
#include "platform/db/open.h"
#include "platform/db/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>

namespace ketnap::db {
namespace {

struct Migration {
    std::int64_t version = 0;
    std::string name;
    std::filesystem::path file;
};

bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

std::optional<Migration> migration_of(const std::filesystem::path& file) {
    const auto stem = file.stem().string();
    const bool fits = file.extension() == ".sql" && stem.size() > 5 && stem[4] == '_' &&
                      std::all_of(stem.begin(), stem.begin() + 4, is_figure) &&
                      std::all_of(stem.begin() + 5, stem.end(), [](char c) {
                          return is_figure(c) || c == '_' || (c >= 'a' && c <= 'z');
                      });
    if (!fits) {
        return std::nullopt;
    }
    std::int64_t version = 0;
    std::from_chars(stem.data(), stem.data() + 4, version);
    return Migration{version, stem.substr(5), file};
}

std::vector<Migration> migrations_in(const std::filesystem::path& folder) {
    std::vector<Migration> found;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() != ".sql") {
            continue;
        }
        auto migration = migration_of(entry.path());
        if (!migration) {
            throw DbError{"a migration is not named NNNN_name.sql: " +
                          entry.path().filename().string()};
        }
        found.push_back(*std::move(migration));
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.version < b.version; });
    for (std::size_t i = 1; i < found.size(); ++i) {
        if (found[i].version == found[i - 1].version) {
            throw DbError{fmt::format("two migrations carry the number {}", found[i].version)};
        }
    }
    return found;
}

std::string replaced(std::string text, std::string_view token, std::string_view by) {
    for (auto at = text.find(token); at != std::string::npos; at = text.find(token, at)) {
        text.replace(at, token.size(), by);
        at += by.size();
    }
    return text;
}

std::string in_dialect(std::string sql, Engine engine, const std::string& name) {
    struct Token {
        std::string_view token, sqlite, postgres;
    };
    constexpr std::array<Token, 4> tokens{{{"@big@", "INTEGER", "BIGINT"},
                                           {"@blob@", "BLOB", "BYTEA"},
                                           {"@bytes@", "", "COLLATE \"C\""},
                                           {"@strict@", "STRICT", ""}}};
    for (const auto& t : tokens) {
        sql = replaced(std::move(sql), t.token, engine == Engine::sqlite ? t.sqlite : t.postgres);
    }
    if (sql.find('@') != std::string::npos) {
        throw DbError{"a migration holds an unknown token: " + name};
    }
    return sql;
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in || text.empty()) {
        throw DbError{"a migration cannot be read: " + file.filename().string()};
    }
    return text;
}

std::set<std::int64_t> applied_in(Database& db) {
    return db.read("", [](Tx& tx) {
        std::set<std::int64_t> versions;
        tx.raw_each("SELECT version FROM schema_version ORDER BY version", {},
                    [&](const Row& row) { versions.insert(row.big(0)); });
        return versions;
    });
}

std::string_view now_in_sql(Engine engine) {
    return engine == Engine::sqlite ? "unixepoch() * 1000"
                                    : "CAST(extract(epoch FROM now()) * 1000 AS BIGINT)";
}

// The version row is part of the same transaction: the old schema or the new one, nothing between.
void apply(Database& db, const Migration& m) {
    auto script = in_dialect(text_of(m.file), db.engine(), m.name);
    script +=
        // allow(sql): number and name come from the name of our own file, letters and figures only
        fmt::format("\n;INSERT INTO schema_version (version, name, at) VALUES ({}, '{}', {});",
                    m.version, m.name, now_in_sql(db.engine()));
    try {
        db.apply_script(script);
    } catch (const DbError& error) {
        if (!applied_in(db).contains(m.version)) {  // unless another node was faster
            throw DbError{fmt::format("migration {:04}_{}: {}", m.version, m.name, error.what())};
        }
    }
}

void refuse_newer(const std::set<std::int64_t>& applied, const std::vector<Migration>& known) {
    for (const auto version : applied) {
        const bool is_known = std::any_of(known.begin(), known.end(),
                                          [&](const auto& m) { return m.version == version; });
        if (!is_known) {
            throw DbError{
                fmt::format("the data is newer than this program (schema {:04}); use the program "
                            "that wrote it, or a later one",
                            version)};
        }
    }
}

void back_up_before(Database& db, std::int64_t from) {
    const auto base = db.file().parent_path() / fmt::format("before-migration-{:04}", from);
    auto file = base;
    file += ".db";
    for (int n = 2; std::filesystem::exists(file); ++n) {
        file = base;
        file += fmt::format("-{}.db", n);
    }
    db.backup_to(file);
}

}  // namespace

std::int64_t newest_migration(const std::filesystem::path& folder) {
    const auto known = migrations_in(folder);
    return known.empty() ? 0 : known.back().version;
}

void migrate(Database& db, const std::filesystem::path& folder, std::int64_t up_to) {
    const auto known = migrations_in(folder);
    db.apply_script(std::string{engine_schema(db.engine())});
    const auto applied = applied_in(db);
    refuse_newer(applied, known);
    std::vector<Migration> pending;
    std::copy_if(known.begin(), known.end(), std::back_inserter(pending),
                 [&](const auto& m) { return m.version <= up_to && !applied.contains(m.version); });
    if (!pending.empty() && !applied.empty() && db.engine() == Engine::sqlite) {
        back_up_before(db, *applied.rbegin());
    }
    for (const auto& migration : pending) {
        apply(db, migration);
    }
    mend_search(db);
}

}  // namespace ketnap::db
