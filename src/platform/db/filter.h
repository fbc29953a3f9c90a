// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/value.h"

namespace ketnap::db {

/// A piece of SQL known when the program is compiled.
struct Fragment {
    consteval Fragment(const char* sql) : text(sql) {}
    std::string_view text;
};

/// Half-open, compared by bytes.
struct Range {
    std::string from;
    std::string until;
};

/// The one place where SQL is put together: fixed fragments joined by AND, values bound. A fragment
/// names its values ?, ? …; they become ?2, ?3 … in order of adding (?1 is the tenant).
///     Filter f; f.where("o.path >= ? AND o.path < ?", {from, to});
///     tx.each(f.sql("SELECT … WHERE o.tenant_id = ?1", "ORDER BY o.name_sort, o.id"), f.values(),
///     …)
class Filter {
  public:
    void where(Fragment fragment, Params params = {});
    /// Where the next page begins. Stays on the index of the order, whatever many() says.
    void after(Fragment fragment, Params params);
    /// The rows are these few: the statement goes to them first and tests the rest there.
    void only(const std::string& clause, Value list);
    /// Tell it once the (capped) count is known. When many rows match, SQLite walks the index of
    /// the order and stops at a full page; when few do, it goes to them first and sorts. It cannot
    /// weigh that itself, for it does not look at LIMIT. PostgreSQL does: there it changes nothing.
    void many(Engine engine, bool many) { m_walks = many && engine == Engine::sqlite; }
    /// A clause of Tx::search_clause; make it with next_param(), then give its one value here.
    void search(const std::string& clause, Value query);
    /// column >= from AND column < until for one of the ranges; no range lets nothing through.
    void ranges(Fragment column, const std::vector<Range>& any_of);
    /// The same where either of two columns may lie in a range (a person's Party and Union body).
    void ranges(Fragment column, Fragment other, const std::vector<Range>& any_of);
    int next_param() const { return static_cast<int>(m_values.size()) + 2; }

    /// head + " AND …" for each fragment + tail. `tail` may hold ? too, filled by `tail_params`.
    std::string sql(Fragment head, Fragment tail = "", Params tail_params = {});
    const std::vector<Value>& values() const { return m_values; }

  private:
    std::string range_terms(Fragment column, const std::vector<Range>& any_of);
    std::string number(std::string_view fragment, Params params);

    std::vector<std::string> m_terms;
    std::string m_plain;  ///< terms that may choose the index, whatever the others do
    bool m_walks = false;
    bool m_has_few = false;
    std::vector<Value> m_values;
};

}  // namespace ketnap::db
