// SPDX-License-Identifier: Apache-2.0
#include "app/me.h"

#include "app/store.h"
#include "base/auth/factor.h"
#include "base/auth/gate.h"
#include "base/auth/notices.h"
#include "base/auth/sign_in.h"
#include "base/org/org.h"
#include "base/rules/office_days.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"

namespace ketnap::app {
namespace {

using auth::Action;
using auth::Call;

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

std::string_view need_name(auth::FactorNeed need) {
    switch (need) {
        case auth::FactorNeed::code:
            return "code";
        case auth::FactorNeed::set_up:
            return "set_up";
        case auth::FactorNeed::nothing:
            break;
    }
    return "nothing";
}

void say_rights(Me& me, db::Tx& tx, const Call& call) {
    me.roles = roles_of(tx, call);
    me.rights = rights_of(call);
    me.role = me.roles.empty() ? "" : me.roles[0].title;
    if (call.rights.may(call.ctx.actor, Action::campaign_read)) {
        for (const auto& row : campaign::list(tx)) {
            me.campaigns.push_back({row.id, row.code, row.short_title, row.event_on});
        }
    }
    for (const auto& one : auth::unseen_notices(tx, auth::AccountId{call.ctx.actor.account_id})) {
        me.notices.push_back({one.id, one.kind, one.at, one.by_names});
    }
}

}  // namespace

Me me_of(const Call& call, const std::string& token, const Office& office) {
    const auto& actor = call.ctx.actor;
    Me me;
    me.name = actor.name;
    me.user = actor.user;
    me.csrf_token = auth::csrf_token_of(token);
    me.language = actor.language;
    const auto need = auth::factor_need(actor, call.rights.book());
    me.factor_need = need_name(need);
    me.factor_held = actor.factor_held;
    const auto today = call.ctx.clock.today();
    me.today = today.iso();
    call.ctx.read([&](db::Tx& tx) {
        me.office_name = store::tenant_name(tx);
        me.demo = !setting(tx, "demo").empty();
        me.network = setting(tx, network_setting);
        me.working_day = rules::office_calendar(tx, office.shipped().calendar).is_working(today);
        me.must_change_password = auth::must_change_password(tx, auth::AccountId{actor.account_id});
        if (need != auth::FactorNeed::code) {
            say_rights(me, tx, call);
        }
    });
    return me;
}

Me me_anew(Call& call, const std::string& token, const Office& office) {
    call.answer_headers.emplace_back("Set-Cookie", auth::cookie_header(token));
    auto actor = auth::actor_of(call.ctx.db, call.ctx.clock.now().ms, token, office.branches());
    KETNAP_CHECK(actor.has_value());
    call.ctx.actor = std::move(*actor);
    return me_of(call, token, office);
}

std::vector<std::string> unit_words(db::Tx& tx, const auth::AccountId& account) {
    std::vector<std::string> words{store::tenant_name(tx)};
    for (const auto& grant : auth::grants_of(tx, account)) {
        if (const auto body = org::find(tx, org::OrgId{grant.org_id})) {
            words.push_back(body->name);
        }
    }
    return words;
}

std::string token_of(const Call& call) {
    return std::string{call.request.cookie(auth::sign_in_cookie)};
}

}  // namespace ketnap::app
