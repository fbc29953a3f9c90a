// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/people.h"

namespace ketnap::ceremony {

/// The lines of a person on lists of delegates lose name, post and note. How many.
std::int64_t erase_words(db::Tx& tx, const people::PersonId& person, const std::string& in_place);

}  // namespace ketnap::ceremony
