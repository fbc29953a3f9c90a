// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "base/auth/api.h"

namespace ketnap::app {

/// Health, set-up of a new office, sign-in and -out, who am I.
void add_entry_routes(auth::Api& api, Office& office);

}  // namespace ketnap::app
