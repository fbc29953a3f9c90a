// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/trace.h"
#include "base/people/people.h"

#include <vector>

namespace ketnap::people {

/// What happened to a person, newest first. Whoever came in by a list begins with the one audit row
/// of that import, as `person.imported` with the line of the file.
std::vector<audit::Entry> history(db::Tx& tx, const PersonId& id);

}  // namespace ketnap::people
