// SPDX-License-Identifier: Apache-2.0
// What is printed before and after a meeting. The caller has decided who may; nothing here writes.
#pragma once
#include "stage/decision/decision.h"
#include "stage/dossier/dossier.h"

#include <functional>
#include <string>
#include <vector>

namespace ketnap::decision {

/// What the papers of a meeting are made of, besides the meeting: dossiers are judged anew, and
/// findings told in words.
struct Print {
    const Desk& desk;
    const dossier::Book& book;
    std::function<void(Findings&)> localize;
};

documents::Paper agenda_paper(db::Tx& tx, const Ctx& ctx, const Print& print, const MeetingId& id);
/// Each person's facts, votes below, findings left and what the appraiser said.
documents::Paper summary_paper(db::Tx& tx, const Ctx& ctx, const Print& print, const MeetingId& id);
documents::Paper minutes_paper(db::Tx& tx, const Ctx& ctx, const Print& print, const MeetingId& id);
/// One ballot for each member present, or for each member asked, with everybody on it.
std::vector<documents::Paper> ballot_papers(db::Tx& tx, const Ctx& ctx, const Print& print,
                                            const MeetingId& id);
/// Yes or no to one cell about everybody it proposed at this meeting. Throws NotFound.
documents::Paper notice_paper(db::Tx& tx, const Ctx& ctx, const Print& print, const MeetingId& id,
                              const org::OrgId& cell);
/// To the level above, after the third failed vote on a person. Refused before it.
documents::Paper failed_votes_paper(db::Tx& tx, const Ctx& ctx, const Print& print,
                                    const MeetingId& id, const ItemId& item);

}  // namespace ketnap::decision
