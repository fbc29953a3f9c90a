// SPDX-License-Identifier: Apache-2.0
#include "platform/jobs/jobs.h"

#include "platform/jobs/store.h"
#include "platform/log/log.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace ketnap::jobs {
namespace {

constexpr std::int64_t lease_ms = 600'000;
constexpr std::int64_t most_attempts = 5;
constexpr std::int64_t first_pause_ms = 10'000;
constexpr std::chrono::milliseconds between_updates{500};
constexpr std::chrono::seconds between_looks{1};
constexpr std::chrono::seconds after_trouble{5};

using Steady = std::chrono::steady_clock;

std::string error_of(const std::exception& error) {
    if (const auto* refused = dynamic_cast<const RequestError*>(&error)) {
        return refused->code();
    }
    // texts of ours name no person; those of libraries may
    const bool ours = dynamic_cast<const DbError*>(&error) != nullptr ||
                      dynamic_cast<const BrokenAssumption*>(&error) != nullptr;
    return ours ? std::string{"failed: "} + error.what() : std::string{"failed"};
}

}  // namespace

struct Jobs::Inside {
    Inside(db::Database& d, const time::Clock& c) : db(d), clock(c) {}

    db::Database& db;
    const time::Clock& clock;
    std::map<std::string, Handler> handlers;
    std::set<std::string> kinds;
    std::string runner;
    std::vector<std::thread> workers;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> next_tenant = 0;
    std::mutex mutex;
    std::condition_variable changed;
    bool woken = false;

    void wake();
    void wait(std::chrono::milliseconds longest);
    void work();
    bool run_one();
    std::optional<store::Claim> claim_any();
    void run(const store::Claim& job);
    store::End outcome(const store::Claim& job);
    store::End after_failure(const store::Claim& job, const std::exception& error) const;
    void take_back();
};

namespace {

/// A run of one job: progress and the wish to stop go through here.
class Run final : public JobContext {
  public:
    Run(db::Database& db, const time::Clock& clock, const store::Claim& job,
        const std::string& runner, const std::atomic<bool>& stopping)
        : m_db(db), m_clock(clock), m_job(job), m_runner(runner), m_stopping(stopping) {}

    const std::string& tenant() const override { return m_job.tenant; }
    const JobId& id() const override { return m_job.id; }
    const std::string& payload() const override { return m_job.payload; }

    void progress(std::int64_t done, std::int64_t total, std::string_view what) override {
        m_progress = {done, total, std::string{what}};
        if (done == total || is_time(m_last_progress)) {
            keep_progress();
        }
    }
    bool cancelled() override {
        if (!m_cancelled && is_time(m_last_look)) {
            m_cancelled = m_db.read(m_job.tenant,
                                    [&](db::Tx& tx) { return store::is_cancelled(tx, m_job.id); });
        }
        return m_cancelled || m_stopping;
    }
    void set_result(std::string json) override { m_result = std::move(json); }

    const std::string& result() const { return m_result; }
    bool was_cancelled() const { return m_cancelled; }

  private:
    static bool is_time(Steady::time_point& last) {
        const auto now = Steady::now();
        if (now - last < between_updates) {
            return false;
        }
        last = now;
        return true;
    }
    void keep_progress() {
        const auto now = m_clock.now().ms;
        m_db.write(m_job.tenant, now, [&](db::Tx& tx) {
            store::keep_progress(tx, m_job.id, m_runner, m_progress, now + lease_ms);
        });
    }

    db::Database& m_db;
    const time::Clock& m_clock;
    const store::Claim& m_job;
    const std::string& m_runner;
    const std::atomic<bool>& m_stopping;
    store::Progress m_progress;
    std::string m_result;
    bool m_cancelled = false;
    Steady::time_point m_last_progress, m_last_look;
};

}  // namespace

void Jobs::Inside::wake() {
    {
        const std::scoped_lock lock{mutex};
        woken = true;
    }
    changed.notify_one();
}

void Jobs::Inside::wait(std::chrono::milliseconds longest) {
    std::unique_lock lock{mutex};
    changed.wait_for(lock, longest, [&] { return woken || stopping; });
    woken = false;
}

void Jobs::Inside::work() {
    while (!stopping) {
        try {
            if (!run_one()) {
                wait(between_looks);
            }
        } catch (const DbError& error) {
            log::error("jobs.database", {{"error", error.what()}});
            wait(after_trouble);
        }
    }
}

bool Jobs::Inside::run_one() {
    const auto job = claim_any();
    if (job) {
        run(*job);
    }
    return job.has_value();
}

