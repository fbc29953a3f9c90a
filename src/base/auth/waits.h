// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"

#include <string>
#include <vector>

namespace ketnap::auth {

/// How wrong tries make the next one wait: from the `from`-th on each doubles the wait, up to
/// `most_ms`. One try is forgotten every `forget_ms`. Nothing is locked for good.
struct WaitRule {
    std::int64_t from = 5;
    std::int64_t first_ms = 1000;
    std::int64_t most_ms = 0;
    std::int64_t forget_ms = 0;
};

/// Whoever tries: the name typed (known or not), the address it comes from, the account whose code
/// is asked.
struct Tried {
    std::string id;
    WaitRule rule;
};
Tried tried_user(const std::string& typed_name);
Tried tried_address(const std::string& address);
Tried tried_code(const std::string& account_id);

/// Throws TryLater("too_many_tries") while any of them has to wait.
void check_waits(db::Tx& tx, std::int64_t now_ms, const std::vector<Tried>& tried);
void count_failure(db::Tx& tx, const std::vector<Tried>& tried);
/// A right answer: the next wrong one is the first again.
void forgive(db::Tx& tx, const Tried& tried);

}  // namespace ketnap::auth
