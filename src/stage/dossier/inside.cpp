// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/inside.h"

#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::dossier {

void require_editable(const auth::Rights& rights, const audit::Actor& actor,
                      const StateTable& states, const Dossier& dossier) {
    const auto right = states.edit_right(dossier.state);
    if (!right) {
        throw Refused{{field_finding("dossier.closed", "state", {dossier.code})}};
    }
    // the office may put right what a unit is still preparing
    auth::require(rights.can(actor, *right, dossier.object()) ||
                  rights.can(actor, auth::Action::dossier_appraise, dossier.object()));
}

}  // namespace ketnap::dossier

namespace ketnap::dossier::inside {

Dossier run(const Work& work, const Body& body) {
    return work.tx != nullptr ? body(*work.tx) : work.ctx.write(body);
}

namespace {

Dossier known(db::Tx& tx, const Work& work, const DossierId& id) {
    Dossier dossier = get(tx, id);
    auth::require_known(
        work.rights.can(work.ctx.actor, auth::Action::dossier_read, dossier.object()));
    return dossier;
}

void refuse_stale(const Dossier& dossier, std::int64_t version) {
    if (dossier.version != version) {
        throw Conflict{};
    }
}

}  // namespace

Dossier load(db::Tx& tx, const Work& work, const DossierId& id, std::int64_t version,
             auth::Action action) {
    Dossier dossier = known(tx, work, id);
    auth::require(work.rights.can(work.ctx.actor, action, dossier.object()));
    refuse_stale(dossier, version);
    return dossier;
}

Dossier load_to_edit(db::Tx& tx, const Work& work, const DossierId& id, std::int64_t version) {
    Dossier dossier = known(tx, work, id);
    require_editable(work.rights, work.ctx.actor, work.book.states, dossier);
    refuse_stale(dossier, version);
    return dossier;
}

namespace {

/// The clock that runs: the decision's before, the ceremony's after; the earliest where sets
/// differ.
std::string running_due(const Dossier& dossier, const std::vector<checks::Clock>& clocks) {
    const bool over = dossier.state == State::admitted || dossier.state == State::withdrawn;
    const std::string_view rule =
        dossier.state == State::decided ? "ceremony.limit" : "decision.limit";
    std::string due;
    for (const checks::Clock& clock : clocks) {
        const std::string on = clock.due_on.iso();
        if (!over && clock.rule == rule && (due.empty() || on < due)) {
            due = on;
        }
    }
    return due;
}

}  // namespace

Dossier save(db::Tx& tx, const Work& work, Dossier dossier) {
    const auto today = work.ctx.clock.today();
    const auto person = people::get(tx, dossier.person_id);
    const auto as_case =
        whole_case(tx, dossier, person, contents(tx, dossier.id), facts(tx, work.ctx, dossier));
    const OwnBasis own{tx, work.book};
    const auto findings = checks::all(as_case, own.basis, today);
    const auto count = [&](Level level) {
        return static_cast<int>(
            std::count_if(findings.begin(), findings.end(),
                          [&](const Finding& finding) { return finding.level == level; }));
    };
    dossier.error_count = count(Level::error);
    dossier.warning_count = count(Level::warning);
    dossier.due_on = running_due(dossier, checks::clocks(as_case, own.basis, today));
    if (!store::update(tx, dossier)) {
        throw Conflict{};
    }
    return dossier;
}

std::string happened_on(const Work& work, const std::string& on, std::string_view field) {
    const auto today = work.ctx.clock.today();
    if (on.empty()) {
        return today.iso();
    }
    const auto day = time::Date::parse_iso(on);
    if (!day) {
        throw Refused{{field_finding("field.format", std::string{field})}};
    }
    if (*day > today) {
        throw Refused{{field_finding("dossier.in_future", std::string{field}, {day->vn()})}};
    }
    return on;
}

void enter(db::Tx& tx, const Ctx& ctx, Dossier& dossier, State state, const std::string& on,
           const std::string& note) {
    dossier.state = state;
    dossier.state_since = on;
    store::add_step(tx, dossier.id, {state, on, ctx.actor.name, note});
}

}  // namespace ketnap::dossier::inside
