// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "base/rules/own_files.h"
#include "base/rules/rules.h"

namespace ketnap::rules {

/// Routes to read the rule sets.
/// What is given outlives the routes.
void add_routes(auth::Api& api, const Rules& rules, const OwnFiles& own);

}  // namespace ketnap::rules
