// SPDX-License-Identifier: Apache-2.0
#include "base/auth/sign_in.h"

#include "base/audit/trace.h"
#include "base/auth/factor.h"
#include "base/auth/store.h"
#include "base/auth/waits.h"
#include "platform/crypto/crypto.h"
#include "platform/text/nfkc.h"

namespace ketnap::auth {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t setup_ms = 72LL * 3600 * 1000;

// The same work for a user that does not exist: the hash of nobody's password.
const std::string& nobody_hash() {
    static const std::string hash = crypto::password_hash(crypto::random_token());
    return hash;
}

bool may_sign_in(const std::optional<store::Secret>& secret, std::int64_t now_ms) {
    return secret && !secret->account.disabled &&
           (!secret->password_expires_at || *secret->password_expires_at > now_ms);
}

std::string hash_of_token(const std::string& token) {
    return crypto::sha256_hex(token);
}

store::OpenSpan open_span(std::int64_t now_ms, const Limits& limits) {
    return {.started_after = now_ms - limits.absolute_ms, .seen_after = now_ms - limits.idle_ms};
}

bool still_open(const store::SignInRow& row, const store::OpenSpan& span) {
    return row.started_at > span.started_after && row.last_seen_at > span.seen_after;
}

}  // namespace

Actor acting(db::Tx& tx, const std::string& tenant, const Account& account, std::int64_t now_ms,
             const BranchResolver& branches) {
    Actor actor;
    actor.tenant = tenant;
    actor.account_id = account.id.value;
    actor.person_id = account.person_id;
    actor.user = account.user_name;
    actor.name = account.name;
    actor.language = account.language;
    actor.must_change_password = account.must_change;
    actor.at = now_ms;
    actor.today = time::date_in_vietnam(time::Moment{now_ms}).iso();
    for (const auto& row : store::grants(tx, account.id)) {
        auto path = row.holds_on(actor.today) ? branches(tx, row.org_id) : std::nullopt;
        if (path) {
            actor.grants.push_back({row.role, row.org_id, std::move(*path), row.campaign_id,
                                    row.granted_at, row.decides_from, row.lent_by});
        }
    }
    return actor;
}

std::string tenant_of_token(const std::string& token) {
    const auto dot = token.find('.');
    const auto tenant = dot == std::string::npos ? std::string{} : token.substr(0, dot);
    return is_uuid(tenant) ? tenant : std::string{};
}

std::string csrf_token_of(const std::string& token) {
    const auto mac = crypto::hmac(token, "csrf");
    return crypto::base64url(mac.data(), mac.size());
}

NewSignIn sign_in(const Ctx& ctx, const Credentials& credentials) {
    const auto now = ctx.clock.now().ms;
    const std::vector<Tried> tried{tried_user(credentials.user_name),
                                   tried_address(credentials.ip)};
    const auto secret = ctx.db.read(credentials.tenant, [&](db::Tx& tx) {
        check_waits(tx, now, tried);
        return store::secret_by_user(tx, credentials.user_name);
    });
    const auto password = text::nfkc(credentials.password);
    const bool right =
        crypto::password_verify(secret ? secret->password_hash : nobody_hash(), password);
    if (!right || !may_sign_in(secret, now)) {
        ctx.db.write(credentials.tenant, now, [&](db::Tx& tx) {
            count_failure(tx, tried);
            audit::trace(tx, ctx, "sign_in.refused", "account",
                         secret ? secret->account.id.value : "");
        });
        throw RequestError{"wrong_sign_in", {}};
    }
    const auto stronger = crypto::password_needs_rehash(secret->password_hash)
                              ? std::optional{crypto::password_hash(password)}
                              : std::nullopt;
    NewSignIn out;
    out.token = credentials.tenant + "." + crypto::random_token();
    out.csrf_token = csrf_token_of(out.token);
    out.account = secret->account;
    ctx.db.write(credentials.tenant, now, [&](db::Tx& tx) {
        const store::SignInRow row{.id = new_uuid(now),
                                   .account_id = secret->account.id,
                                   .started_at = now,
                                   .last_seen_at = now};
        if (stronger) {
            store::renew_hash(tx, secret->account.id, secret->password_hash, *stronger);
        }
        forgive(tx, tried[0]);
        store::insert_sign_in(tx, row, hash_of_token(out.token), credentials.ip, credentials.agent);
        auto acting = ctx;
        acting.actor.user = secret->account.user_name;
        acting.actor.sign_in_id = row.id;
        audit::trace(tx, acting, "sign_in.started", "account", secret->account.id.value);
    });
    return out;
}

