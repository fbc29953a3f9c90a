// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/ceremony/ceremony.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ketnap::ceremony::gate {

struct Held {
    std::int64_t recorded = 0;         ///< whose dossier was moved on
    std::vector<std::string> missing;  ///< names of those who did not come: their day is another
};
BOOST_DESCRIBE_STRUCT(Held, (), (recorded, missing))

/// Records that the ceremony took place, for every new member who came. An admission ceremony is
/// the day of joining: decided → admitted. A hand-over only tells when the cell received the
/// decision, where that is not known yet. May be run again for latecomers. Needs ceremony_edit, and
/// decision_issue where it sets the day of joining. Refused: no day, or a day to come.
Held record_held(const Ctx& ctx, const Rights& rights, const CeremonyId& id);
Held record_held(db::Tx& tx, const Ctx& ctx, const CeremonyId& id);

}  // namespace ketnap::ceremony::gate
