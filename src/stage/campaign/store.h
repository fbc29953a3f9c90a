// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/campaign/campaign.h"

namespace ketnap::campaign::store {

/// A campaign as it lies in its own tables: without tasks and findings.
struct Row {
    std::string id;
    CampaignState state = CampaignState::draft;
    std::int64_t version = 0;
    PlanForm plan;
};

std::optional<Row> find(db::Tx& tx, const CampaignId& id);
std::optional<CampaignId> find_by_code(db::Tx& tx, std::string_view code);
void insert(db::Tx& tx, const Row& row, const PlanReading& reading);
/// False when state or version are no longer the stored ones.
bool update(db::Tx& tx, const Row& row, const PlanReading& reading);
bool set_state(db::Tx& tx, const CampaignId& id, CampaignState state, std::int64_t version);
std::vector<CampaignRow> list(db::Tx& tx);

}  // namespace ketnap::campaign::store
