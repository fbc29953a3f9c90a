// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/actor.h"
#include "platform/db/db.h"
#include "platform/time/clock.h"

namespace ketnap::crypto {
class Vault;
}
namespace ketnap::jobs {
class Jobs;
}

namespace ketnap::audit {

/// What every operation gets: database, clock, vault, jobs, actor. It never grows.
struct Ctx {
    db::Database& db;
    const time::Clock& clock;
    const crypto::Vault& vault;
    jobs::Jobs& jobs;
    Actor actor;
    std::string idempotency_key;  ///< of the request; empty for reads and inside jobs

    template <class F>
    auto read(F&& f) const {
        return db.read(actor.tenant, std::forward<F>(f));
    }
    /// One transaction: state, event and audit row commit together or not at all. The first write of a request
    /// claims its idempotency key, so that a repeated command never runs twice (AlreadyDone).
    template <class F>
    auto write(F&& f) const {
        return db.write(actor.tenant, clock.now().ms, [&](db::Tx& tx) {
            claim_key(tx);
            return f(tx);
        });
    }

  private:
    void claim_key(db::Tx& tx) const;
};

/// The command of this key has been done; `answer` is what was answered then, empty when that got lost.
struct AlreadyDone {
    std::string answer;
};

/// Keeps what was answered, for a repetition of the same command.
void keep_answer(const Ctx& ctx, const std::string& answer);

}  // namespace ketnap::audit
