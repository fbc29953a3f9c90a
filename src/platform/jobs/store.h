// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/jobs/jobs.h"

#include <set>

namespace ketnap::jobs::store {

/// A job taken by one runner.
struct Claim {
    std::string tenant;
    JobId id;
    std::string kind;
    std::string payload;
    std::int64_t attempts = 0;
};

/// How a run of a job ended.
struct End {
    State state = State::done;
    std::string result;
    std::string error;
    std::int64_t due_at = 0;    ///< of the next try, for State::waiting
    bool counts_as_try = true;  ///< false when the program stopped it
};

struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string what;
};

void add(db::Tx& tx, const JobId& id, std::string_view kind, std::string_view payload,
         std::int64_t due_at);
/// The next due job of one of `kinds`, taken for `runner` until `lease_until`.
std::optional<Claim> claim(db::Database& db, const std::string& tenant,
                           const std::set<std::string>& kinds, const std::string& runner,
                           std::int64_t now_ms, std::int64_t lease_until);
void take_back_all(db::Tx& tx);
void keep_progress(db::Tx& tx, const JobId& id, const std::string& runner, const Progress& progress,
                   std::int64_t lease_until);
void finish(db::Tx& tx, const JobId& id, const std::string& runner, const End& end);
bool cancel(db::Tx& tx, const JobId& id);
bool is_cancelled(db::Tx& tx, const JobId& id);
std::optional<Status> status(db::Tx& tx, const JobId& id);
std::vector<Status> recent(db::Tx& tx, std::int64_t limit);
std::vector<std::string> tenants(db::Database& db);

}  // namespace ketnap::jobs::store
