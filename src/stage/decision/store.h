// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/decision/decision.h"
#include "stage/decision/notice.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::decision::store {

struct MeetingRow {
    MeetingId id;
    MeetingState state = MeetingState::open;
    std::int64_t version = 0;
    MeetingForm form;
    std::string org_path;
    std::string recorded_by;

    auth::Object object() const {
        return {.org_path = org_path, .campaign_id = form.campaign_id, .persons = {}};
    }
};

struct ItemRow {
    ItemId id;
    dossier::DossierId dossier_id;
    std::int64_t position = 0;
    ItemState state = ItemState::waiting;
    Ballot ballot;
    std::int64_t base = 0;
    std::string rule;
    std::string rule_set;
    std::string reason;
    std::int64_t version = 0;
    std::string decision_id;
    std::string decision_number;
};

/// The hands a decision went through, kept with it.
struct NewDecision {
    Decision decision;
    ItemId item_id;
    std::string preparer_id;
    std::string verifier_id;
    std::string approver_id;
    std::vector<std::string> introducer_ids;  ///< only beside an approver who is kept
};

void insert(db::Tx& tx, const MeetingRow& row);
/// False when the meeting is closed or the version is no longer the stored one.
bool update(db::Tx& tx, const MeetingRow& row);
bool close(db::Tx& tx, const MeetingId& id, std::int64_t version);
std::optional<MeetingRow> find(db::Tx& tx, const MeetingId& id);
std::vector<MeetingSummary> list(db::Tx& tx, std::string_view campaign_id);

void insert_item(db::Tx& tx, const MeetingId& meeting, const ItemRow& item);
bool update_item(db::Tx& tx, const ItemRow& item);
std::vector<ItemRow> items(db::Tx& tx, const MeetingId& meeting);
void move_item(db::Tx& tx, const MeetingId& meeting, const ItemId& item, std::int64_t position);
std::vector<Sheet> sheets(db::Tx& tx, const MeetingId& meeting);
void insert_sheet(db::Tx& tx, const MeetingId& meeting, const Sheet& sheet);
void drop_sheets(db::Tx& tx, const MeetingId& meeting);
/// False when the meeting has no such ballot. An empty day: it is out again.
bool return_sheet(db::Tx& tx, const MeetingId& meeting, const std::string& sheet,
                  const std::string& returned_on);
void remind_sheets(db::Tx& tx, const MeetingId& meeting, const std::string& day);
std::vector<std::string> usual_members(db::Tx& tx, const MeetingRow& meeting);
/// The key of a meeting's scans; the first one kept stays.
void keep_file_key(db::Tx& tx, const MeetingId& meeting, const db::Blob& wrapped);
std::optional<db::Blob> file_key(db::Tx& tx, const MeetingId& meeting);
/// Dossiers that wait on an agenda or have passed.
std::set<std::string> taken(db::Tx& tx);
std::vector<std::string> on_open_agendas(db::Tx& tx);
std::optional<OnAgenda> on_agenda(db::Tx& tx, const dossier::DossierId& dossier);

/// Everybody who was voted on and what the cell has been told; of one meeting unless empty.
std::vector<Result> results(db::Tx& tx, std::string_view meeting);
std::optional<Result> result(db::Tx& tx, const ItemId& item);
void put_notice(db::Tx& tx, const Result& result, const std::string& by, const std::string& told_on,
                const std::string& paper);

void insert(db::Tx& tx, const NewDecision& row);
void set_received(db::Tx& tx, const DecisionId& id, const std::string& received_on);
std::optional<Decision> find(db::Tx& tx, const DecisionId& id);
std::optional<Decision> find(db::Tx& tx, const dossier::DossierId& id);
std::vector<Decision> decisions(db::Tx& tx, std::string_view campaign_id);

}  // namespace ketnap::decision::store
