// SPDX-License-Identifier: Apache-2.0
#include "reports/http.h"

#include "base/auth/api.h"
#include "reports/home.h"
#include "reports/progress.h"

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
    api.get<json::Page<PlaceProgress>>(
        "/api/campaigns/{id}/progress", auth::Action::campaign_read,
        "How far the places of each unit are filled", [](auth::Call& call) {
            auto rows = progress(call.ctx, call.rights, {call.param("id")});
            const auto count = static_cast<std::int64_t>(rows.size());
            return json::Page<PlaceProgress>{.items = std::move(rows), .next = {}, .count = count};
        });
}

}  // namespace ketnap::reports
