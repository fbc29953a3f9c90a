// SPDX-License-Identifier: Apache-2.0
// The list of dossiers: one filter, three orders, key-set cursors, a capped count.
#include "platform/db/filter.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "stage/dossier/queries.h"
#include "stage/dossier/store.h"

#include <algorithm>

namespace ketnap::dossier {

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

void filter_bodies(db::Tx& tx, db::Filter& filter, const std::vector<std::string>& paths) {
    constexpr std::int64_t few = 64;
    db::Filter bodies;
    bodies.ranges("o.path", auth::ranges_of(paths));
    const auto counted = db::count_up_to(tx, bodies, few, queries::bodies_under);
    filter.subtrees("d.org_id IN (SELECT o.id FROM org o WHERE o.tenant_id = ?1 AND ", "o.path",
                    "d.org_path", auth::ranges_of(paths), !counted.capped);
}

void filter_scope(db::Tx& tx, db::Filter& filter, const auth::Scope& scope) {
    const auto paths = scope.paths();
    if (paths != std::vector<std::string>{"/"}) {
        filter_bodies(tx, filter, paths);
    }
    if (!scope.is_whole()) {
        scope.narrow(filter, queries::scope_columns);
    }
}

namespace store {

Row row_of(const db::Row& r);

namespace {

constexpr std::int64_t count_cap = 1000;
constexpr std::size_t state_count = 11;

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

/// Whether a body that was chosen stands in one of the subtrees that may be seen.
bool lies_within(const std::vector<std::string>& reach, const std::string& org_path) {
    return !org_path.empty() && std::any_of(reach.begin(), reach.end(), [&](const auto& path) {
        return org_path.starts_with(path);
    });
}

std::vector<db::Value> names_of(const std::vector<State>& states) {
    std::vector<db::Value> names;
    for (const auto state : states) {
        names.emplace_back(json::text_of(state));
    }
    return names;
}

void filter_states(db::Filter& filter, const std::vector<State>& states) {
    if (states.size() == 1) {
        filter.leads("d.state = ?", {json::text_of(states.front())});
    } else if (!states.empty()) {
        std::vector<db::Value> names;
        for (std::size_t i = 0; i < state_count; ++i) {
            names.emplace_back(json::text_of(states[std::min(i, states.size() - 1)]));
        }
        filter.where("d.state IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", names);
    }
}

void filter_campaign(db::Filter& filter, const Query& query) {
    if (query.campaign_id.empty()) {
        return;
    }
    if (query.states.size() == 1 || query.sort != "name") {
        filter.where("d.campaign_id = ?", {query.campaign_id});
    } else {
        filter.leads("d.campaign_id = ?", {query.campaign_id});
    }
}

/// The days as the indexes hold them; in the order of days they lead.
void filter_due(db::Filter& filter, const Query& query) {
    if (query.due_until.empty()) {
        return;
    }
    if (query.sort == "due_on") {
        filter.leads("coalesce(d.due_on, '9999') <= ?", {query.due_until});
    } else {
        filter.where("coalesce(d.due_on, '9999') <= ?", {query.due_until});
    }
}

db::Filter filter_of(db::Tx& tx, const auth::Scope& reach, const Query& query,
                     const std::string& org_path) {
    db::Filter filter;
    const bool body_says_it = reach.is_whole() && lies_within(reach.paths(), org_path);
    if (!body_says_it) {  // else its list leads
        filter_scope(tx, filter, reach);
    }
    if (!org_path.empty()) {
        filter_bodies(tx, filter, {org_path});
    }
    filter_campaign(filter, query);
    if (!query.person_id.empty()) {
        filter.leads("d.person_id = ?", {query.person_id});
    }
    filter_states(filter, query.states);
    filter_due(filter, query);
    if (query.with_errors && query.sort == "name" && org_path.empty() && query.states.empty()) {
        filter.leads("d.error_count > 0");
    } else if (query.with_errors) {
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

/// The keys of one page. Without a body, several states are walked each in its own order.
std::string keys_by_name(db::Filter& filter, const Query& query, bool merged) {
    const db::Value limit{query.limit + 1};
    return merged
               ? filter.merged(queries::keys_by_name,
                               "AND d.state = ? ORDER BY d.name_sort, d.id LIMIT ?",
                               names_of(query.states), "ORDER BY place, id LIMIT ?", limit)
               : filter.sql(queries::keys_by_name, "ORDER BY d.name_sort, d.id LIMIT ?", {limit});
}

std::string keys_by_due(db::Filter& filter, const Query& query, bool merged) {
    const db::Value limit{query.limit + 1};
    return merged
               ? filter.merged(queries::keys_by_due,
                               "AND d.state = ? ORDER BY coalesce(d.due_on, '9999'), d.id LIMIT ?",
                               names_of(query.states), "ORDER BY place, id LIMIT ?", limit)
               : filter.sql(queries::keys_by_due,
                            "ORDER BY coalesce(d.due_on, '9999'), d.id LIMIT ?", {limit});
}

std::string page_sql(db::Filter& filter, const Query& query, bool merged) {
    const auto after = cursor_of(query.cursor);
    std::string keys;
    if (query.sort == "due_on") {
        if (after) {
            filter.after("(coalesce(d.due_on, '9999'), d.id) > (?, ?)", {after->key, after->id});
        }
        keys = keys_by_due(filter, query, merged);
    } else if (query.sort == "code") {
        if (after) {
            filter.after("(d.code, d.id) > (?, ?)", {after->key, after->id});
        }
        keys =
            filter.sql(queries::keys_by_code, "ORDER BY d.code, d.id LIMIT ?", {query.limit + 1});
    } else {
        if (after) {
            filter.after("(d.name_sort, d.id) > (?, ?)", {after->key, after->id});
        }
        keys = keys_by_name(filter, query, merged);
    }
    return queries::page_rows + keys + queries::page_names;
}

/// Several states and nothing that lets few of one of them through.
bool is_of_states_only(const auth::Scope& reach, const Query& query, const std::string& org_path) {
    return query.states.size() > 1 && query.sort != "code" && org_path.empty() &&
           query.campaign_id.empty() && query.person_id.empty() && query.text.empty() &&
           query.due_until.empty() && !query.with_errors && reach.is_everything();
}

}  // namespace

Page page(db::Tx& tx, const auth::Scope& reach, const Query& query, const std::string& org_path) {
    auto filter = filter_of(tx, reach, query, org_path);
    Page out;
    const auto counted = db::count_up_to(tx, filter, count_cap, queries::count);
    out.count = counted.count;
    out.count_capped = counted.capped;
    const bool merged = filter.walks() && is_of_states_only(reach, query, org_path);
    if (merged) {
        filter = {};  // the states stand in each of the orders
    }
    const auto sql = page_sql(filter, query, merged);
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
    const auto sql = filter.sql(queries::select, "ORDER BY d.name_sort, d.id");
    return tx.all(sql, filter.values(), row_of);
}

std::map<State, std::int64_t> count_by_state(db::Tx& tx, const auth::Scope& reach,
                                             std::string_view campaign_id) {
    db::Filter filter;
    filter_scope(tx, filter, reach);
    if (!campaign_id.empty()) {
        filter.where("d.campaign_id = ?", {campaign_id});
    }
    std::map<State, std::int64_t> out;
    const auto sql = filter.sql(queries::count_by_state, "GROUP BY d.state ORDER BY d.state");
    tx.each(sql, filter.values(),
            [&](const db::Row& r) { out[json::enum_of<State>(r.text(0))] = r.big(1); });
    return out;
}

}  // namespace store
}  // namespace ketnap::dossier
