// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/inside.h"

#include "base/workflow/stand_in.h"
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
           const std::string& note, const std::string& for_name) {
    dossier.state = state;
    dossier.state_since = on;
    Step step{state, on, ctx.actor.name, note};
    step.for_name = for_name;
    store::add_step(tx, dossier.id, step);
}

Acting::Acting(db::Tx& tx, const Work& work) : m_work(work) {
    if (!work.on_behalf_of.empty()) {
        m_principal = workflow::principal(tx, work.ctx, work.on_behalf_of);
        m_for_name = m_principal->name;
    }
}

bool Acting::may(auth::Action action, const auth::Object& object) const {
    const auto& me = m_work.ctx.actor;
    if (!m_principal) {
        return m_work.rights.can(me, action, object);
    }
    const bool own = !me.person_id.empty() &&
                     std::find(object.persons.begin(), object.persons.end(), me.person_id) !=
                         object.persons.end();
    const bool related = std::ranges::find_first_of(me.kin, object.persons) != me.kin.end();
    return !own && !related && m_work.rights.can(*m_principal, action, object);
}

void Acting::trace(audit::Changes& changes) const {
    audit::add_change(changes, "on_behalf_of", "", m_for_name);
}

Finding open_finding(db::Tx& tx, const Work& work, const DossierId& open, std::string_view field) {
    const auto other = get(tx, open);
    const bool known = work.rights.can(work.ctx.actor, auth::Action::dossier_read, other.object());
    return known ? field_finding("dossier.already_open", std::string{field}, {other.code})
                 : field_finding("dossier.already_open_elsewhere", std::string{field});
}

void refuse_open(db::Tx& tx, const Work& work, const DossierId& open, std::string_view field) {
    throw Refused{{open_finding(tx, work, open, field)}};
}

void refuse_later(db::Tx& tx, const Work& work, const Dossier& dossier) {
    if (dossier.state == State::decided || dossier.state == State::admitted) {
        const auto day = time::Date::parse_iso(dossier.decided_on);
        throw Refused{
            {field_finding("dossier.later_decided", "state",
                           {dossier.code, dossier.decision_number, day ? day->vn() : ""})}};
    }
    if (work.book.acted_later) {
        refuse_if(work.book.acted_later(tx, dossier.id));
    }
}

void refuse_errors(db::Tx& tx, const Work& work, const Dossier& dossier) {
    const auto person = people::get(tx, dossier.person_id);
    const OwnBasis own{tx, work.book};
    const auto as_case =
        whole_case(tx, dossier, person, contents(tx, dossier.id), facts(tx, work.ctx, dossier));
    auto findings = checks::all(as_case, own.basis, work.ctx.clock.today());
    std::erase_if(findings, [](const Finding& one) { return one.level != Level::error; });
    refuse_if(findings);
}

Dossier load_known(db::Tx& tx, const Work& work, const DossierId& id, std::int64_t version) {
    Dossier dossier = known(tx, work, id);
    refuse_stale(dossier, version);
    return dossier;
}

}  // namespace ketnap::dossier::inside
