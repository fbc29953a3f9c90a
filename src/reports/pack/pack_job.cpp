// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/ooxml/zip_write.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"
#include "reports/pack/pack.h"

#include <chrono>
#include <fstream>

namespace ketnap::reports {

struct PackOrder {
    std::string campaign_id;
    std::string account_id;
    std::string person_id;
    std::string user;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PackOrder, (), (campaign_id, account_id, person_id, user, name))

namespace {

namespace fs = std::filesystem;

constexpr auto kept_for = std::chrono::hours{1};

audit::Actor actor_of(const PackOrder& order, const std::string& tenant) {
    audit::Actor actor;
    actor.tenant = tenant;
    actor.account_id = order.account_id;
    actor.person_id = order.person_id;
    actor.user = order.user;
    actor.name = order.name;
    return actor;
}

// Packs hold what is sealed elsewhere: none stays longer than it takes to fetch it.
void sweep(const fs::path& folder) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const auto age = fs::file_time_type::clock::now() - entry.last_write_time(ignored);
        if (age > kept_for) {
            fs::remove_all(entry.path(), ignored);
        }
    }
}

void write_zip(const fs::path& folder, const std::vector<std::string>& files, const fs::path& zip) {
    ooxml::ZipWriter writer;
    for (const auto& file : files) {
        writer.add(file, read_own_file(folder / file));
    }
    const auto bytes = writer.finish();
    auto part = zip;
    part += ".part";
    std::ofstream out(part, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) {
        throw std::runtime_error("pack: cannot be written, is the disk full?");
    }
    fs::rename(part, zip);
}

void run(jobs::JobContext& job, const std::function<Ctx(audit::Actor)>& ctx_of,
         const PackDesk& desk) {
    const auto order = json::read<PackOrder>(job.payload());
    KETNAP_CHECK(order.has_value());
    fs::create_directories(desk.folder);
    fs::permissions(desk.folder, fs::perms::owner_all);
    sweep(desk.folder);
    const auto folder = desk.folder / job.id().value;
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    const PackProgress progress{[&job](std::int64_t done, std::int64_t total,
                                       std::string_view what) { job.progress(done, total, what); },
                                [&job] { return job.cancelled(); }};
    const auto summary = write_pack(ctx_of(actor_of(*order, job.tenant())), desk.kit,
                                    campaign::CampaignId{order->campaign_id}, folder, progress);
    if (summary) {
        write_zip(folder, summary->files, zip_of(desk, job.id()));
        job.set_result(json::write(*summary));
    }
    fs::remove_all(folder, ignored);
}

}  // namespace

jobs::JobId order_pack(const Ctx& ctx, const auth::Rights& rights,
                       const campaign::CampaignId& campaign) {
    return ctx.write([&](db::Tx& tx) {
        auth::require(
            rights.can(ctx.actor, auth::Action::pack_make, campaign::object_of(tx, campaign)));
        const auto found = campaign::get(tx, campaign);
        const PackOrder order{campaign.value, ctx.actor.account_id, ctx.actor.person_id,
                              ctx.actor.user, ctx.actor.name};
        audit::trace(tx, ctx, "pack.ordered", "campaign", campaign.value,
                     {{"code", "", found.plan.code}});
        return ctx.jobs.enqueue(tx, "pack.make", json::write(order));
    });
}

fs::path zip_of(const PackDesk& desk, const jobs::JobId& job) {
    KETNAP_CHECK(is_uuid(job.value));
    return desk.folder / (job.value + ".zip");
}

void add_pack_jobs(jobs::Jobs& jobs, std::function<Ctx(audit::Actor)> ctx_of,
                   const PackDesk& desk) {
    jobs.handle("pack.make", [ctx_of = std::move(ctx_of), desk](jobs::JobContext& job) {
        run(job, ctx_of, desk);
    });
}

}  // namespace ketnap::reports
