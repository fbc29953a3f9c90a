// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/value.h"

#include <functional>

namespace ketnap::db {

class Tx;

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

/// A fragment with the values it names.
struct Clause {
    Fragment fragment;
    std::vector<Value> values;
};

/// Words looked for with SQLite, and the ways to ask for them. Made by Tx::search().
struct Words {
    enum class Way {
        listed,  ///< the first that match, by their ids: all of them when there are few
        set,     ///< all that match are found first, then their rows
        tested   ///< the rows come in their order, each is asked for the words
    };

    std::string kind{};
    std::string column{};
    std::string query{};
    std::vector<std::string> words{};
    std::string row_words{};  ///< column of searched_text() in the index of the order, or none
    std::string list{};       ///< JSON
    bool all_listed = true;
    bool frequent = false;  ///< so many match that the first page is soon full in any order

    /// The clause, its values numbered from `param` on and added to `values`.
    std::string clause(Way way, int param, std::vector<Value>& values) const;
};

/// The one place where SQL is put together: fixed fragments joined by AND, values bound. A fragment
/// names its values ?, ? …; they become ?2, ?3 … in order of adding (?1 is the tenant).
///     Filter f; f.where("o.path >= ? AND o.path < ?", {from, to});
///     tx.each(f.sql("SELECT … WHERE o.tenant_id = ?1", "ORDER BY o.name_sort, o.id"), f.values(),
///     …)
class Filter {
  public:
    void where(Fragment fragment, Params params = {});
    /// An equality on the column before the order in an index: it leads to the rows in their order,
    /// so many() does not keep it from the index.
    void leads(Fragment fragment, Params params = {});
    /// Where the next page begins. Stays on the index of the order, whatever many() says.
    void after(Fragment fragment, Params params);
    /// Tell it once the (capped) count is known. When many rows match, SQLite walks the index of
    /// the order and stops at a full page; when few do, it goes to them first and sorts. It cannot
    /// weigh that itself, for it does not look at LIMIT. PostgreSQL does: there it changes nothing.
    void many(Engine engine, bool many) { m_walks = many && engine == Engine::sqlite; }
    /// A clause of Tx::search_clause; make it with next_param(), then give its one value here.
    void search(const std::string& clause, Value query);
    /// The fragment, or `before` with a clause of Tx::search_clause for the given parameter behind.
    void either(Fragment fragment, Params params, Fragment before,
                const std::function<std::string(int)>& clause, Value query);
    /// Words as SQLite looks for them.
    void search(Words words);
    const std::optional<Words>& words() const { return m_words; }
    void ask_by(Words::Way way) { m_way = way; }
    /// column >= from AND column < until for one of the ranges; no range lets nothing through.
    void ranges(Fragment column, const std::vector<Range>& any_of);
    /// The same where either of two columns may lie in a range (a person's Party and Union body).
    void ranges(Fragment column, Fragment other, const std::vector<Range>& any_of);
    /// Rows of whatever lies under a path. `listed` opens "column IN (SELECT … WHERE …", closed
    /// here, with the path's column behind it: best when few bodies lie there and the rows are gone
    /// to. `column` holds the path on the row itself: best when the rows come in their order.
    void subtrees(Fragment listed, Fragment listed_column, Fragment column,
                  const std::vector<Range>& any_of, bool few);
    /// One of the alternatives holds, each being all of its clauses; none lets nothing through.
    void any_of(const std::vector<std::vector<Clause>>& alternatives);
    int next_param() const { return static_cast<int>(m_values.size()) + 2; }

    /// head + " AND …" for each fragment + tail. `tail` may hold ? too, filled by `tail_params`.
    std::string sql(Fragment head, Fragment tail = "", Params tail_params = {});
    /// Several orders made into one: for each value the first rows that sql() gives with `tail`,
    /// whose first ? it fills, then `order` over them all; both end with LIMIT ?.
    std::string merged(Fragment head, Fragment tail, const std::vector<Value>& each, Fragment order,
                       Value limit);
    bool walks() const { return m_walks; }
    const std::vector<Value>& values() const { return m_values; }

  private:
    std::string range_terms(Fragment column, const std::vector<Range>& any_of);
    std::string number(std::string_view fragment, Params params);

    struct Term {
        std::string text;
        std::string tested;  ///< the same, asked of a row that came in its order
    };
    std::vector<Term> m_terms;
    std::vector<std::string> m_leading;
    std::string m_plain;  ///< terms that may choose the index, whatever the others do
    std::optional<Words> m_words;
    Words::Way m_way = Words::Way::listed;
    bool m_walks = false;
    std::vector<Value> m_values;
};

/// What a row keeps in a column given to Tx::search() as `row_words`.
std::string searched_text(std::string_view folded);

/// "hơn 1.000": how many rows there are, up to the cap and no further.
struct Count {
    std::int64_t count = 0;
    bool capped = false;
};

/// `head` is "SELECT count(*) FROM (SELECT 1 FROM … WHERE …", closed here. Afterwards the filter
/// knows how the page is best asked for.
Count count_up_to(Tx& tx, Filter& filter, std::int64_t cap, Fragment head);

}  // namespace ketnap::db
