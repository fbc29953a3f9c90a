// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "base/privacy/privacy.h"

namespace ketnap::privacy {

void add_routes(auth::Api& api, const Desk& desk);

}  // namespace ketnap::privacy
