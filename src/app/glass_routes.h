// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"

namespace ketnap::app {

/// Dossiers opened outside the scope of whoever opened them, and who looked at it afterwards.
void add_glass_routes(auth::Api& api);

}  // namespace ketnap::app