// Each look begins with another tenant, so that a busy one does not starve the rest.
std::optional<store::Claim> Jobs::Inside::claim_any() {
    const auto tenants = store::tenants(db);
    const auto first = next_tenant++;
    for (std::size_t i = 0; i < tenants.size(); ++i) {
        const auto now = clock.now().ms;
        auto job = store::claim(db, tenants[(first + i) % tenants.size()], kinds, runner, now,
                                now + lease_ms);
        if (job) {
            return job;
        }
    }
    return std::nullopt;
}

void Jobs::Inside::run(const store::Claim& job) {
    const auto end = outcome(job);
    if (!end.error.empty()) {
        log::warn("job.failed", {{"kind", job.kind},
                                 {"id", job.id.value},
                                 {"attempt", job.attempts},
                                 {"error", end.error}});
    }
    db.write(job.tenant, clock.now().ms,
             [&](db::Tx& tx) { store::finish(tx, job.id, runner, end); });
}

store::End Jobs::Inside::outcome(const store::Claim& job) {
    if (job.attempts > most_attempts) {  // it took the process with it each time
        return {State::failed, {}, "too_many_attempts", 0, true};
    }
    Run context{db, clock, job, runner, stopping};
    try {
        handlers.at(job.kind)(context);
    } catch (const std::exception& error) {
        return after_failure(job, error);
    }
    if (context.was_cancelled()) {
        return {State::cancelled, context.result(), {}, 0, true};
    }
    if (stopping && context.result().empty() && context.cancelled()) {
        return {State::waiting, {}, {}, clock.now().ms, false};
    }
    return {State::done, context.result(), {}, 0, true};
}

store::End Jobs::Inside::after_failure(const store::Claim& job, const std::exception& error) const {
    const bool refused = dynamic_cast<const RequestError*>(&error) != nullptr;
    if (refused || job.attempts >= most_attempts) {
        return {State::failed, {}, error_of(error), 0, true};
    }
    const auto pause = first_pause_ms << (job.attempts - 1);
    return {State::waiting, {}, error_of(error), clock.now().ms + pause, true};
}

// With one file there is one server: what runs now ran in a process that is gone. Nodes that share
// a PostgreSQL wait for the end of the lease.
void Jobs::Inside::take_back() {
    if (db.engine() != db::Engine::sqlite) {
        return;
    }
    for (const auto& tenant : store::tenants(db)) {
        db.write(tenant, clock.now().ms, store::take_back_all);
    }
}

Jobs::Jobs(db::Database& db, const time::Clock& clock)
    : m_inside(std::make_unique<Inside>(db, clock)) {
    m_inside->runner = new_uuid(clock.now().ms);
}

Jobs::~Jobs() {
    stop();
}

void Jobs::handle(std::string kind, Handler handler) {
    KETNAP_CHECK(m_inside->workers.empty());
    m_inside->kinds.insert(kind);
    KETNAP_CHECK(m_inside->handlers.emplace(std::move(kind), std::move(handler)).second);
}

JobId Jobs::enqueue(db::Tx& tx, std::string_view kind, std::string_view payload_json,
                    std::int64_t not_before_ms) {
    auto id = new_id<JobId>(tx.now_ms());
    store::add(tx, id, kind, payload_json, std::max(not_before_ms, tx.now_ms()));
    tx.after_commit([inside = m_inside.get()] { inside->wake(); });
    return id;
}

std::optional<Status> Jobs::status(std::string_view tenant, const JobId& id) {
    return m_inside->db.read(tenant, [&](db::Tx& tx) { return store::status(tx, id); });
}

std::optional<Status> Jobs::status(db::Tx& tx, const JobId& id) {
    return store::status(tx, id);
}

std::vector<Status> Jobs::recent(std::string_view tenant, std::int64_t limit) {
    return m_inside->db.read(tenant, [&](db::Tx& tx) { return store::recent(tx, limit); });
}

bool Jobs::cancel(std::string_view tenant, const JobId& id) {
    return m_inside->db.write(tenant, m_inside->clock.now().ms,
                              [&](db::Tx& tx) { return store::cancel(tx, id); });
}

bool Jobs::cancel(db::Tx& tx, const JobId& id) {
    return store::cancel(tx, id);
}

void Jobs::start(int workers) {
    KETNAP_CHECK(m_inside->workers.empty());
    m_inside->stopping = false;
    m_inside->take_back();
    for (int i = 0; i < workers; ++i) {
        m_inside->workers.emplace_back([inside = m_inside.get()] { inside->work(); });
    }
}

void Jobs::stop() {
    {
        const std::scoped_lock lock{m_inside->mutex};
        m_inside->stopping = true;
    }
    m_inside->changed.notify_all();
    for (auto& worker : m_inside->workers) {
        worker.join();
    }
    m_inside->workers.clear();
}

void Jobs::drain() {
    while (m_inside->run_one()) {
    }
}

}  // namespace ketnap::jobs
