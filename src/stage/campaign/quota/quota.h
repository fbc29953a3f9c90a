// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/org/org.h"
#include "platform/json/describe.h"
#include "stage/campaign/campaign.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::campaign {

/// One unit's places and, for an allotment by members, how they came about.
struct QuotaRow {
    std::string org_id;
    std::string org_name;
    std::int64_t weight = 0;
    std::int64_t source_count = 0;
    std::int64_t whole = 0;
    std::int64_t remainder = 0;
    std::int64_t rank = 0;
    bool extra = false;
    std::int64_t formula_places = 0;  ///< by members, largest remainder
    std::int64_t places = 0;          ///< as allotted, after moves by hand
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(QuotaRow, (),
                      (org_id, org_name, weight, source_count, whole, remainder, rank, extra,
                       formula_places, places, version))

struct QuotaMove {
    std::string from_org_id;
    std::string to_org_id;
    std::int64_t places = 0;
    std::string reason;
    std::string moved_on;
};
BOOST_DESCRIBE_STRUCT(QuotaMove, (), (from_org_id, to_org_id, places, reason, moved_on))

struct QuotaTable {
    std::string campaign_id;
    std::optional<std::int64_t> target_count;  ///< absent: an open number
    std::int64_t place_sum = 0;
    std::int64_t weight_sum = 0;
    std::int64_t whole_sum = 0;
    std::int64_t extra_count = 0;
    bool tie_at_the_border = false;
    std::vector<QuotaRow> rows;  ///< most members first
    std::vector<QuotaMove> moves;
};
BOOST_DESCRIBE_STRUCT(QuotaTable, (),
                      (campaign_id, target_count, place_sum, weight_sum, whole_sum, extra_count,
                       tie_at_the_border, rows, moves))

/// A unit's weight as it goes into the formula.
struct QuotaUnit {
    std::string org_id;
    std::int64_t weight = 0;
    std::int64_t source_count = 0;
};
BOOST_DESCRIBE_STRUCT(QuotaUnit, (), (org_id, weight, source_count))

struct PlaceChange {
    std::string org_id;
    std::int64_t places = 0;
    std::int64_t version = 0;  ///< 0: the unit has no row yet
};
BOOST_DESCRIBE_STRUCT(PlaceChange, (), (org_id, places, version))

/// Shares the exact target out among the units (largest remainder) and stores it, in place of any
/// allotment before. Needs Action::quota_edit. Refused: an open target, no unit with members, an
/// unknown or repeated unit.
QuotaTable allot(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                 const std::vector<QuotaUnit>& units);
QuotaTable allot(db::Tx& tx, const audit::Ctx& ctx, const CampaignId& id,
                 const std::vector<QuotaUnit>& units);

/// The grassroots units of the office with their members and sources today, most members first:
/// what allot() takes when nothing else is said.
std::vector<QuotaUnit> units_by_members(db::Tx& tx);

/// Sets places by hand. The sum need not meet the target; it is shown against it.
QuotaTable set_places(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                      const std::vector<PlaceChange>& changes);

/// Moves places between two units, with a reason (C23). Refused: the unit has fewer; no reason.
QuotaTable move_places(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                       const QuotaMove& move);

QuotaTable quota_of(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id);
QuotaTable quota_of(db::Tx& tx, const CampaignId& id);

/// Places of one unit; none when nothing was allotted to it.
std::optional<std::int64_t> places_of(db::Tx& tx, const CampaignId& id, const org::OrgId& org);

}  // namespace ketnap::campaign
