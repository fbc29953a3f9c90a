// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/request_store.h"

#include "base/exchange/request_queries.h"
#include "platform/json/enum_text.h"

namespace ketnap::exchange::request_store {
namespace {

using json::enum_of;
using json::text_of;

Request request_of(const db::Row& row) {
    return {.id = row.text(0),
            .kind = enum_of<RequestKind>(row.text(1)),
            .subject_kind = row.text(2),
            .subject_id = row.text(3),
            .title = row.text(4),
            .text = row.text(5),
            .due_on = row.text(6),
            .due_word = enum_of<workflow::DueWord>(row.text(7)),
            .due_as_written = row.text(8),
            .last_day_on = row.text(9),
            .sent_on = row.text(10),
            .closed_on = row.maybe_text(11),
            .version = row.big(12)};
}

Share share_of(const db::Row& row) {
    Share share{.id = row.text(0),
                .org_id = row.text(1),
                .org_name = row.text(2),
                .org_path = row.text(3),
                .asked_count = row.big(4),
                .answer = {},
                .answered_count = row.big(6),
                .answered_on = row.maybe_text(7),
                .extended_to = row.maybe_text(8),
                .note = row.text(9),
                .version = row.big(10),
                .reminder_count = row.big(11),
                .reminded_on = row.maybe_text(12)};
    if (const auto answer = row.maybe_text(5)) {
        share.answer = enum_of<Answer>(*answer);
    }
    return share;
}

}  // namespace

std::optional<Request> find(db::Tx& tx, const RequestId& id) {
    return tx.one(request_queries::by_id, {id}, request_of);
}

std::vector<Request> of_subject(db::Tx& tx, const workflow::Subject& subject) {
    return tx.all(request_queries::of_subject, {subject.kind, subject.id}, request_of);
}

void insert(db::Tx& tx, const Request& r, const std::vector<Asked>& units) {
    tx.run(request_queries::insert,
           {r.id, text_of(r.kind), r.subject_kind, r.subject_id, r.title, r.text, r.due_on,
            text_of(r.due_word), r.due_as_written, r.last_day_on, r.sent_on});
    for (const auto& unit : units) {
        tx.run(request_queries::insert_share,
               {new_uuid(tx.now_ms()), r.id, unit.org_id, unit.asked_count});
    }
}

std::vector<Share> shares(db::Tx& tx, const RequestId& id) {
    return tx.all(request_queries::shares, {id}, share_of);
}

bool close(db::Tx& tx, const RequestId& id, std::int64_t version, const std::string& on) {
    return tx.run(request_queries::close, {id, version, on}) == 1;
}

bool set_answer(db::Tx& tx, const RequestId& id, const UnitAnswer& given) {
    return tx.run(request_queries::set_answer,
                  {id, given.org_id, given.version, text_of(given.answer), given.answered_count,
                   given.answered_on, given.note}) == 1;
}

bool count_answer(db::Tx& tx, const RequestId& id, const std::string& org_id, std::int64_t count,
                  const std::string& on) {
    return tx.run(request_queries::count_answer, {id, org_id, count, on}) == 1;
}

bool extend(db::Tx& tx, const RequestId& id, const Extension& extension) {
    return tx.run(request_queries::extend, {id, extension.org_id, extension.version,
                                            extension.extended_to, extension.note}) == 1;
}

void remind(db::Tx& tx, const std::string& share_id, const std::string& on, Channel channel) {
    tx.run(request_queries::remind, {new_uuid(tx.now_ms()), share_id, on, text_of(channel)});
}

}  // namespace ketnap::exchange::request_store
