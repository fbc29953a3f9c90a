// SPDX-License-Identifier: Apache-2.0
// Meetings that decide on admission one person at a time. A body decides on paper; an authorised
// officer records it for the body.
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/documents/documents.h"
#include "base/org/org.h"
#include "base/rules/rules.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/id.h"
#include "stage/dossier/dossier.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::decision {

using audit::Ctx;
using MeetingId = Id<struct MeetingTag>;
using ItemId = Id<struct AgendaItemTag>;
using DecisionId = Id<struct DecisionTag>;

/// Data the slice judges and prints by: read once at start.
struct Desk {
    const rules::Rules& rules;
    const documents::Library& library;
};

/// Who decides: it chooses the rule of the threshold (vote.standing_board, vote.delegated).
enum class BodyKind { standing_board, committee };
enum class MeetingState { open, closed };
enum class ItemState { waiting, passed, failed, withdrawn, postponed };
BOOST_DESCRIBE_ENUM(BodyKind, standing_board, committee)
BOOST_DESCRIBE_ENUM(MeetingState, open, closed)
BOOST_DESCRIBE_ENUM(ItemState, waiting, passed, failed, withdrawn, postponed)

/// What is entered of a meeting. `member_count` is the base of every ballot: all members of the
/// body, present or not.
struct MeetingForm {
    std::string org_id;
    std::string campaign_id;  ///< empty: of no campaign
    BodyKind body_kind = BodyKind::standing_board;
    std::string body_name;  ///< "Ban Thường vụ"
    std::string held_on;
    std::int64_t member_count = 0;
    std::int64_t present_count = 0;
    std::string absent_note;
    std::string chair_name;
    std::string secretary_name;
    std::string tellers;
    std::string decided_on;  ///< the day decisions bear; empty: the day of the meeting
    std::string signer_post;
    std::string signer_name;
    std::string signer_person_id;

    bool operator==(const MeetingForm&) const = default;
};
BOOST_DESCRIBE_STRUCT(MeetingForm, (),
                      (org_id, campaign_id, body_kind, body_name, held_on, member_count,
                       present_count, absent_note, chair_name, secretary_name, tellers, decided_on,
                       signer_post, signer_name, signer_person_id))

/// The count as the rules want it: whole numbers, the base named. "2 × 12 = 24 > 13".
struct Verdict {
    std::string rule;
    std::string rule_set;
    Cite cite;
    bool more_than = true;
    std::int64_t over = 1;
    std::int64_t under = 2;
    std::int64_t base = 0;
    std::int64_t needed = 0;
    std::int64_t in_favour = 0;
    bool reached = false;
    std::string inequality;
};
BOOST_DESCRIBE_STRUCT(Verdict, (),
                      (rule, rule_set, cite, more_than, over, under, base, needed, in_favour,
                       reached, inequality))

/// A vote of a body below, shown beside the ballot.
struct EarlierVote {
    std::string body;
    std::string held_on;
    std::int64_t base = 0;
    std::int64_t in_favour = 0;
    std::string inequality;
    bool reached = false;
};
BOOST_DESCRIBE_STRUCT(EarlierVote, (), (body, held_on, base, in_favour, inequality, reached))

struct AgendaItem {
    ItemId id;
    dossier::DossierId dossier_id;
    std::string dossier_code;
    std::string person_id;
    std::string full_name;
    std::string born_on;
    std::string occupation;
    std::string cell_name;
    std::string unit_name;
    std::int64_t position = 0;
    ItemState state = ItemState::waiting;
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::int64_t invalid = 0;
    std::string reason;  ///< why withdrawn or postponed
    std::optional<Verdict> verdict;
    std::vector<EarlierVote> earlier;
    std::string appraised_by;
    std::string decision_id;
    std::string decision_number;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AgendaItem, (),
                      (id, dossier_id, dossier_code, person_id, full_name, born_on, occupation,
                       cell_name, unit_name, position, state, in_favour, against, invalid, reason,
                       verdict, earlier, appraised_by, decision_id, decision_number, version))

struct Meeting {
    MeetingId id;
    MeetingState state = MeetingState::open;
    std::int64_t version = 0;
    MeetingForm form;
    std::string org_path;
    std::vector<AgendaItem> items;
    std::optional<std::int64_t> next_number;  ///< that the next decision would take
    std::string agency;
    Verdict threshold;  ///< with nobody in favour yet: what is needed

    auth::Object object() const {
        return {.org_path = org_path, .campaign_id = form.campaign_id, .persons = {}};
    }
};
BOOST_DESCRIBE_STRUCT(Meeting, (),
                      (id, state, version, form, items, next_number, agency, threshold))

/// One line of the list of meetings.
struct MeetingSummary {
    MeetingId id;
    std::string campaign_id;
    std::string body_name;
    std::string held_on;
    MeetingState state = MeetingState::open;
    std::string org_path;
    std::int64_t item_count = 0;
    std::int64_t passed_count = 0;
    std::int64_t waiting_count = 0;
};
BOOST_DESCRIBE_STRUCT(MeetingSummary, (),
                      (id, campaign_id, body_name, held_on, state, item_count, passed_count,
                       waiting_count))

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

struct Ballot {
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::int64_t invalid = 0;
    bool issue = false;  ///< when it passes, take the number and issue the decision at once
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Ballot, (), (in_favour, against, invalid, issue, version))

/// Needs ballot_record. Refused: the papers do not add up to those handed out, a ballot that has
/// a decision already. The threshold is that of the set in force on the day of the meeting.
Meeting record_ballot(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                      const MeetingId& id, const ItemId& item, const Ballot& ballot);
/// Withdrawn or postponed, with a reason; waiting again without one.
Meeting set_aside(const Ctx& ctx, const auth::Rights& rights, const Desk& desk, const MeetingId& id,
                  const ItemId& item, ItemState state, const std::string& reason,
                  std::int64_t version);
/// Needs decision_issue. Takes the next number and moves the dossier to decided. Refused: not
/// passed; signer or chair prepared, appraised or introduced the person, or is the person.
Meeting issue_decision(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                       const MeetingId& id, const ItemId& item);
/// Refused while somebody waits.
Meeting close_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                      const MeetingId& id, std::int64_t version);
/// What the actor may see, newest first; of one campaign unless empty.
std::vector<MeetingSummary> meetings(const Ctx& ctx, const auth::Rights& rights,
                                     std::string_view campaign_id);
/// Qualified dossiers that stand on no agenda yet, in the order of the people's names.
std::vector<dossier::Candidate> ready(const Ctx& ctx, const auth::Rights& rights,
                                      const MeetingId& id);
Meeting get_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                    const MeetingId& id);

}  // namespace ketnap::decision
