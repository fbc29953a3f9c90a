// SPDX-License-Identifier: Apache-2.0
#include "base/documents/letterhead.h"

#include "base/audit/trace.h"
#include "base/documents/library.h"
#include "base/documents/queries.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::documents {
namespace {

std::optional<Letterhead> saved_letterhead(db::Tx& tx, const org::OrgId& org) {
    return tx.one(queries::letterhead_of, {org}, [](const db::Row& row) {
        return Letterhead{
            row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
            row.text(5), row.text(6), row.text(7), row.text(8), row.maybe_text(9).value_or(""),
            row.big(10)};
    });
}

Findings check(const Library& library, const Letterhead& l) {
    Findings findings;
    const auto required = [&](const char* field, const std::string& value) {
        if (text::trim(value).empty()) {
            findings.push_back(field_finding("field.required", field));
        }
    };
    required("issuer", l.issuer);
    required("agency", l.agency);
    required("place", l.place);
    required("term", l.term);
    if (!library.has_layout(l.layout)) {
        findings.push_back(field_finding("field.choice", "layout"));
    }
    return findings;
}

audit::Changes differences(const Letterhead& from, const Letterhead& to) {
    audit::Changes changes;
    audit::add_change(changes, "superior", from.superior, to.superior);
    audit::add_change(changes, "issuer", from.issuer, to.issuer);
    audit::add_change(changes, "agency", from.agency, to.agency);
    audit::add_change(changes, "place", from.place, to.place);
    audit::add_change(changes, "term", from.term, to.term);
    audit::add_change(changes, "layout", from.layout, to.layout);
    audit::add_change(changes, "body", from.body, to.body);
    audit::add_change(changes, "signer_post", from.signer_post, to.signer_post);
    audit::add_change(changes, "signer_name", from.signer_name, to.signer_name);
    return changes;
}

std::optional<std::string> none_if_blank(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace

Letterhead letterhead(db::Tx& tx, const org::OrgId& id) {
    if (auto saved = saved_letterhead(tx, id)) {
        return std::move(*saved);
    }
    const auto org = org::get(tx, id);
    Letterhead derived;
    derived.issuer = text::upper(org.name);
    derived.place = org.place;
    derived.layout = "dang_2018";
    if (!org.parent_id.empty()) {
        derived.superior = text::upper(org::get(tx, org.parent_id).name);
    }
    return derived;
}

Letterhead put_letterhead(db::Tx& tx, const audit::Ctx& ctx, const Library& library,
                          const org::OrgId& org, const Letterhead& l) {
    refuse_if(check(library, l));
    const auto before = letterhead(tx, org);
    if (before.version != l.version) {
        throw Conflict();
    }
    const auto person = none_if_blank(l.signer_person_id);
    const auto done = l.version == 0
                          ? tx.run(queries::insert_letterhead,
                                   {org, l.superior, l.issuer, l.agency, l.place, l.term, l.layout,
                                    l.body, l.signer_post, l.signer_name, person})
                          : tx.run(queries::update_letterhead,
                                   {org, l.superior, l.issuer, l.agency, l.place, l.term, l.layout,
                                    l.body, l.signer_post, l.signer_name, person, l.version});
    if (done != 1) {
        throw Conflict();
    }
    audit::trace(tx, ctx, "letterhead.changed", "org", org.value, differences(before, l));
    return letterhead(tx, org);
}

Letterhead put_letterhead(const audit::Ctx& ctx, const auth::Rights& rights, const Library& library,
                          const org::OrgId& id, const Letterhead& l) {
    return ctx.write([&](db::Tx& tx) {
        const auto org = org::get(tx, id);
        auth::require(rights.can(ctx.actor, auth::Action::settings_edit, org.object()));
        return put_letterhead(tx, ctx, library, id, l);
    });
}

}  // namespace ketnap::documents
