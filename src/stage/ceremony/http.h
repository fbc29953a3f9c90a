// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}

namespace ketnap::ceremony {

class Programmes;

/// Ceremonies, their delegates, chairs, programme and check-in. `programmes` outlives the routes.
void add_routes(auth::Api& api, const Programmes& programmes);

}  // namespace ketnap::ceremony
