// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}
namespace ketnap::rules {
class Calendar;
}

namespace ketnap::exchange {

/// Boards, answers, extensions and reminders of requests. Requests are sent by the stage that asks.
void add_request_routes(auth::Api& api, const rules::Calendar& calendar);

}  // namespace ketnap::exchange
