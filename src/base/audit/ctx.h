// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/actor.h"
#include "platform/db/db.h"
#include "platform/time/clock.h"

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace ketnap::crypto {
class Vault;
}
namespace ketnap::jobs {
class Jobs;
}

namespace ketnap::audit {

/// One unsafe request under the key its sender gave it.
struct Command {
    std::string key;
    bool claimed = false;    ///< its first write is durable
    bool secret = false;     ///< its answer is not kept: a repetition is told that it was done
    std::string answer{};    ///< what it will answer, where that is known before it runs
    db::Tx* open = nullptr;  ///< all of it runs in this transaction
};

/// The command of this key has been done; `answer` is what was answered then, empty when that got
/// lost.
struct AlreadyDone {
    std::string answer;
};

/// What every operation gets: database, clock, vault, jobs, actor. It never grows.
struct Ctx {
    db::Database& db;
    const time::Clock& clock;
    const crypto::Vault& vault;
    jobs::Jobs& jobs;
    Actor actor;
    std::shared_ptr<Command> command;  ///< of an unsafe request; none for reads and inside jobs

    /// Inside in_one() both use its transaction.
    template <class F>
    auto read(F&& f) const {
        return command && command->open ? f(*command->open)
                                        : db.read(actor.tenant, std::forward<F>(f));
    }
    /// One transaction: state, event and audit row commit together or not at all. The first write
    /// of a request claims its idempotency key, so that a repeated command never runs twice
    /// (AlreadyDone).
    template <class F>
    auto write(F&& f) const {
        if (command && command->open) {
            return f(*command->open);
        }
        const auto operation = [&](db::Tx& tx) {
            claim(tx);
            return f(tx);
        };
        if constexpr (std::is_void_v<std::invoke_result_t<F&, db::Tx&>>) {
            db.write(actor.tenant, clock.now().ms, operation);
            settle();
        } else {
            auto result = db.write(actor.tenant, clock.now().ms, operation);
            settle();
            return result;
        }
    }

  private:
    void claim(db::Tx& tx) const;
    void settle() const {
        if (command) {
            command->claimed = true;
        }
    }
};

/// Runs all of a command in one transaction: what it changes, its audit rows and the answer that
/// `run` gives commit together. Nothing slow in it, and nothing outside the database: it may run
/// more than once. Throws AlreadyDone.
void in_one(const Ctx& ctx, const std::function<std::string()>& run);

/// Keeps what was answered by a command that did not run in_one(), in a commit of its own.
void keep_answer(const Ctx& ctx, const std::string& answer);

}  // namespace ketnap::audit
