// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/accounts.h"

namespace ketnap::auth {

/// Persons an actor has to do with, as later slices know them; app/wiring plugs them in. Asked only
/// of actors who hold a role that reaches no others.
struct Relations {
    using Persons = std::function<std::vector<std::string>(db::Tx&, const Actor&)>;
    Persons assigned{};  ///< in their hands: to guide, to verify
    Persons agenda{};    ///< on the agenda of a meeting that is not over
};

/// Fills in relatives, people in their hands, dossiers opened outside the scope.
void relate(db::Tx& tx, Actor& actor, const Rights& rights, const Relations& relations);

/// Two people who are relatives: neither acts on the dossier of the other.
struct Kin {
    std::string id;
    std::string person_id;  ///< the other one
    std::string relation;
};
/// Of one person, in the order they were noted.
std::vector<Kin> kin_of(db::Tx& tx, const std::string& person_id);
/// Refused: the same person, a pair that is noted already. The caller knows both to be there.
Kin add_kin(db::Tx& tx, const Ctx& ctx, const std::string& person_id,
            const std::string& kin_person_id, const std::string& relation);
void drop_kin(db::Tx& tx, const Ctx& ctx, const std::string& person_id, const std::string& id);
/// All of a person who is erased; how many.
std::int64_t forget_kin(db::Tx& tx, const std::string& person_id);

struct LentForm {
    std::string grant_id;  ///< of the lender
    AccountId to;
    std::string from_on;
    std::string until_on;
    std::string reason;
};
/// Lends a role one holds to a colleague, from a day to a day; the trail names both. Lending the
/// role of another needs account_manage. Refused: no reason, days that are none, run backwards or
/// are over, a role that is lent itself, an unknown or disabled account, oneself.
void lend_role(const Ctx& ctx, const Rights& rights, const AccountId& from, const LentForm& form);
/// Takes it back at once. Needs to be lender or borrower, or to hold account_manage.
void end_lent(const Ctx& ctx, const Rights& rights, const std::string& grant_id);

/// A role lent, as either side sees it.
struct Lent {
    GrantRow grant;
    AccountId to;
    std::string to_name;
};
/// Those of an account, as lender or borrower; of all when the id is empty.
std::vector<Lent> lent_roles(db::Tx& tx, const AccountId& account);

}  // namespace ketnap::auth
