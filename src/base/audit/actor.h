// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
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
    std::int64_t decides_from = 0;  ///< no decision is made by it before that moment
    std::string lent_by{};          ///< the colleague who lent it; empty: the account's own
};

/// A dossier opened outside the actor's scope for a stated reason, until a moment.
struct OpenedDossier {
    std::string id;
    std::string person_id;
    std::string role;  ///< by which it is read
    std::int64_t until = 0;
};

/// By what beyond own roles something was allowed; noted while a request runs, for its trail.
struct Used {
    std::string lent_by;  ///< name of the colleague
    std::string opened;   ///< id of the OpenedDossier
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
    std::int64_t at = 0;         ///< the moment of the request
    std::string today;           ///< its day in the office, YYYY-MM-DD
    std::vector<std::string> kin;       ///< persons who are relatives
    std::vector<std::string> assigned;  ///< persons in the actor's hands, when a role asks
    std::vector<std::string> agenda;    ///< persons a meeting is about, when a role asks
    std::vector<OpenedDossier> opened;
    std::shared_ptr<Used> used;         ///< none: nothing beyond own roles is held
    bool must_change_password = false;  ///< a first password opens nothing but its own change
    bool all_rights = false;            ///< the command line on its own data folder
};

}  // namespace ketnap::audit
