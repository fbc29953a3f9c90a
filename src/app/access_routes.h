// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "base/auth/api.h"
#include "base/auth/relations.h"

namespace ketnap::app {

/// Roles lent, relatives, dossiers opened outside the scope, and why an account may do something.
void add_access_routes(auth::Api& api, Office& office, const auth::Relations& relations);

}  // namespace ketnap::app
