// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "base/auth/api.h"

namespace ketnap::app {

/// Working calendar with the office's own days, code lists, the audit as a list.
void add_settings_routes(auth::Api& api, Office& office);

}  // namespace ketnap::app
