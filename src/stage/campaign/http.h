// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}
namespace ketnap::rules {
class Calendar;
}

namespace ketnap::campaign {

/// Campaigns and their places. The calendar marks dates of a plan that fall on a day off.
void add_routes(auth::Api& api, const rules::Calendar& calendar);

}  // namespace ketnap::campaign
