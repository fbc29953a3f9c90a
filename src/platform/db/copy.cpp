// SPDX-License-Identifier: Apache-2.0
#include "platform/db/copy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ketnap::db {
namespace {

constexpr std::string_view every_column = R"sql(
    SELECT CAST(c.table_name AS text), CAST(c.column_name AS text), CAST(c.data_type AS text)
      FROM information_schema.columns c
      JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> 'schema_version'
     ORDER BY CAST(c.table_name AS text) COLLATE "C", c.ordinal_position)sql";

constexpr std::string_view every_key = R"sql(
    SELECT CAST(r.relname AS text), CAST(a.attname AS text)
      FROM pg_index i
      JOIN pg_class r ON r.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = r.relnamespace
      JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place) ON true
      JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = k.attnum
     WHERE i.indisprimary AND n.nspname = current_schema()
     ORDER BY 1, k.place)sql";

constexpr std::string_view every_foreign_key = R"sql(
    SELECT CAST(r.relname AS text), CAST(f.conname AS text), pg_get_constraintdef(f.oid)
      FROM pg_constraint f
      JOIN pg_class r ON r.oid = f.conrelid
      JOIN pg_namespace n ON n.oid = f.connamespace
     WHERE f.contype = 'f' AND n.nspname = current_schema()
     ORDER BY 1, 2)sql";

// The catalogue's names go into SQL as quoted names.
std::string quoted(const std::string& name) {
    KETNAP_CHECK(!name.empty() && name.find('"') == std::string::npos);
    return '"' + name + '"';
}

std::string read_form(const Column& column) {
    const auto name = quoted(column.name);
    return column.type == "tsvector" ? fmt::format("CAST({} AS text)", name) : name;
}

std::string put_form(const Column& column, std::size_t place) {
    return column.type == "tsvector" ? fmt::format("CAST(?{} AS tsvector)", place)
                                     : fmt::format("?{}", place);
}

template <class List, class Form>
std::string listed(const List& list, const Form& form) {
    std::vector<std::string> out;
    for (const auto& one : list) {
        out.push_back(form(one));
    }
    return fmt::format("{}", fmt::join(out, ", "));
}

}  // namespace

std::vector<Table> tables(Tx& tx) {
    KETNAP_CHECK(tx.engine() == Engine::postgres);
    std::vector<Table> found;
    tx.raw_each(every_column, {}, [&](const Row& row) {
        if (found.empty() || found.back().name != row.view(0)) {
            found.push_back({row.text(0), {}, {}});
        }
        found.back().columns.push_back({row.text(1), row.text(2)});
    });
    tx.raw_each(every_key, {}, [&](const Row& row) {
        const auto name = row.view(0);
        const auto table = std::find_if(found.begin(), found.end(),
                                        [&](const Table& one) { return one.name == name; });
        if (table != found.end()) {
            table->key.push_back(row.text(1));
        }
    });
    return found;
}

void each_row(Tx& tx, const Table& table, const Tx::Each& row) {
    KETNAP_CHECK(!table.key.empty());
    const auto columns = listed(table.columns, read_form);
    const auto key = listed(table.key, quoted);
    // allow(sql): names of the database's own catalogue, quoted
    tx.raw(fmt::format("DECLARE copied NO SCROLL CURSOR FOR SELECT {} FROM {} ORDER BY {}", columns,
                       quoted(table.name), key));
    bool more = true;
    while (more) {
        more = false;
        tx.raw_each("FETCH 1000 FROM copied", {}, [&](const Row& one) {
            more = true;
            row(one);
        });
    }
    tx.raw("CLOSE copied");
}

void put_row(Tx& tx, const Table& table, const std::vector<Value>& values) {
    KETNAP_CHECK(values.size() == table.columns.size());
    std::size_t place = 0;
    const auto names =
        listed(table.columns, [](const Column& column) { return quoted(column.name); });
    const auto places =
        listed(table.columns, [&](const Column& column) { return put_form(column, ++place); });
    // allow(sql): names of the database's own catalogue, quoted; the values are bound
    tx.raw(fmt::format("INSERT INTO {} ({}) VALUES ({})", quoted(table.name), names, places),
           values);
}

bool has_rows(Tx& tx, const Table& table) {
    bool found = false;
    // allow(sql): a name of the database's own catalogue, quoted
    tx.raw_each(fmt::format("SELECT 1 FROM {} LIMIT 1", quoted(table.name)), {},
                [&](const Row&) { found = true; });
    return found;
}

WithoutForeignKeys::WithoutForeignKeys(Tx& tx) : m_tx(tx) {
    tx.raw_each(every_foreign_key, {},
                [&](const Row& row) { m_keys.push_back({row.text(0), row.text(1), row.text(2)}); });
    for (const auto& key : m_keys) {
        const auto table = quoted(key.table);
        // allow(sql): names of the database's own catalogue, quoted
        tx.raw(fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", table, quoted(key.name)));
    }
}

void WithoutForeignKeys::put_back() {
    for (const auto& key : m_keys) {
        // allow(sql): the catalogue's own words for a constraint that was there before
        m_tx.raw(fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {}", quoted(key.table),
                             quoted(key.name), key.definition));
    }
    m_keys.clear();
}

}  // namespace ketnap::db
