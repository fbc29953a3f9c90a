// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/store.h"

#include "platform/json/enum_text.h"
#include "stage/decision/queries.h"

namespace ketnap::decision::store {
namespace {

using json::enum_of;
using json::text_of;

std::optional<std::string> none_if_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

MeetingRow meeting_of(const db::Row& row) {
    MeetingRow m;
    m.id = MeetingId{row.text(0)};
    m.form.org_id = row.text(1);
    m.form.campaign_id = row.maybe_text(2).value_or("");
    m.form.body_kind = enum_of<BodyKind>(row.text(3));
    m.form.body_name = row.text(4);
    m.form.held_on = row.text(5);
    m.form.member_count = row.big(6);
    m.form.present_count = row.big(7);
    m.form.absent_note = row.text(8);
    m.form.chair_name = row.text(9);
    m.form.secretary_name = row.text(10);
    m.form.tellers = row.text(11);
    m.form.decided_on = row.text(12);
    m.form.signer_post = row.text(13);
    m.form.signer_name = row.text(14);
    m.form.signer_person_id = row.maybe_text(15).value_or("");
    m.state = enum_of<MeetingState>(row.text(16));
    m.version = row.big(17);
    m.org_path = row.text(18);
    m.form.kind = enum_of<MeetingKind>(row.text(19));
    m.form.starts_at = row.text(20);
    m.form.venue = row.text(21);
    m.form.paper = row.text(22);
    m.form.sent_on = row.maybe_text(23).value_or("");
    m.form.closes_on = row.maybe_text(24).value_or("");
    m.recorded_by = row.text(25);
    return m;
}

ItemRow item_of(const db::Row& row) {
    ItemRow item;
    item.id = ItemId{row.text(0)};
    item.dossier_id = dossier::DossierId{row.text(1)};
    item.position = row.big(2);
    item.state = enum_of<ItemState>(row.text(3));
    item.ballot.in_favour = row.big(4);
    item.ballot.against = row.big(5);
    item.ballot.invalid = row.big(6);
    item.base = row.big(7);
    item.rule = row.text(8);
    item.rule_set = row.text(9);
    item.reason = row.text(10);
    item.version = row.big(11);
    item.decision_id = row.maybe_text(12).value_or("");
    item.decision_number = row.maybe_text(13).value_or("");
    return item;
}

Decision decision_of(const db::Row& row) {
    Decision d;
    d.id = DecisionId{row.text(0)};
    d.dossier_id = dossier::DossierId{row.text(1)};
    d.person_id = row.text(2);
    d.campaign_id = row.maybe_text(3).value_or("");
    d.meeting_id = MeetingId{row.text(4)};
    d.document_id = documents::DocumentId{row.text(5)};
    d.number = row.big(6);
    d.number_text = row.text(7);
    d.decided_on = row.text(8);
    d.received_on = row.maybe_text(9).value_or("");
    d.signer_post = row.text(10);
    d.signer_name = row.text(11);
    d.version = row.big(12);
    return d;
}

}  // namespace

void insert(db::Tx& tx, const MeetingRow& row) {
    const auto& f = row.form;
    tx.run(queries::insert_meeting, {row.id,
                                     f.org_id,
                                     none_if_empty(f.campaign_id),
                                     text_of(f.body_kind),
                                     f.body_name,
                                     f.held_on,
                                     f.member_count,
                                     f.present_count,
                                     f.absent_note,
                                     f.chair_name,
                                     f.secretary_name,
                                     f.tellers,
                                     f.decided_on,
                                     f.signer_post,
                                     f.signer_name,
                                     none_if_empty(f.signer_person_id),
                                     text_of(f.kind),
                                     f.starts_at,
                                     f.venue,
                                     f.paper,
                                     none_if_empty(f.sent_on),
                                     none_if_empty(f.closes_on),
                                     row.recorded_by});
}

bool update(db::Tx& tx, const MeetingRow& row) {
    const auto& f = row.form;
    return tx.run(queries::update_meeting, {row.id,
                                            f.org_id,
                                            none_if_empty(f.campaign_id),
                                            text_of(f.body_kind),
                                            f.body_name,
                                            f.held_on,
                                            f.member_count,
                                            f.present_count,
                                            f.absent_note,
                                            f.chair_name,
                                            f.secretary_name,
                                            f.tellers,
                                            f.decided_on,
                                            f.signer_post,
                                            f.signer_name,
                                            none_if_empty(f.signer_person_id),
                                            row.version,
                                            f.starts_at,
                                            f.venue,
                                            f.paper,
                                            none_if_empty(f.sent_on),
                                            none_if_empty(f.closes_on)}) == 1;
}

bool close(db::Tx& tx, const MeetingId& id, std::int64_t version) {
    return tx.run(queries::close_meeting, {id, version}) == 1;
}

std::optional<MeetingRow> find(db::Tx& tx, const MeetingId& id) {
    return tx.one(queries::meeting_by_id, {id}, meeting_of);
}

std::vector<MeetingSummary> list(db::Tx& tx, std::string_view campaign_id) {
    return tx.all(queries::meetings, {campaign_id}, [](const db::Row& row) {
        MeetingSummary m;
        m.id = MeetingId{row.text(0)};
        m.campaign_id = row.maybe_text(1).value_or("");
        m.body_name = row.text(2);
        m.held_on = row.text(3);
        m.state = enum_of<MeetingState>(row.text(4));
        m.org_path = row.text(5);
        m.item_count = row.big(6);
        m.passed_count = row.big(7);
        m.waiting_count = row.big(8);
        m.kind = enum_of<MeetingKind>(row.text(9));
        m.sheets_out = row.big(10);
        return m;
    });
}

void insert_item(db::Tx& tx, const MeetingId& meeting, const ItemRow& item) {
    tx.run(queries::insert_item, {item.id, meeting, item.dossier_id, item.position});
}

bool update_item(db::Tx& tx, const ItemRow& item) {
    return tx.run(queries::update_item, {item.id, text_of(item.state), item.ballot.in_favour,
                                         item.ballot.against, item.ballot.invalid, item.base,
                                         item.rule, item.rule_set, item.reason, item.version}) == 1;
}

std::vector<ItemRow> items(db::Tx& tx, const MeetingId& meeting) {
    return tx.all(queries::items_of, {meeting}, item_of);
}

void move_item(db::Tx& tx, const MeetingId& meeting, const ItemId& item, std::int64_t position) {
    tx.run(queries::move_item, {meeting, item, position});
}

std::vector<Sheet> sheets(db::Tx& tx, const MeetingId& meeting) {
    return tx.all(queries::sheets, {meeting}, [](const db::Row& row) {
        Sheet sheet;
        sheet.id = row.text(0);
        sheet.position = row.big(1);
        sheet.member_name = row.text(2);
        sheet.sent_on = row.text(3);
        sheet.returned_on = row.maybe_text(4).value_or("");
        sheet.reminded_on = row.maybe_text(5).value_or("");
        return sheet;
    });
}

void insert_sheet(db::Tx& tx, const MeetingId& meeting, const Sheet& sheet) {
    tx.run(queries::insert_sheet,
           {sheet.id, meeting, sheet.position, sheet.member_name, sheet.sent_on});
}

void drop_sheets(db::Tx& tx, const MeetingId& meeting) {
    tx.run(queries::drop_sheets, {meeting});
}

bool return_sheet(db::Tx& tx, const MeetingId& meeting, const std::string& sheet,
                  const std::string& returned_on) {
    return tx.run(queries::return_sheet, {meeting, sheet, none_if_empty(returned_on)}) == 1;
}

void remind_sheets(db::Tx& tx, const MeetingId& meeting, const std::string& day) {
    tx.run(queries::remind_sheets, {meeting, day});
}

std::vector<std::string> usual_members(db::Tx& tx, const MeetingRow& meeting) {
    return tx.all(queries::usual_members,
                  {meeting.form.org_id, text_of(meeting.form.body_kind), meeting.id},
                  [](const db::Row& row) { return row.text(0); });
}

void keep_file_key(db::Tx& tx, const MeetingId& meeting, const db::Blob& wrapped) {
    tx.run(queries::keep_file_key, {meeting, wrapped});
}

std::optional<db::Blob> file_key(db::Tx& tx, const MeetingId& meeting) {
    return tx.one(queries::file_key, {meeting}, [](const db::Row& row) { return row.blob(0); });
}

std::set<std::string> taken(db::Tx& tx) {
    std::set<std::string> ids;
    tx.each(queries::waiting_dossiers, {}, [&](const db::Row& row) { ids.insert(row.text(0)); });
    return ids;
}

namespace {

// Told is what was told of the result that stands; a decision received tells the yes by itself.
Result result_of(const db::Row& row) {
    Result r;
    r.item_id = ItemId{row.text(0)};
    r.meeting_id = MeetingId{row.text(1)};
    r.body_name = row.text(2);
    r.held_on = row.text(3);
    r.full_name = row.text(4);
    r.dossier_id = row.text(5);
    r.dossier_code = row.text(6);
    r.cell_id = row.text(7);
    r.cell_name = row.text(8);
    r.outcome = enum_of<ItemState>(row.text(9));
    r.decision_number = row.maybe_text(10).value_or("");
    if (row.maybe_text(14) == text_of(r.outcome)) {
        r.told_on = row.text(11);
        r.told_by = row.text(12);
        r.paper = row.text(13);
    } else {
        r.told_on = row.maybe_text(15).value_or("");
    }
    r.org_path = row.text(16);
    r.campaign_id = row.maybe_text(17).value_or("");
    return r;
}

}  // namespace

std::vector<Result> results(db::Tx& tx, std::string_view meeting) {
    return tx.all(queries::results, {meeting}, result_of);
}

std::optional<Result> result(db::Tx& tx, const ItemId& item) {
    return tx.one(queries::result_of_item, {item}, result_of);
}

void put_notice(db::Tx& tx, const Result& result, const std::string& by, const std::string& told_on,
                const std::string& paper) {
    tx.run(queries::put_notice,
           {new_uuid(tx.now_ms()), result.item_id, text_of(result.outcome), told_on, by, paper});
}

std::vector<std::string> on_open_agendas(db::Tx& tx) {
    return tx.all(queries::on_open_agendas, {}, [](const db::Row& row) { return row.text(0); });
}

std::optional<OnAgenda> on_agenda(db::Tx& tx, const dossier::DossierId& dossier) {
    return tx.one(queries::agenda_of_dossier, {dossier},
                  [](const db::Row& row) { return OnAgenda{row.text(0), row.text(1)}; });
}

void insert(db::Tx& tx, const NewDecision& row) {
    const auto& d = row.decision;
    tx.run(queries::insert_decision,
           {d.id, d.dossier_id, d.person_id, none_if_empty(d.campaign_id), d.meeting_id,
            row.item_id, d.document_id, d.number, d.number_text, d.decided_on,
            none_if_empty(row.preparer_id), none_if_empty(row.verifier_id),
            none_if_empty(row.approver_id), d.signer_post, d.signer_name});
    for (const auto& introducer : row.introducer_ids) {
        tx.run(queries::insert_introducer,
               {new_uuid(tx.now_ms()), d.id, introducer, row.approver_id});
    }
}

void set_received(db::Tx& tx, const DecisionId& id, const std::string& received_on) {
    tx.run(queries::set_received, {id, received_on});
}

std::optional<Decision> find(db::Tx& tx, const DecisionId& id) {
    return tx.one(queries::decision_by_id, {id}, decision_of);
}

std::optional<Decision> find(db::Tx& tx, const dossier::DossierId& id) {
    return tx.one(queries::decision_of_dossier, {id}, decision_of);
}

std::vector<Decision> decisions(db::Tx& tx, std::string_view campaign_id) {
    return tx.all(queries::decisions_of_campaign, {campaign_id}, decision_of);
}

}  // namespace ketnap::decision::store
