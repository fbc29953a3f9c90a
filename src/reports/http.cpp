// SPDX-License-Identifier: Apache-2.0
#include "reports/http.h"

#include "base/auth/api.h"
#include "reports/home.h"

namespace ketnap::reports {

void add_routes(auth::Api& api, const rules::Calendar& calendar) {
    api.get<Home>("/api/home", auth::Action::signed_in,
                  "What is mine, what is late, where the campaign (?campaign=id) stands, what "
                  "changed",
                  [&calendar](auth::Call& call) {
                      const Desk desk{call.ctx, call.rights, calendar, call.messages,
                                      call.language()};
                      return home(desk, call.query("campaign"));
                  });
}

}  // namespace ketnap::reports
