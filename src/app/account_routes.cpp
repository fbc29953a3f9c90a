// SPDX-License-Identifier: Apache-2.0
#include "app/account_routes.h"

#include "base/org/org.h"
#include "platform/crypto/crypto.h"
#include "platform/vocabulary/errors.h"

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
};
BOOST_DESCRIBE_STRUCT(GrantView, (), (id, role, title, org_id, org_name, campaign_id, granted_at))

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
};
BOOST_DESCRIBE_STRUCT(NewAccountForm, (), (user, name, role, org_id, campaign_id))

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
};
BOOST_DESCRIBE_STRUCT(GrantForm, (), (role, org_id, campaign_id))

struct DisabledForm {
    bool disabled = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DisabledForm, (), (disabled, version))

struct RoleChoice {
    std::string role;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(RoleChoice, (), (role, title))

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
        view.grants.push_back({grant.id, grant.role, title_of(call, grant.role), grant.org_id,
                               body ? body->name : "", grant.campaign_id, grant.granted_at});
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
        refuse_if(findings);
        const auto id =
            auth::insert_account(tx, call.ctx, {form.user, form.name, "", "", true, 72}, hash);
        auth::insert_grant(tx, call.ctx,
                           {id, form.role, form.org_id, form.campaign_id.value_or(""), 0});
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
                                             out.push_back({name, title_of(call, name)});
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
                              form.campaign_id.value_or(""), 0});
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
