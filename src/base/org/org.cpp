// SPDX-License-Identifier: Apache-2.0
#include "base/org/org.h"

#include "base/audit/trace.h"
#include "base/org/store.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::org {
namespace {

Org cleaned(Org org) {
    org.name = text::clean_name(org.name);
    org.short_name = text::clean_name(org.short_name);
    org.code = text::trim(org.code);
    return org;
}

// Cleaning would hide what must not stand in a name, so it is judged as it was typed.
Findings check_fields(const Org& typed, const Org& org) {
    constexpr std::size_t longest = 250;
    Findings findings = text::check_name(typed.name, "name");
    if (org.name.empty()) {
        findings.push_back(field_finding("field.required", "name"));
    } else if (text::length(org.name) > longest) {
        findings.push_back(field_finding("field.too_long", "name", {std::to_string(longest)}));
    }
    if (org.code.empty()) {
        findings.push_back(field_finding("field.required", "code"));
    }
    if (org.kind.empty()) {
        findings.push_back(field_finding("field.required", "kind"));
    }
    return findings;
}

void refuse_taken(db::Tx& tx, const Org& org, Findings findings) {
    const auto same = store::by_code(tx, org.code);
    if (same && same->id != org.id) {
        findings.push_back(field_finding("field.taken", "code"));
    }
    if (!org.linked_org_id.empty() && !store::by_id(tx, org.linked_org_id.value)) {
        findings.push_back(field_finding("field.reference", "linked_org_id"));
    }
    refuse_if(findings);
}

Org parent_of(db::Tx& tx, const Org& org) {
    auto parent = store::by_id(tx, org.parent_id.value);
    if (!parent) {
        throw Refused{{field_finding("field.reference", "parent_id")}};
    }
    return *parent;
}

audit::Changes differences(const Org& before, const Org& after) {
    audit::Changes changes;
    audit::add_change(changes, "name", before.name, after.name);
    audit::add_change(changes, "short_name", before.short_name, after.short_name);
    audit::add_change(changes, "code", before.code, after.code);
    audit::add_change(changes, "kind", before.kind, after.kind);
    audit::add_change(changes, "parent_id", before.parent_id.value, after.parent_id.value);
    audit::add_change(changes, "linked_org_id", before.linked_org_id.value,
                      after.linked_org_id.value);
    audit::add_change(changes, "place", before.place, after.place);
    audit::add_change(changes, "from_on", before.from_on, after.from_on);
    audit::add_change(changes, "until_on", before.until_on, after.until_on);
    return changes;
}

void move_if_needed(db::Tx& tx, const Org& before, Org& after, const Moved& moved) {
    if (after.parent_id == before.parent_id) {
        after.path = before.path;
        return;
    }
    const auto parent = parent_of(tx, after);
    if (parent.path.starts_with(before.path)) {
        throw Refused{{field_finding("org.own_child", "parent_id")}};
    }
    after.path = parent.path + after.id.value + "/";
    store::move_paths(tx, before.path, after.path);
    moved(tx, before.path, after.path);
}

void append_children(const std::multimap<std::string, const Org*>& children,
                     const std::string& parent, std::vector<Org>& out) {
    const auto range = children.equal_range(parent);
    for (auto it = range.first; it != range.second; ++it) {
        out.push_back(*it->second);
        append_children(children, it->second->id.value, out);
    }
}

}  // namespace

Org add(const Ctx& ctx, const auth::Rights& rights, const Org& wanted) {
    return ctx.write([&](db::Tx& tx) {
        auto org = cleaned(wanted);
        if (org.id.empty()) {
            org.id = new_id<OrgId>(tx.now_ms());
        }
        if (org.parent_id.empty()) {
            auth::require(ctx.actor.all_rights && !store::root(tx));
            org.path = "/" + org.id.value + "/";
        } else {
            const auto parent = parent_of(tx, org);
            auth::require(rights.can(ctx.actor, auth::Action::org_edit, parent.object()));
            org.path = parent.path + org.id.value + "/";
        }
        refuse_taken(tx, org, check_fields(wanted, org));
        store::insert(tx, org);
        org.version = 1;
        audit::trace(tx, ctx, "org.added", "org", org.id.value, {{"name", "", org.name}});
        return org;
    });
}

