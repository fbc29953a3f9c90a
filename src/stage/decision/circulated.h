// SPDX-License-Identifier: Apache-2.0
// A vote by ballots sent round: one sheet a member, out on a day, back on a day. Who voted how is
// never kept: sheets say only that they came back, counts are entered when the vote closes.
#pragma once
#include "stage/decision/meeting.h"

#include <string>
#include <vector>

namespace ketnap::decision {

/// One sheet for each member, in the order given; the base becomes their number. Needs
/// meeting_edit. Refused: not a circulated vote; a sheet is back; a name twice or empty.
Meeting set_members(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                    const MeetingId& id, const std::vector<std::string>& names);
/// These came back on that day; an empty day puts them out again. Needs meeting_edit. Refused:
/// before they went out, after the last day, in the future, once ballots are counted.
Meeting set_returned(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                     const MeetingId& id, const std::vector<std::string>& sheets,
                     const std::string& returned_on);
/// Those who have not answered were reminded today. Needs meeting_edit.
Meeting remind(const Ctx& ctx, const auth::Rights& rights, const Desk& desk, const MeetingId& id);

}  // namespace ketnap::decision
