// SPDX-License-Identifier: Apache-2.0
#include "stage/campaign/store.h"

#include "platform/json/enum_text.h"
#include "stage/campaign/queries.h"

namespace ketnap::campaign::store {
namespace {

using json::enum_of;
using json::text_of;

Row row_of(const db::Row& r) {
    Row row;
    row.id = r.text(0);
    row.state = enum_of<CampaignState>(r.text(1));
    row.version = r.big(2);
    auto& p = row.plan;
    p.code = r.text(3);
    p.title = r.text(4);
    p.short_title = r.text(5);
    p.event_kind = enum_of<EventKind>(r.text(6));
    p.plan_number = r.text(7);
    p.plan_on = r.maybe_text(8);
    p.issued_at = r.text(9);
    p.audience = r.text(10);
    p.target_kind = enum_of<TargetKind>(r.text(11));
    p.target_count = r.maybe_big(12);
    p.target_as_written = r.text(13);
    p.window_as_written = r.text(14);
    p.event_as_written = r.text(15);
    p.place = r.text(16);
    p.place_tentative = r.flag(17);
    p.expected_count = r.maybe_big(18);
    p.expected_approximate = r.flag(19);
    p.dossier_due_as_written = r.text(20);
    p.list_voted_year = r.maybe_big(21);
    p.list_cutoff_as_written = r.text(22);
    p.funding_source = r.text(23);
    return row;
}

std::vector<std::string>& lines_of(PlanForm& plan, std::string_view kind) {
    if (kind == "basis") {
        return plan.bases;
    }
    if (kind == "purpose") {
        return plan.purposes;
    }
    if (kind == "requirement") {
        return plan.requirements;
    }
    if (kind == "content") {
        return plan.contents;
    }
    if (kind == "method") {
        return plan.methods;
    }
    KETNAP_CHECK(kind == "recipient");
    return plan.recipients;
}

void read_parts(db::Tx& tx, Row& row) {
    tx.each(queries::lines, {row.id},
            [&](const db::Row& r) { lines_of(row.plan, r.view(0)).push_back(r.text(1)); });
    row.plan.bodies = tx.all(queries::bodies, {row.id}, [](const db::Row& r) {
        return IssuingBody{.name = r.text(0),
                           .org_id = r.maybe_text(1),
                           .authority = r.text(2),
                           .post = r.text(3),
                           .signer = r.text(4)};
    });
    row.plan.groups = tx.all(queries::groups, {row.id}, [](const db::Row& r) {
        return DelegateGroup{.kind = enum_of<GroupKind>(r.text(0)),
                             .text = r.text(1),
                             .expected_count = r.maybe_big(2)};
    });
}

void add_lines(db::Tx& tx, const std::string& id, const char* kind,
               const std::vector<std::string>& lines) {
    std::int64_t position = 0;
    for (const auto& line : lines) {
        tx.run(queries::add_line, {new_uuid(tx.now_ms()), id, kind, ++position, line});
    }
}

void write_parts(db::Tx& tx, const std::string& id, const PlanForm& plan) {
    tx.run(queries::clear_lines, {id});
    tx.run(queries::clear_bodies, {id});
    tx.run(queries::clear_groups, {id});
    add_lines(tx, id, "basis", plan.bases);
    add_lines(tx, id, "purpose", plan.purposes);
    add_lines(tx, id, "requirement", plan.requirements);
    add_lines(tx, id, "content", plan.contents);
    add_lines(tx, id, "method", plan.methods);
    add_lines(tx, id, "recipient", plan.recipients);
    std::int64_t position = 0;
    for (const auto& body : plan.bodies) {
        tx.run(queries::add_body, {new_uuid(tx.now_ms()), id, ++position, body.name, body.org_id,
                                   body.authority, body.post, body.signer});
    }
    position = 0;
    for (const auto& group : plan.groups) {
        tx.run(queries::add_group, {new_uuid(tx.now_ms()), id, ++position, text_of(group.kind),
                                    group.text, group.expected_count});
    }
}

std::int64_t save(db::Tx& tx, const char* sql, const Row& row, const PlanReading& reading) {
    const auto& p = row.plan;
    std::optional<std::string> due_word;
    if (reading.dossier_due_word) {
        due_word = text_of(*reading.dossier_due_word);
    }
    return tx.run(sql, {row.id,
                        text_of(row.state),
                        row.version,
                        p.code,
                        p.title,
                        p.short_title,
                        text_of(p.event_kind),
                        p.plan_number,
                        p.plan_on,
                        p.issued_at,
                        p.audience,
                        text_of(p.target_kind),
                        p.target_count,
                        p.target_as_written,
                        p.window_as_written,
                        p.event_as_written,
                        p.place,
                        p.place_tentative,
                        p.expected_count,
                        p.expected_approximate,
                        p.dossier_due_as_written,
                        p.list_voted_year,
                        p.list_cutoff_as_written,
                        p.funding_source,
                        reading.window_from,
                        reading.window_to,
                        reading.event_on,
                        reading.event_tentative,
                        reading.event_minute,
                        reading.dossier_due_on,
                        due_word,
                        reading.dossier_last_day_on,
                        reading.list_cutoff});
}

CampaignRow list_row(const db::Row& r) {
    return {.id = r.text(0),
            .code = r.text(1),
            .short_title = r.text(2),
            .plan_number = r.text(3),
            .state = enum_of<CampaignState>(r.text(4)),
            .event_kind = enum_of<EventKind>(r.text(5)),
            .target_kind = enum_of<TargetKind>(r.text(6)),
            .target_count = r.maybe_big(7),
            .event_on = r.maybe_text(8),
            .dossier_last_day_on = r.maybe_text(9),
            .open_task_count = 0,
            .version = r.big(10)};
}

}  // namespace

std::optional<Row> find(db::Tx& tx, const CampaignId& id) {
    auto row = tx.one(queries::by_id, {id}, row_of);
    if (row) {
        read_parts(tx, *row);
    }
    return row;
}

std::optional<CampaignId> find_by_code(db::Tx& tx, std::string_view code) {
    return tx.one(queries::id_of_code, {code},
                  [](const db::Row& r) { return CampaignId{r.text(0)}; });
}

void insert(db::Tx& tx, const Row& row, const PlanReading& reading) {
    save(tx, queries::insert, row, reading);
    write_parts(tx, row.id, row.plan);
}

bool update(db::Tx& tx, const Row& row, const PlanReading& reading) {
    if (save(tx, queries::update, row, reading) != 1) {
        return false;
    }
    write_parts(tx, row.id, row.plan);
    return true;
}

bool set_state(db::Tx& tx, const CampaignId& id, CampaignState state, std::int64_t version) {
    return tx.run(queries::set_state, {id, version, text_of(state)}) == 1;
}

std::vector<CampaignRow> list(db::Tx& tx) {
    return tx.all(queries::list, {}, list_row);
}

}  // namespace ketnap::campaign::store