void add_many(db::Tx& tx, const Ctx& ctx, std::vector<Org>& orgs) {
    std::map<std::string, std::string> paths;
    for (auto& org : orgs) {
        const auto typed = org;
        org = cleaned(org);
        if (org.id.empty()) {
            org.id = new_id<OrgId>(tx.now_ms());
        }
        if (org.parent_id.empty()) {
            org.path = "/" + org.id.value + "/";
        } else if (const auto known = paths.find(org.parent_id.value); known != paths.end()) {
            org.path = known->second + org.id.value + "/";
        } else {
            org.path = parent_of(tx, org).path + org.id.value + "/";
        }
        paths[org.id.value] = org.path;
        refuse_if(check_fields(typed, org));
        store::insert(tx, org);
        org.version = 1;
    }
    audit::trace(tx, ctx, "org.added_many", "org", "",
                 {{"count", "", std::to_string(orgs.size())}});
}

Org change(const Ctx& ctx, const auth::Rights& rights, const Org& wanted, const Moved& moved) {
    return ctx.write([&](db::Tx& tx) {
        const auto before = get(tx, wanted.id);
        auth::require(rights.can(ctx.actor, auth::Action::org_edit, before.object()));
        auto after = cleaned(wanted);
        if (before.parent_id.empty() != after.parent_id.empty()) {
            throw Refused{{field_finding("field.reference", "parent_id")}};
        }
        refuse_taken(tx, after, check_fields(wanted, after));
        move_if_needed(tx, before, after, moved);
        if (!store::update(tx, after)) {
            throw Conflict{};
        }
        ++after.version;
        audit::trace(tx, ctx, "org.changed", "org", after.id.value, differences(before, after));
        return after;
    });
}

std::optional<Org> find(db::Tx& tx, const OrgId& id) {
    return store::by_id(tx, id.value);
}

std::optional<Org> find_by_code(db::Tx& tx, std::string_view code) {
    return store::by_code(tx, code);
}

Org get(db::Tx& tx, const OrgId& id) {
    auto org = store::by_id(tx, id.value);
    if (!org) {
        throw NotFound{};
    }
    return *org;
}

std::optional<Org> root(db::Tx& tx) {
    return store::root(tx);
}

std::vector<Org> tree(db::Tx& tx, const std::vector<std::string>& reach) {
    const auto flat =
        store::within(tx, reach);  // by name; the tree keeps that order among siblings
    std::map<std::string, const Org*> known;
    std::multimap<std::string, const Org*> children;
    for (const auto& org : flat) {
        known.emplace(org.id.value, &org);
    }
    for (const auto& org : flat) {
        children.emplace(known.contains(org.parent_id.value) ? org.parent_id.value : "", &org);
    }
    std::vector<Org> out;
    out.reserve(flat.size());
    append_children(children, "", out);
    return out;
}

std::vector<Org> ancestors(db::Tx& tx, const Org& org) {
    std::vector<Org> out;
    std::size_t from = 1;
    while (from < org.path.size()) {
        const auto slash = org.path.find('/', from);
        if (auto step = store::by_id(tx, std::string_view{org.path}.substr(from, slash - from))) {
            out.push_back(std::move(*step));
        }
        from = slash + 1;
    }
    return out;
}

std::optional<Org> unit_of(db::Tx& tx, const Org& org) {
    const auto steps = ancestors(tx, org);
    return steps.size() < 2 ? std::nullopt : std::optional{steps[1]};
}

std::optional<std::string> path_of(db::Tx& tx, const std::string& org_id) {
    const auto org = store::by_id(tx, org_id);
    return org ? std::optional{org->path} : std::nullopt;
}

std::map<std::string, std::string> names(db::Tx& tx) {
    return store::names(tx);
}

}  // namespace ketnap::org
