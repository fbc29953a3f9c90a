// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"

namespace ketnap::app {

/// New first passwords by two people.
void add_reset_routes(auth::Api& api);
/// Accounts that read or take out more than is usual.
void add_alert_routes(auth::Api& api);

}  // namespace ketnap::app
