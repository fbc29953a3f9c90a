// SPDX-License-Identifier: Apache-2.0
// The way of a dossier from the unit to "qualified": steps, return rounds, resubmission.
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/inside.h"

#include <algorithm>

namespace ketnap::dossier {

namespace {

using auth::Action;
using json::text_of;

/// Steps that have an operation of their own.
bool is_special(State to) {
    return to == State::returned || to == State::resubmitted || to == State::decided ||
           to == State::admitted;
}

const StateTable::Move& step_or_refuse(const Work& work, const Dossier& dossier, State to) {
    const auto* step = work.book.states.find(dossier.state, to);
    const bool back_from_decision = dossier.state == State::decided;
    if (step == nullptr || back_from_decision) {
        throw Refused{{field_finding("dossier.no_such_step", "state",
                                     {dossier.code, text_of(dossier.state)})}};
    }
    return *step;
}

/// Known to the actor, of the version shown, and the step exists and is theirs to take.
Dossier load_for_step(db::Tx& tx, const Work& work, const DossierId& id, State to,
                      std::int64_t version) {
    Dossier dossier = get(tx, id);
    auth::require_known(work.rights.can(work.ctx.actor, Action::dossier_read, dossier.object()));
    if (dossier.version != version) {
        throw Conflict{};
    }
    const auto& step = step_or_refuse(work, dossier, to);
    auth::require(work.rights.can(work.ctx.actor, step.action, dossier.object()));
    return dossier;
}

/// Nothing with an error goes to the meeting.
void refuse_errors(db::Tx& tx, const Work& work, const Dossier& dossier) {
    const auto person = people::get(tx, dossier.person_id);
    const inside::OwnBasis own{tx, work.book};
    const auto as_case =
        whole_case(tx, dossier, person, contents(tx, dossier.id), facts(tx, work.ctx, dossier));
    auto findings = checks::all(as_case, own.basis, work.ctx.clock.today());
    std::erase_if(findings, [](const Finding& one) { return one.level != Level::error; });
    refuse_if(findings);
}

void note_persons(const Work& work, Dossier& dossier, State to, const std::string& on) {
    const std::string& me = work.ctx.actor.person_id;
    if (to == State::submitted || (to == State::received && dossier.prepared_by.empty())) {
        dossier.prepared_by = me;
    }
    if (to == State::received) {
        dossier.received_on = on;
    }
    if (to == State::qualified) {
        dossier.appraised_by = me;
    }
}

}  // namespace

Dossier move(const Work& work, const DossierId& id, const Stride& stride, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = load_for_step(tx, work, id, stride.to, version);
        const State from = dossier.state;
        const std::string reason = text::trim(stride.reason);
        if (is_special(stride.to)) {
            throw Refused{
                {field_finding("dossier.no_such_step", "state", {dossier.code, text_of(from)})}};
        }
        if (step_or_refuse(work, dossier, stride.to).needs_reason && reason.empty()) {
            throw Refused{{field_finding("field.required", "reason")}};
        }
        const auto on = inside::happened_on(work, stride.on, "on");
        if (stride.to == State::qualified) {
            refuse_errors(tx, work, dossier);
        }
        note_persons(work, dossier, stride.to, on);
        inside::enter(tx, work.ctx, dossier, stride.to, on, reason);
        dossier = inside::save(tx, work, std::move(dossier));
        audit::Changes changes{{"state", text_of(from), text_of(stride.to)}};
        audit::add_change(changes, "reason", "", reason);
        audit::trace(tx, work.ctx, "dossier.moved", "dossier", id.value, changes);
        return dossier;
    });
}

namespace {

void check_note(const rules::Calendar& calendar, const ReturnNote& note, const std::string& on) {
    Findings findings;
    if (note.items.empty()) {
        findings.push_back(field_finding("dossier.return_empty", "items"));
    }
    for (std::size_t i = 0; i < note.items.size(); ++i) {
        if (text::trim(note.items[i].text).empty()) {
            findings.push_back(
                field_finding("field.required", "items[" + std::to_string(i) + "].text"));
        }
    }
    const auto due = time::Date::parse_iso(note.due_on);
    if (!due) {
        findings.push_back(
            field_finding(note.due_on.empty() ? "field.required" : "field.format", "due_on"));
    } else if (note.due_on <= on) {
        findings.push_back(field_finding("dossier.due_too_early", "due_on", {due->vn()}));
    } else if (!calendar.is_working(*due)) {
        const auto next = calendar.add_working_days(*due, 1);
        findings.push_back(field_finding("dossier.due_day_off", "due_on", {due->vn(), next.vn()}));
    }
    refuse_if(findings);
}

ReturnRound round_of(db::Tx& tx, const DossierId& id, const ReturnNote& note,
                     const std::string& on) {
    const auto rounds = store::rounds(tx, id);
    ReturnRound round;
    round.id = new_uuid(tx.now_ms());
    round.round_no = static_cast<std::int64_t>(rounds.size()) + 1;
    round.returned_on = on;
    round.due_on = note.due_on;
    round.message = text::trim(note.message);
    for (const ReturnItem& item : note.items) {
        round.items.push_back(
            {new_uuid(tx.now_ms()), item.rule, item.paper, text::trim(item.text), {}});
    }
    return round;
}

}  // namespace

Dossier send_back(const Work& work, const DossierId& id, const ReturnNote& note,
                  std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = load_for_step(tx, work, id, State::returned, version);
        const auto on = inside::happened_on(work, note.on, "on");
        check_note(rules::office_calendar(tx, work.book.basis.calendar), note, on);
        const auto round = round_of(tx, id, note, on);
        store::add_round(tx, id, round);
        const State from = dossier.state;
        inside::enter(tx, work.ctx, dossier, State::returned, on, round.message);
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.sent_back", "dossier", id.value,
                     {{"state", text_of(from), text_of(State::returned)},
                      {"round_no", "", std::to_string(round.round_no)},
                      {"due_on", "", round.due_on},
                      {"items", "", std::to_string(round.items.size())}});
        return dossier;
    });
}

Dossier resubmit(const Work& work, const DossierId& id, const std::vector<std::string>& fixed_items,
                 const std::string& happened, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = load_for_step(tx, work, id, State::resubmitted, version);
        const auto on = inside::happened_on(work, happened, "on");
        const auto rounds = store::rounds(tx, id);
        KETNAP_CHECK(!rounds.empty());
        const ReturnRound& round = rounds.back();
        if (on < round.returned_on) {
            throw Refused{{field_finding("dossier.before_return", "on")}};
        }
        for (const ReturnItem& item : round.items) {
            const bool fixed =
                std::find(fixed_items.begin(), fixed_items.end(), item.id) != fixed_items.end();
            store::fix_item(tx, item.id, fixed ? on : "");
        }
        store::answer_round(tx, id, on);
        inside::enter(tx, work.ctx, dossier, State::resubmitted, on, {});
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.resubmitted", "dossier", id.value,
                     {{"state", text_of(State::returned), text_of(State::resubmitted)},
                      {"round_no", "", std::to_string(round.round_no)},
                      {"fixed", "", std::to_string(fixed_items.size())}});
        return dossier;
    });
}

}  // namespace ketnap::dossier
