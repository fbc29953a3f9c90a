// SPDX-License-Identifier: Apache-2.0
#include "base/privacy/store.h"

#include "base/privacy/queries.h"
#include "platform/json/enum_text.h"
#include "platform/json/read.h"
#include "platform/json/write.h"

namespace ketnap::privacy::store {
namespace {

std::optional<db::Blob> blob_or_null(const crypto::Sealed& sealed) {
    return sealed.empty() ? std::nullopt : std::optional{sealed.bytes};
}

crypto::Sealed sealed_in(const db::Row& r, int column) {
    return {r.maybe_blob(column).value_or(db::Blob{})};
}

Consent consent_of(const db::Row& r) {
    Consent c;
    c.id = r.text(0);
    c.person_id = r.text(1);
    c.person_name = r.text(2);
    c.purpose = r.text(3);
    c.basis = json::enum_of<Basis>(r.text(4));
    c.rule = r.text(5);
    c.text_version = r.text(6);
    c.given_on = r.text(7);
    c.recorded_by = r.text(8);
    c.withdrawn_on = r.maybe_text(9);
    c.version = r.big(10);
    return c;
}

RequestRow request_of(const db::Row& r) {
    RequestRow row;
    DataRequest& q = row.request;
    q.id = r.text(0);
    q.number = r.big(1);
    q.person_id = r.text(2);
    q.person_name = r.text(3);
    q.kind = json::enum_of<RequestKind>(r.text(4));
    q.received_on = r.text(5);
    q.answer_by = r.text(6);
    q.act_by = r.text(7);
    q.extended = r.flag(8);
    q.periods = r.text(9);
    q.answered_on = r.maybe_text(10);
    if (const auto outcome = r.maybe_text(11)) {
        q.outcome = json::enum_of<Outcome>(*outcome);
    }
    q.closed_on = r.maybe_text(12);
    q.recorded_by = r.text(13);
    q.version = r.big(14);
    row.asked = sealed_in(r, 15);
    row.answer = sealed_in(r, 16);
    return row;
}

Erasure erasure_of(const db::Row& r) {
    Erasure e;
    e.id = r.text(0);
    e.person_id = r.text(1);
    e.person_name = r.text(2);
    e.request_id = r.maybe_text(3);
    e.state = json::enum_of<ErasureState>(r.text(4));
    e.reason = r.text(5);
    e.asked_at = r.big(6);
    e.asked_by = r.text(7);
    e.asked_name = r.text(8);
    e.done_at = r.maybe_big(9);
    e.done_by = r.maybe_text(10);
    e.done_name = r.text(11);
    e.number = r.maybe_big(12);
    e.key_hash = r.text(13);
    e.row_count = r.big(14);
    e.version = r.big(15);
    return e;
}

Incident incident_of(const db::Row& r) {
    Incident i;
    i.id = r.text(0);
    i.number = r.big(1);
    i.title = r.text(2);
    i.discovered_at = r.big(3);
    i.from_at = r.big(4);
    i.until_at = r.big(5);
    i.actor = r.text(6);
    i.grave = r.flag(7);
    i.what = r.text(8);
    i.harm = r.text(9);
    i.measures = r.text(10);
    i.notified_at = r.maybe_big(11);
    i.closed_at = r.maybe_big(12);
    i.recorded_by = r.text(13);
    i.version = r.big(14);
    return i;
}

PaperStub stub_of(const db::Row& r) {
    return {.id = r.text(0),
            .number = r.text(1),
            .dated = r.text(2),
            .holder = r.text(3),
            .place = r.text(4),
            .person_id = r.maybe_text(5),
            .person_name = r.maybe_text(6).value_or(""),
            .recorded_by = r.text(7),
            .ended_on = r.maybe_text(8),
            .version = r.big(9)};
}

Purge purge_of(const db::Row& r) {
    Purge p;
    p.id = r.text(0);
    p.attachment_id = r.text(1);
    p.file_name = r.text(2);
    p.state = json::enum_of<PurgeState>(r.text(3));
    p.reason = r.text(4);
    p.asked_at = r.big(5);
    p.asked_by = r.text(6);
    p.asked_name = r.text(7);
    p.done_at = r.maybe_big(8);
    p.done_by = r.maybe_text(9);
    p.done_name = r.text(10);
    p.version = r.big(11);
    return p;
}

}  // namespace

std::vector<ProcessingView> entries(db::Tx& tx) {
    return tx.all(queries::entries, {}, [](const db::Row& r) {
        auto body = json::read<Processing>(r.view(1));
        KETNAP_CHECK(body.has_value());
        return ProcessingView{std::move(*body), true, r.big(2)};
    });
}

bool put_entry(db::Tx& tx, const Processing& entry, std::int64_t version) {
    return version == 0
               ? tx.run(queries::insert_entry, {entry.id, json::write(entry)}) == 1
               : tx.run(queries::update_entry, {entry.id, json::write(entry), version}) == 1;
}

std::vector<Consent> consents(db::Tx& tx, const std::string& person, const std::string& id) {
    return tx.all(queries::consents, {person, id}, consent_of);
}

bool insert(db::Tx& tx, const Consent& c) {
    return tx.run(queries::insert_consent,
                  {c.id, c.person_id, c.purpose, json::text_of(c.basis), c.rule, c.text_version,
                   c.given_on, tx.now_ms(), c.recorded_by}) == 1;
}

bool end_consent(db::Tx& tx, const std::string& id, const std::string& on, std::int64_t version) {
    return tx.run(queries::end_consent, {id, on, version}) == 1;
}

std::vector<RequestRow> requests(db::Tx& tx, const std::string& person, const std::string& id) {
    return tx.all(queries::requests, {person, id}, request_of);
}

void insert(db::Tx& tx, const RequestRow& row, const std::optional<std::string>& consent) {
    const auto& q = row.request;
    tx.run(queries::insert_request,
           {q.id, q.number, q.person_id, json::text_of(q.kind), consent, q.received_on,
            blob_or_null(row.asked), q.answer_by, q.act_by, q.periods, q.recorded_by});
}

bool answer(db::Tx& tx, const DataRequest& one, const std::string& on) {
    return tx.run(queries::answer_request, {one.id, on, one.version}) == 1;
}

bool extend(db::Tx& tx, const DataRequest& one, const std::string& act_by) {
    return tx.run(queries::extend_request, {one.id, act_by, one.version}) == 1;
}

bool close(db::Tx& tx, const RequestRow& row) {
    const auto& q = row.request;
    return tx.run(queries::close_request, {q.id, json::text_of(*q.outcome), q.closed_on,
                                           blob_or_null(row.answer), q.version}) == 1;
}

std::vector<Erasure> erasures(db::Tx& tx, const std::string& person, const std::string& id) {
    return tx.all(queries::erasures, {person, id}, erasure_of);
}

void insert(db::Tx& tx, const Erasure& e) {
    tx.run(queries::insert_erasure,
           {e.id, e.person_id, e.request_id, e.reason, e.asked_at, e.asked_by, e.asked_name});
}

bool finish(db::Tx& tx, const Erasure& e) {
    return tx.run(queries::finish_erasure, {e.id, e.done_at, e.done_by, e.done_name, e.number,
                                            e.key_hash, e.row_count, e.version}) == 1;
}

bool drop_erasure(db::Tx& tx, const std::string& id, std::int64_t version) {
    return tx.run(queries::drop_erasure, {id, version}) == 1;
}

std::vector<Incident> incidents(db::Tx& tx, const std::string& id) {
    return tx.all(queries::incidents, {id}, incident_of);
}

void insert(db::Tx& tx, const Incident& i) {
    tx.run(queries::insert_incident,
           {i.id, i.number, i.title, i.discovered_at, i.from_at, i.until_at, i.actor, i.grave,
            i.what, i.harm, i.measures, i.recorded_by});
}

bool update(db::Tx& tx, const Incident& i) {
    return tx.run(queries::update_incident,
                  {i.id, i.title, i.discovered_at, i.from_at, i.until_at, i.actor, i.grave, i.what,
                   i.harm, i.measures, i.version}) == 1;
}

bool notify(db::Tx& tx, const std::string& id, std::int64_t version) {
    return tx.run(queries::notify_incident, {id, tx.now_ms(), version}) == 1;
}

bool close_incident(db::Tx& tx, const std::string& id, std::int64_t version) {
    return tx.run(queries::close_incident, {id, tx.now_ms(), version}) == 1;
}

std::vector<PaperStub> stubs(db::Tx& tx, const std::string& id) {
    return tx.all(queries::stubs, {id}, stub_of);
}

void insert(db::Tx& tx, const PaperStub& s) {
    tx.run(queries::insert_stub,
           {s.id, s.number, s.dated, s.holder, s.place, s.person_id, tx.now_ms(), s.recorded_by});
}

bool end_stub(db::Tx& tx, const std::string& id, const std::string& on, std::int64_t version) {
    return tx.run(queries::end_stub, {id, on, version}) == 1;
}

std::vector<Purge> purges(db::Tx& tx, const std::string& id) {
    return tx.all(queries::purges, {id}, purge_of);
}

bool insert(db::Tx& tx, const Purge& p) {
    return tx.run(queries::insert_purge,
                  {p.id, p.attachment_id, p.reason, p.asked_at, p.asked_by, p.asked_name}) == 1;
}

bool finish(db::Tx& tx, const Purge& p) {
    return tx.run(queries::finish_purge, {p.id, json::text_of(p.state), p.done_at, p.done_by,
                                          p.done_name, p.version}) == 1;
}

}  // namespace ketnap::privacy::store
