// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/scan_store.h"

#include "platform/json/enum_text.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "stage/envelope/scan_queries.h"

namespace ketnap::envelope::scan_store {
namespace {

Batch batch_of(const db::Row& r) {
    Batch out;
    out.id = ScanId{r.text(0)};
    out.name = r.text(1);
    out.state = json::enum_of<ScanState>(r.text(2));
    out.wrapped_key = r.blob(3);
    out.source = AttachmentId{r.text(4)};
    out.job_id = jobs::JobId{r.maybe_text(5).value_or("")};
    out.pages = r.big(6);
    const auto blank = json::read<std::vector<std::int64_t>>(r.view(7));
    KETNAP_CHECK(blank.has_value());
    out.blank_pages = *blank;
    out.problem = r.text(8);
    out.made_at = r.big(9);
    out.made_by = r.text(10);
    out.version = r.big(11);
    return out;
}

Part part_of(const db::Row& r) {
    return {PartId{r.text(0)},
            r.big(1),
            r.big(2),
            r.big(3),
            r.maybe_text(4).value_or(""),
            r.text(5),
            json::enum_of<PartState>(r.text(6)),
            r.maybe_text(7).value_or(""),
            r.text(8)};
}

std::optional<std::string> id_or_null(const std::string& id) {
    return id.empty() ? std::nullopt : std::optional{id};
}

}  // namespace

void insert(db::Tx& tx, const Batch& b, const std::string& made_by_name) {
    tx.run(scan_queries::insert, {b.id, b.name, json::text_of(b.state), b.wrapped_key, b.source,
                                  b.pages, tx.now_ms(), b.made_by, made_by_name});
}

std::optional<Batch> by_id(db::Tx& tx, const ScanId& id) {
    auto found = tx.one(scan_queries::by_id, {id}, batch_of);
    if (found) {
        found->parts = tx.all(scan_queries::parts, {id}, part_of);
    }
    return found;
}

std::vector<Batch> of_maker(db::Tx& tx, const std::string& account) {
    return tx.all(scan_queries::of_maker, {account}, batch_of);
}

void set_job(db::Tx& tx, const ScanId& id, const jobs::JobId& job) {
    tx.run(scan_queries::set_job, {id, job});
}

void set_state(db::Tx& tx, const Batch& batch) {
    tx.run(scan_queries::set_state,
           {batch.id, json::text_of(batch.state), batch.problem, json::write(batch.blank_pages)});
}

bool close(db::Tx& tx, const ScanId& id) {
    return tx.run(scan_queries::close, {id, crypto::Vault::destroyed_key()}) == 1;
}

void drop_open_parts(db::Tx& tx, const ScanId& id) {
    tx.run(scan_queries::drop_open, {id});
}

void put_part(db::Tx& tx, const ScanId& id, const Part& p) {
    tx.run(scan_queries::put_part,
           {p.id, id, p.first_page, p.last_page, p.cover_page, id_or_null(p.dossier_id), p.form,
            json::text_of(p.state), id_or_null(p.attachment_id), p.problem});
}

bool change_part(db::Tx& tx, const Part& p) {
    return tx.run(scan_queries::change_part,
                  {p.id, p.last_page, id_or_null(p.dossier_id), p.form, json::text_of(p.state),
                   id_or_null(p.attachment_id), p.problem, p.first_page}) == 1;
}

}  // namespace ketnap::envelope::scan_store
