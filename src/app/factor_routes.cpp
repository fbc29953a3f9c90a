// SPDX-License-Identifier: Apache-2.0
#include "app/factor_routes.h"

#include "app/me.h"
#include "app/store.h"
#include "base/auth/factor.h"
#include "base/auth/gate.h"
#include "base/auth/notices.h"
#include "base/auth/sign_in.h"
#include "platform/qr/qr.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::app {
namespace {

using auth::Action;
using auth::Call;

struct FactorView {
    bool held = false;
    bool wanted = false;
    std::int64_t since = 0;
    std::int64_t recovery_codes_left = 0;
    std::string strictness;
};
BOOST_DESCRIBE_STRUCT(FactorView, (), (held, wanted, since, recovery_codes_left, strictness))

/// The secret as it is typed, the address a camera reads, and its QR code: rows of 0 and 1.
struct EnrolmentView {
    std::string secret;
    std::string address;
    std::vector<std::string> qr;
};
BOOST_DESCRIBE_STRUCT(EnrolmentView, (), (secret, address, qr))

struct CodeForm {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(CodeForm, (), (code))

struct RecoveryCodes {
    std::vector<std::string> recovery_codes;
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes))

struct StrictnessForm {
    std::string strictness;
};
BOOST_DESCRIBE_STRUCT(StrictnessForm, (), (strictness))

struct RecoverForm {
    std::string user;
    std::string code;
    std::string recovery_code;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(RecoverForm, (), (user, code, recovery_code, new_password))

struct SignInView {
    std::string id;
    std::int64_t started_at = 0;
    std::int64_t last_seen_at = 0;
    std::string ip;
    std::string agent;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(SignInView, (), (id, started_at, last_seen_at, ip, agent, current))

FactorView state(Call& call) {
    const auto found = auth::factor_state(call.ctx, call.rights.book());
    return {found.held, found.wanted, found.since, found.recovery_codes_left,
            std::string{auth::strictness_name(found.strictness)}};
}

EnrolmentView begin(Call& call, const auth::Nothing&) {
    call.answer_is_secret();
    const auto office =
        call.ctx.read([](db::Tx& tx) { return http::percent_encode(store::tenant_name(tx)); });
    const auto begun = auth::begin_enrolment(call.ctx, office);
    EnrolmentView view{begun.secret, begun.address, {}};
    for (const auto& row : qr::modules(begun.address)) {
        std::string line;
        for (const bool dark : row) {
            line += dark ? '1' : '0';
        }
        view.qr.push_back(std::move(line));
    }
    return view;
}

RecoveryCodes confirm(Call& call, const CodeForm& form) {
    call.answer_is_secret();
    auto done = auth::confirm_enrolment(call.ctx, form.code);
    call.answer_headers.emplace_back("Set-Cookie", auth::cookie_header(done.token));
    return {std::move(done.recovery_codes)};
}

auth::Nothing set_strictness(Call& call, const StrictnessForm& form) {
    for (const auto one : {auth::Strictness::by_role, auth::Strictness::who_has_it}) {
        if (form.strictness == auth::strictness_name(one)) {
            auth::set_strictness(call.ctx, one);
            return {};
        }
    }
    refuse("field.choice", "strictness");
}

std::vector<SignInView> sign_ins(Call& call) {
    std::vector<SignInView> out;
    for (const auto& one : auth::own_sign_ins(call.ctx)) {
        out.push_back({one.id, one.started_at, one.last_seen_at, one.ip, one.agent, one.current});
    }
    return out;
}

auth::Nothing recover(Call& call, const RecoverForm& form, const Office& office) {
    auth::recover(call.ctx, office.shipped().passwords,
                  {office.tenant(), form.user.substr(0, form.user.find('@')), form.code,
                   form.recovery_code, form.new_password, call.request.remote_address, unit_words});
    return {};
}

void add_own_factor(auth::Api& api, Office& office) {
    auto anew = api.fresh_factor();
    api.get<FactorView>("/api/me/factor", Action::signed_in, "One's own second factor", state);
    anew.post<auth::Nothing, EnrolmentView>("/api/me/factor/enrolment", Action::signed_in,
                                            "Begin to set up an authenticator", begin);
    api.post<CodeForm, RecoveryCodes>("/api/me/factor/confirm", Action::signed_in,
                                      "Its first code; gives the codes for a lost device, once",
                                      confirm, auth::Commits::itself);
    api.post<CodeForm, Me>(
        "/api/me/factor/give", Action::signed_in,
        "Give the second factor: after the password, and anew before what wants it fresh",
        [&office](Call& call, const CodeForm& form) {
            call.answer_is_secret();
            return me_anew(call, auth::give_factor(call.ctx, form.code), office);
        },
        auth::Commits::itself);
    anew.post<auth::Nothing, RecoveryCodes>(
        "/api/me/factor/recovery-codes", Action::signed_in, "Ten new codes for a lost device",
        [](Call& call, const auth::Nothing&) {
            call.answer_is_secret();
            return RecoveryCodes{auth::renew_recovery_codes(call.ctx)};
        });
    anew.del<auth::Nothing>("/api/me/factor", Action::signed_in,
                            "Do without a second factor; refused while a role wants it",
                            [](Call& call) {
                                auth::drop_factor(call.ctx, call.rights.book());
                                return auth::Nothing{};
                            });
}

}  // namespace

void add_factor_routes(auth::Api& api, Office& office) {
    add_own_factor(api, office);
    api.open_post<RecoverForm, auth::Nothing>(
        "/api/sign-in/recover", "A new password by a code of the device and one for its loss",
        [&office](Call& call, const RecoverForm& form) { return recover(call, form, office); });
    api.fresh_factor().put<StrictnessForm, auth::Nothing>(
        "/api/settings/second-factor", Action::account_manage,
        "Who must have a second factor in this office", set_strictness);
    api.post<auth::Nothing, auth::Nothing>("/api/me/notices/seen", Action::signed_in,
                                           "One has read what happened to the account",
                                           [](Call& call, const auth::Nothing&) {
                                               auth::see_notices(call.ctx);
                                               return auth::Nothing{};
                                           });
    api.get<std::vector<SignInView>>("/api/me/sign-ins", Action::signed_in, "One's open sign-ins",
                                     sign_ins);
    api.del<auth::Nothing>("/api/me/sign-ins", Action::signed_in, "End all others", [](Call& call) {
        auth::end_own_sign_ins(call.ctx, "");
        return auth::Nothing{};
    });
    api.del<auth::Nothing>("/api/me/sign-ins/{id}", Action::signed_in, "End one of one's own",
                           [](Call& call) {
                               auth::end_own_sign_ins(call.ctx, call.param("id"));
                               return auth::Nothing{};
                           });
}

}  // namespace ketnap::app
