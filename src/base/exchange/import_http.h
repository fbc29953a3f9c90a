// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "base/exchange/exchange.h"

namespace ketnap::exchange {

/// Files of people on their way in, and lists of people on their way out.
void add_import_routes(auth::Api& api, const Kit& kit);

}  // namespace ketnap::exchange
