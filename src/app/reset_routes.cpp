// SPDX-License-Identifier: Apache-2.0
#include "app/reset_routes.h"

#include "base/auth/access.h"
#include "base/auth/resets.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::app {
namespace {

using auth::AccountId;
using auth::Action;
using auth::Call;

struct ResetForm {
    bool drops_factor = false;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ResetForm, (), (drops_factor, reason))

struct ResetId {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(ResetId, (), (id))

/// `mine`: asked by the reader or about the reader, who therefore does not give it.
struct ResetView {
    std::string id;
    std::string account_id;
    std::string user;
    std::string name;
    bool drops_factor = false;
    std::string reason;
    std::string asked_by;
    std::int64_t asked_at = 0;
    bool mine = false;
};
BOOST_DESCRIBE_STRUCT(ResetView, (),
                      (id, account_id, user, name, drops_factor, reason, asked_by, asked_at, mine))

/// Shown once, to the second person.
struct GivenPassword {
    std::string first_password;
};
BOOST_DESCRIBE_STRUCT(GivenPassword, (), (first_password))

struct AlertView {
    std::string id;
    std::string user;
    std::string name;
    std::string kind;
    std::int64_t count = 0;
    std::int64_t at = 0;
    std::string seen_by;
    std::int64_t seen_at = 0;
};
BOOST_DESCRIBE_STRUCT(AlertView, (), (id, user, name, kind, count, at, seen_by, seen_at))

const auth::Account* find(const std::vector<auth::Account>& accounts, const AccountId& id) {
    const auto found = std::find_if(accounts.begin(), accounts.end(),
                                    [&](const auth::Account& one) { return one.id == id; });
    return found == accounts.end() ? nullptr : &*found;
}

std::vector<ResetView> list(Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        const auto accounts = auth::accounts(tx);
        const AccountId reader{call.ctx.actor.account_id};
        std::vector<ResetView> out;
        for (const auto& one : auth::open_resets(tx, call.ctx.clock.now().ms)) {
            const auto* whose = find(accounts, one.account_id);
            const auto* asked = find(accounts, one.asked_by);
            out.push_back({one.id, one.account_id.value, whose ? whose->user_name : "",
                           whose ? whose->name : "", one.drops_factor, one.reason,
                           asked ? asked->name : "", one.asked_at,
                           one.asked_by == reader || one.account_id == reader});
        }
        return out;
    });
}

std::vector<AlertView> alerts(Call& call) {
    std::vector<AlertView> out;
    for (const auto& one : call.ctx.read([](db::Tx& tx) { return auth::access_alerts(tx); })) {
        out.push_back({one.id, one.user_name, one.name, one.kind, one.count, one.at, one.seen_by,
                       one.seen_at});
    }
    return out;
}

}  // namespace

void add_alert_routes(auth::Api& api) {
    api.get<std::vector<AlertView>>(
        "/api/alerts", Action::audit_read,
        "Accounts that opened many dossiers or took many lists within an hour", alerts);
    api.post<auth::Nothing, auth::Nothing>("/api/alerts/{id}/seen", Action::audit_read,
                                           "One has looked into it",
                                           [](Call& call, const auth::Nothing&) {
                                               auth::see_alert(call.ctx, call.param("id"));
                                               return auth::Nothing{};
                                           });
}

void add_reset_routes(auth::Api& api) {
    auto anew = api.fresh_factor();
    anew.post<ResetForm, ResetId>("/api/accounts/{id}/reset", Action::account_manage,
                                  "Ask for a new first password; a second person gives it",
                                  [](Call& call, const ResetForm& form) {
                                      auth::Reset wanted;
                                      wanted.account_id = AccountId{call.param("id")};
                                      wanted.drops_factor = form.drops_factor;
                                      wanted.reason = form.reason;
                                      return ResetId{auth::ask_reset(call.ctx, wanted)};
                                  });
    api.get<std::vector<ResetView>>("/api/resets", Action::reset_confirm,
                                    "New first passwords that wait for a second person", list);
    anew.post<auth::Nothing, GivenPassword>(
        "/api/resets/{id}/give", Action::reset_confirm, "Give it, as the second person; shown once",
        [](Call& call, const auth::Nothing&) {
            call.answer_is_secret();
            return GivenPassword{auth::give_reset(call.ctx, call.param("id"))};
        },
        auth::Commits::itself);
    anew.post<auth::Nothing, auth::Nothing>("/api/resets/{id}/decline", Action::reset_confirm,
                                            "Do not give it", [](Call& call, const auth::Nothing&) {
                                                auth::decline_reset(call.ctx, call.param("id"));
                                                return auth::Nothing{};
                                            });
}

}  // namespace ketnap::app
