// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/actor.h"
#include "base/auth/role_book.h"
#include "platform/db/filter.h"

#include <string>
#include <vector>

namespace ketnap::auth {

using audit::Actor;

/// What an action is about. Filled from the row just read, never from the request.
struct Object {
    std::string org_path;              ///< where it lies in the tree of organisations
    std::string campaign_id;           ///< empty: of no campaign
    std::vector<std::string> persons;  ///< whom it is about: nobody acts on their own dossier
    std::string closed_on{};           ///< the day its last stage closed; empty: it is open
    bool p3_open = false;              ///< the stage that needs verification and opinions is open
    FieldClass field = FieldClass::p0;

    Object of(FieldClass wanted) const {
        auto one = *this;
        one.field = wanted;
        return one;
    }
};

/// Why yes or no, of one grant or of the actor as a whole.
enum class Verdict {
    allowed,
    lent,      ///< by a role that a colleague lent
    opened,    ///< outside the scope, for an hour, by a stated reason
    everyone,  ///< whoever has signed in
    no_role,
    own_dossier,
    relative,
    role,
    subtree,
    campaign,
    only_assigned,
    only_agenda,
    only_own,
    field,
    field_stage,
    stage_over,
    fresh  ///< given less than a day ago and not confirmed by a second administrator
};
BOOST_DESCRIBE_ENUM(Verdict, allowed, lent, opened, everyone, no_role, own_dossier, relative, role,
                    subtree, campaign, only_assigned, only_agenda, only_own, field, field_stage,
                    stage_over, fresh)

struct Reason {
    Verdict verdict = Verdict::no_role;
    std::string role{};
    std::string org_id{};
};

/// Columns of a list that a Scope is told of; empty where its rows have none.
struct ScopeColumns {
    db::Fragment path;        ///< "o.path >= ? AND o.path < ?"
    db::Fragment other_path;  ///< of a second body, or ""
    db::Fragment campaign;    ///< "d.campaign_id = ?"
    db::Fragment closed;      ///< "(d.state <> 'admitted' OR d.state_since >= ?)"
    db::Fragment person;      ///< "d.person_id = ?"
};

/// Where an action reaches, for lists: what can() would say of each row.
struct Scope {
    struct Term {
        std::string path;
        std::string campaign_id{};
        bool ends = false;  ///< a closed dossier only since `closed_since`
        bool only = false;  ///< only of `persons`
        std::vector<std::string> persons{};
    };
    std::vector<Term> terms;
    std::string closed_since;

    Scope() = default;
    /// Whole subtrees, nothing narrowed.
    Scope(const std::vector<std::string>& paths) {
        for (const auto& path : paths) {
            terms.push_back({path});
        }
    }
    /// The outermost paths; one entry "/" is everything.
    std::vector<std::string> paths() const;
    /// Nothing narrows the paths.
    bool is_whole() const;
    bool is_everything() const;
    void narrow(db::Filter& filter, const ScopeColumns& columns) const;
};

/// The one decision: role × subtree × stage × field class × relation, default deny. Pages, API,
/// exports, search and reports ask it alike.
class Rights {
  public:
    explicit Rights(RoleBook book) : m_book(std::move(book)) {}

    bool can(const Actor& actor, Action action, const Object& object) const;
    /// The same with its reason: the one that allows, or what stands against it in each grant.
    std::vector<Reason> why(const Actor& actor, Action action, const Object& object) const;
    /// The coarse gate of a route: is there anything the actor may do this on?
    bool may(const Actor& actor, Action action) const;
    /// Subtrees (paths) on which the action is allowed; for lists. One entry "/" means everything.
    std::vector<std::string> reach(const Actor& actor, Action action) const;
    /// The same with what narrows it: campaign, stage, relation.
    Scope scope(const Actor& actor, Action action) const;

    const RoleBook& book() const { return m_book; }

  private:
    Verdict judge(const Actor& actor, const audit::Grant& grant, Action action,
                  const Object& object) const;
    const audit::OpenedDossier* opened_for(const Actor& actor, Action action,
                                           const Object& object) const;

    RoleBook m_book;
};

/// Does a decision rest on this action? A role just given is not used for it.
bool is_decision(Action action);

/// Throws Forbidden unless allowed.
void require(bool allowed);
/// Throws NotFound unless allowed: for rows the actor may not even know of.
void require_known(bool allowed);

/// Byte ranges of the reached subtrees, for db::Filter::ranges.
std::vector<db::Range> ranges_of(const std::vector<std::string>& reach);

/// End of the byte range of a subtree: "/a/b/" → "/a/b0".
std::string path_end(std::string path);

}  // namespace ketnap::auth
