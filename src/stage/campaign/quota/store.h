// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/campaign/quota/quota.h"

namespace ketnap::campaign::quota_store {

std::vector<QuotaRow> rows(db::Tx& tx, const CampaignId& id);
std::vector<QuotaMove> moves(db::Tx& tx, const CampaignId& id);
/// An allotment begins anew: earlier rows and moves go, the audit keeps them.
void clear(db::Tx& tx, const CampaignId& id);
void insert(db::Tx& tx, const CampaignId& id, const QuotaRow& row);
/// False when the version is not the stored one.
bool set_places(db::Tx& tx, const CampaignId& id, const PlaceChange& change);
void add_move(db::Tx& tx, const CampaignId& id, const QuotaMove& move);
std::optional<std::int64_t> places(db::Tx& tx, const CampaignId& id, const std::string& org_id);
std::vector<QuotaUnit> units_by_members(db::Tx& tx);

}  // namespace ketnap::campaign::quota_store
