// SPDX-License-Identifier: Apache-2.0
// Meetings that decide on admission one person at a time, as values.
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
/// Held in a room; decided on paper and recorded for the body; asked by ballots sent round.
enum class MeetingKind { held, recorded, circulated };
enum class MeetingState { open, closed };
enum class ItemState { waiting, passed, failed, withdrawn, postponed };
BOOST_DESCRIBE_ENUM(BodyKind, standing_board, committee)
BOOST_DESCRIBE_ENUM(MeetingKind, held, recorded, circulated)
BOOST_DESCRIBE_ENUM(MeetingState, open, closed)
BOOST_DESCRIBE_ENUM(ItemState, waiting, passed, failed, withdrawn, postponed)

/// What is entered of a meeting. `member_count` is the base of every ballot: all members of the
/// body, present or not. Of a circulated vote `present_count` is how many ballots came back and
/// `held_on` the day of the count; the program keeps both.
struct MeetingForm {
    std::string org_id;
    std::string campaign_id;  ///< empty: of no campaign
    MeetingKind kind = MeetingKind::held;
    BodyKind body_kind = BodyKind::standing_board;
    std::string body_name;  ///< "Ban Thường vụ"
    std::string held_on;
    std::string starts_at;  ///< "08:00", or empty
    std::string venue;
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
    std::string paper;      ///< recorded: the minutes it was taken from, and where they lie
    std::string sent_on;    ///< circulated: the ballots went out
    std::string closes_on;  ///< circulated: the last day they may come back

    bool operator==(const MeetingForm&) const = default;
};
BOOST_DESCRIBE_STRUCT(MeetingForm, (),
                      (org_id, campaign_id, kind, body_kind, body_name, held_on, starts_at, venue,
                       member_count, present_count, absent_note, chair_name, secretary_name,
                       tellers, decided_on, signer_post, signer_name, signer_person_id, paper,
                       sent_on, closes_on))

/// One member's ballot: gone out, back or not. What stands on it is never kept by name.
struct Sheet {
    std::string id;
    std::int64_t position = 0;
    std::string member_name;
    std::string sent_on;
    std::string returned_on;
    std::string reminded_on;
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (id, position, member_name, sent_on, returned_on, reminded_on))

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
    bool known = true;  ///< false: no text of this set was found, an older one stands in
};
BOOST_DESCRIBE_STRUCT(Verdict, (),
                      (rule, rule_set, cite, more_than, over, under, base, needed, in_favour,
                       reached, inequality, known))

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
    std::int64_t dossier_version = 0;
    std::string dossier_code;
    std::string person_id;
    std::string full_name;
    std::string born_on;
    std::string occupation;
    std::string cell_name;
    std::string unit_name;
    std::int64_t position = 0;  ///< in which they are kept
    std::int64_t order = 0;     ///< the number on the list: without a hole; 0: not on it any more
    ItemState state = ItemState::waiting;
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::int64_t invalid = 0;
    std::string reason;  ///< why withdrawn or postponed
    std::optional<Verdict> verdict;
    std::vector<Verdict> arguable;  ///< of other sets that may hold that day and ask otherwise
    std::vector<EarlierVote> earlier;
    std::string prepared_by;
    std::string prepared_by_id;
    std::string appraised_by;
    std::string appraised_by_id;
    Findings hints;                 ///< members of the body who had the dossier in hand
    std::int64_t failed_votes = 0;  ///< on this person, this meeting among them
    bool report_due = false;        ///< so many that the level above decides
    std::string decision_id;
    std::string decision_number;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AgendaItem, (),
                      (id, dossier_id, dossier_version, dossier_code, person_id, full_name, born_on,
                       occupation, cell_name, unit_name, position, order, state, in_favour, against,
                       invalid, reason, verdict, arguable, earlier, prepared_by, prepared_by_id,
                       appraised_by, appraised_by_id, hints, failed_votes, report_due, decision_id,
                       decision_number, version))

struct Meeting {
    MeetingId id;
    MeetingState state = MeetingState::open;
    std::int64_t version = 0;
    MeetingForm form;
    std::string org_path;
    std::string recorded_by;  ///< who entered a decision made on paper
    std::vector<AgendaItem> items;
    std::vector<Sheet> sheets;
    std::vector<std::string> usual_members;   ///< of the body's last circulated vote
    Findings not_yet;                         ///< why ballots cannot be counted now
    std::optional<std::int64_t> next_number;  ///< that the next decision would take
    std::string agency;
    Verdict threshold;  ///< with nobody in favour yet: what is needed
    std::vector<Verdict> arguable;

    auth::Object object() const {
        return {.org_path = org_path, .campaign_id = form.campaign_id, .persons = {}};
    }
};
BOOST_DESCRIBE_STRUCT(Meeting, (),
                      (id, state, version, form, recorded_by, items, sheets, usual_members, not_yet,
                       next_number, agency, threshold, arguable))

/// One line of the list of meetings.
struct MeetingSummary {
    MeetingId id;
    std::string campaign_id;
    std::string body_name;
    std::string held_on;
    MeetingKind kind = MeetingKind::held;
    MeetingState state = MeetingState::open;
    std::string org_path;
    std::int64_t item_count = 0;
    std::int64_t passed_count = 0;
    std::int64_t waiting_count = 0;
    std::int64_t sheets_out = 0;
};
BOOST_DESCRIBE_STRUCT(MeetingSummary, (),
                      (id, campaign_id, body_name, held_on, kind, state, item_count, passed_count,
                       waiting_count, sheets_out))

/// The number of a decision that was numbered on paper; the register's next one when not given.
struct PaperNumber {
    std::optional<std::int64_t> number;
    std::optional<std::string> gap_reason;  ///< why the numbers before it are not here
};
BOOST_DESCRIBE_STRUCT(PaperNumber, (), (number, gap_reason))

struct Ballot {
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::int64_t invalid = 0;
    bool issue = false;  ///< when it passes, take the number and issue the decision at once
    std::int64_t version = 0;
    std::optional<PaperNumber> paper{};
};
BOOST_DESCRIBE_STRUCT(Ballot, (), (in_favour, against, invalid, issue, version, paper))

}  // namespace ketnap::decision
