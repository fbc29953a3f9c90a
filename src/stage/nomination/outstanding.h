// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/rules/rules.h"
#include "stage/nomination/nomination.h"

namespace ketnap::nomination {

/// The branch votes, the grassroots committee recognises and puts on its list (domain rules Y3,
/// Y7).
enum class VoteLevel { branch, grassroots };
BOOST_DESCRIBE_ENUM(VoteLevel, branch, grassroots)

struct UnionVote {
    std::string id;
    std::string person_id;
    std::string org_id;  ///< the union body that voted
    VoteLevel level = VoteLevel::branch;
    std::int64_t voted_year = 0;
    std::string held_on;
    std::int64_t member_count = 0;
    std::int64_t present_count = 0;
    std::int64_t votes_for = 0;
    bool recognised = false;
    std::string minutes_number;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(UnionVote, (),
                      (id, person_id, org_id, level, voted_year, held_on, member_count,
                       present_count, votes_for, recognised, minutes_number, version))

struct VoteForm {
    std::string person_id;
    std::string org_id;
    VoteLevel level = VoteLevel::branch;
    std::int64_t voted_year = 0;
    std::string held_on;
    std::int64_t member_count = 0;
    std::int64_t present_count = 0;
    std::int64_t votes_for = 0;
    bool recognised = false;
    std::string minutes_number;
};
BOOST_DESCRIBE_STRUCT(VoteForm, (),
                      (person_id, org_id, level, voted_year, held_on, member_count, present_count,
                       votes_for, recognised, minutes_number))

/// Pure: impossible counts are errors; a recognised vote under the local threshold is a warning.
/// `rules` is the set in force on the day of the vote, null when none is.
Findings check_vote(const VoteForm& form, const rules::RuleSet* rules, const time::Date& today);

struct RecordedVote {
    UnionVote vote;
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(RecordedVote, (), (vote, findings))

/// Records a vote. Needs Action::nomination_edit on the union body. Refused: errors of
/// check_vote(); a vote of that person, year and level is there already.
RecordedVote record_vote(const audit::Ctx& ctx, const auth::Rights& rights,
                         const rules::Rules& all_rules, const VoteForm& form);
RecordedVote record_vote(db::Tx& tx, const audit::Ctx& ctx, const rules::Rules& all_rules,
                         const VoteForm& form);

struct VoteChange {
    VoteForm form;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VoteChange, (), (form, version))

/// Mends a vote that was typed wrong. Needs Action::nomination_edit on the body it is recorded for
/// and the one it is moved to. Refused as record_vote(), and a vote whose name was handed over.
RecordedVote correct_vote(const audit::Ctx& ctx, const auth::Rights& rights,
                          const rules::Rules& all_rules, const std::string& id,
                          const VoteChange& change);

/// A recorded vote as people read it. `needed`: the fewest that reach the local share, of the rules
/// in force on its day; absent where none is known.
struct VoteLine {
    UnionVote vote;
    std::string person_name;
    std::string born_on;
    std::string org_name;
    std::optional<std::int64_t> needed;
};
BOOST_DESCRIBE_STRUCT(VoteLine, (), (vote, person_name, born_on, org_name, needed))

/// The local share of today, for whoever is typing a vote; nothing where no rule knows one.
struct VoteShare {
    std::int64_t over = 0;
    std::int64_t under = 0;
    Cite cite;
};
BOOST_DESCRIBE_STRUCT(VoteShare, (), (over, under, cite))

struct VoteYear {
    std::int64_t voted_year = 0;
    std::optional<VoteShare> share;
    std::vector<VoteLine> items;  ///< by union body, level and name
};
BOOST_DESCRIBE_STRUCT(VoteYear, (), (voted_year, share, items))

/// The votes of one year within reach.
VoteYear votes_of(const audit::Ctx& ctx, const auth::Rights& rights, const rules::Rules& all_rules,
                  std::int64_t voted_year);

/// Why a name that was voted is not handed over.
enum class LeftOut { proposed, member, inactive, no_committee };
BOOST_DESCRIBE_ENUM(LeftOut, proposed, member, inactive, no_committee)

struct ListEntry {
    std::int64_t position = 0;  ///< within the extract
    std::string person_id;
    std::string person_name;
    std::string born_on;
    std::string union_org_id;
    std::string union_org_name;
    std::string held_on;
    std::int64_t member_count = 0;
    std::int64_t votes_for = 0;
    std::optional<LeftOut> left_out;
};
BOOST_DESCRIBE_STRUCT(ListEntry, (),
                      (position, person_id, person_name, born_on, union_org_id, union_org_name,
                       held_on, member_count, votes_for, left_out))

/// What one receiving committee is handed.
struct Extract {
    std::string org_id;
    std::string org_name;
    std::vector<ListEntry> entries;
};
BOOST_DESCRIBE_STRUCT(Extract, (), (org_id, org_name, entries))

struct OutstandingList {
    std::string id;
    std::string campaign_id;
    std::int64_t voted_year = 0;
    std::string cutoff;  ///< YYYY-MM
    std::string compiled_on;
    std::optional<std::string> frozen_on;
    std::int64_t entry_count = 0;
    std::int64_t version = 0;
    std::vector<Extract> extracts;  ///< by name of the committee
    std::vector<ListEntry> left_out;
};
BOOST_DESCRIBE_STRUCT(OutstandingList, (),
                      (id, campaign_id, voted_year, cutoff, compiled_on, frozen_on, entry_count,
                       version, extracts, left_out))

/// Compiles the list of the campaign anew: recognised at the year-end vote that the plan names, not
/// yet proposed by the end of its cut-off month, not yet a member, and with a Party committee to
/// receive the name. Needs nomination_edit on the office. Refused: a plan without vote year or
/// cut-off; a list already frozen.
OutstandingList compile(const audit::Ctx& ctx, const auth::Rights& rights,
                        const campaign::CampaignId& campaign);
OutstandingList compile(db::Tx& tx, const audit::Ctx& ctx, const campaign::CampaignId& campaign);

/// From here on the list is what was handed over.
OutstandingList freeze(const audit::Ctx& ctx, const auth::Rights& rights,
                       const campaign::CampaignId& campaign, std::int64_t version);
OutstandingList freeze(db::Tx& tx, const audit::Ctx& ctx, const campaign::CampaignId& campaign,
                       std::int64_t version);

/// The list as compiled; none when there is none.
std::optional<OutstandingList> outstanding_list(db::Tx& tx, const campaign::CampaignId& campaign);
/// Only the extracts within reach; NotFound when there is no list or nothing of it in reach.
OutstandingList outstanding_list(const audit::Ctx& ctx, const auth::Rights& rights,
                                 const campaign::CampaignId& campaign);

}  // namespace ketnap::nomination
