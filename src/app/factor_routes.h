// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "base/auth/api.h"

namespace ketnap::app {

/// The second factor, recovery, and one's own sign-ins.
void add_factor_routes(auth::Api& api, Office& office);

}  // namespace ketnap::app
