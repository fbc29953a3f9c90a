// SPDX-License-Identifier: Apache-2.0
#include "reports/progress.h"

#include "stage/decision/decision.h"
#include "stage/nomination/nomination.h"

#include <map>
#include <set>

namespace ketnap::reports {

using auth::Action;

std::vector<PlaceProgress> progress(const audit::Ctx& ctx, const auth::Rights& rights,
                                    const campaign::CampaignId& id) {
    return ctx.read([&](db::Tx& tx) {
        auth::require_known(
            rights.can(ctx.actor, Action::campaign_read, campaign::object_of(tx, id)));
        std::set<std::string> decided;
        for (const auto& one : decision::decisions(tx, id.value)) {
            decided.insert(one.person_id);
        }
        std::map<std::string, PlaceProgress> units;
        const auto reach = rights.scope(ctx.actor, Action::nomination_read);
        for (const auto& one : nomination::nominations(tx, reach, id)) {
            if (one.state == nomination::NominationState::proposed) {
                auto& unit = units[one.org_id];
                ++unit.proposed_count;
                unit.decided_count += decided.contains(one.person_id) ? 1 : 0;
            }
        }
        std::vector<PlaceProgress> rows;
        for (auto& [org_id, unit] : units) {
            unit.org_id = org_id;
            rows.push_back(std::move(unit));
        }
        return rows;
    });
}

}  // namespace ketnap::reports
