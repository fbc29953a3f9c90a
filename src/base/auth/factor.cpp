// SPDX-License-Identifier: Apache-2.0
#include "base/auth/factor.h"

#include "base/audit/trace.h"
#include "base/auth/notices.h"
#include "base/auth/store.h"
#include "base/auth/store_factor.h"
#include "base/auth/waits.h"
#include "platform/crypto/crypto.h"
#include "platform/text/nfkc.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::auth {
namespace {

constexpr std::int64_t fresh_ms = 5LL * 60 * 1000;
constexpr std::int64_t step_ms = 30'000;
constexpr std::size_t code_digits = 6;
constexpr int recovery_codes = 10;
constexpr std::size_t recovery_bytes = 10;  // 80 bits: their hashes need no slow function
constexpr std::string_view who_has_it = "who_has_it";

AccountId own(const Ctx& ctx) {
    return AccountId{ctx.actor.account_id};
}

// As people type it: without blanks and dashes, in capitals.
std::string plain_code(std::string_view typed) {
    std::string out;
    for (const char c : typed) {
        if (c != ' ' && c != '-') {
            out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return out;
}

std::string in_fours(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += i > 0 && i % 4 == 0 ? "-" : "";
        out += text[i];
    }
    return out;
}

std::string recovery_code() {
    const auto bytes = crypto::random_bytes(recovery_bytes);
    return in_fours(crypto::base32({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

std::string hash_of(const std::string& typed) {
    return crypto::sha256_hex("recovery:" + plain_code(typed));
}

crypto::Sealed seal(const Ctx& ctx, const crypto::Blob& key, const char* column,
                    const std::string& account, const std::string& secret) {
    return ctx.vault.seal(ctx.actor.tenant, key, "second_factor", column, account, secret);
}

std::string open(const Ctx& ctx, const std::string& tenant, const crypto::Blob& key,
                 const char* column, const std::string& account, const crypto::Sealed& sealed) {
    auto secret = ctx.vault.open(tenant, key, "second_factor", column, account, sealed);
    if (!secret) {
        throw Refused{{field_finding(secret.error().key, "code")}};
    }
    return std::move(*secret);
}

// The step whose code it is, or -1.
std::int64_t step_of(const Ctx& ctx, std::string secret, const std::string& typed) {
    const auto code = plain_code(typed);
    const auto step = code.size() == code_digits
                          ? crypto::totp_match(secret, ctx.clock.now().ms / step_ms, code)
                          : -1;
    crypto::wipe(secret);
    return step;
}

bool takes_code(db::Tx& tx, const Ctx& ctx, const std::string& tenant, const AccountId& account,
                const std::string& typed) {
    const auto factor = store::factor(tx, account);
    if (!factor || !factor->confirmed_at) {
        return false;
    }
    const auto step = step_of(
        ctx, open(ctx, tenant, factor->key, "secret", account.value, factor->secret), typed);
    return step >= 0 && store::use_step(tx, account, step);
}

std::vector<std::string> insert_recovery_codes(db::Tx& tx, const AccountId& account) {
    store::drop_recovery_codes(tx, account);
    std::vector<std::string> out;
    for (int i = 0; i < recovery_codes; ++i) {
        out.push_back(recovery_code());
        store::insert_recovery_code(tx, new_uuid(tx.now_ms()), account, hash_of(out.back()));
    }
    return out;
}

// Counted in a transaction of its own: what is refused is rolled back.
[[noreturn]] void refuse_code(const Ctx& ctx) {
    const auto tried = tried_code(ctx.actor.account_id);
    ctx.db.write(ctx.actor.tenant, ctx.clock.now().ms, [&](db::Tx& tx) {
        count_failure(tx, {tried});
        audit::trace(tx, ctx, "factor.refused", "account", ctx.actor.account_id);
    });
    refuse("auth.factor_code", "code");
}

void check_code_waits(const Ctx& ctx) {
    ctx.db.read(ctx.actor.tenant, [&](db::Tx& tx) {
        check_waits(tx, ctx.clock.now().ms, {tried_code(ctx.actor.account_id)});
        return 0;
    });
}

}  // namespace

std::string_view strictness_name(Strictness strictness) {
    return strictness == Strictness::who_has_it ? who_has_it : "by_role";
}

bool factor_by_role(const Actor& actor, const RoleBook& book) {
    return std::any_of(actor.grants.begin(), actor.grants.end(), [&](const audit::Grant& grant) {
        const auto role = book.roles.find(grant.role);
        return role != book.roles.end() && role->second.second_factor;
    });
}

FactorNeed factor_need(const Actor& actor, const RoleBook& book) {
    if (actor.all_rights) {
        return FactorNeed::nothing;
    }
    if (actor.factor_held) {
        return actor.factor_at == 0 ? FactorNeed::code : FactorNeed::nothing;
    }
    return actor.factor_by_role && factor_by_role(actor, book) ? FactorNeed::set_up
                                                               : FactorNeed::nothing;
}

bool factor_is_fresh(const Actor& actor, std::int64_t now_ms) {
    return !actor.factor_held || now_ms - actor.factor_at <= fresh_ms;
}

std::string renew_token(db::Tx& tx, const Ctx& ctx, std::optional<std::int64_t> factor_at) {
    auto token = ctx.actor.tenant + "." + crypto::random_token();
    store::renew_token(tx, ctx.actor.sign_in_id, crypto::sha256_hex(token), factor_at);
    return token;
}

Enrolment begin_enrolment(const Ctx& ctx, const std::string& office) {
    const auto secret = crypto::totp_secret();
    const auto account = own(ctx);
    ctx.write([&](db::Tx& tx) {
        auto factor = store::factor(tx, account)
                          .value_or(store::Factor{.key = ctx.vault.new_person_key(ctx.actor.tenant),
                                                  .secret = {},
                                                  .next_secret = {},
                                                  .confirmed_at = {}});
        factor.next_secret = seal(ctx, factor.key, "next_secret", account.value, secret);
        store::put_next_secret(tx, account, factor);
        audit::trace(tx, ctx, "factor.begun", "account", account.value);
    });
    const auto typed = crypto::base32(secret);
    return {typed, fmt::format("otpauth://totp/ketnap:{}?secret={}&issuer=ketnap", office, typed)};
}

Confirmed confirm_enrolment(const Ctx& ctx, const std::string& code) {
    check_code_waits(ctx);
    const auto account = own(ctx);
    const auto factor = ctx.read([&](db::Tx& tx) { return store::factor(tx, account); });
    if (!factor || factor->next_secret.empty()) {
        refuse("auth.factor_not_begun", "code");
    }
    const auto secret =
        open(ctx, ctx.actor.tenant, factor->key, "next_secret", account.value, factor->next_secret);
    const auto step = step_of(ctx, secret, code);
    if (step < 0) {
        refuse_code(ctx);
    }
    const auto sealed = seal(ctx, factor->key, "secret", account.value, secret);
    return ctx.write([&](db::Tx& tx) {
        store::confirm_factor(tx, account, sealed, step);
        forgive(tx, tried_code(account.value));
        store::end_sign_ins(tx, account, ctx.actor.sign_in_id);
        audit::trace(tx, ctx, "factor.set_up", "account", account.value);
        return Confirmed{renew_token(tx, ctx, tx.now_ms()), insert_recovery_codes(tx, account)};
    });
}

std::string give_factor(const Ctx& ctx, const std::string& code) {
    check_code_waits(ctx);
    const auto account = own(ctx);
    const auto token = ctx.write([&](db::Tx& tx) -> std::optional<std::string> {
        const bool by_device = takes_code(tx, ctx, ctx.actor.tenant, account, code);
        if (!by_device && !store::use_recovery_code(tx, account, hash_of(code))) {
            return std::nullopt;
        }
        if (!by_device) {
            add_notice(tx, account, "recovery_code_used", "");
        }
        forgive(tx, tried_code(account.value));
        audit::trace(tx, ctx, by_device ? "factor.given" : "factor.recovery_code_used", "account",
                     account.value);
        return renew_token(tx, ctx, tx.now_ms());
    });
    if (!token) {
        refuse_code(ctx);
    }
    return *token;
}

std::vector<std::string> renew_recovery_codes(const Ctx& ctx) {
    const auto account = own(ctx);
    return ctx.write([&](db::Tx& tx) {
        const auto factor = store::factor(tx, account);
        if (!factor || !factor->confirmed_at) {
            throw NotFound{};
        }
        audit::trace(tx, ctx, "factor.recovery_codes", "account", account.value);
        return insert_recovery_codes(tx, account);
    });
}

void drop_factor(const Ctx& ctx, const RoleBook& book) {
    if (ctx.actor.factor_by_role && factor_by_role(ctx.actor, book)) {
        refuse("auth.factor_wanted_by_role", "code");
    }
    const auto account = own(ctx);
    ctx.write([&](db::Tx& tx) {
        store::drop_factor(tx, account);
        audit::trace(tx, ctx, "factor.dropped", "account", account.value);
    });
}

FactorState factor_state(const Ctx& ctx, const RoleBook& book) {
    return ctx.read([&](db::Tx& tx) {
        FactorState state;
        if (const auto factor = store::factor(tx, own(ctx)); factor && factor->confirmed_at) {
            state.held = true;
            state.since = *factor->confirmed_at;
        }
        state.strictness = strictness(tx);
        state.wanted = state.strictness == Strictness::by_role && factor_by_role(ctx.actor, book);
        state.recovery_codes_left = store::recovery_codes_left(tx, own(ctx));
        return state;
    });
}

Strictness strictness(db::Tx& tx) {
    return store::strictness(tx) == who_has_it ? Strictness::who_has_it : Strictness::by_role;
}

void set_strictness(const Ctx& ctx, Strictness wanted) {
    ctx.write([&](db::Tx& tx) {
        const auto before = strictness(tx);
        store::set_strictness(tx, std::string{strictness_name(wanted)});
        audit::trace(tx, ctx, "factor.strictness", "setting", "second_factor",
                     {{"second_factor", std::string{strictness_name(before)},
                       std::string{strictness_name(wanted)}}});
    });
}

namespace {

// Asked once the codes are right: whose name it is tells nothing to others. What is refused is
// rolled back, so the codes stay good.
void refuse_known(db::Tx& tx, const PasswordRules& rules, const Recovery& recovery,
                  const Account& account) {
    auto known =
        recovery.known_words ? recovery.known_words(tx, account.id) : std::vector<std::string>{};
    known.push_back(account.user_name);
    known.push_back(account.name);
    refuse_if(rules.check(recovery.new_password, known, "new_password"));
}

}  // namespace

void recover(const Ctx& ctx, const PasswordRules& rules, const Recovery& recovery) {
    refuse_if(rules.check(recovery.new_password, {recovery.user_name}, "new_password"));
    const auto now = ctx.clock.now().ms;
    const std::vector<Tried> tried{tried_user(recovery.user_name), tried_address(recovery.ip)};
    ctx.db.read(recovery.tenant, [&](db::Tx& tx) {
        check_waits(tx, now, tried);
        return 0;
    });
    const auto hash = crypto::password_hash(text::nfkc(recovery.new_password));
    const bool done = ctx.db.write(recovery.tenant, now, [&](db::Tx& tx) {
        const auto secret = store::secret_by_user(tx, recovery.user_name);
        const bool right =
            secret && !secret->account.disabled &&
            takes_code(tx, ctx, recovery.tenant, secret->account.id, recovery.code) &&
            store::use_recovery_code(tx, secret->account.id, hash_of(recovery.recovery_code));
        const auto account = secret ? secret->account.id.value : "";
        if (!right) {
            count_failure(tx, tried);
            audit::trace(tx, ctx, "account.recovery_refused", "account", account);
            return false;
        }
        refuse_known(tx, rules, recovery, secret->account);
        store::set_password(tx, secret->account.id, hash);
        store::end_sign_ins(tx, secret->account.id, "");
        forgive(tx, tried[0]);
        add_notice(tx, secret->account.id, "password_recovered", "");
        audit::trace(tx, ctx, "account.recovered", "account", account);
        return true;
    });
    if (!done) {
        throw RequestError{"wrong_recovery", {}};
    }
}

}  // namespace ketnap::auth
