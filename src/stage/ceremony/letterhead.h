// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/documents/letterhead.h"

#include <string>

namespace ketnap::ceremony {

/// How the body that holds a campaign's day writes itself; where nobody signs by the letterhead,
/// whoever signed the plan does. Private to this slice.
documents::Letterhead head_of(db::Tx& tx, const std::string& campaign_id);

}  // namespace ketnap::ceremony
