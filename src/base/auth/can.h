// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/actor.h"
#include "base/auth/action.h"
#include "platform/db/filter.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ketnap::auth {

using audit::Actor;

/// What an action is about. Filled from the row just read, never from the request.
struct Object {
    std::string org_path;              ///< where it lies in the tree of organisations
    std::string campaign_id;           ///< empty: of no campaign
    std::vector<std::string> persons;  ///< whom it is about: nobody acts on their own dossier
};

/// Which role may do what: data/auth/roles.json, read once at start.
struct RoleBook {
    struct Role {
        std::string name;
        std::string title_vi;
        std::string title_en;
        bool second_factor = false;  ///< must have one, unless the office asks only who has it
        std::set<Action> may;
        std::set<Action>
            reaches_above;  ///< reads that also reach the organisations above the grant
    };
    std::map<std::string, Role, std::less<>> roles;

    /// Throws std::runtime_error naming file and reason: unknown action, role without a title.
    static RoleBook load(const std::filesystem::path& file);
};

/// The one decision: role × subtree × campaign × relation, default deny. Pages, API, exports,
/// search and reports ask it alike.
class Rights {
  public:
    explicit Rights(RoleBook book) : m_book(std::move(book)) {}

    bool can(const Actor& actor, Action action, const Object& object) const;
    /// The coarse gate of a route: is there anything the actor may do this on?
    bool may(const Actor& actor, Action action) const;
    /// Subtrees (paths) on which the action is allowed; for lists. One entry "/" means everything.
    std::vector<std::string> reach(const Actor& actor, Action action) const;

    const RoleBook& book() const { return m_book; }

  private:
    RoleBook m_book;
};

/// Throws Forbidden unless allowed.
void require(bool allowed);
/// Throws NotFound unless allowed: for rows the actor may not even know of.
void require_known(bool allowed);

/// Byte ranges of the reached subtrees, for db::Filter::ranges.
std::vector<db::Range> ranges_of(const std::vector<std::string>& reach);

/// End of the byte range of a subtree: "/a/b/" → "/a/b0".
std::string path_end(std::string path);

}  // namespace ketnap::auth
