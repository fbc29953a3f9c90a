// SPDX-License-Identifier: Apache-2.0
#include "platform/db/db.h"
#include "platform/db/filter.h"
#include "platform/db/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ketnap::db {
namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t most_words = 16;  // of one query
constexpr std::int64_t listed_at_most = 1'100;
constexpr std::int64_t some_pass = 40;  // of those: walking the whole order soon meets enough

// Without an index of its own a beginning is put together from all its words, each time: "nguyen"
// alone begins every third name. External content: the words are kept once, in search_doc, and FTS5
// holds the index alone.
constexpr std::string_view sqlite_schema = R"sql(
CREATE TABLE IF NOT EXISTS schema_version (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS search_doc (
    doc INTEGER PRIMARY KEY, tenant_id TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    words TEXT NOT NULL, UNIQUE (tenant_id, kind, id)) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS search_word USING fts5 (
    words, content = 'search_doc', content_rowid = 'doc', detail = none, columnsize = 0,
    prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 0');
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

/// The first that match, as a JSON list of ids.
void list_first(Tx& tx, Words& words) {
    std::int64_t count = 0;
    tx.each(
        "SELECT d.id FROM search_word w CROSS JOIN search_doc d ON d.doc = w.rowid"
        " WHERE w.search_word MATCH ?2 AND d.tenant_id = ?1 AND d.kind = ?3 LIMIT ?4",
        {words.query, words.kind, listed_at_most + 1}, [&](const Row& row) {
            const auto id = row.view(0);
            KETNAP_CHECK(id.find_first_of("\"\\") == std::string_view::npos);
            words.list += count++ == 0 ? "[\"" : "\",\"";
            words.list += id;
        });
    words.list += count == 0 ? "[]" : "\"]";
    words.all_listed = count <= listed_at_most;
}

/// How many match, of any kind and tenant, counted no further than `most` + 1.
bool more_than(Tx& tx, const std::string& query, std::int64_t most) {
    std::int64_t found = 0;
    tx.raw_each(
        "SELECT count(*) FROM (SELECT 1 FROM search_word WHERE search_word MATCH ?1 LIMIT ?2)",
        {query, most + 1}, [&](const Row& row) { found = row.big(0); });
    return found > most;
}

// With n of N matching, `rows` of them in the order of names ask rows·N/n rows for the words; going
// to all that match costs n rows. They are even at n² = rows·N where a row costs the same both
// ways; where its words lie in the index, walking costs a fifth.
std::int64_t even_at(Tx& tx, const Words& words, double rows) {
    std::int64_t docs = 0;
    tx.raw_each("SELECT coalesce(max(doc), 0) FROM search_doc", {},
                [&](const Row& row) { docs = row.big(0); });
    const auto each = words.row_words.empty() ? 1.0 : 0.2;
    return std::llround(std::sqrt(each * rows * static_cast<double>(docs)));
}

std::string set_clause(const Words& words, int param) {
    return fmt::format(
        // allow(sql): the names are constants of the calling store, checked by check_name()
        "{} IN (SELECT d.id FROM search_word w CROSS JOIN search_doc d ON d.doc = w.rowid"
        " WHERE w.search_word MATCH ?{} AND d.tenant_id = ?1 AND d.kind = '{}')",
        words.column, param, words.kind);
}

/// Of one row: some word begins like each of those looked for.
std::string test_clause(const Words& words, int param, std::vector<Value>& values) {
    if (!words.row_words.empty()) {
        std::string text;
        for (const auto& word : words.words) {
            text += fmt::format("{}instr({}, ?{}) > 0", text.empty() ? "" : " AND ",
                                words.row_words, param++);
            values.emplace_back(" " + word);
        }
        return text;
    }
    auto text = fmt::format(
        // allow(sql): the names are constants of the calling store, checked by check_name()
        "EXISTS (SELECT 1 FROM search_doc d WHERE d.tenant_id = ?1 AND d.kind = '{}'"
        " AND d.id = {}",
        words.kind, words.column);
    for (const auto& word : words.words) {
        text += fmt::format(" AND instr(' ' || d.words, ?{}) > 0", param++);
        values.emplace_back(" " + word);
    }
    return text + ")";
}

void unindex(Tx& tx, const Doc& old) {
    tx.raw("INSERT INTO search_word (search_word, rowid, words) VALUES ('delete', ?1, ?2)",
           {old.doc, old.words});
}

// Neither RETURNING nor ON CONFLICT DO UPDATE: each is a savepoint of its own, and at a savepoint
// FTS5 writes down all that it has gathered, so a list of people would cost it a segment a person.
void put_sqlite(Tx& tx, std::string_view kind, std::string_view id, const std::string& words) {
    const auto old = find_doc(tx, kind, id);
    if (old && old->words == words) {
        return;
    }
    auto doc = old ? old->doc : 0;
    if (old) {
        unindex(tx, *old);
        tx.run("UPDATE search_doc SET words = ?3 WHERE tenant_id = ?1 AND doc = ?2", {doc, words});
    } else {
        tx.run("INSERT INTO search_doc (tenant_id, kind, id, words) VALUES (?1, ?2, ?3, ?4)",
               {kind, id, words});
        tx.raw_each("SELECT last_insert_rowid()", {}, [&](const Row& r) { doc = r.big(0); });
    }
    tx.raw("INSERT INTO search_word (rowid, words) VALUES (?1, ?2)", {doc, words});
}

}  // namespace

std::string_view engine_schema(Engine engine) {
    return engine == Engine::sqlite ? sqlite_schema : postgres_schema;
}

void mend_search(Database& db) {
    if (db.engine() != Engine::sqlite) {
        return;
    }
    const auto made = db.read("", [](Tx& tx) {
        std::string sql;
        tx.raw_each("SELECT sql FROM sqlite_schema WHERE name = 'search_word'", {},
                    [&](const Row& row) { sql = row.text(0); });
        return sql;
    });
    const auto wanted = sqlite_schema.substr(sqlite_schema.find("USING fts5"));
    if (wanted.find(made.substr(made.find("USING fts5"))) != 0) {
        db.apply_script(fmt::format(
            // allow(sql): the schema is the constant above
            "DROP TABLE search_word; {} INSERT INTO search_word (search_word) VALUES ('rebuild');",
            sqlite_schema));
    }
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

namespace {

std::vector<std::string> asked_words(std::string_view folded) {
    auto words = search_words(folded);
    words.resize(std::min(words.size(), most_words));
    return words;
}

}  // namespace

std::string search_query(Engine engine, std::string_view folded_words) {
    auto words = asked_words(folded_words);
    if (words.empty()) {
        return engine == Engine::sqlite ? "\"\"" : "";
    }
    for (auto& word : words) {
        word = engine == Engine::sqlite ? fmt::format("\"{}\"*", word) : word + ":*";
    }
    return fmt::format("{}", fmt::join(words, engine == Engine::sqlite ? " " : " & "));
}

std::string searched_text(std::string_view folded) {
    return " " + joined(search_words(folded));
}

std::string Tx::search_clause(std::string_view kind, std::string_view id_column, int param) const {
    check_name(kind);
    check_name(id_column);
    KETNAP_CHECK(param > 1);
    if (engine() == Engine::sqlite) {
        return set_clause({.kind = std::string{kind}, .column = std::string{id_column}}, param);
    }
    return fmt::format(
        // allow(sql): the names are constants of the calling store, checked above
        "{} IN (SELECT d.id FROM search_doc d WHERE d.tenant_id = ?1 AND d.kind = '{}'"
        " AND d.words @@ CAST(?{} AS tsquery))",
        id_column, kind, param);
}

std::string Words::clause(Way way, int param, std::vector<Value>& values) const {
    if (way == Way::tested && !words.empty()) {
        return test_clause(*this, param, values);
    }
    if (way == Way::listed) {
        values.emplace_back(list);
        // allow(sql): the column is a constant of the calling store, checked by check_name()
        return fmt::format("{} IN (SELECT value FROM json_each(?{}))", column, param);
    }
    values.emplace_back(query);
    return set_clause(*this, param);
}

Count count_up_to(Tx& tx, Filter& filter, std::int64_t cap, Fragment head) {
    const auto counted = [&] {
        auto asked = filter;
        const auto sql = asked.sql(head, "LIMIT ?) counted", {cap + 1});
        return tx.one(sql, asked.values(), [](const Row& row) { return row.big(0); }).value_or(0);
    };
    const auto& words = filter.words();
    const bool partly = words && !words->all_listed;
    if (partly) {
        filter.ask_by(Words::Way::listed);
    }
    auto found = counted();
    if (partly) {
        // what else is asked lets few through: now it must be counted well
        const bool very = found <= cap && more_than(tx, words->query, even_at(tx, *words, 5'000));
        filter.ask_by(very ? Words::Way::tested : Words::Way::set);
        filter.many(tx.engine(), very && !words->row_words.empty() && found >= some_pass);
        found = found > cap ? found : counted();
        const bool walks = very || (found > cap && words->frequent);
        filter.ask_by(walks ? Words::Way::tested : Words::Way::set);
    }
    filter.many(tx.engine(), found > cap);
    return {std::min(found, cap), found > cap};
}

void Tx::search(Filter& filter, std::string_view kind, std::string_view id_column,
                std::string_view folded_words, std::string_view row_words) {
    auto query = search_query(engine(), folded_words);
    if (engine() != Engine::sqlite) {
        filter.search(search_clause(kind, id_column, filter.next_param()), std::move(query));
        return;
    }
    check_name(kind);
    check_name(id_column);
    Words words{.kind = std::string{kind},
                .column = std::string{id_column},
                .query = std::move(query),
                .words = asked_words(folded_words),
                .row_words = std::string{row_words}};
    if (!row_words.empty()) {
        check_name(row_words);
    }
    list_first(*this, words);
    words.frequent = !words.all_listed && more_than(*this, words.query, even_at(*this, words, 50));
    filter.search(std::move(words));
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
