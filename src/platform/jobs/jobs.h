// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"
#include "platform/time/clock.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::jobs {

using JobId = Id<struct JobTag>;

/// waiting → running → done | failed | cancelled; a running job whose process died waits again.
enum class State { waiting, running, done, failed, cancelled };

struct Status {
    JobId id;
    std::string kind;
    State state = State::waiting;
    std::int64_t done_count = 0;
    std::int64_t total_count = 0;
    std::string what;    ///< what it is busy with: a message key or a file, never a person
    std::string result;  ///< JSON, set by the handler
    std::string error;   ///< code of the last failure
    std::int64_t attempts = 0;
    std::int64_t created_at = 0;
    std::optional<std::int64_t> finished_at;
};

/// What a handler is given. A handler runs at least once and so must be idempotent.
class JobContext {
  public:
    virtual const std::string& tenant() const = 0;
    virtual const JobId& id() const = 0;
    virtual const std::string& payload() const = 0;
    /// Stored at most twice a second; also keeps the lease of a long job (10 minutes). Not inside a
    /// transaction.
    virtual void progress(std::int64_t done, std::int64_t total, std::string_view what) = 0;
    /// True when somebody asked to stop or the program is stopping: return soon. Not inside a
    /// transaction.
    virtual bool cancelled() = 0;
    virtual void set_result(std::string json) = 0;

  protected:
    ~JobContext() = default;
};

using Handler = std::function<void(JobContext&)>;

/// A handler that throws is tried again: 10 s, 20 s, 40 s … later, five times in all. A
/// RequestError (the work itself is refused) fails at once. Work that a committed change asks for
/// and that must survive a power cut: render, mail, sweep.
class Jobs {
  public:
    Jobs(db::Database& db, const time::Clock& clock);
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Before start(); one handler a kind. Kinds are "slice.verb".
    void handle(std::string kind, Handler handler);
    /// A row in this transaction: runs after the commit, never without it. Not before `not_before`
    /// (0 = at once).
    JobId enqueue(db::Tx& tx, std::string_view kind, std::string_view payload_json,
                  std::int64_t not_before_ms = 0);
    std::optional<Status> status(std::string_view tenant, const JobId& id);
    std::optional<Status> status(db::Tx& tx, const JobId& id);
    /// The newest first, at most `limit`.
    std::vector<Status> recent(std::string_view tenant, std::int64_t limit);
    /// Asks it to stop; false when it has ended or is not there.
    bool cancel(std::string_view tenant, const JobId& id);
    bool cancel(db::Tx& tx, const JobId& id);

    /// Worker threads; the first act is to take back what a dead process left running.
    void start(int workers = 1);
    /// Asks running handlers to return and waits; what was not finished waits for the next start.
    void stop();
    /// Runs what is due on this thread until nothing is left; for tests and the command line.
    void drain();

  private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

}  // namespace ketnap::jobs
