// SPDX-License-Identifier: Apache-2.0
#include "base/auth/waits.h"

#include "base/auth/store_factor.h"
#include "platform/crypto/crypto.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::auth {
namespace {

constexpr std::int64_t one_minute_ms = 60'000;
constexpr std::int64_t one_day_ms = 24 * 60 * one_minute_ms;

// An account waits long, for one person alone is stopped. Behind an address sits a whole office.
constexpr WaitRule by_user{.most_ms = 15 * one_minute_ms, .forget_ms = 30 * one_minute_ms};
constexpr WaitRule by_address{.most_ms = one_minute_ms / 2, .forget_ms = one_minute_ms};

std::int64_t remembered(const store::Wait& wait, const WaitRule& rule, std::int64_t now_ms) {
    const auto quiet = std::max<std::int64_t>(0, now_ms - wait.last_at);
    return std::max<std::int64_t>(0, wait.failures - quiet / rule.forget_ms);
}

std::int64_t wait_after(std::int64_t failures, const WaitRule& rule) {
    if (failures < rule.from) {
        return 0;
    }
    constexpr std::int64_t doublings = 20;
    return std::min(rule.most_ms, rule.first_ms << std::min(failures - rule.from, doublings));
}

// The clock of the machine may have been set back: no wait is longer than its rule.
std::int64_t left_of(const store::Wait& wait, const WaitRule& rule, std::int64_t now_ms) {
    return std::min(wait.until_at - now_ms, rule.most_ms);
}

}  // namespace

Tried tried_user(const std::string& typed_name) {
    return {"user:" + crypto::sha256_hex(typed_name), by_user};
}

Tried tried_address(const std::string& address) {
    return {"address:" + crypto::sha256_hex(address), by_address};
}

Tried tried_code(const std::string& account_id) {
    return {"code:" + crypto::sha256_hex(account_id), by_user};
}

void check_waits(db::Tx& tx, std::int64_t now_ms, const std::vector<Tried>& tried) {
    std::int64_t longest = 0;
    for (const auto& one : tried) {
        if (const auto wait = store::wait(tx, one.id)) {
            longest = std::max(longest, left_of(*wait, one.rule, now_ms));
        }
    }
    if (longest > 0) {
        throw TryLater{"too_many_tries", (longest + 999) / 1000};
    }
}

void count_failure(db::Tx& tx, const std::vector<Tried>& tried) {
    const auto now = tx.now_ms();
    store::drop_waits_before(tx, now - one_day_ms);
    for (const auto& one : tried) {
        const auto before = store::wait(tx, one.id).value_or(store::Wait{});
        const auto failures = remembered(before, one.rule, now) + 1;
        store::put_wait(tx, one.id, {failures, now, now + wait_after(failures, one.rule)});
    }
}

void forgive(db::Tx& tx, const Tried& tried) {
    store::drop_wait(tx, tried.id);
}

}  // namespace ketnap::auth
