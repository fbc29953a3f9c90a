// SPDX-License-Identifier: Apache-2.0
// What the operations of this slice share. Inside this folder only.
#pragma once
#include "stage/decision/checks.h"
#include "stage/decision/store.h"

namespace ketnap::decision::inside {

/// Throws NotFound.
store::MeetingRow meeting_row(db::Tx& tx, const MeetingId& id);
/// Also refused: a meeting that is closed.
store::MeetingRow open_row(db::Tx& tx, const MeetingId& id);
/// The right on the meeting, one's own or of one in whose stead one acts today; then both names
/// stand in the trail. Throws Forbidden.
void require_acting(db::Tx& tx, const Ctx& ctx, const auth::Rights& rights, auth::Action action,
                    const store::MeetingRow& row);
/// The item with the version that was read; Conflict when somebody saved first.
store::ItemRow item_row(db::Tx& tx, const MeetingId& meeting, const ItemId& item,
                        std::int64_t version);

/// The whole meeting as a screen needs it.
Meeting assemble(db::Tx& tx, const Ctx& ctx, const Desk& desk, const store::MeetingRow& row);
/// The persons the dossier went through, and who signs.
checks::Hands hands_of(db::Tx& tx, const store::MeetingRow& meeting,
                       const dossier::Candidate& candidate);
/// What kind of body it is in the words of the rules; none: its organisation does not say.
std::optional<dossier::checks::Decider> decider_of(db::Tx& tx, const MeetingForm& form);
/// The register decisions are numbered in.
std::string decision_type(const Desk& desk);
/// What the form of its kind leaves out is dropped, what the program keeps is put in.
MeetingForm completed(MeetingForm form, std::int64_t came_back);
/// Refused: somebody has been voted on.
void refuse_voted(db::Tx& tx, const MeetingId& id);
/// Saves what the program keeps of a meeting by itself; Conflict when someone was faster.
void keep(db::Tx& tx, store::MeetingRow& row);

store::MeetingRow make(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingForm& form);
void put_on_agenda(db::Tx& tx, const Ctx& ctx, const store::MeetingRow& meeting,
                   const std::vector<dossier::DossierId>& dossiers);
/// Judges and keeps the count; gives the item as it is now. Of a circulated vote the day of the
/// count is kept with the meeting.
store::ItemRow record(db::Tx& tx, const Ctx& ctx, const Desk& desk, store::MeetingRow& meeting,
                      store::ItemRow item, const Ballot& ballot);
/// Takes the number, writes the decision, moves the dossier on.
Decision issue(db::Tx& tx, const Ctx& ctx, const Desk& desk, const store::MeetingRow& meeting,
               const store::ItemRow& item, const PaperNumber& paper);

}  // namespace ketnap::decision::inside
