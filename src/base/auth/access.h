// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/accounts.h"

namespace ketnap::auth {

/// What of an account is counted by the hour: dossiers opened, lists taken out.
enum class Watched { nothing, dossier, exports };
inline constexpr std::int64_t most_dossiers_an_hour = 50;
inline constexpr std::int64_t most_exports_an_hour = 5;

/// Notes one; the first beyond the limit raises an alert, at most one an hour. A dossier counts
/// once an hour however often it is opened.
void note_access(const Ctx& ctx, Watched kind, const std::string& object_id);

struct AccessAlert {
    std::string id;
    std::string user_name;
    std::string name;
    std::string kind;  ///< dossier, export
    std::int64_t count = 0;
    std::int64_t at = 0;
    std::string seen_by;  ///< empty: nobody has looked yet
    std::int64_t seen_at = 0;
};
/// Newest first.
std::vector<AccessAlert> access_alerts(db::Tx& tx);
void see_alert(const Ctx& ctx, const std::string& id);

}  // namespace ketnap::auth
