// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "stage/dossier/dossier.h"

/// What changed in a dossier between two moments (C28). Private to this slice.
namespace ketnap::dossier {

/// What lay in the dossier at one moment: "paper/application/date.dated_on" → "18/03/2024". No
/// remark (P3) is in it.
using Shot = std::map<std::string, std::string>;

Shot shot_of(const people::Person& person, const Contents& contents);

/// One difference. `place` is a form, "person", "vote:cell" or "support:<name>"; `field` what of
/// it.
struct Difference {
    std::string place;
    std::string field;
    std::string from;
    std::string to;
};
BOOST_DESCRIBE_STRUCT(Difference, (), (place, field, from, to))

std::vector<Difference> differences(const Shot& before, const Shot& after);

/// What the unit changed in the last round: from the return to the resubmission, or until now while
/// it is still out. `round_no` 0: there was none.
struct RoundChanges {
    std::int64_t round_no = 0;
    std::vector<Difference> items;
};
BOOST_DESCRIBE_STRUCT(RoundChanges, (), (round_no, items))

RoundChanges changes_of_round(db::Tx& tx, const DossierId& id, const people::Person& person,
                              const Contents& contents);

}  // namespace ketnap::dossier
