// SPDX-License-Identifier: Apache-2.0
#include "app/entry_routes.h"

#include "app/setup.h"
#include "app/store.h"
#include "base/auth/gate.h"
#include "base/auth/sign_in.h"
#include "base/org/org.h"
#include "base/rules/office_days.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"

namespace ketnap::app {
namespace {

using auth::Action;
using auth::Call;

struct SignInForm {
    std::string user;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SignInForm, (), (user, password))

struct RoleView {
    std::string role;
    std::string title;
    std::string org_id;
    std::string org_name;
    std::string campaign_id;
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (role, title, org_id, org_name, campaign_id))

struct CampaignChoice {
    std::string id;
    std::string code;
    std::string name;
    std::optional<std::string> starts_on;
};
BOOST_DESCRIBE_STRUCT(CampaignChoice, (), (id, code, name, starts_on))

struct Me {
    std::string name;
    std::string user;
    std::string role;
    std::vector<RoleView> roles;
    std::vector<std::string> rights;
    std::string csrf_token;
    bool must_change_password = false;
    bool demo = false;
    std::string office_name;
    std::string today;
    bool working_day = true;
    std::string language;
    std::string network;  ///< single | lan | open: what this machine is connected to
    std::vector<CampaignChoice> campaigns;
};
BOOST_DESCRIBE_STRUCT(Me, (),
                      (name, user, role, roles, rights, csrf_token, must_change_password, demo,
                       office_name, today, working_day, language, network, campaigns))

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

std::vector<RoleView> roles_of(db::Tx& tx, const Call& call) {
    std::vector<RoleView> out;
    const auto english = call.language() == messages::Language::en;
    for (const auto& grant : call.ctx.actor.grants) {
        const auto& roles = call.rights.book().roles;
        const auto role = roles.find(grant.role);
        if (role == roles.end()) {
            continue;
        }
        const auto body = org::find(tx, org::OrgId{grant.org_id});
        out.push_back({grant.role, english ? role->second.title_en : role->second.title_vi,
                       grant.org_id, body ? body->name : "", grant.campaign_id});
    }
    return out;
}

std::vector<std::string> rights_of(const Call& call) {
    std::vector<std::string> out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Action>>([&](auto action) {
        if (call.rights.may(call.ctx.actor, action.value)) {
            out.emplace_back(action.name);
        }
    });
    return out;
}

Me me_of(const Call& call, const std::string& token, const Office& office) {
    const auto& actor = call.ctx.actor;
    Me me;
    me.name = actor.name;
    me.user = actor.user;
    me.csrf_token = auth::csrf_token_of(token);
    me.language = actor.language;
    me.rights = rights_of(call);
    const auto today = call.ctx.clock.today();
    me.today = today.iso();
    call.ctx.read([&](db::Tx& tx) {
        me.roles = roles_of(tx, call);
        me.office_name = store::tenant_name(tx);
        me.demo = !setting(tx, "demo").empty();
        me.network = setting(tx, network_setting);
        me.working_day = rules::office_calendar(tx, office.shipped().calendar).is_working(today);
        me.must_change_password = auth::must_change_password(tx, auth::AccountId{actor.account_id});
        if (call.rights.may(actor, Action::campaign_read)) {
            for (const auto& row : campaign::list(tx)) {
                me.campaigns.push_back({row.id, row.code, row.short_title, row.event_on});
            }
        }
    });
    me.role = me.roles.empty() ? "" : me.roles[0].title;
    return me;
}

Me start(Call& call, const SignInForm& form, Office& office) {
    call.answer_is_secret();
    auto user = form.user;
    if (const auto at = user.find('@'); at != std::string::npos) {
        user.resize(at);  // user@tenant_code: one office has one tenant
    }
    const auto started =
        auth::sign_in(call.ctx, {office.tenant(), user, form.password, call.request.remote_address,
                                 std::string{call.request.header("User-Agent").substr(0, 200)}});
    call.answer_headers.emplace_back("Set-Cookie", auth::cookie_header(started.token));
    auto actor =
        auth::actor_of(office.db(), call.ctx.clock.now().ms, started.token, office.branches());
    KETNAP_CHECK(actor.has_value());
    call.ctx.actor = std::move(*actor);
    return me_of(call, started.token, office);
}

std::string token_of(const Call& call) {
    return std::string{call.request.cookie(auth::sign_in_cookie)};
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
            auth::change_password(call.ctx, office.shipped().passwords, form.old_password,
                                  form.new_password);
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
