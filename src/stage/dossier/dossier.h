// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/org/org.h"
#include "base/people/people.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/id.h"
#include "stage/dossier/checks.h"
#include "stage/dossier/states.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::documents {
class Library;
}
namespace ketnap::workflow {
class ReminderLadder;
}

namespace ketnap::dossier {

using audit::Ctx;
using DossierId = Id<struct DossierTag>;

/// How the candidate is introduced (ĐL art. 4.1): it decides which papers are asked.
enum class CandidateType { union_member, trade_union_member, other };
BOOST_DESCRIBE_ENUM(CandidateType, union_member, trade_union_member, other)

/// What dossiers are judged and moved by: shipped data, read once at start.
struct Book {
    checks::Basis basis;
    const StateTable& states;
    /// What a later stage has done with a dossier, as refusals with their way out; app/wiring plugs
    /// it in.
    std::function<Findings(db::Tx&, const DossierId&)> acted_later{};
    const documents::Library* papers = nullptr;
    const workflow::ReminderLadder* ladder = nullptr;
};

/// Nothing more is done with it.
constexpr bool is_closed(State state) {
    return state == State::admitted || state == State::withdrawn;
}
/// P3 is read while the stage that needs it is open.
constexpr bool is_judged(State state) {
    return state == State::received || state == State::appraising || state == State::resubmitted ||
           state == State::qualified;
}

/// One candidate's file. Dates are YYYY-MM-DD, empty when not yet known.
struct Dossier {
    DossierId id;
    std::string code;  ///< "KN24-0087", for life
    people::PersonId person_id;
    org::OrgId org_id;  ///< the cell that proposes
    std::string org_path;
    std::string campaign_id;  ///< empty: of no campaign
    CandidateType candidate_type = CandidateType::other;
    bool section_committee = false;
    State state = State::drafting;
    std::string state_since;
    std::string received_on;
    std::string shelf;  ///< where the folder of papers stands
    int extension_days = 0;
    std::string extension_reason;
    std::string prepared_by;   ///< person who made it ready, for the separation of duties
    std::string appraised_by;  ///< person who found it qualified
    std::string due_on;        ///< end of the clock that runs
    int error_count = 0;       ///< of the last judgement
    int warning_count = 0;
    std::string decision_number;
    std::string decided_on;
    std::string decision_received_on;
    std::string ceremony_on;
    std::optional<checks::Decider> decided_by;
    std::int64_t version = 0;

