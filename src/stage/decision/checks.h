// SPDX-License-Identifier: Apache-2.0
// Pure judgement of meetings and ballots: no database, clock, locale or log.
#pragma once
#include "base/rules/rules.h"
#include "platform/time/date.h"
#include "platform/vocabulary/finding.h"
#include "stage/decision/meeting.h"

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

/// The papers must add up to those handed out: every member present got one.
Findings check_ballot(const MeetingForm& form, const Ballot& ballot);

/// The persons a decision passed through. Empty ids are of people the office does not keep.
struct Hands {
    std::string candidate;
    std::string prepared_by;
    std::string appraised_by;
    std::vector<std::string> introducers;
    std::string signer;
};
/// Whoever prepared, appraised or introduced does not sign, and nobody signs their own admission.
Findings check_separation(const Hands& hands);

}  // namespace ketnap::decision::checks
