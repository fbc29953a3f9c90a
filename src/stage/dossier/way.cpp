// SPDX-License-Identifier: Apache-2.0
// The way of a dossier from the unit to "qualified": its steps; receipt and hold, which are more.
#include "stage/dossier/way.h"

#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/inside.h"
#include "stage/dossier/receipts.h"

#include <algorithm>

namespace ketnap::dossier {

using auth::Action;
using json::text_of;

namespace way {

[[noreturn]] void no_such_step(const Dossier& dossier) {
    throw Refused{
        {field_finding("dossier.no_such_step", "state", {dossier.code, text_of(dossier.state)})}};
}

const StateTable::Move& step_or_refuse(const Work& work, const Dossier& dossier, State to) {
    const auto* step = work.book.states.find(dossier.state, to);
    const bool back_from_decision = dossier.state == State::decided;
    if (step == nullptr || back_from_decision) {
        no_such_step(dossier);
    }
    return *step;
}

Dossier load_for_step(db::Tx& tx, const Work& work, const inside::Acting& hands,
                      const DossierId& id, State to, std::int64_t version) {
    Dossier dossier = inside::load_known(tx, work, id, version);
    const auto& step = step_or_refuse(work, dossier, to);
    auth::require(hands.may(step.action, dossier.object()));
    return dossier;
}

}  // namespace way

namespace {

/// Steps that have an operation of their own.
bool is_special(State to) {
    return to == State::returned || to == State::resubmitted || to == State::decided ||
           to == State::admitted;
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

const Hold& running_hold(const Dossier& dossier, const std::vector<Hold>& holds) {
    if (holds.empty() || !holds.back().ended_on.empty()) {
        way::no_such_step(dossier);
    }
    return holds.back();
}

void begin_hold(db::Tx& tx, const Work& work, const Dossier& dossier, const Stride& stride,
                const std::string& on) {
    const auto* kind = work.book.states.hold(stride.hold_kind);
    Findings findings;
    if (kind == nullptr) {
        findings.push_back(field_finding("field.choice", "hold_kind"));
    }
    const auto look = time::Date::parse_iso(stride.look_on);
    if (!stride.look_on.empty() && !look) {
        findings.push_back(field_finding("field.format", "look_on"));
    } else if (look && stride.look_on <= on) {
        findings.push_back(field_finding("dossier.look_too_early", "look_on", {look->vn()}));
    }
    refuse_if(findings);
    store::add_hold(tx, dossier.id,
                    {new_uuid(tx.now_ms()),
                     kind->kind,
                     dossier.state,
                     on,
                     stride.look_on,
                     {},
                     text::trim(stride.reason),
                     kind->stops_clock});
}

/// A hold ends where it began, or by withdrawal.
void end_hold(db::Tx& tx, const Dossier& dossier, State to, const std::string& on) {
    const auto holds = store::holds(tx, dossier.id);
    const Hold& hold = running_hold(dossier, holds);
    if (to != hold.from_state && to != State::withdrawn) {
        way::no_such_step(dossier);
    }
    if (on < hold.held_on) {
        refuse("dossier.before_hold", "on");
    }
    store::end_hold(tx, hold.id, on);
}

void check_stride(db::Tx& tx, const Work& work, const Dossier& dossier, const Stride& stride) {
    if (is_special(stride.to) && dossier.state != State::held) {
        way::no_such_step(dossier);
    }
    if (way::step_or_refuse(work, dossier, stride.to).needs_reason &&
        text::trim(stride.reason).empty()) {
        refuse("field.required", "reason");
    }
    if (dossier.state == State::qualified) {
        inside::refuse_later(tx, work, dossier);
    }
    if (stride.to == State::qualified) {
        inside::refuse_errors(tx, work, dossier);
    }
}

/// What a step brings with it: a line of the register, a hold, somebody's desk.
void carry_out(db::Tx& tx, const Work& work, Dossier& dossier, const Stride& stride,
               const std::string& on) {
    const State from = dossier.state;
    if (from == State::held) {
        end_hold(tx, dossier, stride.to, on);
        return;
    }
    if (stride.to == State::held) {
        begin_hold(tx, work, dossier, stride, on);
        return;
    }
    const bool first = stride.to == State::received;
    const bool again = from == State::resubmitted && stride.to == State::appraising;
    if (first || again) {
        put_receipt(tx, work, dossier, stride, on);
    }
    if (stride.to == State::appraising && !store::desk(tx, dossier.id)) {
        const auto& me = work.ctx.actor;
        store::put_on_desk(tx, dossier.id, {me.account_id, me.name, on, me.name});
    }
    note_persons(work, dossier, stride.to, on);
}

}  // namespace

Dossier move(const Work& work, const DossierId& id, const Stride& stride, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        const inside::Acting hands{tx, work};
        auto dossier = way::load_for_step(tx, work, hands, id, stride.to, version);
        check_stride(tx, work, dossier, stride);
        const State from = dossier.state;
        const std::string reason = text::trim(stride.reason);
        const auto on = inside::happened_on(work, stride.on, "on");
        carry_out(tx, work, dossier, stride, on);
        inside::enter(tx, work.ctx, dossier, stride.to, on, reason, hands.for_name());
        dossier = inside::save(tx, work, std::move(dossier));
        audit::Changes changes{{"state", text_of(from), text_of(stride.to)}};
        audit::add_change(changes, "reason", "", reason);
        hands.trace(changes);
        audit::trace(tx, work.ctx, "dossier.moved", "dossier", id.value, changes);
        return dossier;
    });
}

}  // namespace ketnap::dossier
