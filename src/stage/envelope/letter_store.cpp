// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/letter_store.h"

#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "stage/envelope/letter_queries.h"

namespace ketnap::envelope::letter_store {
namespace {

constexpr const char* last_key = "9999";
constexpr const char* last_letter = "\xF4\x8F\xBF\xBF";  // of Unicode
constexpr std::int64_t count_cap = 1000;

std::optional<std::string> null_when_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

std::optional<db::Blob> null_when_empty(const crypto::Sealed& sealed) {
    return sealed.empty() ? std::nullopt : std::optional{sealed.bytes};
}

std::string text_or_empty(const db::Row& r, int column) {
    return r.maybe_text(column).value_or("");
}

Row row_of(const db::Row& r) {
    Row out;
    Letter& l = out.letter;
    l.id = LetterId{r.text(0)};
    l.dossier_id = DossierId{r.text(1)};
    l.dossier_code = r.text(2);
    l.person_id = r.text(3);
    l.person_name = r.text(4);
    l.org_path = r.text(5);
    l.relative_id = text_or_empty(r, 6);
    out.about = {r.maybe_blob(7).value_or(db::Blob{})};
    l.to_org_id = text_or_empty(r, 8);
    l.to_name = r.text(9);
    l.to_address = r.text(10);
    l.ask = r.text(11);
    l.state = json::enum_of<LetterState>(r.text(12));
    l.number = r.text(13);
    l.sent_on = text_or_empty(r, 14);
    l.remind_on = text_or_empty(r, 15);
    l.reminded_on = text_or_empty(r, 16);
    l.answered_on = text_or_empty(r, 17);
    l.answer_number = r.text(18);
    out.answer = {r.maybe_blob(20).value_or(db::Blob{})};
    l.made_by_name = r.text(21);
    l.version = r.big(22);
    out.to_fold = r.text(23);
    out.outcome = {r.maybe_blob(24).value_or(db::Blob{})};
    if (dossier::is_closed(json::enum_of<dossier::State>(r.text(25)))) {
        l.closed_on = r.text(26);
    }
    l.campaign_id = text_or_empty(r, 27);
    return out;
}

/// Where a row stands in the order asked for.
std::string key_of(const Row& row, bool by_place) {
    if (by_place) {
        return row.to_fold;
    }
    return row.letter.sent_on.empty() ? last_key : row.letter.sent_on;
}

/// The beginning of a dossier's code or of a letter's number; of the asked body, or words of the
/// candidate's name.
void filter_text(db::Tx& tx, db::Filter& filter, const std::string& wanted) {
    const auto words = text::fold(wanted);
    if (words.empty()) {
        return;
    }
    const auto typed = text::upper(text::trim(wanted));
    if (const auto code = dossier::code_prefix(words); !code.empty()) {
        filter.where("d.code >= ? AND d.code < ?", {code, code + "~"});
    } else if (typed.front() >= '0' && typed.front() <= '9') {
        filter.where("l.number >= ? AND l.number < ?", {typed, typed + last_letter});
    } else {
        // a range, not LIKE: what begins with these words
        filter.either(
            "l.to_fold >= ? AND l.to_fold < ?", {words, words + "\x7F"},
            "l.dossier_id IN (SELECT s.id FROM dossier s WHERE s.tenant_id = ?1 AND ",
            [&](int param) { return tx.search_clause("person", "s.person_id", param) + ")"; },
            db::search_query(tx.engine(), words));
    }
}

void add_wishes(db::Tx& tx, db::Filter& filter, const LetterQuery& query) {
    filter_text(tx, filter, query.text);
    if (query.states.size() == 1) {
        filter.where("l.state = ?", {json::text_of(query.states.front())});
    } else if (!query.states.empty()) {
        const auto nth = [&](std::size_t i) {
            return json::text_of(query.states[std::min(i, query.states.size() - 1)]);
        };
        filter.where("l.state IN (?, ?, ?, ?)", {nth(0), nth(1), nth(2), nth(3)});
    }
    if (!query.remind_until.empty()) {
        filter.where("l.state = 'sent' AND l.remind_on <= ?", {query.remind_until});
    }
}

void add_cursor(db::Filter& filter, const std::string& cursor, bool by_place) {
    const auto bar = cursor.rfind('|');
    if (bar == std::string::npos) {
        return;
    }
    const auto key = cursor.substr(0, bar);
    const auto id = cursor.substr(bar + 1);
    if (by_place) {
        filter.after("(l.to_fold, l.id) > (?, ?)", {key, id});
    } else {
        filter.after("(coalesce(l.sent_on, '9999'), l.id) > (?, ?)", {key, id});
    }
}

}  // namespace

std::optional<Row> by_id(db::Tx& tx, const LetterId& id) {
    db::Filter filter;
    filter.where("l.id = ?", {id});
    return tx.one(filter.sql(letter_queries::select), filter.values(), row_of);
}

std::vector<std::array<std::string, 3>> plain_outcomes(db::Tx& tx) {
    return tx.all(letter_queries::plain_outcomes, {},
                  [](const db::Row& r) { return std::array{r.text(0), r.text(1), r.text(2)}; });
}

void seal_outcome(db::Tx& tx, const std::string& id, const crypto::Sealed& outcome) {
    tx.run(letter_queries::seal_outcome, {id, outcome.bytes});
}

std::vector<Row> of_dossier(db::Tx& tx, const DossierId& id) {
    db::Filter filter;
    filter.where("l.dossier_id = ?", {id});
    return tx.all(filter.sql(letter_queries::select, " ORDER BY l.id"), filter.values(), row_of);
}

void insert(db::Tx& tx, const Row& row) {
    const Letter& l = row.letter;
    tx.run(letter_queries::insert,
           {l.id, l.dossier_id, null_when_empty(l.relative_id), null_when_empty(row.about),
            null_when_empty(l.to_org_id), l.to_name, text::fold(l.to_name), l.to_address, l.ask,
            l.made_by_name});
}

bool update(db::Tx& tx, const Row& row) {
    const Letter& l = row.letter;
    return tx.run(letter_queries::update,
                  {l.id, l.version, null_when_empty(l.relative_id), null_when_empty(row.about),
                   null_when_empty(l.to_org_id), l.to_name, text::fold(l.to_name), l.to_address,
                   l.ask, json::text_of(l.state), l.number, null_when_empty(l.sent_on),
                   null_when_empty(l.remind_on), null_when_empty(l.reminded_on),
                   null_when_empty(l.answered_on), l.answer_number, null_when_empty(row.outcome),
                   null_when_empty(row.answer)}) == 1;
}

Found page(db::Tx& tx, const auth::Scope& reach, const LetterQuery& query,
           const std::string& org_path) {
    const bool by_place = query.sort == "place";
    db::Filter filter;
    dossier::filter_scope(tx, filter, reach);
    if (!org_path.empty()) {
        dossier::filter_bodies(tx, filter, {org_path});
    }
    add_wishes(tx, filter, query);
    Found found;
    const auto counted = db::count_up_to(tx, filter, count_cap, letter_queries::count);
    found.count = counted.count;
    found.count_capped = counted.capped;
    add_cursor(filter, query.cursor, by_place);
    const auto sql = by_place ? filter.sql(letter_queries::select,
                                           " ORDER BY l.to_fold, l.id LIMIT ?", {query.limit + 1})
                              : filter.sql(letter_queries::select,
                                           " ORDER BY coalesce(l.sent_on, '9999'), l.id LIMIT ?",
                                           {query.limit + 1});
    found.rows = tx.all(sql, filter.values(), row_of);
    if (static_cast<std::int64_t>(found.rows.size()) > query.limit) {
        found.rows.pop_back();
        found.next = key_of(found.rows.back(), by_place) + "|" + found.rows.back().letter.id.value;
    }
    return found;
}

}  // namespace ketnap::envelope::letter_store
