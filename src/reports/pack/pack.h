// SPDX-License-Identifier: Apache-2.0
// Everything of a campaign that the office takes to the hall: decisions, the short list of those
// admitted, invitations, seat plan, programme, check-in list and one page that sums it up.
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "platform/jobs/jobs.h"
#include "stage/campaign/campaign.h"
#include "stage/ceremony/papers.h"
#include "stage/decision/decision.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::lists {
class Lists;
}

namespace ketnap::reports {

using audit::Ctx;

/// Shipped data the papers are made of; outlives the call.
struct PackKit {
    decision::Desk desk;
    ceremony::Print print;
    const dossier::Book& book;
    const lists::Lists& lists;
};

/// `report(done, total, key)` names what is being made by a message key; `cancelled` is asked
/// between two files. Both may be empty.
struct PackProgress {
    std::function<void(std::int64_t, std::int64_t, std::string_view)> report;
    std::function<bool()> cancelled;
};

struct PackSummary {
    std::string campaign_id;
    std::string campaign_code;
    std::int64_t decision_count = 0;
    std::int64_t delegate_count = 0;
    std::int64_t warning_count = 0;
    std::vector<std::string> files;
};
BOOST_DESCRIBE_STRUCT(PackSummary, (),
                      (campaign_id, campaign_code, decision_count, delegate_count, warning_count,
                       files))

/// Writes the pack into the folder `out`, which must not exist or be empty: whole, or nothing of
/// it. Nothing when it was cancelled. Refused: `pack.no_decision`, `pack.out_in_use`, and what the
/// papers of the ceremony refuse. The caller has decided who may; what was taken is audited.
std::optional<PackSummary> write_pack(const Ctx& ctx, const PackKit& kit,
                                      const campaign::CampaignId& campaign,
                                      const std::filesystem::path& out,
                                      const PackProgress& progress = {});

/// A pack as one zip, made by a job. The file lies in `folder` until it is fetched, at most an
/// hour.
struct PackDesk {
    PackKit kit;
    std::filesystem::path folder;
};
/// Needs pack_make on the campaign.
jobs::JobId order_pack(const Ctx& ctx, const auth::Rights& rights,
                       const campaign::CampaignId& campaign);
std::filesystem::path zip_of(const PackDesk& desk, const jobs::JobId& job);
void add_pack_jobs(jobs::Jobs& jobs, std::function<Ctx(audit::Actor)> ctx_of, const PackDesk& desk);

}  // namespace ketnap::reports
