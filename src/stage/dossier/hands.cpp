// SPDX-License-Identifier: Apache-2.0
// Who prepared and who appraised, as persons: not always whoever typed it.
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/inside.h"

namespace ketnap::dossier {
namespace {

void check_person(db::Tx& tx, const Dossier& dossier, const std::string& id, const char* field,
                  Findings& findings) {
    if (!id.empty() && !people::find(tx, people::PersonId{id})) {
        findings.push_back(field_finding("field.reference", field));
    } else if (id == dossier.person_id.value) {
        findings.push_back(field_finding("dossier.own_hand", field));
    }
}

std::string name_of(db::Tx& tx, const std::string& id) {
    const auto person = people::find(tx, people::PersonId{id});
    return person ? person->name : "";
}

void check_hands(db::Tx& tx, const Dossier& dossier, const Hands& hands) {
    if (dossier.state == State::decided || dossier.state == State::admitted) {
        refuse("dossier.closed", "state", {dossier.code});
    }
    Findings findings;
    check_person(tx, dossier, hands.prepared_by, "prepared_by", findings);
    check_person(tx, dossier, hands.appraised_by, "appraised_by", findings);
    if (text::trim(hands.reason).empty()) {
        findings.push_back(field_finding("field.required", "reason"));
    }
    refuse_if(findings);
}

}  // namespace

Dossier name_hands(const Work& work, const DossierId& id, const Hands& hands,
                   std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load(tx, work, id, version, auth::Action::dossier_appraise);
        check_hands(tx, dossier, hands);
        audit::Changes changes{{"reason", "", text::trim(hands.reason)}};
        audit::add_change(changes, "prepared_by", name_of(tx, dossier.prepared_by),
                          name_of(tx, hands.prepared_by));
        audit::add_change(changes, "appraised_by", name_of(tx, dossier.appraised_by),
                          name_of(tx, hands.appraised_by));
        dossier.prepared_by = hands.prepared_by;
        dossier.appraised_by = hands.appraised_by;
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.hands_named", "dossier", id.value, changes);
        return dossier;
    });
}

}  // namespace ketnap::dossier
