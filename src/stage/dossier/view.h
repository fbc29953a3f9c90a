// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "base/workflow/stand_in.h"
#include "stage/dossier/changes.h"
#include "stage/dossier/operations.h"
#include "stage/dossier/opinions.h"

/// What the pages are shown. Private to this slice.
namespace ketnap::dossier {

struct Item {
    std::string id;
    std::string code;
    std::string person_id;
    std::string person_name;
    std::string org_name;
    std::string unit_name;
    std::string campaign_id;
    CandidateType candidate_type = CandidateType::other;
    State state = State::drafting;
    std::string state_since;
    std::string due_on;
    std::optional<std::int64_t> days_left;
    std::int64_t error_count = 0;
    std::int64_t warning_count = 0;
    std::string decision_number;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Item, (),
                      (id, code, person_id, person_name, org_name, unit_name, campaign_id,
                       candidate_type, state, state_since, due_on, days_left, error_count,
                       warning_count, decision_number, version))

struct PersonView {
    std::string id;
    std::string name;
    std::string born_on;
    std::string sex;
    std::string position;
    std::string occupation;
    std::string home_place;
    std::string residence;
};
BOOST_DESCRIBE_STRUCT(PersonView, (),
                      (id, name, born_on, sex, position, occupation, home_place, residence))

struct DateView {
    std::string name;
    std::string label;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(DateView, (), (name, label, value))

/// One line of the checklist, with what lies there.
struct PaperView {
    std::string form;
    std::string title;
    std::string form_number;
    std::string made_by;
    bool asked = false;
    bool later = false;     ///< due only after the meeting
    bool optional = false;  ///< never asked, may be added
    bool received = false;
    std::string received_on;
    std::string number;
    std::optional<bool> is_signed;
    std::optional<bool> is_sealed;
    bool needs_seal = false;
    std::vector<DateView> dates;
    std::vector<std::string> fact_names;
    std::map<std::string, std::string> facts;
    std::vector<std::string> verifies;
    bool has_remark = false;
    std::optional<Level> level;  ///< of the gravest finding that points here
};
BOOST_DESCRIBE_STRUCT(PaperView, (),
                      (form, title, form_number, made_by, asked, later, optional, received,
                       received_on, number, is_signed, is_sealed, needs_seal, dates, fact_names,
                       facts, verifies, has_remark, level))

struct DayView {
    std::string on;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(DayView, (), (on, name))

struct ClockView {
    std::string rule;
    std::string rule_set;
    Cite cite;
    std::string from;
    std::int64_t days = 0;
    std::int64_t stopped_days = 0;
    std::int64_t extension_days = 0;
    std::string due_on;
    std::optional<std::string> done_on;
    std::int64_t left = 0;
    std::vector<DayView> skipped;
    bool uncertain = false;
};
BOOST_DESCRIBE_STRUCT(ClockView, (),
                      (rule, rule_set, cite, from, days, stopped_days, extension_days, due_on,
                       done_on, left, skipped, uncertain))

struct SupportView {
    std::string id;
    std::string kind;
    std::string person_id;
    std::string name;
    bool official = true;
    std::optional<bool> same_grassroots;
    std::string together_since;
    std::string from_on;
    std::string until_on;
    std::string reason;
    std::int64_t open_dossiers = 0;
};
BOOST_DESCRIBE_STRUCT(SupportView, (),
                      (id, kind, person_id, name, official, same_grassroots, together_since,
                       from_on, until_on, reason, open_dossiers))

/// What is entered beside the papers, without what it says.
struct FactsSummary {
    bool has_conditions = false;
    std::int64_t relatives = 0;
    std::int64_t relatives_done = 0;
    std::int64_t consents = 0;
    std::int64_t sightings = 0;
};
BOOST_DESCRIBE_STRUCT(FactsSummary, (),
                      (has_conditions, relatives, relatives_done, consents, sightings))

struct VoteView {
    std::string body;
    std::string held_on;
    std::int64_t base = 0;
    std::optional<std::int64_t> present;
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::string sentence;  ///< "11 trên 15 tán thành, cần ít nhất 10"
};
BOOST_DESCRIBE_STRUCT(VoteView, (), (body, held_on, base, present, in_favour, against, sentence))

struct ItemView {
    std::string id;
    std::string rule;
    std::string paper;
    std::string text;
    std::string fixed_on;
    std::string field;
    std::string done_on;
    std::string done_by;
    std::vector<ItemAnswer> answers;
};
BOOST_DESCRIBE_STRUCT(ItemView, (),
                      (id, rule, paper, text, fixed_on, field, done_on, done_by, answers))

struct RoundView {
    std::int64_t round_no = 0;
    std::string returned_on;
    std::string due_on;
    std::string answered_on;
    std::string message;
    std::vector<ItemView> items;
    std::string undone_on;
    std::int64_t days_late = 0;  ///< working days after the day, while it is out or when it came
};
BOOST_DESCRIBE_STRUCT(RoundView, (),
                      (round_no, returned_on, due_on, answered_on, message, items, undone_on,
                       days_late))

struct StepView {
    State state = State::drafting;
    std::string on;
    std::string by;
    std::string note;
    std::string for_name;
    std::string undone_on;
    std::string undone_by;
    std::string undone_reason;
};
BOOST_DESCRIBE_STRUCT(StepView, (),
                      (state, on, by, note, for_name, undone_on, undone_by, undone_reason))

/// A step this actor may take now.
struct MoveView {
    State to = State::received;
    bool needs_reason = false;
    std::string for_account_id;  ///< only in the stead of that one
    std::string for_name;
};
BOOST_DESCRIBE_STRUCT(MoveView, (), (to, needs_reason, for_account_id, for_name))

struct ReceiptView {
    std::string id;
    std::int64_t year = 0;
    std::int64_t number = 0;
    std::int64_t round_no = 0;
    std::string received_on;
    std::string received_by;
    std::string from_name;
    std::int64_t paper_count = 0;
    std::string deadline_as_written;
    bool late = false;
    std::string struck_on;
    std::string struck_reason;
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (),
                      (id, year, number, round_no, received_on, received_by, from_name, paper_count,
                       deadline_as_written, late, struck_on, struck_reason))

struct HoldView {
    std::string kind;
    State from_state = State::received;
    std::string held_on;
    std::string look_on;
    std::string reason;
    bool stops_clock = false;
};
BOOST_DESCRIBE_STRUCT(HoldView, (), (kind, from_state, held_on, look_on, reason, stops_clock))

struct HoldChoice {
    std::string kind;
    std::string title;
    bool stops_clock = false;
};
BOOST_DESCRIBE_STRUCT(HoldChoice, (), (kind, title, stops_clock))

struct OpinionView {
    std::string id;
    std::string asked_on;
    std::string asked_by;
    std::string question;
    std::string due_on;
    std::string name;
    std::optional<Answer> answer;
    std::string answered_on;
    std::string answered_by;
    bool has_text = false;
    bool dropped = false;
    bool late = false;
    bool may_answer = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(OpinionView, (),
                      (id, asked_on, asked_by, question, due_on, name, answer, answered_on,
                       answered_by, has_text, dropped, late, may_answer, version))

/// Register, desk, hold, opinions, what changed in the last round, and what may be undone.
struct WayView {
    std::string appraiser_id;
    std::string appraiser;
    std::vector<ReceiptView> receipts;
    std::optional<HoldView> hold;
    std::vector<HoldChoice> hold_choices;
    std::vector<OpinionView> opinions;
    RoundChanges changes;
    std::optional<State> undo;  ///< the step that may be taken back
};
BOOST_DESCRIBE_STRUCT(WayView, (),
                      (appraiser_id, appraiser, receipts, hold, hold_choices, opinions, changes,
                       undo))

struct View {
    std::string id;
    std::string code;
    PersonView person;
    std::string org_id;
    std::string org_name;
    std::string unit_name;
    std::string campaign_id;
    CandidateType candidate_type = CandidateType::other;
    bool section_committee = false;
    State state = State::drafting;
    std::string state_since;
    std::string received_on;
    std::string begun_on;          ///< the earliest day the papers, counts and steps know
    std::string cell_met_on;       ///< by its count, else by its resolution
    std::string committee_met_on;  ///< likewise
    std::string shelf;
    std::int64_t extension_days = 0;
    std::string extension_reason;
    std::string decision_number;
    std::string decided_on;
    std::string decision_received_on;
    std::string ceremony_on;
    std::string due_on;
    std::string checklist;
    std::vector<PaperView> papers;
    Findings findings;
    std::int64_t passed_count = 0;
    std::vector<ClockView> clocks;
    std::vector<SupportView> supports;
    FactsSummary facts;
    std::vector<VoteView> votes;
    std::vector<RoundView> rounds;
    std::vector<StepView> steps;
    std::vector<MoveView> moves;
    bool may_edit = false;
    bool may_appraise = false;
    std::string suggested_due_on;  ///< of a return: ten working days from today
    std::int64_t suggested_days = 0;
    WayView way;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(View, (),
                      (id, code, person, org_id, org_name, unit_name, campaign_id, candidate_type,
                       section_committee, state, state_since, received_on, begun_on, cell_met_on,
                       committee_met_on, shelf, extension_days, extension_reason, decision_number,
                       decided_on, decision_received_on, ceremony_on, due_on, checklist, papers,
                       findings, passed_count, clocks, supports, facts, votes, rounds, steps, moves,
                       may_edit, may_appraise, suggested_due_on, suggested_days, way, version))

/// What a dossier's page shows of its way; view_way.cpp.
WayView way_view(db::Tx& tx, const auth::Call& call, const Book& book, const Dossier& dossier,
                 const people::Person& person, const Contents& contents);
/// The steps this actor may take now, for themself or in somebody's stead.
std::vector<MoveView> moves_of(db::Tx& tx, const auth::Call& call, const Book& book,
                               const Dossier& dossier, const Contents& contents);
std::vector<RoundView> rounds_of(const auth::Call& call, const rules::Calendar& calendar,
                                 const Contents& contents);

View view_of(db::Tx& tx, const auth::Call& call, const Book& book, const Dossier& dossier);

}  // namespace ketnap::dossier
