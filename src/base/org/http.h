// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "base/org/org.h"

namespace ketnap::org {

/// Routes of the tree of organisations.
void add_routes(auth::Api& api, Moved moved);

}  // namespace ketnap::org
