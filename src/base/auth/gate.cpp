// SPDX-License-Identifier: Apache-2.0
#include "base/auth/gate.h"

#include "base/auth/factor.h"
#include "platform/crypto/crypto.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

namespace ketnap::auth {
namespace {

bool is_unsafe(http::Method method) {
    return method != http::Method::get;
}

void check_source(const http::Request& request, const std::string& token) {
    if (!same_origin(request) ||
        !crypto::same(request.header("X-CSRF-Token"), csrf_token_of(token))) {
        throw RequestError{"csrf", {}};
    }
}

bool open_to_everybody(std::string_view path) {
    return path == "/api/me" || path == "/api/me/language" || path == "/api/sign-out";
}

// Who has typed the password alone may see who they are, give the code, and leave.
bool open_before_code(std::string_view path) {
    return open_to_everybody(path) || path == "/api/me/factor/give";
}

bool open_to_first_password(std::string_view path) {
    return open_to_everybody(path) || path == "/api/me/password";
}

bool open_to_set_up(std::string_view path) {
    return open_to_everybody(path) || path == "/api/me/factor" ||
           path == "/api/me/factor/enrolment" || path == "/api/me/factor/confirm";
}

std::shared_ptr<audit::Command> command_of(const http::Request& request) {
    const auto key = request.header("Idempotency-Key");
    if (key.empty() || !is_unsafe(request.method)) {
        return nullptr;
    }
    if (!is_uuid(std::string{key})) {
        throw Refused{{field_finding("field.format", "Idempotency-Key")}};
    }
    return std::make_shared<audit::Command>(
        audit::Command{.key = std::string{key}, .claimed = false});
}

}  // namespace

bool same_origin(const http::Request& request) {
    const auto origin = request.header("Origin");
    if (origin.empty()) {
        const auto site = request.header("Sec-Fetch-Site");
        return site.empty() || site == "same-origin" || site == "none";
    }
    return origin ==
           fmt::format("{}://{}", request.secure ? "https" : "http", request.header("Host"));
}

void GateKeeper::check_standing(const Actor& actor, const http::Request& request,
                                const Wants& wants) const {
    const auto need = factor_need(actor, rights.book());
    if (need == FactorNeed::code && !open_before_code(request.path)) {
        throw RequestError{"factor_wanted", {}};
    }
    if (need != FactorNeed::code && actor.must_change_password) {
        if (!open_to_first_password(request.path)) {
            throw RequestError{"password_must_change", {}};
        }
    } else if (need == FactorNeed::set_up && !open_to_set_up(request.path)) {
        throw RequestError{"factor_must_be_set_up", {}};
    }
    require(rights.may(actor, wants.action));
    if (wants.fresh_factor && !factor_is_fresh(actor, clock.now().ms)) {
        throw RequestError{"factor_not_fresh", {}};
    }
}

Call GateKeeper::admit(http::Request& request, const Wants& wants) const {
    Call call{{db, clock, vault, jobs, {}, command_of(request)}, rights, messages, request};
    call.ctx.actor.tenant = default_tenant;
    if (wants.open) {
        if (is_unsafe(request.method) && !same_origin(request)) {
            throw RequestError{"csrf", {}};
        }
    } else {
        const std::string token{request.cookie(sign_in_cookie)};
        auto actor =
            token.empty()
                ? std::nullopt
                : actor_of(db, clock.now().ms, token, branches, {},
                           [&](db::Tx& tx, Actor& one) { relate(tx, one, rights, relations); });
        if (!actor) {
            throw NotSignedIn{};
        }
        call.ctx.actor = std::move(*actor);
        if (call.ctx.command) {
            call.ctx.command->key = call.ctx.actor.account_id + "/" + call.ctx.command->key;
        }
        if (is_unsafe(request.method)) {
            check_source(request, token);
        }
        check_standing(call.ctx.actor, request, wants);
    }
    call.ctx.actor.ip = request.remote_address;
    return call;
}

std::string cookie_header(const std::string& token) {
    return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict", sign_in_cookie, token);
}

std::string ended_cookie_header() {
    return fmt::format("{}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict", sign_in_cookie);
}

}  // namespace ketnap::auth
