// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/gate/held.h"

#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/delegates/rows.h"
#include "stage/dossier/dossier.h"

#include <map>

namespace ketnap::ceremony::gate {
namespace {

using auth::Action;

time::Date day_of(const CeremonyForm& form, const time::Date& today) {
    if (!form.starts_on) {
        throw Refused{{field_finding("ceremony.no_start", "starts_on")}};
    }
    if (*form.starts_on > today) {
        throw Refused{{field_finding("ceremony.not_yet", "starts_on", {form.starts_on->vn()})}};
    }
    return *form.starts_on;
}

/// False when there is nothing to record for this dossier.
bool record(db::Tx& tx, const Ctx& ctx, const dossier::Dossier& one, EventKind kind,
            const std::string& day) {
    if (kind == EventKind::admission_ceremony) {
        dossier::mark_admitted(tx, ctx, one.id, day);
        return true;
    }
    if (!one.decision_received_on.empty()) {
        return false;
    }
    dossier::set_decision_received(tx, ctx, one.id, day);
    return true;
}

}  // namespace

Held record_held(db::Tx& tx, const Ctx& ctx, const CeremonyId& id) {
    const auto form = get(tx, id).form;
    const auto day = day_of(form, ctx.clock.today()).iso();
    std::map<std::string, Delegate> by_person;
    for (auto& one : delegates(tx, id)) {
        if (one.group == Group::new_member && one.person_id) {
            by_person.emplace(*one.person_id, std::move(one));
        }
    }
    Held out;
    for (const auto& one : dossier::candidates(tx, dossier::State::decided, form.campaign_id)) {
        const auto delegate = by_person.find(one.person.id.value);
        if (delegate == by_person.end() || !delegate->second.arrived_at) {
            out.missing.push_back(one.person.name);
        } else {
            out.recorded += record(tx, ctx, one.dossier, form.event_kind, day) ? 1 : 0;
        }
    }
    audit::trace(tx, ctx, "ceremony.held", "ceremony", id.value,
                 {{"recorded", "", std::to_string(out.recorded)},
                  {"missing", "", std::to_string(out.missing.size())}});
    return out;
}

Held record_held(const Ctx& ctx, const Rights& rights, const CeremonyId& id) {
    return ctx.write([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::ceremony_edit, id);
        if (get(tx, id).form.event_kind == EventKind::admission_ceremony) {
            require_on(tx, ctx, rights, Action::decision_issue, id);
        }
        return record_held(tx, ctx, id);
    });
}

}  // namespace ketnap::ceremony::gate
