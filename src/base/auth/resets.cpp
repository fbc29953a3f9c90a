// SPDX-License-Identifier: Apache-2.0
#include "base/auth/resets.h"

#include "base/audit/trace.h"
#include "base/auth/notices.h"
#include "base/auth/store.h"
#include "base/auth/store_access.h"
#include "base/auth/store_factor.h"
#include "base/auth/store_resets.h"
#include "base/auth/waits.h"
#include "platform/crypto/crypto.h"
#include "platform/text/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::auth {
namespace {

constexpr std::int64_t lapses_ms = 72LL * 3600 * 1000;
constexpr std::size_t first_password_size = 16;

bool same_person(const Account& one, const Account& other) {
    return one.id == other.id || (!one.person_id.empty() && one.person_id == other.person_id);
}

Account known_account(db::Tx& tx, const AccountId& id) {
    const auto secret = store::secret_by_id(tx, id);
    if (!secret) {
        throw NotFound{};
    }
    return secret->account;
}

Reset reset_of(db::Tx& tx, const std::string& id) {
    auto reset = store::open_reset(tx, id, tx.now_ms() - lapses_ms);
    if (!reset) {
        throw NotFound{};
    }
    return std::move(*reset);
}

void settle(db::Tx& tx, const Ctx& ctx, const std::string& id, bool given) {
    if (!store::settle_reset(tx, id, ctx.actor.account_id, given)) {
        throw Conflict{};
    }
}

}  // namespace

std::string ask_reset(const Ctx& ctx, const Reset& wanted) {
    if (text::trim(wanted.reason).empty()) {
        refuse("field.required", "reason");
    }
    return ctx.write([&](db::Tx& tx) {
        const auto asking = known_account(tx, AccountId{ctx.actor.account_id});
        if (same_person(known_account(tx, wanted.account_id), asking)) {
            refuse("auth.reset_own", "account_id");
        }
        const auto open = open_resets(tx, tx.now_ms());
        if (std::any_of(open.begin(), open.end(),
                        [&](const Reset& one) { return one.account_id == wanted.account_id; })) {
            refuse("auth.reset_open", "account_id");
        }
        auto reset = wanted;
        reset.id = new_uuid(tx.now_ms());
        reset.reason = text::trim(wanted.reason);
        reset.asked_by = asking.id;
        reset.asked_at = tx.now_ms();
        store::insert_reset(tx, reset);
        audit::trace(tx, ctx, "account.reset_asked", "account", wanted.account_id.value,
                     {{"reason", "", reset.reason}});
        return reset.id;
    });
}

std::vector<Reset> open_resets(db::Tx& tx, std::int64_t now_ms) {
    return store::open_resets(tx, now_ms - lapses_ms);
}

std::string give_reset(const Ctx& ctx, const std::string& id) {
    const auto password = crypto::random_token().substr(0, first_password_size);
    const auto hash = crypto::password_hash(password);
    ctx.write([&](db::Tx& tx) {
        const auto reset = reset_of(tx, id);
        const auto giving = known_account(tx, AccountId{ctx.actor.account_id});
        const auto asked = known_account(tx, reset.asked_by);
        const auto whose = known_account(tx, reset.account_id);
        if (same_person(giving, asked) || same_person(giving, whose)) {
            refuse("auth.reset_second_person", "id");
        }
        settle(tx, ctx, id, true);
        store::hand_out_password(tx, whose.id, hash, tx.now_ms() + lapses_ms);
        if (reset.drops_factor) {
            store::drop_factor(tx, whose.id);
        }
        store::end_sign_ins(tx, whose.id, "");
        add_notice(tx, whose.id,
                   reset.drops_factor ? "password_and_factor_reset" : "password_reset",
                   fmt::format("{}, {}", asked.name, giving.name));
        audit::trace(tx, ctx, "account.reset_given", "account", whose.id.value,
                     {{"asked_by", "", asked.user_name}});
    });
    return password;
}

std::string reset_on_machine(const Ctx& ctx, const std::string& user_name,
                             const std::string& reason) {
    if (text::trim(reason).empty()) {
        refuse("field.required", "reason");
    }
    const auto password = crypto::random_token().substr(0, first_password_size);
    const auto hash = crypto::password_hash(password);
    ctx.write([&](db::Tx& tx) {
        const auto found = store::secret_by_user(tx, user_name);
        if (!found) {
            refuse("auth.no_such_user", "user");
        }
        if (found->account.disabled) {
            refuse("auth.stopped_account", "user");
        }
        const auto& whose = found->account.id;
        store::hand_out_password(tx, whose, hash, tx.now_ms() + lapses_ms);
        store::drop_factor(tx, whose);
        store::end_sign_ins(tx, whose, "");
        forgive(tx, tried_user(user_name));
        forgive(tx, tried_code(whose.value));
        add_notice(tx, whose, "password_and_factor_reset", ctx.actor.name);
        store::insert_alert(tx, whose, "machine_reset", 1);
        audit::trace(tx, ctx, "account.reset_on_machine", "account", whose.value,
                     {{"reason", "", text::trim(reason)}});
    });
    return password;
}

void decline_reset(const Ctx& ctx, const std::string& id) {
    ctx.write([&](db::Tx& tx) {
        const auto reset = reset_of(tx, id);
        settle(tx, ctx, id, false);
        audit::trace(tx, ctx, "account.reset_declined", "account", reset.account_id.value);
    });
}

}  // namespace ketnap::auth
