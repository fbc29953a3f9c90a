// SPDX-License-Identifier: Apache-2.0
// On whose desk a dossier lies, and to which cell it belongs while it is open.
#include "base/workflow/stand_in.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/inside.h"

#include <algorithm>

namespace ketnap::dossier {

using auth::Action;

Dossier assign(const Work& work, const DossierId& id, const std::string& account_id,
               std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load(tx, work, id, version, Action::dossier_appraise);
        if (dossier.state == State::admitted || dossier.state == State::withdrawn) {
            refuse("dossier.closed", "state", {dossier.code});
        }
        const auto able =
            workflow::able(tx, work.ctx, work.rights, Action::dossier_appraise, dossier.object());
        const auto found = std::find_if(able.begin(), able.end(), [&](const auto& one) {
            return one.account_id == account_id;
        });
        if (found == able.end()) {
            refuse("dossier.cannot_appraise", "account_id", {dossier.code});
        }
        const auto before = store::desk(tx, id);
        const auto today = work.ctx.clock.today().iso();
        store::put_on_desk(tx, id, {account_id, found->name, today, work.ctx.actor.name});
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.assigned", "dossier", id.value,
                     {{"appraiser", before ? before->name : "", found->name}});
        return dossier;
    });
}

namespace {

org::Org cell_or_refuse(db::Tx& tx, const std::string& org_id) {
    auto cell = org::find(tx, org::OrgId{org_id});
    if (!cell) {
        refuse("field.reference", "org_id");
    }
    return std::move(*cell);
}

/// The right of the state, the office's in states where nobody edits.
bool may_change(const Work& work, const Dossier& dossier) {
    const auto right = work.book.states.edit_right(dossier.state);
    const auto& me = work.ctx.actor;
    return (right && work.rights.can(me, *right, dossier.object())) ||
           work.rights.can(me, Action::dossier_appraise, dossier.object());
}

}  // namespace

Dossier change_cell(const Work& work, const DossierId& id, const std::string& org_id,
                    const std::string& why, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load_known(tx, work, id, version);
        auth::require(may_change(work, dossier));
        if (dossier.state == State::decided || dossier.state == State::admitted ||
            dossier.state == State::withdrawn) {
            refuse("dossier.cell_closed", "org_id", {dossier.code});
        }
        const auto reason = text::trim(why);
        if (reason.empty()) {
            refuse("field.required", "reason");
        }
        const auto before = org::get(tx, dossier.org_id);
        const auto cell = cell_or_refuse(tx, org_id);
        dossier.org_id = cell.id;
        dossier.org_path = cell.path;
        // nobody moves a dossier out of their own reach
        auth::require(may_change(work, dossier));
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.cell_changed", "dossier", id.value,
                     {{"org_id", before.name, cell.name}, {"reason", "", reason}});
        return dossier;
    });
}

}  // namespace ketnap::dossier
