// SPDX-License-Identifier: Apache-2.0
// Pure judgement of meetings and ballots: no database, clock, locale or log.
#pragma once
#include "base/rules/rules.h"
#include "platform/time/date.h"
#include "platform/vocabulary/finding.h"
#include "stage/decision/model.h"

#include <string>
#include <string_view>
#include <vector>

namespace ketnap::decision::checks {

Findings check_meeting(const MeetingForm& form, time::Date today, const rules::Rules& rules);

/// The rule that a body of this kind decides by.
std::string_view rule_of(BodyKind kind);

/// Counts against a rule of the set in force that day. Nothing when no set knows the rule.
std::optional<Verdict> verdict(const rules::Rules& rules, std::string_view rule, time::Date on,
                               std::int64_t base, std::int64_t in_favour);

/// The same of every set that may hold that day and asks for another share than the first.
std::vector<Verdict> arguable(const rules::Rules& rules, std::string_view rule, time::Date on,
                              std::int64_t base, std::int64_t in_favour);

/// The papers must add up to those handed out: every member present, or every ballot that came
/// back.
Findings check_ballot(std::int64_t papers, const Ballot& ballot);
/// The day of the meeting has come; of a circulated vote all are back or the last day is over.
Findings check_countable(const MeetingForm& form, const std::vector<Sheet>& sheets,
                         time::Date today);
/// The day a circulated vote is counted for: the last ballot's when all are back, else the last
/// day.
std::string counted_on(const MeetingForm& form, const std::vector<Sheet>& sheets);

/// One person a decision passed through. The id is empty for people the office does not keep.
struct Hand {
    std::string id;
    std::string name;
};
struct Hands {
    Hand candidate;
    Hand prepared_by;
    Hand appraised_by;
    std::vector<Hand> introducers;
    Hand signer;
    std::vector<std::string> kin{};  ///< persons who are relatives of the candidate
};
/// By id where both are kept, by name where one is not.
bool same_person(const Hand& a, const Hand& b);
/// Whoever prepared, appraised or introduced does not sign, and nobody signs their own admission.
/// It is the persons that count, not who typed.
Findings check_separation(const Hands& hands);
/// Members of the body who prepared, appraised or introduced: a hint, they may vote.
/// Above 60 another body decides: a hint on the agenda, before anybody votes. Empty when the age is
/// not known to be above, or this body is the one.
Findings check_decider(const rules::Rules& rules, time::Date on,
                       const std::optional<time::PartialDate>& born_on,
                       const std::optional<dossier::checks::Vote>& cell_vote,
                       const std::optional<dossier::checks::Decider>& decider);
Findings check_voters(const Hands& hands, const std::vector<Hand>& voters);

}  // namespace ketnap::decision::checks