std::optional<Actor> actor_of(db::Database& db, std::int64_t now_ms, const std::string& token,
                              const BranchResolver& branches, const Limits& limits,
                              const Relate& relate) {
    const auto tenant = tenant_of_token(token);
    if (tenant.empty()) {
        return std::nullopt;
    }
    std::int64_t last_seen = 0;
    std::string stale;
    auto actor = db.read(tenant, [&](db::Tx& tx) -> std::optional<Actor> {
        const auto row = store::open_sign_in(tx, hash_of_token(token));
        stale = row && !still_open(*row, open_span(now_ms, limits)) ? row->id : "";
        if (!row || !stale.empty()) {
            return std::nullopt;
        }
        const auto secret = store::secret_by_id(tx, row->account_id);
        if (!secret || secret->account.disabled) {
            return std::nullopt;
        }
        last_seen = row->last_seen_at;
        auto found = acting(tx, tenant, secret->account, now_ms, branches);
        found.sign_in_id = row->id;
        found.factor_held = row->factor_held;
        found.factor_at = row->factor_at;
        found.factor_by_role = row->strictness != strictness_name(Strictness::who_has_it);
        if (relate) {
            relate(tx, found);
        }
        return found;
    });
    if (!stale.empty()) {
        db.write(tenant, now_ms, [&](db::Tx& tx) { store::end_sign_in(tx, stale); });
    }
    if (actor && now_ms - last_seen >= minute_ms) {
        db.write(tenant, now_ms, [&](db::Tx& tx) { store::touch_sign_in(tx, actor->sign_in_id); });
    }
    return actor;
}

void end_stale_sign_ins(const Ctx& ctx, const Limits& limits) {
    const auto span = open_span(ctx.clock.now().ms, limits);
    if (ctx.read([&](db::Tx& tx) { return store::has_stale_sign_ins(tx, span); })) {
        ctx.write([&](db::Tx& tx) { store::end_stale_sign_ins(tx, span); });
    }
}

void sign_out(const Ctx& ctx) {
    ctx.write([&](db::Tx& tx) {
        store::end_sign_in(tx, ctx.actor.sign_in_id);
        audit::trace(tx, ctx, "sign_in.ended", "account", ctx.actor.account_id);
    });
}

std::vector<OwnSignIn> own_sign_ins(const Ctx& ctx, const Limits& limits) {
    const auto now = ctx.clock.now().ms;
    auto rows = ctx.read([&](db::Tx& tx) {
        return store::sign_ins_of(tx, AccountId{ctx.actor.account_id}, now - limits.absolute_ms,
                                  now - limits.idle_ms);
    });
    for (auto& row : rows) {
        row.current = row.id == ctx.actor.sign_in_id;
    }
    return rows;
}

void end_own_sign_ins(const Ctx& ctx, const std::string& id) {
    const AccountId account{ctx.actor.account_id};
    ctx.write([&](db::Tx& tx) {
        if (id.empty()) {
            store::end_sign_ins(tx, account, ctx.actor.sign_in_id);
        } else if (!store::end_sign_in_of(tx, account, id)) {
            throw NotFound{};
        }
        audit::trace(tx, ctx, id.empty() ? "sign_in.others_ended" : "sign_in.ended", "account",
                     account.value);
    });
}

std::string change_password(const Ctx& ctx, const PasswordRules& rules,
                            const std::string& old_password, const std::string& new_password) {
    refuse_if(rules.check(new_password, {ctx.actor.user, ctx.actor.name}, "new_password"));
    const AccountId id{ctx.actor.account_id};
    const auto secret = ctx.read([&](db::Tx& tx) { return store::secret_by_id(tx, id); });
    if (!secret || !crypto::password_verify(secret->password_hash, text::nfkc(old_password))) {
        throw Refused{{field_finding("auth.old_password", "old_password")}};
    }
    const auto hash = crypto::password_hash(text::nfkc(new_password));
    return ctx.write([&](db::Tx& tx) {
        store::set_password(tx, id, hash);
        store::end_sign_ins(tx, id, ctx.actor.sign_in_id);
        audit::trace(tx, ctx, "account.password_changed", "account", id.value);
        return renew_token(tx, ctx);
    });
}

std::string new_setup_token(const Ctx& ctx) {
    const auto token = crypto::random_token();
    ctx.write([&](db::Tx& tx) {
        store::end_setup_links(tx);
        store::insert_setup_link(tx, new_uuid(tx.now_ms()), hash_of_token(token),
                                 tx.now_ms() + setup_ms);
        audit::trace(tx, ctx, "setup.link_made", "account", "");
    });
    return token;
}

}  // namespace ketnap::auth
