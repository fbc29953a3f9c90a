// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/dossier/dossier.h"

#include <string>
#include <vector>

namespace ketnap::dossier {

/// A dossier of a person, for whoever must know how long it is kept.
struct OfPerson {
    DossierId id;
    std::string code;
    State state = State::drafting;
    std::string state_since;
};
/// In the order of their codes.
std::vector<OfPerson> of_person(db::Tx& tx, const people::PersonId& person);

/// Whom a dossier is about; empty when there is none.
std::string person_of(db::Tx& tx, const std::string& dossier_id);

/// Seals what an earlier version kept in words; once at start, for nothing when all is sealed.
void seal_leftovers(const Ctx& ctx);

/// Overwrites the words that stand plain in the dossiers of a person; numbers, days and counts stay
/// for the office's own registers. How many rows.
std::int64_t erase_words(db::Tx& tx, const people::PersonId& person, const std::string& in_place);

}  // namespace ketnap::dossier
