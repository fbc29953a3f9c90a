// SPDX-License-Identifier: Apache-2.0
#include "app/job_routes.h"

#include "base/auth/api.h"
#include "platform/jobs/jobs.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::jobs {
BOOST_DESCRIBE_ENUM(State, waiting, running, done, failed, cancelled)
}

namespace ketnap::app {

struct JobView {
    std::string id;
    std::string kind;
    jobs::State state = jobs::State::waiting;
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string says;     ///< what is being done, in the reader's language
    std::string link;     ///< where the outcome is fetched, once done
    std::string message;  ///< why it failed, in the reader's language
};
BOOST_DESCRIBE_STRUCT(JobView, (), (id, kind, state, done, total, says, link, message))

namespace {

jobs::Status known(auth::Call& call) {
    const jobs::JobId id{call.param("id")};
    auto status = is_uuid(id.value)
                      ? call.ctx.read([&](db::Tx& tx) { return call.ctx.jobs.status(tx, id); })
                      : std::optional<jobs::Status>{};
    if (!status) {
        throw NotFound{};
    }
    return std::move(*status);
}

JobView view_of(auth::Call& call) {
    const auto status = known(call);
    const auto said = [&](const std::string& key) {
        return key.empty() ? key : call.messages.text(key, call.language());
    };
    JobView view{status.id.value,    status.kind,       status.state, status.done_count,
                 status.total_count, said(status.what), {},           {}};
    if (status.state == jobs::State::failed) {
        view.message = said("error." + status.error);
    }
    if (status.state == jobs::State::done && status.kind == "pack.make") {
        view.link = "/api/packs/" + view.id + "/file";
    }
    return view;
}

}  // namespace

void add_job_routes(auth::Api& api) {
    api.get<JobView>("/api/jobs/{id}", auth::Action::signed_in, "How far a job is", view_of);
    api.post<auth::Nothing, JobView>(
        "/api/jobs/{id}/cancel", auth::Action::signed_in, "Stop a job",
        [](auth::Call& call, const auth::Nothing&) {
            const auto status = known(call);
            call.ctx.write([&](db::Tx& tx) { call.ctx.jobs.cancel(tx, status.id); });
            return view_of(call);
        });
}

}  // namespace ketnap::app
