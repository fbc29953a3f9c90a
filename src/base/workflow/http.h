// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}

namespace ketnap::workflow {

/// Tasks, and the reading of a date as a plan writes it.
void add_routes(auth::Api& api);

}  // namespace ketnap::workflow
