// SPDX-License-Identifier: Apache-2.0
#include "app/entry_routes.h"

#include "app/me.h"
#include "app/setup.h"
#include "app/store.h"
#include "base/auth/gate.h"
#include "base/auth/sign_in.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::app {
namespace {

using auth::Action;
using auth::Call;

struct SignInForm {
    std::string user;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SignInForm, (), (user, password))

struct SetupForm {
    std::string token;
    std::string office_name;
    std::string user;
    std::string name;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SetupForm, (), (token, office_name, user, name, password))

struct PasswordForm {
    std::string old_password;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordForm, (), (old_password, new_password))

struct LanguageForm {
    std::string language;
};
BOOST_DESCRIBE_STRUCT(LanguageForm, (), (language))

struct Health {
    std::string status;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status))

Me start(Call& call, const SignInForm& form, Office& office) {
    call.answer_is_secret();
    auto user = form.user;
    if (const auto at = user.find('@'); at != std::string::npos) {
        user.resize(at);  // user@tenant_code: one office has one tenant
    }
    const auto started =
        auth::sign_in(call.ctx, {office.tenant(), user, form.password, call.request.remote_address,
                                 std::string{call.request.header("User-Agent").substr(0, 200)}});
    return me_anew(call, started.token, office);
}

}  // namespace

void add_entry_routes(auth::Api& api, Office& office) {
    api.open_get<Health>("/healthz", "The program runs and its database answers", [](Call& call) {
        call.ctx.read([](db::Tx& tx) { return store::tenant_name(tx); });
        return Health{"ok"};
    });
    api.open_post<SetupForm, auth::Nothing>(
        "/api/setup", "Name a new office and make its first account",
        [&office](Call& call, const SetupForm& form) {
            set_up_office(call.ctx, office,
                          {form.token, form.office_name, form.user, form.name, form.password});
            return auth::Nothing{};
        });
    api.open_post<SignInForm, Me>(
        "/api/sign-in", "Start a sign-in",
        [&office](Call& call, const SignInForm& form) { return start(call, form, office); });
    api.get<Me>("/api/me", Action::signed_in, "Who has signed in, what they may do, what day it is",
                [&office](Call& call) { return me_of(call, token_of(call), office); });
    api.post<auth::Nothing, auth::Nothing>("/api/sign-out", Action::signed_in, "End this sign-in",
                                           [](Call& call, const auth::Nothing&) {
                                               auth::sign_out(call.ctx);
                                               call.answer_headers.emplace_back(
                                                   "Set-Cookie", auth::ended_cookie_header());
                                               return auth::Nothing{};
                                           });
    api.post<PasswordForm, auth::Nothing>(
        "/api/me/password", Action::signed_in, "Change one's own password",
        [&office](Call& call, const PasswordForm& form) {
            const auto known = call.ctx.read([&](db::Tx& tx) {
                return unit_words(tx, auth::AccountId{call.ctx.actor.account_id});
            });
            refuse_if(office.shipped().passwords.check(form.new_password, known, "new_password"));
            const auto token = auth::change_password(call.ctx, office.shipped().passwords,
                                                     form.old_password, form.new_password);
            call.answer_headers.emplace_back("Set-Cookie", auth::cookie_header(token));
            return auth::Nothing{};
        },
        auth::Commits::itself);
    api.post<LanguageForm, auth::Nothing>("/api/me/language", Action::signed_in,
                                          "Choose Vietnamese or English",
                                          [](Call& call, const LanguageForm& form) {
                                              auth::set_language(call.ctx, form.language);
                                              return auth::Nothing{};
                                          });
}

}  // namespace ketnap::app
