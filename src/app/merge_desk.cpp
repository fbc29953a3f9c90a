// SPDX-License-Identifier: Apache-2.0
#include "app/merge_desk.h"

#include "base/auth/held.h"
#include "base/documents/held.h"
#include "base/privacy/held.h"
#include "base/workflow/held.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/delegates/held.h"
#include "stage/decision/held.h"
#include "stage/dossier/held.h"
#include "stage/envelope/held.h"
#include "stage/nomination/held.h"

namespace ketnap::app {

namespace {

Findings against_kin(db::Tx& tx, const people::Person& kept, const people::Person& lost) {
    if (auth::are_noted_kin(tx, kept.id.value, lost.id.value)) {
        return {field_finding("people.merge_kin", "lost_id", {kept.name, lost.name})};
    }
    return {};
}

people::Holder before_people() {
    auto ids = auth::held_persons();
    ids.push_back(workflow::task_person());
    ids.push_back(documents::letterhead_person());
    return {std::move(ids), {}, against_kin};
}

}  // namespace

people::Holders person_holders() {
    return {before_people(),          privacy::person_holder(),  nomination::person_holder(),
            dossier::person_holder(), envelope::person_holder(), decision::person_holder(),
            ceremony::person_holder()};
}

}  // namespace ketnap::app
