// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/id.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ketnap::auth {

using audit::Ctx;
using AccountId = Id<struct AccountTag>;

/// Path of an organisation, or nothing when there is none. The tree belongs to base/org, which
/// plugs this in.
using BranchResolver =
    std::function<std::optional<std::string>(db::Tx&, const std::string& org_id)>;

struct Account {
    AccountId id;
    std::string user_name;
    std::string name;
    std::string person_id;
    std::string language = "vi";
    bool disabled = false;
    bool must_change = false;
    std::int64_t version = 0;
};

struct NewAccount {
    std::string user_name;
    std::string name;
    std::string person_id;
    std::string password;  ///< plain; hashed before the transaction begins
    bool must_change = true;
    std::int64_t password_hours = 72;  ///< 0: does not expire (chosen by the user, not handed out)
};

struct NewGrant {
    AccountId account_id;
    std::string role;
    std::string org_id;
    std::string campaign_id;
    std::int64_t granted_at = 0;  ///< 0: now
    std::string from_on{};        ///< empty: at once
    std::string until_on{};       ///< empty: until it is taken back
    std::string reason{};
    std::string lent_grant_id{};  ///< the role of a colleague that this one is
};

struct GrantRow {
    std::string id;
    std::string role;
    std::string org_id;
    std::string campaign_id;
    std::int64_t granted_at = 0;
    std::string from_on{};
    std::string until_on{};
    std::string reason{};
    std::string granted_by{};    ///< user
    std::string confirmed_by{};  ///< user; a second administrator
    std::string lent_grant_id{};
    std::string lent_by_account{};  ///< empty: the account's own
    std::string lent_by{};          ///< name
    bool lent_holds = true;         ///< what it was lent of still holds
    std::int64_t decides_from = 0;  ///< before that moment no decision is made by it

    bool holds_on(const std::string& day) const {
        return lent_holds && (from_on.empty() || from_on <= day) &&
               (until_on.empty() || day <= until_on);
    }
};

/// The shipped list of common passwords (data/auth/common_passwords.txt), folded.
class PasswordRules {
  public:
    static PasswordRules load(const std::filesystem::path& file);
    /// 12 to 128 characters of any kind, not a common one, not holding a name the office would
    /// guess (ASVS 2.1).
    Findings check(std::string_view password, const std::vector<std::string>& known_words,
                   std::string_view field = "password") const;

  private:
    std::set<std::string, std::less<>> m_common;
};

/// Creates an account with a one-use first password. Needs account_manage on the root of the
/// office.
AccountId create_account(const Ctx& ctx, const NewAccount& account);
/// The same inside an operation of the caller, who has decided who may and has hashed the password.
AccountId insert_account(db::Tx& tx, const Ctx& ctx, const NewAccount& account,
                         const std::string& password_hash);
void insert_grant(db::Tx& tx, const Ctx& ctx, const NewGrant& grant);
/// Days that are none or run backwards.
void check_days(const NewGrant& grant, Findings& findings);
/// Gives a role on a subtree. Refused: unknown role or organisation, days that run backwards.
void grant_role(const Ctx& ctx, const Rights& rights, const BranchResolver& branches,
                const NewGrant& grant);
/// Takes a role back and ends the sign-ins of the account at once.
void revoke_role(const Ctx& ctx, const AccountId& account, const std::string& grant_id);
/// A second administrator stands for a role just given: from now decisions may be made by it.
/// Refused: whoever gave it, whoever holds it.
void confirm_role(const Ctx& ctx, const AccountId& account, const std::string& grant_id);
/// Disabled accounts cannot sign in; their sign-ins end at once.
void set_disabled(const Ctx& ctx, const AccountId& account, bool disabled, std::int64_t version);
std::vector<Account> accounts(db::Tx& tx);
/// All that were not taken back, also those of another day.
std::vector<GrantRow> grants_of(db::Tx& tx, const AccountId& account);
std::optional<Account> account_of(db::Tx& tx, const AccountId& id);
bool has_accounts(db::Tx& tx);
/// What people call whoever acted: the name of the account, or `user` itself where there is none (a
/// command, a job).
std::string called(db::Tx& tx, const std::string& user);
/// The person an account is bound to; empty when it is to none.
std::string person_of_user(db::Tx& tx, const std::string& user);
bool must_change_password(db::Tx& tx, const AccountId& account);
/// One's own language: "vi" or "en".
void set_language(const Ctx& ctx, const std::string& language);

/// The first account of an office, by its one-time link: `make_root` names the body the roles are
/// granted on. Everything in one transaction, so that a link is used up only when the account is
/// there.
void set_up(const Ctx& ctx, const std::string& token, const NewAccount& account,
            const std::function<std::string(db::Tx&)>& make_root,
            const std::vector<std::string>& roles);

}  // namespace ketnap::auth
