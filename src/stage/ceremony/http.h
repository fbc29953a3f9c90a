// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}

namespace ketnap::ceremony {

struct Print;

/// Ceremonies, their delegates, chairs, papers and check-in. `print` outlives the routes.
void add_routes(auth::Api& api, const Print& print);

}  // namespace ketnap::ceremony
