// SPDX-License-Identifier: Apache-2.0
#include "reports/pack/pack_http.h"

#include "base/audit/trace.h"
#include "base/auth/api.h"
#include "platform/jobs/jobs.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::reports {

struct PackJob {
    jobs::JobId job_id;
};
BOOST_DESCRIBE_STRUCT(PackJob, (), (job_id))

namespace {

using auth::Action;
using auth::Call;

PackSummary summary_of(Call& call) {
    const jobs::JobId id{call.param("job_id")};
    const auto status = is_uuid(id.value) ? call.ctx.jobs.status(call.ctx.actor.tenant, id)
                                          : std::optional<jobs::Status>{};
    if (!status || status->kind != "pack.make" || status->result.empty()) {
        throw NotFound{};
    }
    const auto summary = json::read<PackSummary>(status->result);
    KETNAP_CHECK(summary.has_value());
    call.ctx.read([&](db::Tx& tx) {
        auth::require_known(
            call.can(Action::pack_make,
                     campaign::object_of(tx, campaign::CampaignId{summary->campaign_id})));
    });
    return *summary;
}

http::Response hand_over(Call& call, const PackDesk& desk) {
    const auto summary = summary_of(call);
    const auto zip = zip_of(desk, jobs::JobId{call.param("job_id")});
    std::error_code ignored;
    if (!std::filesystem::exists(zip, ignored)) {
        throw NotFound{};
    }
    audit::trace_apart(call.ctx, "pack.taken", "campaign", summary.campaign_id,
                       {{"files", "", std::to_string(summary.files.size())}});
    auto response = http::file(zip, "application/zip", summary.campaign_code + ".zip");
    response.remove_file = true;
    return response;
}

}  // namespace

void add_pack_routes(auth::Api& api, const PackDesk& desk) {
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .post<auth::Nothing, PackJob>(
            "/api/campaigns/{id}/pack", Action::pack_make, "Make the pack of a campaign",
            [](Call& call, const auth::Nothing&) {
                return PackJob{
                    order_pack(call.ctx, call.rights, campaign::CampaignId{call.param("id")})};
            });
    api.get<PackSummary>("/api/packs/{job_id}", Action::pack_make, "What a finished pack holds",
                         summary_of);
    api.download("/api/packs/{job_id}/file", Action::pack_make,
                 "The pack as one zip; it can be fetched once",
                 [desk](Call& call) { return hand_over(call, desk); });
}

}  // namespace ketnap::reports
