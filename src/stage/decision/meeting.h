// SPDX-License-Identifier: Apache-2.0
// Meetings that decide on admission one person at a time. A body decides in a room, on paper or by
// ballots sent round; an authorised officer records it for the body.
#pragma once
#include "stage/decision/model.h"

#include <string>
#include <string_view>
#include <vector>

namespace ketnap::decision {

// ---- Operations: they ask for the right and leave their trace.

/// Needs meeting_edit on the deciding body. Refused: what check_meeting() finds.
Meeting make_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                     const MeetingForm& form);
Meeting change_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                       const MeetingId& id, const MeetingForm& form, std::int64_t version);
/// Puts qualified dossiers on the agenda behind those that are there. Refused: one that is not
/// qualified, or stands on an open agenda already.
Meeting put_on_agenda(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                      const MeetingId& id, const std::vector<dossier::DossierId>& dossiers);

/// The agenda in a new order: every item once.
Meeting order_agenda(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                     const MeetingId& id, const std::vector<ItemId>& order);
/// Needs ballot_record. Refused: the day has not come or ballots are still out; the papers do not
/// add up to those handed out; there is a decision already. The threshold is that of the set in
/// force on the day of the meeting.
Meeting record_ballot(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                      const MeetingId& id, const ItemId& item, const Ballot& ballot);
/// Withdrawn or postponed, with a reason; waiting again without one.
Meeting set_aside(const Ctx& ctx, const auth::Rights& rights, const Desk& desk, const MeetingId& id,
                  const ItemId& item, ItemState state, const std::string& reason,
                  std::int64_t version);
/// Needs decision_issue. Takes the next number, or the one on the paper, and moves the dossier to
/// decided. Refused: not passed; whoever signs prepared, appraised or introduced the person, or is
/// the person.
Meeting issue_decision(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                       const MeetingId& id, const ItemId& item, const PaperNumber& paper = {});
/// Refused while somebody waits.
Meeting close_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                      const MeetingId& id, std::int64_t version);
/// What the actor may see, newest first; of one campaign unless empty.
std::vector<MeetingSummary> meetings(const Ctx& ctx, const auth::Rights& rights,
                                     std::string_view campaign_id);
/// Qualified dossiers of any campaign or none that stand on no agenda, in the order of the people's
/// names.
std::vector<dossier::Candidate> ready(const Ctx& ctx, const auth::Rights& rights,
                                      const MeetingId& id);
Meeting get_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                    const MeetingId& id);

}  // namespace ketnap::decision
