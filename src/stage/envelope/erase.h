// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"

#include <string>

namespace ketnap::envelope {

/// Seals what an earlier version kept in words; once at start, for nothing when all is sealed.
void seal_leftovers(const audit::Ctx& ctx);

/// Ends what was read on originals, asked in letters and laid in files of a dossier. How many rows.
std::int64_t erase_words(db::Tx& tx, const std::string& dossier_id);

}  // namespace ketnap::envelope
