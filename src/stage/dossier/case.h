// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/dossier/conditions.h"

/// One dossier as the checks see it: plain values, read from a file or from the rows of an office.
namespace ketnap::dossier::checks {

/// What one paper says of one fact, and where it stands there. A fact with a dot cites another
/// paper: "cell_resolution.number", "cell_resolution.met_on".
struct Sighting {
    std::string fact;  ///< "full_name", "cell_name", "introducer" …
    std::string text;
    std::optional<std::int64_t> page;
    std::optional<std::int64_t> line;
};
BOOST_DESCRIBE_STRUCT(Sighting, (), (fact, text, page, line))

/// One paper as it lies in the file. Dates and facts stand as the paper writes them.
struct Paper {
    std::string form;  ///< key of the checklist
    bool received = true;
    std::optional<bool> is_signed;  ///< absent: not looked at yet
    std::optional<bool> is_sealed;
    std::map<std::string, time::PartialDate> dates;  ///< "dated_on", "certified_on" …
    std::map<std::string, std::string> facts;        ///< "full_name", "born_on", "home_place" …
    std::string number{};
    std::vector<Sighting> sightings{};
    std::map<std::string, std::string> no_such_days{};  ///< dates the calendar does not have
};

struct Introducer {
    std::string name;
    bool official = true;
    std::optional<time::PartialDate> together_since;
    std::optional<bool> same_grassroots;
    std::optional<time::PartialDate> from_on{};   ///< assigned
    std::optional<time::PartialDate> until_on{};  ///< replaced by another
    std::optional<std::int64_t> open_dossiers{};  ///< how many this member introduces now
};

/// A count of one body on one day. `base` is the number the share is taken of.
struct Vote {
    std::string body;  ///< "cell", "grassroots", "deciding"
    time::Date held_on;
    std::int64_t base = 0;
    std::optional<std::int64_t> present;
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::string rule;                             ///< rule of the threshold; by body when empty
    std::string matter{"admission"};              ///< "admission", "recognition", "removal"
    std::optional<std::int64_t> members{};        ///< official members of the body
    std::optional<std::int64_t> away{};           ///< absent: transferred out for a time
    std::optional<std::int64_t> exempt_absent{};  ///< absent: exempt from activity
};

/// Days on which the clock stood still: from the return to the day it came back.
struct Stop {
    time::Date from;
    std::optional<time::Date> until;
};

/// The body whose decision it is. The names are those of the rules that say who decides.
enum class Decider { grassroots_committee, grassroots_board, board_above, central_direct };
BOOST_DESCRIBE_ENUM(Decider, grassroots_committee, grassroots_board, board_above, central_direct)

struct Decision {
    time::Date issued_on;
    std::optional<time::Date> received_on;
    std::optional<Decider> decided_by{};
};

/// After probation: what the cell and the committee did. Votes have the matter "recognition".
struct Recognition {
    std::optional<time::Date> decided_on;
    std::optional<int> extension_days;
};
BOOST_DESCRIBE_STRUCT(Recognition, (), (decided_on, extension_days))

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
    std::string stage = "reception";  ///< papers due by it are asked; decision, ceremony, after
    Conditions conditions{};
    std::optional<std::vector<Relative>> relatives{};  ///< absent: verification not entered
    std::vector<Consent> consents{};
    std::optional<Recognition> recognition{};
};

}  // namespace ketnap::dossier::checks
