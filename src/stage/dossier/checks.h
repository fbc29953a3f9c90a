// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/rules/calendar.h"
#include "base/rules/checklist.h"
#include "base/rules/rules.h"
#include "platform/time/date.h"
#include "platform/vocabulary/finding.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Pure judgement over one dossier: no database, clock, locale or log.
namespace ketnap::dossier::checks {

/// One paper as it lies in the file. Dates and facts stand as the paper writes them.
struct Paper {
    std::string form;  ///< key of the checklist
    bool received = true;
    std::optional<bool> is_signed;  ///< absent: not looked at yet
    std::optional<bool> is_sealed;
    std::map<std::string, time::PartialDate> dates;  ///< "dated_on", "certified_on" …
    std::map<std::string, std::string> facts;        ///< "full_name", "born_on", "home_place" …
};

struct Introducer {
    std::string name;
    bool official = true;
    std::optional<time::PartialDate> together_since;
    std::optional<bool> same_grassroots;
};

/// A count of one body on one day. `base` is the number the share is taken of.
struct Vote {
    std::string body;  ///< "cell", "grassroots", "deciding"
    time::Date held_on;
    std::int64_t base = 0;
    std::optional<std::int64_t> present;
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::string rule;  ///< rule of the threshold; by body when empty
};

/// Days on which the clock stood still: from the return to the day it came back.
struct Stop {
    time::Date from;
    std::optional<time::Date> until;
};

struct Decision {
    time::Date issued_on;
    std::optional<time::Date> received_on;
};

/// What a judgement needs to know of one dossier.
struct Dossier {
    std::string code;
    std::string candidate_type = "other";  ///< union_member, trade_union_member, other
    bool section_committee = false;        ///< a đảng ủy bộ phận stands between
    std::string full_name;
    std::optional<time::PartialDate> born_on;
    std::map<std::string, std::string> facts;  ///< the person's, beside name and birth date
    std::vector<Paper> papers;
    std::vector<Introducer> introducers;
    std::optional<std::string> helper;
    std::vector<Vote> votes;
    std::vector<Vote> failed_votes;  ///< of deciding bodies on this person, earliest first
    std::vector<Stop> stops;
    std::optional<time::Date> received_on;
    int extension_days = 0;  ///< working days granted beyond the decision clock
    std::optional<Decision> decision;
    std::optional<time::Date> ceremony_on;
    std::string stage =
        "reception";  ///< papers due by this stage are asked: reception, decision, ceremony
};

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
