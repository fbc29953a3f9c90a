// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace ketnap::audit {

/// A role held on a subtree of organisations, perhaps for one campaign or ceremony only.
struct Grant {
    std::string role;
    std::string org_id;
    std::string org_path;     ///< path of ids, "/a/b/": the subtree the grant reaches
    std::string campaign_id;  ///< empty: not bound to one campaign
    std::int64_t granted_at = 0;
};

/// Who acts. Made by auth for a sign-in, by the command line for `cli:<system user>`, by jobs for
/// the one who asked.
struct Actor {
    std::string tenant;
    std::string account_id;
    std::string person_id;  ///< empty when the account is not bound to a person
    std::string user;
    std::string name;
    std::string sign_in_id;
    std::string ip;
    std::string language = "vi";
    std::vector<Grant> grants;
    bool factor_held = false;    ///< the account has a second factor
    bool factor_by_role = true;  ///< this office wants one of every role that the role table names
    std::int64_t factor_at = 0;  ///< when this sign-in last gave it; 0: not yet
    bool must_change_password = false;  ///< a first password opens nothing but its own change
    bool all_rights = false;            ///< the command line on its own data folder
};

}  // namespace ketnap::audit
