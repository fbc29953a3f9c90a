// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/dossier/dossier.h"

/// What the list of work reads. Private to this slice.
namespace ketnap::dossier::store {

struct WorkDossier {
    std::string id;
    std::string code;
    std::string person_name;
    std::string org_name;
    std::string org_path;
    std::string campaign_id;
    State state = State::drafting;
    std::string state_since;
    std::string due_on;
    std::int64_t error_count = 0;
    std::int64_t warning_count = 0;
    std::int64_t version = 0;
    std::string desk_account;
    std::string desk_name;
    std::int64_t round_no = 0;
    std::string round_due_on;
    std::string person_id;
};

struct WorkOpinion {
    std::string id;
    std::string dossier_id;
    std::string due_on;
    std::string name;
    std::string org_id;
    std::string account_id;
    std::string code;
    std::string person_name;
    std::string org_name;
};

/// Dossiers that somebody has to do something about, the most pressing first.
std::vector<WorkDossier> work_dossiers(db::Tx& tx, const auth::Scope& reach,
                                       const std::string& campaign_id, std::int64_t limit);
/// Opinions that are awaited.
std::vector<WorkOpinion> work_opinions(db::Tx& tx, const auth::Scope& reach,
                                       const std::string& campaign_id);

}  // namespace ketnap::dossier::store
