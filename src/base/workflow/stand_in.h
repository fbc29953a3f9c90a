// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/id.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::workflow {

using StandInId = Id<struct StandInTag>;

/// Someone acts in the stead of another from one day to another (C42). Both names stand in the
/// trail of what was done; neither may act on a dossier of their own.
struct StandIn {
    std::string id;
    std::string principal_account_id;
    std::string principal_name;
    std::string deputy_account_id;
    std::string deputy_name;
    std::string from_on;
    std::string until_on;
    std::string reason;
    std::string made_by;
    std::string ended_on;
    bool holds = false;  ///< today
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(StandIn, (),
                      (id, principal_account_id, principal_name, deputy_account_id, deputy_name,
                       from_on, until_on, reason, made_by, ended_on, holds, version))

struct StandInForm {
    std::optional<std::string> principal_account_id;  ///< the actor's own when not given
    std::string deputy_account_id;
    std::string from_on;
    std::string until_on;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StandInForm, (),
                      (principal_account_id, deputy_account_id, from_on, until_on, reason))

/// An account by name, to choose from.
struct Colleague {
    std::string account_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (account_id, name))

/// Makes one for oneself; for another only with account_manage. Refused: no reason, days that are
/// none or run backwards, an end in the past, an unknown or disabled account, oneself as deputy.
StandIn add_stand_in(const audit::Ctx& ctx, const auth::Rights& rights, const StandInForm& form);
/// Ends it today. Needs to be its principal, its deputy, or to hold account_manage.
StandIn end_stand_in(const audit::Ctx& ctx, const auth::Rights& rights, const StandInId& id,
                     std::int64_t version);
/// Those of the actor, as principal or deputy, newest first; all with account_manage.
std::vector<StandIn> stand_ins(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights);
/// Accounts that may be chosen: not disabled, not the actor's own.
std::vector<Colleague> colleagues(db::Tx& tx, const audit::Ctx& ctx);
/// Accounts that may do that on the object, in the order of their names.
std::vector<Colleague> able(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights,
                            auth::Action action, const auth::Object& object);

/// All in whose stead the actor may act today, with their grants.
std::vector<audit::Actor> principals(db::Tx& tx, const audit::Ctx& ctx);
/// The one in whose stead the actor acts, with that one's grants, for questions of right. Refused:
/// no such stand-in today.
audit::Actor principal(db::Tx& tx, const audit::Ctx& ctx, const std::string& account_id);

/// In whose name the actor may do it: their own (empty), or that of one in whose stead they act
/// today, for whoever `may`. None: nobody's. Neither of the two acts on a dossier of their own.
std::optional<std::string> acting_name(db::Tx& tx, const audit::Ctx& ctx,
                                       const auth::Object& object,
                                       const std::function<bool(const audit::Actor&)>& may);

}  // namespace ketnap::workflow
