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
        filter.leads("r.year = ?", {*query.year});
    }
    if (query.from_on && !query.from_on->empty()) {
        filter.where("r.received_on >= ?", {*query.from_on});
    }
    if (query.until_on && !query.until_on->empty()) {
        filter.where("r.received_on <= ?", {*query.until_on});
    }
}

/// "17", "17/2024", "2024-17".
std::optional<std::pair<std::int64_t, std::optional<std::int64_t>>> two_numbers(
    const std::string& text) {
    std::pair<std::int64_t, std::optional<std::int64_t>> out;
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, out.first);
    if (first.ec != std::errc{}) {
        return std::nullopt;
    }
    if (first.ptr == end) {
        return out;
    }
    std::int64_t other = 0;
    const auto second = std::from_chars(first.ptr + 1, end, other);
    if ((*first.ptr != '/' && *first.ptr != '-') || second.ec != std::errc{} || second.ptr != end) {
        return std::nullopt;
    }
    out.second = other;
    return out;
}

/// A number of the register with or without its year, the beginning of a code, or a name.
void filter_text(db::Tx& tx, db::Filter& filter, const std::string& wanted) {
    const auto folded = text::fold(wanted);
    if (folded.empty()) {
        return;
    }
    if (const auto line = two_numbers(text::trim(wanted))) {
        filter.leads("r.number = ?", {line->first});
        if (line->second) {
            filter.leads("r.year = ?", {*line->second});
        }
    } else if (const auto code = code_prefix(folded); !code.empty()) {
        filter.where("d.code >= ? AND d.code < ?", {code, code + "~"});
    } else {
        tx.search(filter, "person", "d.person_id", folded);
    }
}

db::Filter filter_of(db::Tx& tx, const auth::Scope& reach, const RegisterQuery& query) {
    db::Filter filter;
    filter_scope(tx, filter, reach);
    filter_day(filter, query);
    if (query.org_id && !query.org_id->empty()) {
        filter_bodies(tx, filter, {org::path_of(tx, *query.org_id).value_or("/none/")});
    }
    if (query.campaign_id && !query.campaign_id->empty()) {
        filter.where("d.campaign_id = ?", {*query.campaign_id});
    }
    if (query.late) {
        filter.leads("r.late = ?", {*query.late});
        filter.where("r.struck_on IS NULL");
    }
    filter_text(tx, filter, query.text.value_or(""));
    return filter;
}

/// "2024-17": year and number of the last line.
void after_cursor(db::Filter& filter, const std::string& cursor) {
    if (const auto last = two_numbers(cursor)) {
        filter.after("(r.year, r.number) < (?, ?)", {last->first, last->second.value_or(0)});
    }
}

}  // namespace

RegisterPage register_page(db::Tx& tx, const auth::Scope& reach, const RegisterQuery& query) {
    auto filter = filter_of(tx, reach, query);
    RegisterPage page;
    const auto counted = db::count_up_to(tx, filter, count_cap, queries::register_count);
    page.count = counted.count;
    page.count_capped = counted.capped;
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
