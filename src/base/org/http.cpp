// SPDX-License-Identifier: Apache-2.0
#include "base/org/http.h"

#include "base/audit/trace.h"
#include "base/org/org.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::org {

BOOST_DESCRIBE_ENUM(System, party, youth_union, trade_union, other)

namespace {

using auth::Action;
using auth::Call;

struct OrgView {
    std::string id;
    std::optional<std::string> parent_id;
    System system = System::party;
    std::string kind;
    std::string code;
    std::string name;
    std::string short_name;
    std::optional<std::string> linked_org_id;
    std::string place;
    std::string from_on;
    std::string until_on;
    std::int64_t depth = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(OrgView, (),
                      (id, parent_id, system, kind, code, name, short_name, linked_org_id, place,
                       from_on, until_on, depth, version))

struct OrgForm {
    std::string parent_id;
    System system = System::party;
    std::string kind;
    std::string code;
    std::string name;
    std::optional<std::string> short_name;
    std::optional<std::string> linked_org_id;
    std::optional<std::string> place;
    std::optional<std::string> from_on;
    std::optional<std::string> until_on;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(OrgForm, (),
                      (parent_id, system, kind, code, name, short_name, linked_org_id, place,
                       from_on, until_on, version))

std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

OrgView view_of(const Org& org) {
    const auto slashes = std::count(org.path.begin(), org.path.end(), '/');
    return {org.id.value,   or_null(org.parent_id.value),
            org.system,     org.kind,
            org.code,       org.name,
            org.short_name, or_null(org.linked_org_id.value),
            org.place,      org.from_on,
            org.until_on,   static_cast<std::int64_t>(slashes) - 2,
            org.version};
}

std::string day(const std::optional<std::string>& text, const char* field) {
    if (!text || text->empty()) {
        return {};
    }
    if (!time::Date::parse_iso(*text)) {
        throw Refused{{field_finding("field.format", field)}};
    }
    return *text;
}

Org org_of(const OrgForm& form) {
    Org org;
    org.parent_id = OrgId{form.parent_id};
    org.system = form.system;
    org.kind = form.kind;
    org.code = form.code;
    org.name = form.name;
    org.short_name = form.short_name.value_or("");
    org.linked_org_id = OrgId{form.linked_org_id.value_or("")};
    org.place = form.place.value_or("");
    org.from_on = day(form.from_on, "from_on");
    org.until_on = day(form.until_on, "until_on");
    org.version = form.version.value_or(0);
    return org;
}

json::Page<OrgView> list(Call& call) {
    const auto orgs =
        call.ctx.read([&](db::Tx& tx) { return tree(tx, call.reach(Action::org_read)); });
    json::Page<OrgView> page;
    for (const auto& org : orgs) {
        page.items.push_back(view_of(org));
    }
    page.count = static_cast<std::int64_t>(page.items.size());
    return page;
}

OrgView one(Call& call) {
    const auto org = call.ctx.read([&](db::Tx& tx) { return get(tx, OrgId{call.param("id")}); });
    auth::require_known(call.can(Action::org_read, org.object()));
    return view_of(org);
}

OrgView edit(Call& call, const OrgForm& form, const Moved& moved) {
    auto org = org_of(form);
    org.id = OrgId{call.param("id")};
    return view_of(change(call.ctx, call.rights, org, moved));
}

}  // namespace

void add_routes(auth::Api& api, Moved moved) {
    api.get<json::Page<OrgView>>("/api/orgs", Action::org_read,
                                 "The tree of organisations, parents first", list);
    api.get<OrgView>("/api/orgs/{id}", Action::org_read, "One organisation", one);
    api.post<OrgForm, OrgView>("/api/orgs", Action::org_edit, "Add an organisation below another",
                               [](Call& call, const OrgForm& form) {
                                   return view_of(add(call.ctx, call.rights, org_of(form)));
                               });
    api.put<OrgForm, OrgView>("/api/orgs/{id}", Action::org_edit, "Change or move an organisation",
                              [moved = std::move(moved)](Call& call, const OrgForm& form) {
                                  return edit(call, form, moved);
                              });
}

}  // namespace ketnap::org
