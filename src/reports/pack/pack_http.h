// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "reports/pack/pack.h"

namespace ketnap::auth {
class Api;
}

namespace ketnap::reports {

/// Orders a pack and hands it over once; how far it is stands at /api/jobs/{id}. What `desk` points
/// to outlives the table.
void add_pack_routes(auth::Api& api, const PackDesk& desk);

}  // namespace ketnap::reports
