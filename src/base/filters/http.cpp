// SPDX-License-Identifier: Apache-2.0
#include "base/filters/http.h"

#include "base/auth/api.h"
#include "base/filters/filters.h"

namespace ketnap::filters {

/// A list as it stood on a screen, on its way into a file there.
struct ListExport {
    std::string list;
    std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(ListExport, (), (list, rows))

void add_routes(auth::Api& api) {
    using auth::Action;
    api.get<json::Page<SavedFilter>>(
        "/api/filters", Action::signed_in,
        "Saved filters of a list (?list=): one's own and those shared with the office",
        [](auth::Call& call) {
            json::Page<SavedFilter> page;
            page.items = call.ctx.read(
                [&](db::Tx& tx) { return of_list(tx, call.ctx, call.query("list")); });
            page.count = static_cast<std::int64_t>(page.items.size());
            return page;
        });
    api.post<FilterForm, SavedFilter>(
        "/api/filters", Action::signed_in, "Saves a filter by name, in place of one of that name",
        [](auth::Call& call, const FilterForm& form) { return save(call.ctx, form); });
    api.del<auth::Nothing>("/api/filters/{id}", Action::signed_in, "Drops one's own saved filter",
                           [](auth::Call& call) {
                               drop(call.ctx, FilterId{call.param("id")});
                               return auth::Nothing{};
                           });
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .post<ListExport, auth::Nothing>("/api/lists/exports", Action::list_export,
                                         "Notes that a list on the screen is being saved as a file",
                                         [](auth::Call& call, const ListExport& body) {
                                             note_export(call.ctx, body.list, body.rows);
                                             return auth::Nothing{};
                                         });
}

}  // namespace ketnap::filters
