// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/org/org.h"

namespace ketnap::org::store {

void insert(db::Tx& tx, const Org& org);
/// False: the version is stale.
bool update(db::Tx& tx, const Org& org);
std::optional<Org> by_id(db::Tx& tx, std::string_view id);
std::optional<Org> by_code(db::Tx& tx, std::string_view code);
std::optional<Org> root(db::Tx& tx);
std::vector<Org> within(db::Tx& tx, const std::vector<std::string>& reach);
/// Rewrites the beginning of every path of a moved subtree, of bodies and of people below it.
void move_paths(db::Tx& tx, const std::string& from, const std::string& to);
std::map<std::string, std::string> names(db::Tx& tx);

}  // namespace ketnap::org::store
