// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}

namespace ketnap::documents {

class Library;

/// Letterheads of the bodies, and the layouts they may use. `library` outlives the table.
void add_routes(auth::Api& api, const Library& library);

}  // namespace ketnap::documents
