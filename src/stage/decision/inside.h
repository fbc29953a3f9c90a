// SPDX-License-Identifier: Apache-2.0
// What the operations of this slice share. Inside this folder only.
#pragma once
#include "stage/decision/store.h"

namespace ketnap::decision::inside {

/// Throws NotFound.
store::MeetingRow meeting_row(db::Tx& tx, const MeetingId& id);
/// Also refused: a meeting that is closed.
store::MeetingRow open_row(db::Tx& tx, const MeetingId& id);
/// The item with the version that was read; Conflict when somebody saved first.
store::ItemRow item_row(db::Tx& tx, const MeetingId& meeting, const ItemId& item,
                        std::int64_t version);

/// The whole meeting as a screen needs it.
Meeting assemble(db::Tx& tx, const Desk& desk, const store::MeetingRow& row);

store::MeetingRow make(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingForm& form);
void put_on_agenda(db::Tx& tx, const Ctx& ctx, const store::MeetingRow& meeting,
                   const std::vector<dossier::DossierId>& dossiers);
/// Judges and keeps the count; gives the item as it is now.
store::ItemRow record(db::Tx& tx, const Ctx& ctx, const Desk& desk,
                      const store::MeetingRow& meeting, store::ItemRow item, const Ballot& ballot);
/// Takes the number, writes the decision, moves the dossier on.
Decision issue(db::Tx& tx, const Ctx& ctx, const Desk& desk, const store::MeetingRow& meeting,
               const store::ItemRow& item);

}  // namespace ketnap::decision::inside
