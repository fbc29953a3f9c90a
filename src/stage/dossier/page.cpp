// SPDX-License-Identifier: Apache-2.0
// The list of dossiers: one filter, three orders, key-set cursors, a capped count.
#include "platform/db/filter.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "stage/dossier/queries.h"
#include "stage/dossier/store.h"

#include <algorithm>

namespace ketnap::dossier::store {

Row row_of(const db::Row& r);

namespace {

constexpr std::int64_t count_cap = 1000;
constexpr std::size_t state_count = 11;

/// "KN24" and what begins like a code is looked for among codes.
std::string code_prefix(const std::string& folded) {
    const bool is_code =
        folded.size() >= 3 && folded.starts_with("kn") && folded[2] >= '0' && folded[2] <= '9';
    if (!is_code) {
        return {};
    }
    std::string code = text::upper(folded);
    std::replace(code.begin(), code.end(), ' ', '-');
    return code;
}

void filter_text(db::Tx& tx, db::Filter& filter, const std::string& wanted) {
    const std::string folded = text::fold(wanted);
    if (folded.empty()) {
        return;
    }
    if (const std::string code = code_prefix(folded); !code.empty()) {
        filter.where("d.code >= ? AND d.code < ?", {code, code + "~"});
        return;
    }
    tx.search(filter, "person", "d.person_id", folded);
}

void filter_reach(db::Filter& filter, const std::vector<std::string>& reach) {
    if (reach != std::vector<std::string>{"/"}) {
        filter.ranges("o.path", auth::ranges_of(reach));
    }
}

db::Filter filter_of(db::Tx& tx, const std::vector<std::string>& reach, const Query& query,
                     const std::string& org_path) {
    db::Filter filter;
    filter_reach(filter, reach);
    if (!org_path.empty()) {
        filter.ranges("o.path", auth::ranges_of({org_path}));
    }
    if (!query.campaign_id.empty()) {
        filter.where("d.campaign_id = ?", {query.campaign_id});
    }
    if (!query.person_id.empty()) {
        filter.where("d.person_id = ?", {query.person_id});
    }
    if (!query.states.empty()) {
        std::vector<db::Value> names;
        for (std::size_t i = 0; i < state_count; ++i) {
            names.emplace_back(json::text_of(query.states[std::min(i, query.states.size() - 1)]));
        }
        filter.where("d.state IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", names);
    }
    if (!query.due_until.empty()) {
        filter.where("d.due_on <= ?", {query.due_until});
    }
    if (query.with_errors) {
        filter.where("d.error_count > 0");
    }
    filter_text(tx, filter, query.text);
    return filter;
}

/// The sort value and the id of the last row, joined by a byte that neither holds.
struct Cursor {
    std::string key;
    std::string id;
};

std::optional<Cursor> cursor_of(const std::string& text) {
    const auto bar = text.rfind('|');
    return bar == std::string::npos
               ? std::nullopt
               : std::optional{Cursor{text.substr(0, bar), text.substr(bar + 1)}};
}

std::string key_of(const Row& row, const std::string& sort) {
    if (sort == "due_on") {
        return row.dossier.due_on.empty() ? "9999" : row.dossier.due_on;
    }
    return sort == "code" ? row.dossier.code : row.person_sort;
}

std::string page_sql(db::Filter& filter, const Query& query) {
    const auto after = cursor_of(query.cursor);
    if (query.sort == "due_on") {
        if (after) {
            filter.after("(coalesce(d.due_on, '9999'), d.id) > (?, ?)", {after->key, after->id});
        }
        return filter.sql(queries::select, "ORDER BY coalesce(d.due_on, '9999'), d.id LIMIT ?",
                          {query.limit + 1});
    }
    if (query.sort == "code") {
        if (after) {
            filter.after("(d.code, d.id) > (?, ?)", {after->key, after->id});
        }
        return filter.sql(queries::select, "ORDER BY d.code, d.id LIMIT ?", {query.limit + 1});
    }
    if (after) {
        filter.after("(p.name_sort, d.id) > (?, ?)", {after->key, after->id});
    }
    return filter.sql(queries::select, "ORDER BY p.name_sort, d.id LIMIT ?", {query.limit + 1});
}

}  // namespace

Page page(db::Tx& tx, const std::vector<std::string>& reach, const Query& query,
          const std::string& org_path) {
    auto filter = filter_of(tx, reach, query, org_path);
    Page out;
    const auto counted = db::count_up_to(tx, filter, count_cap, queries::count);
    out.count = counted.count;
    out.count_capped = counted.capped;
    const auto sql = page_sql(filter, query);
    out.rows = tx.all(sql, filter.values(), row_of);
    if (static_cast<std::int64_t>(out.rows.size()) > query.limit) {
        out.rows.pop_back();
        const Row& last = out.rows.back();
        out.next = key_of(last, query.sort) + "|" + last.dossier.id.value;
    }
    return out;
}

std::vector<Row> in_state(db::Tx& tx, State state, std::string_view campaign_id) {
    db::Filter filter;
    filter.where("d.state = ?", {json::text_of(state)});
    if (!campaign_id.empty()) {
        filter.where("d.campaign_id = ?", {campaign_id});
    }
    const auto sql = filter.sql(queries::select, "ORDER BY p.name_sort, d.id");
    return tx.all(sql, filter.values(), row_of);
}

std::map<State, std::int64_t> count_by_state(db::Tx& tx, const std::vector<std::string>& reach,
                                             std::string_view campaign_id) {
    db::Filter filter;
    filter_reach(filter, reach);
    if (!campaign_id.empty()) {
        filter.where("d.campaign_id = ?", {campaign_id});
    }
    std::map<State, std::int64_t> out;
    const auto sql = filter.sql(queries::count_by_state, "GROUP BY d.state ORDER BY d.state");
    tx.each(sql, filter.values(),
            [&](const db::Row& r) { out[json::enum_of<State>(r.text(0))] = r.big(1); });
    return out;
}

}  // namespace ketnap::dossier::store
