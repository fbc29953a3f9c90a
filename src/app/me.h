// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "base/auth/api.h"

namespace ketnap::app {

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

/// What happened to the account and its owner has not read yet.
struct NoticeView {
    std::string id;
    std::string kind;
    std::int64_t at = 0;
    std::string by_names;
};
BOOST_DESCRIBE_STRUCT(NoticeView, (), (id, kind, at, by_names))

struct Me {
    std::string name;
    std::string user;
    std::string role;
    std::vector<RoleView> roles;
    std::vector<std::string> rights;
    std::string csrf_token;
    bool must_change_password = false;
    std::string factor_need;  ///< nothing, code, set_up: what is wanted before the pages open
    bool factor_held = false;
    std::vector<NoticeView> notices;
    bool demo = false;
    std::string office_name;
    std::string today;
    bool working_day = true;
    std::string language;
    std::string network;  ///< single | lan | open: what this machine is connected to
    std::vector<CampaignChoice> campaigns;
};
BOOST_DESCRIBE_STRUCT(Me, (),
                      (name, user, role, roles, rights, csrf_token, must_change_password,
                       factor_need, factor_held, notices, demo, office_name, today, working_day,
                       language, network, campaigns))

/// Who has signed in; before the code of the second factor no roles and no rights.
Me me_of(const auth::Call& call, const std::string& token, const Office& office);
/// The same for a sign-in that has just got a new token: its cookie goes with the answer.
Me me_anew(auth::Call& call, const std::string& token, const Office& office);
std::string token_of(const auth::Call& call);
/// How the office and the units of one's roles are called: no password holds them.
std::vector<std::string> unit_words(db::Tx& tx, const auth::AccountId& account);

}  // namespace ketnap::app
