// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}
namespace ketnap::rules {
class Rules;
}

namespace ketnap::nomination {

/// Union votes, the list that is handed over, proposals, and requests to the units of a campaign.
void add_routes(auth::Api& api, const rules::Rules& all_rules);

}  // namespace ketnap::nomination
