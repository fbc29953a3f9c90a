// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/rules/calendar.h"
#include "base/rules/checklist.h"
#include "base/rules/rules.h"
#include "platform/vocabulary/finding.h"
#include "stage/dossier/case.h"

#include <optional>
#include <string>
#include <vector>

/// Pure judgement over one dossier: no database, clock, locale or log.
namespace ketnap::dossier::checks {

struct Basis {
    const rules::Rules& rules;
    const rules::Calendar& calendar;
    const rules::Checklists& checklists;
};

/// One clock: how many working days, from when, when it ends, what it skipped, where it stands.
struct Clock {
    std::string rule;
    std::string rule_set;
    Cite cite;
    time::Date from;
    int days = 0;
    int stopped_days = 0;
    int extension_days = 0;
    time::Date due_on;
    std::optional<time::Date> done_on;
    int left = 0;  ///< working days left on `today`; negative when late
    std::vector<rules::SpecialDay> skipped;
    bool uncertain = false;
};

/// Everything that is wrong or doubtful, gravest first, in the order of the work; never stops at
/// the first.
Findings all(const Dossier& dossier, const Basis& basis, time::Date today);

/// How many single judgements passed, to be told beside the findings.
struct Passed {
    std::string rule;
    std::vector<std::string> values;
};
struct Judgement {
    Findings findings;
    std::vector<Passed> passed;
};
Judgement judge(const Dossier& dossier, const Basis& basis, time::Date today);

/// The clocks that run or have run: decision (60 working days), ceremony (30 working days).
std::vector<Clock> clocks(const Dossier& dossier, const Basis& basis, time::Date today);

/// The edition of the forms asked of this dossier.
const rules::Checklist& checklist_of(const Dossier& dossier, const Basis& basis, time::Date today);

/// The day the cell met, by its vote or its resolution.
std::optional<time::Date> cell_meeting_on(const Dossier& dossier);

}  // namespace ketnap::dossier::checks
