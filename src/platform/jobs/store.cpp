// SPDX-License-Identifier: Apache-2.0
#include "platform/jobs/store.h"

#include "platform/jobs/queries.h"

#include <array>

namespace ketnap::jobs::store {
namespace {

constexpr std::array<std::string_view, 5> state_names{"waiting", "running", "done", "failed",
                                                      "cancelled"};

std::string_view name_of(State state) {
    return state_names[static_cast<std::size_t>(state)];
}

State state_of(std::string_view name) {
    for (std::size_t i = 0; i < state_names.size(); ++i) {
        if (state_names[i] == name) {
            return static_cast<State>(i);
        }
    }
    KETNAP_CHECK(!"a state of a job that the table does not allow");
    return State::failed;
}

Status status_of(const db::Row& row) {
    Status status;
    status.id = JobId{row.text(0)};
    status.kind = row.text(1);
    status.state = state_of(row.view(2));
    status.done_count = row.big(3);
    status.total_count = row.big(4);
    status.what = row.text(5);
    status.result = row.text(6);
    status.error = row.text(7);
    status.attempts = row.big(8);
    status.created_at = row.big(9);
    status.finished_at = row.maybe_big(10);
    return status;
}

bool has_ended(State state) {
    return state != State::waiting && state != State::running;
}

std::vector<Claim> due(db::Database& db, const std::string& tenant, std::int64_t now_ms) {
    return db.read(tenant, [&](db::Tx& tx) {
        return tx.all(sql::due, {now_ms}, [&](const db::Row& row) {
            return Claim{tenant, JobId{row.text(0)}, row.text(1), {}, 0};
        });
    });
}

bool take(db::Tx& tx, Claim& job, const std::string& runner, std::int64_t lease_until) {
    bool taken = false;
    tx.each(sql::claim, {job.id, runner, lease_until, tx.now_ms()}, [&](const db::Row& row) {
        job.payload = row.text(0);
        job.attempts = row.big(1);
        taken = true;
    });
    return taken;
}

}  // namespace

void add(db::Tx& tx, const JobId& id, std::string_view kind, std::string_view payload,
         std::int64_t due_at) {
    tx.run(sql::enqueue, {id, kind, payload, due_at, tx.now_ms()});
}

std::optional<Claim> claim(db::Database& db, const std::string& tenant,
                           const std::set<std::string>& kinds, const std::string& runner,
                           std::int64_t now_ms, std::int64_t lease_until) {
    for (auto& job : due(db, tenant, now_ms)) {
        // another runner may have been faster: then the next one
        if (kinds.contains(job.kind) && db.write(tenant, now_ms, [&](db::Tx& tx) {
                return take(tx, job, runner, lease_until);
            })) {
            return std::move(job);
        }
    }
    return std::nullopt;
}

void take_back_all(db::Tx& tx) {
    tx.run(sql::take_back, {tx.now_ms()});
}

void keep_progress(db::Tx& tx, const JobId& id, const std::string& runner, const Progress& progress,
                   std::int64_t lease_until) {
    tx.run(sql::progress, {id, runner, progress.done, progress.total, progress.what, lease_until});
}

void finish(db::Tx& tx, const JobId& id, const std::string& runner, const End& end) {
    const auto finished_at =
        has_ended(end.state) ? std::optional{tx.now_ms()} : std::optional<std::int64_t>{};
    tx.run(sql::finish, {id, runner, name_of(end.state), end.result, end.error, finished_at,
                         end.due_at, end.counts_as_try ? 0 : 1});
}

bool cancel(db::Tx& tx, const JobId& id) {
    return tx.run(sql::cancel_waiting, {id, tx.now_ms()}) + tx.run(sql::ask_to_stop, {id}) > 0;
}

bool is_cancelled(db::Tx& tx, const JobId& id) {
    const auto flag =
        tx.one(sql::is_cancelled, {id}, [](const db::Row& row) { return row.flag(0); });
    return flag.value_or(true);
}

std::optional<Status> status(db::Tx& tx, const JobId& id) {
    return tx.one(sql::status, {id}, status_of);
}

std::vector<Status> recent(db::Tx& tx, std::int64_t limit) {
    return tx.all(sql::recent, {limit}, status_of);
}

std::vector<std::string> tenants(db::Database& db) {
    return db.read("", [](db::Tx& tx) {
        std::vector<std::string> ids;
        tx.raw_each(sql::tenants, {}, [&](const db::Row& row) { ids.push_back(row.text(0)); });
        return ids;
    });
}

}  // namespace ketnap::jobs::store
