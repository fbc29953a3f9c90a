// SPDX-License-Identifier: Apache-2.0
// The list of people: one filter, three orders, key-set cursors, a capped count.
#include "base/people/queries.h"
#include "base/people/store.h"
#include "platform/db/filter.h"
#include "platform/text/fold.h"

namespace ketnap::people::store {
namespace {

constexpr std::int64_t count_cap = 1000;

// A cursor is the sort value and the id of the last row, joined by a byte that neither holds.
struct Cursor {
    std::string key;
    std::string id;
};

std::optional<Cursor> cursor_of(const std::string& text) {
    const auto bar = text.rfind('|');
    if (bar == std::string::npos) {
        return std::nullopt;
    }
    return Cursor{text.substr(0, bar), text.substr(bar + 1)};
}

db::Filter filter_of(db::Tx& tx, const auth::Scope& reach, const Query& query,
                     const std::string& org_path) {
    db::Filter filter;
    reach.narrow(filter, {"p.org_path >= ? AND p.org_path < ?",
                          "p.union_org_path >= ? AND p.union_org_path < ?", "", "", "p.id = ?"});
    if (!org_path.empty()) {
        filter.ranges("p.org_path", "p.union_org_path", auth::ranges_of({org_path}));
    }
    if (!query.sex.empty()) {
        filter.where("p.sex = ?", {query.sex});
    }
    if (query.standing.size() == 1) {
        filter.where("p.standing = ?", {standing_name(query.standing[0])});
    } else if (!query.standing.empty()) {
        std::vector<db::Value> names;
        for (std::size_t i = 0; i < 6; ++i) {
            names.emplace_back(
                standing_name(query.standing[std::min(i, query.standing.size() - 1)]));
        }
        filter.where("p.standing IN (?, ?, ?, ?, ?, ?)", names);
    }
    const auto folded = text::fold(query.text);
    if (!folded.empty()) {
        tx.search(filter, "person", "p.id", folded, "p.words");
    }
    return filter;
}

struct Order {
    std::string sql;
    int key_column = 0;  // of the page, for the next cursor
};

Order order_of(db::Filter& filter, const Query& query) {
    const auto after = cursor_of(query.cursor);
    const auto limit = query.limit + 1;
    if (query.sort == "born_on") {
        if (after) {
            query.descending
                ? filter.after("(coalesce(p.born_on, ''), p.id) < (?, ?)", {after->key, after->id})
                : filter.after("(coalesce(p.born_on, ''), p.id) > (?, ?)", {after->key, after->id});
        }
        return {query.descending
                    ? filter.sql(select_sorted,
                                 "ORDER BY coalesce(p.born_on, '') DESC, p.id DESC LIMIT ?)"
                                 " ORDER BY coalesce(p.born_on, '') DESC, p.id DESC",
                                 {limit})
                    : filter.sql(select_sorted,
                                 "ORDER BY coalesce(p.born_on, ''), p.id LIMIT ?)"
                                 " ORDER BY coalesce(p.born_on, ''), p.id",
                                 {limit}),
                9};
    }
    if (query.sort == "org") {
        if (after) {
            query.descending
                ? filter.after("(o.name_sort, p.id) < (?, ?)", {after->key, after->id})
                : filter.after("(o.name_sort, p.id) > (?, ?)", {after->key, after->id});
        }
        return {
            query.descending
                ? filter.sql(select_page, "ORDER BY o.name_sort DESC, p.id DESC LIMIT ?", {limit})
                : filter.sql(select_page, "ORDER BY o.name_sort, p.id LIMIT ?", {limit}),
            30};
    }
    if (after) {
        query.descending ? filter.after("(p.name_sort, p.id) < (?, ?)", {after->key, after->id})
                         : filter.after("(p.name_sort, p.id) > (?, ?)", {after->key, after->id});
    }
    return {
        query.descending
            ? filter.sql(select_sorted,
                         "ORDER BY p.name_sort DESC, p.id DESC LIMIT ?)"
                         " ORDER BY p.name_sort DESC, p.id DESC",
                         {limit})
            : filter.sql(select_sorted,
                         "ORDER BY p.name_sort, p.id LIMIT ?) ORDER BY p.name_sort, p.id", {limit}),
        31};
}

}  // namespace

Person person_of(const db::Row& r) {
    Person p;
    p.id = PersonId{r.text(0)};
    p.org_id = org::OrgId{r.text(1)};
    p.org_path = r.text(2);
    p.union_org_id = org::OrgId{r.maybe_text(3).value_or("")};
    p.union_org_path = r.maybe_text(4).value_or("");
    p.code = r.maybe_text(5).value_or("");
    p.name = r.text(6);
    p.other_name = r.text(7);
    p.sex = r.text(8);
    p.born_on = r.maybe_text(9).value_or("");
    p.born_on_as_written = r.maybe_text(10).value_or("");
    p.home_place = r.text(11);
    p.residence = r.text(12);
    p.phone = r.text(13);
    p.position = r.text(14);
    p.occupation = r.text(15);
    p.education = r.text(16);
    p.professional_level = r.text(17);
    p.political_theory_level = r.text(18);
    p.standing = standing_of(r.view(19)).value_or(Standing::outsider);
    p.standing_since = r.maybe_text(20).value_or("");
    p.union_joined_on = r.maybe_text(21).value_or("");
    p.union_joined_on_as_written = r.maybe_text(22).value_or("");
    p.joined_on = r.maybe_text(23).value_or("");
    p.official_on = r.maybe_text(24).value_or("");
    p.note = r.text(25);
    p.active = r.flag(26);
    p.version = r.big(27);
    p.merged_from = r.text(28);
    return p;
}

List page(db::Tx& tx, const auth::Scope& reach, const Query& query, const std::string& org_path) {
    auto filter = filter_of(tx, reach, query, org_path);
    List list;
    const auto counted = db::count_up_to(tx, filter, count_cap, select_count);
    list.count = counted.count;
    list.count_capped = counted.capped;
    const auto order = order_of(filter, query);
    std::string last_key;
    bool more = false;
    tx.each(order.sql, filter.values(), [&](const db::Row& r) {
        if (static_cast<std::int64_t>(list.items.size()) == query.limit) {
            more = true;
            return;
        }
        list.items.push_back({person_of(r), r.text(29)});
        last_key = r.maybe_text(order.key_column).value_or("");
    });
    if (more) {
        list.next = last_key + "|" + list.items.back().person.id.value;
    }
    return list;
}

}  // namespace ketnap::people::store
