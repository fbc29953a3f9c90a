// SPDX-License-Identifier: Apache-2.0
#include "base/documents/http.h"

#include "base/auth/api.h"
#include "base/documents/letterhead.h"
#include "base/documents/library.h"

namespace ketnap::documents {

struct LayoutChoice {
    std::string id;
    std::string name;
    std::string in_force;
    std::string confidence;
};
BOOST_DESCRIBE_STRUCT(LayoutChoice, (), (id, name, in_force, confidence))

namespace {

Letterhead read_letterhead(auth::Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        const auto org = org::get(tx, org::OrgId{call.param("org_id")});
        auth::require_known(call.can(auth::Action::org_read, org.object()));
        return letterhead(tx, org.id);
    });
}

}  // namespace

void add_routes(auth::Api& api, const Library& library) {
    api.get<Letterhead>("/api/letterheads/{org_id}", auth::Action::org_read,
                        "How a body writes itself at the head of its papers", read_letterhead);
    api.put<Letterhead, Letterhead>(
        "/api/letterheads/{org_id}", auth::Action::settings_edit, "Change the letterhead of a body",
        [&library](auth::Call& call, const Letterhead& body) {
            return put_letterhead(call.ctx, call.rights, library, org::OrgId{call.param("org_id")},
                                  body);
        });
    api.get<json::Page<LayoutChoice>>(
        "/api/layouts", auth::Action::signed_in, "Layout regimes of papers",
        [&library](auth::Call&) {
            json::Page<LayoutChoice> page;
            for (const auto& [id, l] : library.layouts()) {
                page.items.push_back({id, l.name, l.in_force, l.confidence});
            }
            page.count = static_cast<std::int64_t>(page.items.size());
            return page;
        });
}

}  // namespace ketnap::documents
