// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/action.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace ketnap::auth {

/// P0 public to the office, P1 basic personal, P2 sensitive, P3 verification and opinions.
enum class FieldClass { p0, p1, p2, p3 };
BOOST_DESCRIBE_ENUM(FieldClass, p0, p1, p2, p3)

/// Whom of its subtree a role reaches: all, those in its hands, those a meeting is about or in its
/// hands, oneself.
enum class Only { all, assigned, agenda, own };
BOOST_DESCRIBE_ENUM(Only, all, assigned, agenda, own)

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
        std::set<FieldClass> sees{FieldClass::p0};
        Only only = Only::all;
        std::string seat;  ///< countersigns what was opened outside a scope: "auditor", "head"
        bool keeps_closed = false;  ///< a closed dossier stays open to it
    };
    std::map<std::string, Role, std::less<>> roles;
    int closed_days = 0;  ///< how long a closed dossier is still seen

    /// Throws std::runtime_error naming file and reason: unknown action, role without a title.
    static RoleBook load(const std::filesystem::path& file);
    const Role* find(std::string_view name) const;
    /// A dossier that closed before this day is no longer seen on `today`; empty: unknown day.
    std::string closed_since(const std::string& today) const;
};

}  // namespace ketnap::auth
