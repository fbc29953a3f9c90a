// SPDX-License-Identifier: Apache-2.0
#include "base/documents/layout.h"
#include "base/documents/queries.h"
#include "base/documents/register.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

namespace ketnap::documents {
namespace {

DocumentState state_of(std::string_view text) {
    return text == "draft"    ? DocumentState::draft
           : text == "issued" ? DocumentState::issued
                              : DocumentState::superseded;
}

Document document_of(const db::Row& row) {
    Document d;
    d.id = DocumentId{row.text(0)};
    d.template_id = row.text(1);
    d.object_kind = row.text(2);
    d.object_id = row.text(3);
    d.type = row.text(4);
    d.term = row.text(5);
    d.number = row.maybe_big(6);
    d.number_text = row.maybe_text(7).value_or("");
    d.dated = row.maybe_text(8).value_or("");
    d.state = state_of(row.view(9));
    d.supersedes = row.maybe_text(10).value_or("");
    d.version = row.big(11);
    return d;
}

std::string counter_of(std::string_view type, std::string_view term) {
    return fmt::format("document/{}/{}", term, type);
}

std::optional<std::string> none_if_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace

std::int64_t last_number(db::Tx& tx, std::string_view type, std::string_view term) {
    return tx
        .one(queries::counter_value, {counter_of(type, term)},
             [](const db::Row& row) { return row.big(0); })
        .value_or(0);
}

void continue_after(db::Tx& tx, std::string_view type, std::string_view term, std::int64_t last) {
    if (last < last_number(tx, type, term)) {
        throw Conflict();
    }
    tx.run(queries::raise_counter, {counter_of(type, term), last});
}

std::int64_t take_number(db::Tx& tx, std::string_view type, std::string_view term) {
    return tx.next_number(counter_of(type, term));
}

DocumentId draft(db::Tx& tx, const NewDocument& document) {
    const auto id = new_id<DocumentId>(tx.now_ms());
    tx.run(queries::insert_draft,
           {id, document.template_id, document.object_kind, document.object_id, document.type,
            document.term, none_if_empty(document.supersedes), tx.now_ms()});
    return id;
}

std::vector<NumberGap> gaps(db::Tx& tx, std::string_view type, std::string_view term) {
    return tx.all(queries::gaps, {type, term},
                  [](const db::Row& row) { return NumberGap{row.big(0), row.text(1)}; });
}

namespace {

Document load_draft(db::Tx& tx, const DocumentId& id) {
    auto before = load(tx, id);
    if (before.state != DocumentState::draft) {
        throw Conflict();
    }
    return before;
}

Document issue_numbered(db::Tx& tx, const Document& before, std::int64_t number,
                        std::string_view agency, std::string_view dated) {
    const auto text = number_text(number, before.type, agency);
    if (tx.run(queries::issue_draft, {before.id, number, text, dated}) != 1) {
        throw Conflict();
    }
    if (!before.supersedes.empty() && tx.run(queries::supersede, {before.supersedes}) != 1) {
        throw Conflict();
    }
    return load(tx, before.id);
}

// Far more than a committee signs in a term; a number beyond it is a slip of the pen.
constexpr std::int64_t most_left_out = 200;

void leave_out(db::Tx& tx, const Document& paper, std::int64_t from, const PaperNumber& wanted) {
    if (wanted.number - from > most_left_out) {
        refuse("number.range", "number", {std::to_string(from), std::to_string(most_left_out)});
    }
    if (text::trim(wanted.reason).empty()) {
        const auto last = wanted.number - 1;
        refuse("number.gap", "gap_reason",
               {std::to_string(wanted.number),
                from == last ? std::to_string(from) : fmt::format("{}–{}", from, last)});
    }
    for (auto number = from; number < wanted.number; ++number) {
        tx.run(queries::add_gap, {new_uuid(tx.now_ms()), paper.type, paper.term, number,
                                  text::trim(wanted.reason), tx.now_ms()});
    }
}

}  // namespace

Document issue(db::Tx& tx, const DocumentId& id, std::string_view agency, std::string_view dated) {
    const auto before = load_draft(tx, id);
    return issue_numbered(tx, before, take_number(tx, before.type, before.term), agency, dated);
}

Document issue_as(db::Tx& tx, const DocumentId& id, const PaperNumber& paper,
                  std::string_view agency, std::string_view dated) {
    const auto before = load_draft(tx, id);
    if (paper.number < 1) {
        refuse("number.range", "number", {"1", std::to_string(most_left_out)});
    }
    // The counter's row is taken first: whoever numbers at the same time waits for the other.
    tx.run(queries::touch_counter, {counter_of(before.type, before.term)});
    const auto next = last_number(tx, before.type, before.term) + 1;
    if (paper.number >= next) {
        if (paper.number > next) {
            leave_out(tx, before, next, paper);
        }
        tx.run(queries::raise_counter, {counter_of(before.type, before.term), paper.number});
    } else if (tx.run(queries::fill_gap, {before.type, before.term, paper.number}) != 1) {
        refuse("number.taken", "number", {std::to_string(paper.number), std::to_string(next)});
    }
    return issue_numbered(tx, before, paper.number, agency, dated);
}

Document load(db::Tx& tx, const DocumentId& id) {
    auto found = tx.one(queries::by_id, {id}, document_of);
    if (!found) {
        throw NotFound();
    }
    return std::move(*found);
}

std::vector<Document> of_object(db::Tx& tx, std::string_view kind, std::string_view id) {
    return tx.all(queries::by_object, {kind, id}, document_of);
}

std::vector<Document> numbered(db::Tx& tx, std::string_view type, std::string_view term) {
    return tx.all(queries::by_number, {type, term}, document_of);
}

}  // namespace ketnap::documents
