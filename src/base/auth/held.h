// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"
#include "platform/db/held.h"

#include <string>
#include <vector>

namespace ketnap::auth {

/// Where accounts, relatives and dossiers opened apart hold persons.
std::vector<db::HeldId> held_persons();
/// The two are noted as relatives of each other.
bool are_noted_kin(db::Tx& tx, const std::string& one, const std::string& other);

}  // namespace ketnap::auth