    auth::Object object() const {
        return {.org_path = org_path,
                .campaign_id = campaign_id,
                .persons = {person_id.value},
                .closed_on = is_closed(state) ? state_since : std::string{},
                .p3_open = is_judged(state)};
    }
};

/// Introducer before admission, helper by the cell; an assignment that ended stays with its reason.
struct Support {
    std::string id;
    std::string kind;  ///< "introducer", "helper"
    std::string person_id;
    std::string name;
    bool official = true;
    std::optional<bool> same_grassroots;
    std::string together_since;  ///< as written
    std::string from_on;
    std::string until_on;
    std::string reason;
    std::int64_t open_dossiers = 0;  ///< that this member introduces, this one counted
};

struct PaperRow {
    std::string id;
    std::string form;
    bool received = true;
    std::string received_on;
    std::string number;
    std::optional<bool> is_signed;
    std::optional<bool> is_sealed;
    std::map<std::string, std::string> dates;  ///< as written
    std::map<std::string, std::string> facts;
    std::string remark;  ///< P3, sealed; filled only for who may read it
    bool has_remark = false;
};

struct VoteRow {
    std::string id;
    checks::Vote vote;
};

/// What was said about an item of a return, by either side.
struct ItemAnswer {
    std::string on;
    std::string by;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ItemAnswer, (), (on, by, text))

/// One thing to mend. It is open until the appraiser finds it done.
struct ReturnItem {
    std::string id;
    std::string rule;
    std::string paper;
    std::string text;
    std::string fixed_on;  ///< the unit says so
    std::string field{};   ///< of the paper
    std::string done_on{};
    std::string done_by{};
    std::vector<ItemAnswer> answers{};
};

struct ReturnRound {
    std::string id;
    std::int64_t round_no = 0;
    std::string returned_on;
    std::string due_on;
    std::string answered_on;
    std::string message;
    std::vector<ReturnItem> items;
    std::string undone_on{};  ///< the return was taken back
};

/// A dossier set aside for a while.
struct Hold {
    std::string id;
    std::string kind;
    State from_state = State::received;
    std::string held_on;
    std::string look_on;  ///< to be looked at again
    std::string ended_on;
    std::string reason;
    bool stops_clock = false;
};

/// One line of the register of receipt. `round_no` 0 is the first receipt, else a resubmission.
struct Receipt {
    std::string id;
    std::int64_t year = 0;
    std::int64_t number = 0;
    std::int64_t round_no = 0;
    std::string received_on;
    std::string received_by;
    std::string from_name;
    std::int64_t paper_count = 0;
    std::string deadline_as_written;  ///< of the campaign, with its word
    std::string last_day_on;
    bool late = false;
    std::string struck_on;
    std::string struck_reason;
};

/// Who appraises a dossier, since when.
struct Desk {
    std::string account_id;
    std::string name;
    std::string from_on;
    std::string by_name;
};

/// One state the dossier came to, when and by whom.
struct Step {
    State state = State::drafting;
    std::string on;
    std::string by;
    std::string note;
    std::string id{};
    std::string for_name{};  ///< in whose stead
    std::string undone_on{};
    std::string undone_by{};
    std::string undone_reason{};
};

/// Everything that lies in a dossier.
struct Contents {
    std::vector<PaperRow> papers;
    std::vector<Support> supports;
    std::vector<VoteRow> votes;
    std::vector<checks::Vote> failed_votes;  ///< on the person, in every dossier of theirs
    std::vector<ReturnRound> rounds;
    std::vector<Step> steps;
    std::vector<Hold> holds{};
};

// ---- For later stages, inside their own transaction; the caller has decided who may.

/// Who is to be admitted, with whom: what a decision paper, a list and a seat need.
struct Candidate {
    Dossier dossier;
    people::Person person;
    org::Org cell;
    std::optional<org::Org> unit;  ///< grassroots organisation above the cell
    std::optional<Support> helper;
    std::vector<Support> introducers;
    std::optional<checks::Vote> cell_vote;
    std::optional<checks::Vote> committee_vote;
};

/// Dossiers in that state, in the order of the people's names; of one campaign unless empty.
std::vector<Candidate> candidates(db::Tx& tx, State state, std::string_view campaign_id = {});
/// Throws NotFound.
Candidate candidate(db::Tx& tx, const DossierId& id);

struct Decided {
    std::string number;
    std::string decided_on;
    std::string received_on;  ///< empty: not yet handed over
    std::optional<checks::Decider> decided_by{};
};
/// qualified → decided. Refused: any other state. Persons who prepared and appraised are on the
/// row: the decision slice refuses an equal approver.
void mark_decided(db::Tx& tx, const Ctx& ctx, const DossierId& id, const Decided& decided);
/// Undoes mark_decided (a cancelled or corrected decision), with a reason.
void unmark_decided(db::Tx& tx, const Ctx& ctx, const DossierId& id, const std::string& reason);
/// The day the cell received its decision: start of the ceremony clock until QĐ 208.
void set_decision_received(db::Tx& tx, const Ctx& ctx, const DossierId& id,
                           const std::string& received_on);
/// A vote of a deciding body that missed its share: told by the later stage under a key of its own
/// (`source`), so that a count that is mended replaces or takes back what was told.
void tell_failed_vote(db::Tx& tx, const DossierId& id, const std::string& source,
                      const checks::Vote& vote);
void take_back_failed_vote(db::Tx& tx, const std::string& source);
/// Failed votes of deciding bodies on the person of this dossier, in any dossier, earliest first.
std::vector<checks::Vote> failed_votes(db::Tx& tx, const DossierId& id);
/// decided → admitted: the day of joining; the person becomes a probationary member.
void mark_admitted(db::Tx& tx, const Ctx& ctx, const DossierId& id, const std::string& ceremony_on);

/// A person has another name (people::Renamed), or is not the one a dossier was of: its place in
/// the list follows. A subtree of organisations got another path (org::Moved). Both plugged in by
/// app/wiring; whoever writes names or paths in another way calls them in the same transaction.
void name_changed(db::Tx& tx, const people::PersonId& person);
void move_paths(db::Tx& tx, const std::string& from, const std::string& to);

/// Contents may be changed now: by the right of its state, or by the office. Refused: nobody may
/// any more; throws Forbidden.
void require_editable(const auth::Rights& rights, const audit::Actor& actor,
                      const StateTable& states, const Dossier& dossier);

std::optional<Dossier> find(db::Tx& tx, const DossierId& id);
/// Throws NotFound.
Dossier get(db::Tx& tx, const DossierId& id);
/// Persons whose dossiers are in the actor's hands: to guide, on the desk, asked for an opinion.
std::vector<std::string> in_hands(db::Tx& tx, const auth::Actor& actor);
std::optional<DossierId> find_by_code(db::Tx& tx, std::string_view code);
/// Lets through what lies under these paths, where `d` is the dossier of a row.
void filter_bodies(db::Tx& tx, db::Filter& filter, const std::vector<std::string>& paths);
/// The same of what can() would allow.
void filter_scope(db::Tx& tx, db::Filter& filter, const auth::Scope& scope);
/// "kn24" and what else begins like a code, written as codes are; empty when it does not.
std::string code_prefix(const std::string& folded);
/// The open dossier of a person, if there is one.
std::optional<DossierId> open_of(db::Tx& tx, const people::PersonId& person);
std::map<State, std::int64_t> count_by_state(db::Tx& tx, std::string_view campaign_id = {});
Contents contents(db::Tx& tx, const DossierId& id);
/// Everything the checks have to say of it, not yet in words; what is P2 is not told.
Findings findings(db::Tx& tx, const Ctx& ctx, const Book& book, const DossierId& id);
/// The clocks of a dossier on a day (decision 60, ceremony 30 working days).
std::vector<checks::Clock> clocks(db::Tx& tx, const Book& book, const DossierId& id,
                                  time::Date today);

}  // namespace ketnap::dossier
