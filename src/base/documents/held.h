// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/held.h"

namespace ketnap::documents {

/// Who signs the papers of a body.
db::HeldId letterhead_person();

}  // namespace ketnap::documents
