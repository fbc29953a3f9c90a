// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "platform/json/describe.h"
#include "stage/campaign/campaign.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ketnap::reports {

/// How far the places of one unit are filled: people with a decision are among those proposed.
struct PlaceProgress {
    std::string org_id;
    std::int64_t decided_count = 0;
    std::int64_t proposed_count = 0;
};
BOOST_DESCRIBE_STRUCT(PlaceProgress, (), (org_id, decided_count, proposed_count))

/// The units within reach that proposed somebody, by id. NotFound for a campaign the actor may not
/// read.
std::vector<PlaceProgress> progress(const audit::Ctx& ctx, const auth::Rights& rights,
                                    const campaign::CampaignId& id);

}  // namespace ketnap::reports
