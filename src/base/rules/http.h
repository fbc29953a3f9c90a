// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "base/rules/rules.h"

namespace ketnap::rules {

/// Routes to read the rule sets.
void add_routes(auth::Api& api, const Rules& rules);

}  // namespace ketnap::rules
