// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "base/auth/api.h"

namespace ketnap::app {

/// The trail as people read it: searched, exported, and of one person or dossier field by field.
void add_audit_routes(auth::Api& api, const Office& office);

}  // namespace ketnap::app
