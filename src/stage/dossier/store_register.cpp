// SPDX-License-Identifier: Apache-2.0
// The list of the register: one filter, newest first, key-set cursors, a capped count.
#include "platform/db/filter.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "stage/dossier/queries_way.h"
#include "stage/dossier/receipts.h"
#include "stage/dossier/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ketnap::dossier {

namespace store {
Receipt receipt_of(const db::Row& r);
}

namespace {

constexpr std::int64_t count_cap = 1000;
constexpr std::int64_t usual_page = 50;
constexpr std::int64_t longest_page = 500;

RegisterLine line_of(const db::Row& r) {
    const Receipt receipt = store::receipt_of(r);
    return {receipt.id,
            receipt.year,
            receipt.number,
            receipt.round_no,
            receipt.received_on,
            receipt.received_by,
            receipt.from_name,
            receipt.paper_count,
            receipt.deadline_as_written,
            receipt.last_day_on,
            receipt.late,
            receipt.struck_on,
            receipt.struck_reason,
            r.text(13),
            r.text(14),
            r.text(15),
            r.text(16),
            json::enum_of<State>(r.text(17))};
}

void filter_day(db::Filter& filter, const RegisterQuery& query) {
    if (query.year) {
        filter.where("r.year = ?", {*query.year});
    }
    if (query.from_on && !query.from_on->empty()) {
        filter.where("r.received_on >= ?", {*query.from_on});
    }
    if (query.until_on && !query.until_on->empty()) {
        filter.where("r.received_on <= ?", {*query.until_on});
    }
}

db::Filter filter_of(db::Tx& tx, const std::vector<std::string>& reach,
                     const RegisterQuery& query) {
    db::Filter filter;
    if (reach != std::vector<std::string>{"/"}) {
        filter.ranges("o.path", auth::ranges_of(reach));
    }
    filter_day(filter, query);
    if (query.org_id && !query.org_id->empty()) {
        filter.ranges("o.path",
                      auth::ranges_of({org::path_of(tx, *query.org_id).value_or("/none/")}));
    }
    if (query.campaign_id && !query.campaign_id->empty()) {
        filter.where("d.campaign_id = ?", {*query.campaign_id});
    }
    if (query.late) {
        filter.where("r.late = ? AND r.struck_on IS NULL", {*query.late});
    }
    const auto folded = text::fold(query.text.value_or(""));
    if (!folded.empty()) {
        filter.search(tx.search_clause("person", "d.person_id", filter.next_param()),
                      db::search_query(tx.engine(), folded));
    }
    return filter;
}

/// "2024-17": year and number of the last line.
bool after_cursor(db::Filter& filter, const std::string& cursor) {
    std::int64_t year = 0;
    std::int64_t number = 0;
    const auto dash = cursor.find('-');
    if (dash == std::string::npos) {
        return false;
    }
    std::from_chars(cursor.data(), cursor.data() + dash, year);
    std::from_chars(cursor.data() + dash + 1, cursor.data() + cursor.size(), number);
    filter.where("(r.year, r.number) < (?, ?)", {year, number});
    return true;
}

}  // namespace

RegisterPage register_page(db::Tx& tx, const std::vector<std::string>& reach,
                           const RegisterQuery& query) {
    auto filter = filter_of(tx, reach, query);
    RegisterPage page;
    auto counted = filter;
    const auto count_sql =
        counted.sql(queries::register_count, "LIMIT ?) counted", {count_cap + 1});
    const auto found =
        tx.one(count_sql, counted.values(), [](const db::Row& r) { return r.big(0); });
    page.count = std::min(found.value_or(0), count_cap);
    page.count_capped = found.value_or(0) > count_cap;
    after_cursor(filter, query.cursor.value_or(""));
    const auto limit = std::clamp<std::int64_t>(query.limit.value_or(usual_page), 1, longest_page);
    const auto sql = filter.sql(queries::register_page,
                                "ORDER BY r.year DESC, r.number DESC LIMIT ?", {limit + 1});
    page.lines = tx.all(sql, filter.values(), line_of);
    if (static_cast<std::int64_t>(page.lines.size()) > limit) {
        page.lines.pop_back();
        page.next = fmt::format("{}-{}", page.lines.back().year, page.lines.back().number);
    }
    return page;
}

}  // namespace ketnap::dossier
