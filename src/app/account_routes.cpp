// SPDX-License-Identifier: Apache-2.0
#include "app/account_routes.h"

#include "base/org/org.h"
#include "platform/crypto/crypto.h"
#include "platform/json/enum_text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::app {
namespace {

using auth::AccountId;
using auth::Action;
using auth::Call;

struct GrantView {
    std::string id;
    std::string role;
    std::string title;
    std::string org_id;
    std::string org_name;
    std::string campaign_id;
    std::int64_t granted_at = 0;
    std::string from_on;
    std::string until_on;
    std::string reason;
    std::string lent_by;
    bool holds = true;           ///< today
    bool needs_confirm = false;  ///< a second administrator, before decisions are made by it
};
BOOST_DESCRIBE_STRUCT(GrantView, (),
                      (id, role, title, org_id, org_name, campaign_id, granted_at, from_on,
                       until_on, reason, lent_by, holds, needs_confirm))

struct AccountView {
    std::string id;
    std::string user;
    std::string name;
    bool disabled = false;
    bool must_change_password = false;
    std::vector<GrantView> grants;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (id, user, name, disabled, must_change_password, grants, version))

struct NewAccountForm {
    std::string user;
    std::string name;
    std::string role;
    std::string org_id;
    std::optional<std::string> campaign_id;
    std::optional<std::string> from_on;
    std::optional<std::string> until_on;
};
BOOST_DESCRIBE_STRUCT(NewAccountForm, (),
                      (user, name, role, org_id, campaign_id, from_on, until_on))

/// The first password is shown once, to the administrator who made the account; it ends in 72
/// hours.
struct CreatedAccount {
    std::string id;
    std::string first_password;
};
BOOST_DESCRIBE_STRUCT(CreatedAccount, (), (id, first_password))

struct GrantForm {
    std::string role;
    std::string org_id;
    std::optional<std::string> campaign_id;
    std::optional<std::string> from_on;
    std::optional<std::string> until_on;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(GrantForm, (), (role, org_id, campaign_id, from_on, until_on, reason))

struct DisabledForm {
    bool disabled = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DisabledForm, (), (disabled, version))

struct RightView {
    std::string action;
    std::string text;
    bool above = false;  ///< also of the bodies above
};
BOOST_DESCRIBE_STRUCT(RightView, (), (action, text, above))

struct RoleChoice {
    std::string role;
    std::string title;
    std::string reaches;  ///< whom of the subtree, in words
    std::vector<std::string> sees;
    bool ends = false;  ///< a closed dossier is seen for some days only
    std::vector<RightView> may;
};
BOOST_DESCRIBE_STRUCT(RoleChoice, (), (role, title, reaches, sees, ends, may))

RoleChoice choice_of(const Call& call, const auth::RoleBook::Role& role) {
    const auto words = [&](const std::string& key) {
        return call.messages.text(key, call.language());
    };
    RoleChoice out;
    out.role = role.name;
    out.title = call.language() == messages::Language::en ? role.title_en : role.title_vi;
    out.reaches = words("role_only." + json::text_of(role.only));
    for (const auto one : role.sees) {
        out.sees.push_back(words("field_class." + json::text_of(one)));
    }
    out.ends = !role.keeps_closed && role.may.contains(Action::dossier_read);
    for (const auto action : role.may) {
        const std::string name{auth::action_name(action)};
        out.may.push_back({name, words("right." + name), role.reaches_above.contains(action)});
    }
    return out;
}

std::string title_of(const Call& call, const std::string& role) {
    const auto& roles = call.rights.book().roles;
    const auto found = roles.find(role);
    if (found == roles.end()) {
        return role;
    }
    return call.language() == messages::Language::en ? found->second.title_en
                                                     : found->second.title_vi;
}

AccountView view_of(db::Tx& tx, const Call& call, const auth::Account& account) {
    AccountView view{account.id.value, account.user_name,   account.name,
                     account.disabled, account.must_change, {},
                     account.version};
    for (const auto& grant : auth::grants_of(tx, account.id)) {
        const auto body = org::find(tx, org::OrgId{grant.org_id});
        const auto* role = call.rights.book().find(grant.role);
        const bool decides = role != nullptr && std::ranges::any_of(role->may, auth::is_decision);
        view.grants.push_back({grant.id, grant.role, title_of(call, grant.role), grant.org_id,
                               body ? body->name : "", grant.campaign_id, grant.granted_at,
                               grant.from_on, grant.until_on, grant.reason, grant.lent_by,
                               grant.holds_on(call.ctx.clock.today().iso()),
                               decides && grant.decides_from > call.ctx.clock.now().ms});
    }
    return view;
}

json::Page<AccountView> list(Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        json::Page<AccountView> page;
        for (const auto& account : auth::accounts(tx)) {
            page.items.push_back(view_of(tx, call, account));
        }
        page.count = static_cast<std::int64_t>(page.items.size());
        return page;
    });
}

