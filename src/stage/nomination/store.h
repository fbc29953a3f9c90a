// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/nomination/outstanding.h"

namespace ketnap::nomination::store {

struct NominationRow {
    Nomination nomination;
    std::string org_path;
};

std::optional<NominationRow> find(db::Tx& tx, const NominationId& id);
std::vector<Nomination> nominations(db::Tx& tx, const auth::Scope& reach,
                                    const campaign::CampaignId& campaign);
/// A new proposal: id, campaign, request, person, unit, day and note of `nomination`.
void insert(db::Tx& tx, const Nomination& nomination);
bool withdraw(db::Tx& tx, const NominationId& id, const Withdrawal& withdrawal);
bool is_proposed(db::Tx& tx, const campaign::CampaignId& campaign, const std::string& person_id);
std::int64_t count_of_unit(db::Tx& tx, const campaign::CampaignId& campaign,
                           const std::string& org_id);

void insert_vote(db::Tx& tx, const UnionVote& vote);
/// The vote of that person, year and level; empty when there is none.
std::string vote_of(db::Tx& tx, const VoteForm& form);
std::optional<UnionVote> vote(db::Tx& tx, const std::string& id);
bool change_vote(db::Tx& tx, const UnionVote& vote, std::int64_t version);
/// Whether its name stands in a list that was handed over.
bool is_handed_over(db::Tx& tx, const std::string& vote_id);
/// Without `needed`.
std::vector<VoteLine> votes(db::Tx& tx, const std::vector<std::string>& reach,
                            std::int64_t voted_year);

/// One person recognised at the year-end vote, with what decides whether the name is handed over.
struct Voted {
    std::string vote_id;
    std::string person_id;
    std::string union_org_id;
    std::string standing;
    bool active = true;
    bool proposed = false;
};
std::vector<Voted> voted(db::Tx& tx, std::int64_t voted_year, const std::string& cutoff_last_day);

struct NewEntry {
    std::string person_id;
    std::string vote_id;
    std::optional<std::string> party_org_id;
    std::optional<LeftOut> left_out;
    std::int64_t position = 0;
};

/// The list without its entries.
std::optional<OutstandingList> list_of(db::Tx& tx, const campaign::CampaignId& campaign);
void insert_list(db::Tx& tx, const OutstandingList& list);
bool renew_list(db::Tx& tx, const OutstandingList& list);
bool freeze_list(db::Tx& tx, const std::string& id, std::int64_t version, const std::string& on);
void put_entries(db::Tx& tx, const std::string& list_id, const std::vector<NewEntry>& entries);

struct EntryRow {
    ListEntry entry;
    std::optional<std::string> party_org_id;
    std::string party_org_name;
    std::string party_org_path;
};
std::vector<EntryRow> entries(db::Tx& tx, const std::string& list_id);

}  // namespace ketnap::nomination::store
