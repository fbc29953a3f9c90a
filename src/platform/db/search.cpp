// SPDX-License-Identifier: Apache-2.0
#include "platform/db/db.h"
#include "platform/db/filter.h"
#include "platform/db/session.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::db {
namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t most_words = 16;  // of one query
constexpr std::int64_t few_at_most = 500;

// External content: the words are kept once, in search_doc, and FTS5 holds the index alone.
constexpr std::string_view sqlite_schema = R"sql(
CREATE TABLE IF NOT EXISTS schema_version (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS search_doc (
    doc INTEGER PRIMARY KEY, tenant_id TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    words TEXT NOT NULL, UNIQUE (tenant_id, kind, id)) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS search_word USING fts5 (
    words, content = 'search_doc', content_rowid = 'doc', detail = none, columnsize = 0,
    prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0');
)sql";

// Lexemes are given as they are, so no text-search parser or dictionary has a say.
constexpr std::string_view postgres_schema = R"sql(
CREATE TABLE IF NOT EXISTS schema_version (
    version BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS search_doc (
    tenant_id TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL, words TSVECTOR NOT NULL, PRIMARY KEY (tenant_id, kind, id));
CREATE INDEX IF NOT EXISTS search_doc_words ON search_doc USING gin (words);
)sql";

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Names in SQL come from code, never from a request; this keeps it so.
void check_name(std::string_view name) {
    KETNAP_CHECK(!name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    }));
}

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

struct Doc {
    std::int64_t doc;
    std::string words;
};

std::optional<Doc> find_doc(Tx& tx, std::string_view kind, std::string_view id) {
    return tx.one(
        "SELECT doc, words FROM search_doc WHERE tenant_id = ?1 AND kind = ?2 AND id = ?3",
        {kind, id}, [](const Row& r) { return Doc{r.big(0), r.text(1)}; });
}

/// JSON list of what is found, or nothing when that is much.
std::optional<std::string> few_ids(Tx& tx, std::string_view kind, const std::string& query) {
    std::string list;
    std::int64_t count = 0;
    tx.each(
        "SELECT d.id FROM search_word w CROSS JOIN search_doc d ON d.doc = w.rowid"
        " WHERE w.search_word MATCH ?2 AND d.tenant_id = ?1 AND d.kind = ?3 LIMIT ?4",
        {query, kind, few_at_most + 1}, [&](const Row& row) {
            const auto id = row.view(0);
            KETNAP_CHECK(id.find_first_of("\"\\") == std::string_view::npos);
            list += fmt::format("{}\"{}\"", count++ == 0 ? "" : ",", id);
        });
    return count > few_at_most ? std::nullopt : std::optional{"[" + list + "]"};
}

void unindex(Tx& tx, const Doc& old) {
    tx.raw("INSERT INTO search_word (search_word, rowid, words) VALUES ('delete', ?1, ?2)",
           {old.doc, old.words});
}

void put_sqlite(Tx& tx, std::string_view kind, std::string_view id, const std::string& words) {
    auto old = find_doc(tx, kind, id);
    if (old && old->words == words) {
        return;
    }
    if (old) {
        unindex(tx, *old);
    }
    std::int64_t doc = 0;
    tx.each(
        "INSERT INTO search_doc (tenant_id, kind, id, words) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (tenant_id, kind, id) DO UPDATE SET words = excluded.words RETURNING doc",
        {kind, id, words}, [&](const Row& r) { doc = r.big(0); });
    tx.raw("INSERT INTO search_word (rowid, words) VALUES (?1, ?2)", {doc, words});
}

}  // namespace

std::string_view engine_schema(Engine engine) {
    return engine == Engine::sqlite ? sqlite_schema : postgres_schema;
}

std::vector<std::string> search_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        if (is_word_byte(c)) {
            if (word.size() < longest_word) {
                word += lower(c);
            }
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) {
        words.push_back(std::move(word));
    }
    return words;
}

std::string search_query(Engine engine, std::string_view folded_words) {
    auto words = search_words(folded_words);
    words.resize(std::min(words.size(), most_words));
    if (words.empty()) {
        return engine == Engine::sqlite ? "\"\"" : "";
    }
    for (auto& word : words) {
        word = engine == Engine::sqlite ? fmt::format("\"{}\"*", word) : word + ":*";
    }
    return fmt::format("{}", fmt::join(words, engine == Engine::sqlite ? " " : " & "));
}

std::string Tx::search_clause(std::string_view kind, std::string_view id_column, int param) const {
    check_name(kind);
    check_name(id_column);
    KETNAP_CHECK(param > 1);
    if (engine() == Engine::sqlite) {
        return fmt::format(
            // allow(sql): the names are constants of the calling store, checked above
            "{} IN (SELECT d.id FROM search_word w CROSS JOIN search_doc d ON d.doc = w.rowid"
            " WHERE w.search_word MATCH ?{} AND d.tenant_id = ?1 AND d.kind = '{}')",
            id_column, param, kind);
    }
    return fmt::format(
        // allow(sql): the names are constants of the calling store, checked above
        "{} IN (SELECT d.id FROM search_doc d WHERE d.tenant_id = ?1 AND d.kind = '{}'"
        " AND d.words @@ CAST(?{} AS tsquery))",
        id_column, kind, param);
}

// Few: their ids are listed, so the statement goes from them to the rows. Many: the unary plus
// keeps the statement on the index of its order, where the first page is soon full.
void Tx::search(Filter& filter, std::string_view kind, std::string_view id_column,
                std::string_view folded_words) {
    const auto query = search_query(engine(), folded_words);
    const auto clause = search_clause(kind, id_column, filter.next_param());
    if (engine() != Engine::sqlite) {
        filter.search(clause, query);
    } else if (const auto few = few_ids(*this, kind, query)) {
        filter.only(
            // allow(sql): the column is a constant of the calling store, checked by search_clause()
            fmt::format("{} IN (SELECT value FROM json_each(?{}))", id_column, filter.next_param()),
            *few);
    } else {
        filter.search("+" + clause, query);
    }
}

void Tx::search_put(std::string_view kind, std::string_view id, std::string_view folded) {
    const auto words = joined(search_words(folded));
    if (engine() == Engine::sqlite) {
        put_sqlite(*this, kind, id, words);
        return;
    }
    run("INSERT INTO search_doc (tenant_id, kind, id, words)"
        " VALUES (?1, ?2, ?3, array_to_tsvector(string_to_array(?4, ' ')))"
        " ON CONFLICT (tenant_id, kind, id) DO UPDATE SET words = excluded.words",
        {kind, id, words});
}

void Tx::search_drop(std::string_view kind, std::string_view id) {
    if (engine() == Engine::sqlite) {
        if (const auto old = find_doc(*this, kind, id)) {
            unindex(*this, *old);
        }
    }
    run("DELETE FROM search_doc WHERE tenant_id = ?1 AND kind = ?2 AND id = ?3", {kind, id});
}

}  // namespace ketnap::db