CreatedAccount create(Call& call, const NewAccountForm& form, const Office& office) {
    call.answer_is_secret();
    const auto password = crypto::random_token().substr(0, 16);
    const auto hash = crypto::password_hash(password);
    return call.ctx.write([&](db::Tx& tx) {
        Findings findings;
        if (!call.rights.book().roles.contains(form.role)) {
            findings.push_back(field_finding("field.choice", "role"));
        }
        if (!office.branches()(tx, form.org_id)) {
            findings.push_back(field_finding("field.reference", "org_id"));
        }
        auth::check_days({{},
                          form.role,
                          form.org_id,
                          "",
                          0,
                          form.from_on.value_or(""),
                          form.until_on.value_or("")},
                         findings);
        refuse_if(findings);
        const auto id =
            auth::insert_account(tx, call.ctx, {form.user, form.name, "", "", true, 72}, hash);
        auth::insert_grant(tx, call.ctx,
                           {id, form.role, form.org_id, form.campaign_id.value_or(""), 0,
                            form.from_on.value_or(""), form.until_on.value_or("")});
        return CreatedAccount{id.value, password};
    });
}

}  // namespace

void add_account_routes(auth::Api& api, Office& office) {
    api.get<json::Page<AccountView>>("/api/accounts", Action::account_manage,
                                     "Accounts and their roles", list);
    api.get<std::vector<RoleChoice>>("/api/roles", Action::account_manage,
                                     "Roles that can be granted", [](Call& call) {
                                         std::vector<RoleChoice> out;
                                         for (const auto& [name, role] : call.rights.book().roles) {
                                             out.push_back(choice_of(call, role));
                                         }
                                         return out;
                                     });
    auto anew = api.fresh_factor();
    anew.post<NewAccountForm, CreatedAccount>(
        "/api/accounts", Action::account_manage,
        "Make an account with a first password, shown once",
        [&office](Call& call, const NewAccountForm& form) { return create(call, form, office); },
        auth::Commits::itself);
    anew.put<DisabledForm, auth::Nothing>(
        "/api/accounts/{id}/disabled", Action::account_manage,
        "Stop or allow an account; its sign-ins end at once",
        [](Call& call, const DisabledForm& form) {
            auth::set_disabled(call.ctx, AccountId{call.param("id")}, form.disabled, form.version);
            return auth::Nothing{};
        });
    anew.post<GrantForm, auth::Nothing>(
        "/api/accounts/{id}/grants", Action::account_manage, "Give a role on a subtree",
        [&office](Call& call, const GrantForm& form) {
            auth::grant_role(call.ctx, call.rights, office.branches(),
                             {AccountId{call.param("id")}, form.role, form.org_id,
                              form.campaign_id.value_or(""), 0, form.from_on.value_or(""),
                              form.until_on.value_or(""), form.reason.value_or("")});
            return auth::Nothing{};
        });
    anew.post<auth::Nothing, auth::Nothing>(
        "/api/accounts/{id}/grants/{grant_id}/confirm", Action::account_manage,
        "Stand for a role that another administrator gave, so that it decides from now",
        [](Call& call, const auth::Nothing&) {
            auth::confirm_role(call.ctx, AccountId{call.param("id")}, call.param("grant_id"));
            return auth::Nothing{};
        });
    anew.del<auth::Nothing>(
        "/api/accounts/{id}/grants/{grant_id}", Action::account_manage,
        "Take a role back; sign-ins of the account end at once", [](Call& call) {
            auth::revoke_role(call.ctx, AccountId{call.param("id")}, call.param("grant_id"));
            return auth::Nothing{};
        });
}

}  // namespace ketnap::app
