// SPDX-License-Identifier: Apache-2.0
// The part of a dossier's page that tells its way: register, desk, hold, opinions, changes.
#include "stage/dossier/inside.h"
#include "stage/dossier/view.h"

#include <algorithm>

namespace ketnap::dossier {

namespace {

using auth::Action;
using auth::Call;

ReceiptView receipt_view(const Receipt& one) {
    return {one.id,        one.year,        one.number,
            one.round_no,  one.received_on, one.received_by,
            one.from_name, one.paper_count, one.deadline_as_written,
            one.late,      one.struck_on,   one.struck_reason};
}

OpinionView opinion_view(db::Tx& tx, const Work& work, const Dossier& dossier, const Opinion& one) {
    OpinionView view;
    view.id = one.id;
    view.asked_on = one.asked_on;
    view.asked_by = one.asked_by;
    view.question = one.question;
    view.due_on = one.due_on;
    view.name = one.name;
    view.answer = answer_of(tx, work, dossier, one);
    view.answered_on = one.answered_on;
    view.answered_by = one.answered_by;
    view.has_text = one.has_text;
    view.dropped = !one.dropped_on.empty();
    const auto day = one.answered_on.empty() ? work.ctx.clock.today().iso() : one.answered_on;
    view.late = !view.dropped && day > one.due_on;
    view.may_answer = !view.dropped && answers_for(tx, work, dossier, one).has_value();
    view.version = one.version;
    return view;
}

std::optional<HoldView> hold_view(const Dossier& dossier, const Contents& contents) {
    if (dossier.state != State::held || contents.holds.empty()) {
        return std::nullopt;
    }
    const Hold& hold = contents.holds.back();
    return HoldView{hold.kind,    hold.from_state, hold.held_on,
                    hold.look_on, hold.reason,     hold.stops_clock};
}

/// The step that this actor may take back; whether a later stage has acted is asked when they do.
std::optional<State> undo_view(const Call& call, const Book& book, const Dossier& dossier,
                               const Contents& contents) {
    std::vector<Step> steps = contents.steps;
    if (dossier.state == State::decided || dossier.state == State::admitted || steps.empty() ||
        !steps.back().undone_on.empty()) {
        return std::nullopt;
    }
    std::erase_if(steps, [](const Step& one) { return !one.undone_on.empty(); });
    if (steps.size() < 2) {
        return std::nullopt;
    }
    const auto* step = book.states.find(steps[steps.size() - 2].state, steps.back().state);
    const auto action = step == nullptr ? Action::dossier_appraise : step->action;
    return call.can(action, dossier.object()) ? std::optional{steps.back().state} : std::nullopt;
}

bool is_elsewhere(const Dossier& dossier, const Contents& contents, State to) {
    const bool later =
        to == State::decided || to == State::admitted || dossier.state == State::decided;
    const bool other_way_out = dossier.state == State::held && to != State::withdrawn &&
                               !contents.holds.empty() && contents.holds.back().from_state != to;
    return later || other_way_out;
}

}  // namespace

WayView way_view(db::Tx& tx, const Call& call, const Book& book, const Dossier& dossier,
                 const people::Person& person, const Contents& contents) {
    WayView view;
    if (const auto desk = store::desk(tx, dossier.id)) {
        view.appraiser_id = desk->account_id;
        view.appraiser = desk->name;
    }
    for (const Receipt& one : store::receipts(tx, dossier.id)) {
        view.receipts.push_back(receipt_view(one));
    }
    view.hold = hold_view(dossier, contents);
    const bool english = call.language() == messages::Language::en;
    for (const HoldKind& kind : book.states.holds()) {
        view.hold_choices.push_back(
            {kind.kind, english ? kind.title_en : kind.title_vi, kind.stops_clock});
    }
    const Work work{call.ctx, call.rights, book};
    for (const Opinion& one : opinions(tx, dossier.id)) {
        view.opinions.push_back(opinion_view(tx, work, dossier, one));
    }
    view.changes = changes_of_round(tx, dossier.id, person, contents);
    view.undo = undo_view(call, book, dossier, contents);
    return view;
}

std::vector<MoveView> moves_of(db::Tx& tx, const Call& call, const Book& book,
                               const Dossier& dossier, const Contents& contents) {
    const auto object = dossier.object();
    const auto principals = workflow::principals(tx, call.ctx);
    const auto& me = call.ctx.actor.person_id;
    const bool own = !me.empty() && me == dossier.person_id.value;
    std::vector<MoveView> out;
    for (const auto& move : book.states.from(dossier.state)) {
        if (is_elsewhere(dossier, contents, move.to)) {
            continue;
        }
        if (call.can(move.action, object)) {
            out.push_back({move.to, move.needs_reason, {}, {}});
            continue;
        }
        const auto found =
            std::find_if(principals.begin(), principals.end(), [&](const audit::Actor& one) {
                return !own && call.rights.can(one, move.action, object);
            });
        if (found != principals.end()) {
            out.push_back({move.to, move.needs_reason, found->account_id, found->name});
        }
    }
    return out;
}

std::vector<RoundView> rounds_of(const Call& call, const rules::Calendar& calendar,
                                 const Contents& contents) {
    std::vector<RoundView> out;
    for (const ReturnRound& round : contents.rounds) {
        RoundView one{round.round_no,  round.returned_on,
                      round.due_on,    round.answered_on,
                      round.message,   {},
                      round.undone_on, 0};
        for (const ReturnItem& item : round.items) {
            one.items.push_back({item.id, item.rule, item.paper, item.text, item.fixed_on,
                                 item.field, item.done_on, item.done_by, item.answers});
        }
        const auto due = time::Date::parse_iso(round.due_on);
        const auto came = time::Date::parse_iso(round.answered_on);
        const auto until = came ? *came : call.ctx.clock.today();
        if (due && until > *due && round.undone_on.empty()) {
            one.days_late = calendar.working_days_between(*due, until);
        }
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace ketnap::dossier
