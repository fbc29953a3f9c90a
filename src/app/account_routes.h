// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "base/auth/api.h"

namespace ketnap::app {

/// Accounts and the roles they hold: for the administrator.
void add_account_routes(auth::Api& api, Office& office);

}  // namespace ketnap::app
