// SPDX-License-Identifier: Apache-2.0
#include "platform/text/sort_key.h"
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/delegates/rows.h"
#include "stage/dossier/dossier.h"

#include <algorithm>
#include <tuple>

namespace ketnap::ceremony {
namespace {

Admitted admitted_of(db::Tx& tx, const dossier::Candidate& candidate) {
    Admitted out;
    out.person_id = candidate.person.id.value;
    out.name = candidate.person.name;
    out.position = candidate.person.position;
    out.unit = candidate.cell.name;
    out.decision_number = candidate.dossier.decision_number;
    if (candidate.helper) {
        out.helper_person_id = candidate.helper->person_id;
        out.helper_name = candidate.helper->name;
        out.helper_unit = candidate.cell.name;
        if (!out.helper_person_id.empty()) {
            const auto helper = people::find(tx, people::PersonId{out.helper_person_id});
            out.helper_position = helper ? helper->position : "";
        }
    }
    return out;
}

}  // namespace

// Called in the order of units, so that those of one unit sit and go on stage together.
Derived derive(db::Tx& tx, const Ctx& ctx, const CeremonyId& id) {
    const auto campaign = get(tx, id).form.campaign_id;
    auto candidates = dossier::candidates(tx, dossier::State::decided, campaign);
    const auto admitted_before = dossier::candidates(tx, dossier::State::admitted, campaign);
    candidates.insert(candidates.end(), admitted_before.begin(), admitted_before.end());
    const auto unit_of = [](const dossier::Candidate& one) {
        return one.unit ? one.unit->path : one.cell.path;
    };
    std::sort(candidates.begin(), candidates.end(),
              [&](const dossier::Candidate& a, const dossier::Candidate& b) {
                  return std::tuple{unit_of(a), text::sort_key(a.person.name), a.person.id.value} <
                         std::tuple{unit_of(b), text::sort_key(b.person.name), b.person.id.value};
              });
    std::vector<Admitted> admitted;
    for (const auto& candidate : candidates) {
        admitted.push_back(admitted_of(tx, candidate));
    }
    return derive(tx, ctx, id, admitted);
}

Derived derive(const Ctx& ctx, const Rights& rights, const CeremonyId& id) {
    return ctx.write([&](db::Tx& tx) {
        require_on(tx, ctx, rights, auth::Action::delegate_edit, id);
        return derive(tx, ctx, id);
    });
}

}  // namespace ketnap::ceremony
