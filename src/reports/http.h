// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}
namespace ketnap::rules {
class Calendar;
}

namespace ketnap::reports {

/// What is read across the stages.
void add_routes(auth::Api& api, const rules::Calendar& calendar);

}  // namespace ketnap::reports
