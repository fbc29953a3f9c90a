// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/store.h"

#include "base/attachments/queries.h"
#include "platform/json/enum_text.h"

namespace ketnap::attachments::store {
namespace {

Attachment row_of(const db::Row& r) {
    Attachment out;
    out.id = AttachmentId{r.text(0)};
    out.at = {r.text(1), r.text(2), r.text(3)};
    out.series_id = r.text(4);
    out.version_no = r.big(5);
    out.name = r.text(6);
    out.kind = json::enum_of<Kind>(r.text(7));
    out.size = r.big(8);
    out.pages = r.big(9);
    out.sha256 = r.text(10);
    out.stored = r.text(11);
    out.key = {r.blob(12)};
    out.added_at = r.big(13);
    out.added_by = r.text(14);
    out.added_by_name = r.text(15);
    out.superseded_at = r.maybe_big(16);
    out.removed_at = r.maybe_big(17);
    out.removed_reason = r.text(18);
    out.held = r.flag(19);
    return out;
}

}  // namespace

void insert(db::Tx& tx, const Attachment& one) {
    tx.run(queries::insert,
           {one.id, one.at.holder, one.at.holder_id, one.at.place, one.series_id, one.version_no,
            one.name, json::text_of(one.kind), one.size, one.pages, one.sha256, one.stored,
            one.key.bytes, tx.now_ms(), one.added_by, one.added_by_name});
}

std::optional<Attachment> by_id(db::Tx& tx, const AttachmentId& id) {
    return tx.one(queries::by_id, {id}, row_of);
}

std::vector<Attachment> of_holder(db::Tx& tx, std::string_view holder, std::string_view holder_id) {
    return tx.all(queries::of_holder, {holder, holder_id}, row_of);
}

bool supersede(db::Tx& tx, const AttachmentId& id) {
    return tx.run(queries::supersede, {id, tx.now_ms()}) == 1;
}

void take_out(db::Tx& tx, std::string_view series, const std::string& reason) {
    tx.run(queries::take_out, {series, tx.now_ms(), reason});
}

void forget(db::Tx& tx, const AttachmentId& id) {
    tx.run(queries::forget, {id, tx.now_ms()});
}

std::set<std::string> all_stored(db::Tx& tx) {
    std::set<std::string> found;
    tx.each(queries::all_stored, {}, [&](const db::Row& row) { found.insert(row.text(0)); });
    return found;
}

bool hold(db::Tx& tx, const AttachmentId& id, bool held) {
    return tx.run(queries::hold, {id, held}) == 1;
}

void shred(db::Tx& tx, const AttachmentId& id) {
    tx.run(queries::shred, {id, tx.now_ms(), crypto::Vault::destroyed_key()});
}

std::int64_t shred_all(db::Tx& tx, std::string_view holder, std::string_view holder_id) {
    return tx.run(queries::shred_all,
                  {holder, holder_id, tx.now_ms(), crypto::Vault::destroyed_key()});
}

std::vector<Attachment> latest(db::Tx& tx) {
    return tx.all(queries::latest, {}, row_of);
}

bool is_stored(db::Tx& tx, const std::string& stored) {
    return tx.one(queries::is_stored, {stored}, [](const db::Row&) { return true; }).has_value();
}

std::int64_t open_until(db::Tx& tx, const AttachmentId& id, const std::string& account) {
    return tx.one(queries::open_until, {id, account}, [](const db::Row& r) { return r.big(0); })
        .value_or(0);
}

void note_opening(db::Tx& tx, const AttachmentId& id, const std::string& account,
                  std::int64_t until) {
    tx.run(queries::note_opening, {id, account, until});
}

}  // namespace ketnap::attachments::store
