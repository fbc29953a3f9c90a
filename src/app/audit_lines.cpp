// SPDX-License-Identifier: Apache-2.0
#include "app/audit_lines.h"

#include "app/access_words.h"
#include "base/auth/accounts.h"
#include "base/org/org.h"
#include "base/people/people.h"
#include "stage/campaign/campaign.h"
#include "stage/dossier/dossier.h"

#include <algorithm>

namespace ketnap::app {
namespace {

using auth::Action;

// Labels of the dates that the forms of a dossier name.
std::string form_label(const Shipped& shipped, const auth::Call& call, const std::string& name) {
    for (const auto& form : shipped.checklists.on(call.ctx.clock.today()).forms) {
        for (const auto& date : form.dates) {
            if (date.name == name) {
                return date.label;
            }
        }
    }
    return name;
}

std::string form_title(const Shipped& shipped, const auth::Call& call, const std::string& name) {
    const auto* form = shipped.checklists.on(call.ctx.clock.today()).find(name);
    return form == nullptr ? name : form->title;
}

bool is_english(const auth::Call& call) {
    return call.language() == messages::Language::en;
}

}  // namespace

std::string LineReader::words(const std::string& key,
                              const std::vector<std::string>& values) const {
    return m_call.messages.text(key, m_call.language(), values);
}

// P2 and P3 never stand in a trace; P1 is shown to whoever holds a role that sees it.
bool LineReader::sees(const std::string& field_class) const {
    if (field_class == "p0" || m_call.ctx.actor.all_rights) {
        return true;
    }
    return field_class == "p1" &&
           std::ranges::any_of(m_call.ctx.actor.grants, [&](const audit::Grant& grant) {
               const auto* role = m_call.rights.book().find(grant.role);
               return role != nullptr && role->sees.contains(auth::FieldClass::p1);
           });
}

std::string LineReader::person_name(const std::string& id) {
    const auto person = people::find(m_tx, people::PersonId{id});
    if (!person) {
        return words("audit_line.unknown");
    }
    if (people::can_read(m_call.rights, m_call.ctx.actor, *person)) {
        return person->name;
    }
    return person->code.empty() ? words("audit_line.person_hidden") : person->code;
}

std::string LineReader::org_name(const std::string& id) {
    const auto known = m_names.find(id);
    if (known != m_names.end()) {
        return known->second;
    }
    const auto body = org::find(m_tx, org::OrgId{id});
    return m_names[id] = body ? body->name : words("audit_line.unknown");
}

std::string LineReader::value_of(const audit::FieldBook::Field& field, const std::string& stored) {
    if (stored.empty()) {
        return {};
    }
    if (stored == "***" || !sees(field.field_class)) {
        return words("audit_line.hidden");
    }
    switch (field.kind) {
        case audit::ValueKind::org:
            return org_name(stored);
        case audit::ValueKind::person:
            return person_name(stored);
        case audit::ValueKind::role:
            return role_title(m_call, stored);
        case audit::ValueKind::right:
            return right_text(m_call, stored);
        case audit::ValueKind::form:
            return form_title(m_shipped, m_call, stored);
        case audit::ValueKind::campaign: {
            const auto all = campaign::list(m_tx);
            const auto found =
                std::ranges::find_if(all, [&](const auto& one) { return one.id == stored; });
            return found == all.end() ? words("audit_line.unknown") : found->short_title;
        }
        default:
            return audit::plain_value(m_shipped.audit_fields, field, stored, is_english(m_call));
    }
}

ReadChange LineReader::change_of(const audit::Change& change) {
    const auto* field = m_shipped.audit_fields.find(change.field);
    if (field == nullptr) {
        return {form_label(m_shipped, m_call, change.field), change.from, change.to};
    }
    return {is_english(m_call) ? field->en : field->vi, value_of(*field, change.from),
            value_of(*field, change.to)};
}

std::string LineReader::object_of(const audit::Entry& entry, std::string& link) {
    const auto& id = entry.object_id;
    const auto kind = words("audit_object." + entry.object_kind);
    if (id.empty()) {
        return kind;
    }
    if (entry.object_kind == "dossier") {
        const auto found = dossier::find(m_tx, dossier::DossierId{id});
        if (found && m_call.can(Action::dossier_read, found->object())) {
            link = "/dossiers/" + id;
        }
        return found ? kind + " " + found->code : kind;
    }
    if (entry.object_kind == "person") {
        const auto found = people::find(m_tx, people::PersonId{id});
        if (found && people::can_read(m_call.rights, m_call.ctx.actor, *found)) {
            link = "/people/" + id;
        }
        return kind + " " + person_name(id);
    }
    if (entry.object_kind == "account") {
        const auto account = auth::account_of(m_tx, auth::AccountId{id});
        return account ? kind + " " + account->name : kind;
    }
    return entry.object_kind == "org" ? org_name(id) : kind;
}

ReadLine LineReader::line(const audit::Entry& entry) {
    ReadLine out;
    out.seq = entry.seq;
    out.at = entry.at;
    out.who = auth::called(m_tx, entry.actor);
    out.sentence = words("audit." + entry.action);
    out.object = object_of(entry, out.link);
    for (const auto& change : entry.changes) {
        if (change.field == audit::in_stead_of) {
            out.in_stead_of = change.to;
        } else {
            out.changes.push_back(change_of(change));
        }
    }
    return out;
}

}  // namespace ketnap::app
