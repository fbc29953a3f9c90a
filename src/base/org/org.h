// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "platform/vocabulary/id.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::org {

using audit::Ctx;
using OrgId = Id<struct OrgTag>;

/// party | union | trade_union | other: which system a body belongs to.
enum class System { party, youth_union, trade_union, other };

/// One body of the tree. Names and parents are dated data: bodies were merged in 2025 and again in
/// 2026.
struct Org {
    OrgId id;
    OrgId parent_id;   ///< empty for the root
    std::string path;  ///< "/root/unit/cell/"
    System system = System::party;
    std::string kind;  ///< a code of data/lists/org_kinds.json: party_committee,
                       ///< grassroots_party_body, sub_cell …
    std::string code;  ///< short code for people, unique in the office
    std::string name;
    std::string short_name;
    OrgId linked_org_id;  ///< the Party body a Union body belongs to, and the reverse
    std::string place;
    std::string from_on;
    std::string until_on;
    std::int64_t version = 0;

    auth::Object object() const { return {.org_path = path, .campaign_id = {}, .persons = {}}; }
};

/// Adds a body below `parent_id` (empty: the root of a new office). Needs org_edit there.
/// Refused: name or code missing or taken, unknown parent or link.
Org add(const Ctx& ctx, const auth::Rights& rights, const Org& org);
/// Many at once in one transaction (import, demo); paths are filled in, parents come before
/// children.
void add_many(db::Tx& tx, const Ctx& ctx, std::vector<Org>& orgs);
/// Told in the same transaction when a subtree got another path; app/wiring plugs the slices in
/// that keep paths.
using Moved = std::function<void(db::Tx&, const std::string& from, const std::string& to)>;
/// Changes names, codes, dates, link and parent (a moved subtree keeps its ids). 409 on a stale
/// version.
Org change(const Ctx& ctx, const auth::Rights& rights, const Org& org, const Moved& moved);

std::optional<Org> find(db::Tx& tx, const OrgId& id);
std::optional<Org> find_by_code(db::Tx& tx, std::string_view code);
/// Throws NotFound.
Org get(db::Tx& tx, const OrgId& id);
/// The body without a parent; nothing before set-up.
std::optional<Org> root(db::Tx& tx);
/// All bodies of the given subtrees, each tree in reading order (parents before children, siblings
/// by name).
std::vector<Org> tree(db::Tx& tx, const std::vector<std::string>& reach);
/// The bodies from the root down to this one.
std::vector<Org> ancestors(db::Tx& tx, const Org& org);
/// Grassroots unit that holds this body (the first below the root); itself when it is one.
std::optional<Org> unit_of(db::Tx& tx, const Org& org);
/// Path of an organisation: what auth needs to place a grant (auth::BranchResolver).
std::optional<std::string> path_of(db::Tx& tx, const std::string& org_id);
/// Id → name of every body; for lists and imports.
std::map<std::string, std::string> names(db::Tx& tx);

}  // namespace ketnap::org
