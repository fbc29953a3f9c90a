// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/original_store.h"

#include "platform/json/enum_text.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "stage/envelope/original_queries.h"

namespace ketnap::envelope::original_store {
namespace {

std::optional<std::string> day_or_null(const std::string& day) {
    return day.empty() ? std::nullopt : std::optional{day};
}

std::optional<db::Blob> blob_or_null(const crypto::Sealed& sealed) {
    return sealed.empty() ? std::nullopt : std::optional{sealed.bytes};
}

OpinionRow opinion_of(const db::Row& r) {
    OpinionRow out;
    Opinion& o = out.opinion;
    o.id = OpinionId{r.text(0)};
    o.kind = json::enum_of<OpinionKind>(r.text(1));
    o.body = r.text(2);
    o.asked_on = r.maybe_text(3).value_or("");
    o.answered_on = r.maybe_text(4).value_or("");
    o.asked = r.maybe_big(5);
    o.agreed = r.maybe_big(6);
    o.disagreed = r.maybe_big(7);
    out.words = {r.maybe_blob(8).value_or(db::Blob{})};
    o.version = r.big(9);
    return out;
}

}  // namespace

std::map<std::string, std::vector<Reading>> readings(db::Tx& tx, const DossierId& id) {
    std::map<std::string, std::vector<Reading>> out;
    tx.each(original_queries::readings, {id}, [&](const db::Row& r) {
        auto fields = json::read<Values>(r.view(6));
        KETNAP_CHECK(fields.has_value());
        out[r.text(0)].push_back({r.big(1), r.text(2), r.maybe_text(3).value_or(""), r.text(4),
                                  r.big(5), std::move(*fields)});
    });
    return out;
}

void put_reading(db::Tx& tx, const DossierId& id, const std::string& form, const Reading& reading) {
    tx.run(original_queries::put_reading,
           {new_uuid(tx.now_ms()), id, form, reading.pass_no, reading.by_account,
            day_or_null(reading.by_person), reading.by_name, tx.now_ms(),
            json::write(reading.fields)});
}

std::vector<OpinionRow> opinions(db::Tx& tx, const DossierId& id) {
    return tx.all(original_queries::opinions, {id}, opinion_of);
}

void insert(db::Tx& tx, const DossierId& id, const OpinionRow& row) {
    const Opinion& o = row.opinion;
    tx.run(original_queries::insert_opinion,
           {o.id, id, json::text_of(o.kind), o.body, day_or_null(o.asked_on),
            day_or_null(o.answered_on), o.asked, o.agreed, o.disagreed, blob_or_null(row.words)});
}

bool update(db::Tx& tx, const DossierId& id, const OpinionRow& row) {
    const Opinion& o = row.opinion;
    return tx.run(original_queries::update_opinion,
                  {o.id, id, o.version, json::text_of(o.kind), o.body, day_or_null(o.asked_on),
                   day_or_null(o.answered_on), o.asked, o.agreed, o.disagreed,
                   blob_or_null(row.words)}) == 1;
}

bool drop(db::Tx& tx, const DossierId& id, const OpinionId& which) {
    return tx.run(original_queries::drop_opinion, {which, id}) == 1;
}

}  // namespace ketnap::envelope::original_store
