// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}

namespace ketnap::filters {

/// Filters saved by name, of the reader and of the office.
void add_routes(auth::Api& api);

}  // namespace ketnap::filters
