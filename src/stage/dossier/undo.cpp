// SPDX-License-Identifier: Apache-2.0
// Taking back the last step (C43). Nothing is deleted from the trail: step, round and register line
// stay, struck out with who, when and why.
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/inside.h"
#include "stage/dossier/way.h"

#include <algorithm>

namespace ketnap::dossier {

namespace {

using auth::Action;
using json::text_of;

struct Pair {
    Step before;
    Step last;
};

/// The last step that stands and the one before it.
Pair last_two(const Dossier& dossier, std::vector<Step> steps) {
    if (!steps.empty() && !steps.back().undone_on.empty()) {
        refuse("dossier.undo_twice", "state", {dossier.code});
    }
    std::erase_if(steps, [](const Step& one) { return !one.undone_on.empty(); });
    if (steps.size() < 2) {
        refuse("dossier.undo_first", "state", {dossier.code});
    }
    return {steps[steps.size() - 2], steps.back()};
}

/// The newest line that stands.
void strike_receipt(db::Tx& tx, const Dossier& dossier, const std::string& on,
                    const std::string& reason) {
    auto receipts = store::receipts(tx, dossier.id);
    std::erase_if(receipts, [](const Receipt& one) { return !one.struck_on.empty(); });
    if (!receipts.empty()) {
        Receipt last = receipts.back();
        last.struck_on = on;
        last.struck_reason = reason;
        store::strike_receipt(tx, last);
    }
}

ReturnRound last_round(db::Tx& tx, const Dossier& dossier) {
    auto rounds = store::rounds(tx, dossier.id);
    std::erase_if(rounds, [](const ReturnRound& one) { return !one.undone_on.empty(); });
    KETNAP_CHECK(!rounds.empty());
    return rounds.back();
}

void take_back_hold(db::Tx& tx, const Dossier& dossier, const Pair& pair) {
    const auto holds = store::holds(tx, dossier.id);
    if (holds.empty()) {
        return;
    }
    if (pair.last.state == State::held) {
        store::drop_hold(tx, holds.back().id);
    } else if (pair.before.state == State::held) {
        store::end_hold(tx, holds.back().id, "");
    }
}

void take_back_round(db::Tx& tx, const Dossier& dossier, const Pair& pair, const std::string& on) {
    if (pair.before.state == State::held) {
        return;
    }
    if (pair.last.state == State::returned) {
        const auto round = last_round(tx, dossier);
        store::undo_round(tx, round.id, on);
        store::drop_snapshot(tx, dossier.id, round.round_no, "returned");
    } else if (pair.last.state == State::resubmitted) {
        const auto round = last_round(tx, dossier);
        store::reopen_round(tx, round);
        store::drop_snapshot(tx, dossier.id, round.round_no, "resubmitted");
    }
}

/// Whatever the step brought with it goes with it.
void take_back(db::Tx& tx, Dossier& dossier, const Pair& pair, const std::string& on,
               const std::string& reason) {
    take_back_hold(tx, dossier, pair);
    take_back_round(tx, dossier, pair, on);
    const bool held = pair.before.state == State::held || pair.last.state == State::held;
    const bool supplement =
        pair.before.state == State::resubmitted && pair.last.state == State::appraising;
    if (pair.last.state == State::received && !held) {
        dossier.received_on.clear();
        strike_receipt(tx, dossier, on, reason);
    } else if (supplement) {
        strike_receipt(tx, dossier, on, reason);
    } else if (pair.last.state == State::qualified && !held) {
        dossier.appraised_by.clear();
    }
}

void require_right(const Work& work, const inside::Acting& hands, const Dossier& dossier,
                   const Pair& pair) {
    const auto* step = work.book.states.find(pair.before.state, pair.last.state);
    const auto action = step == nullptr ? Action::dossier_appraise : step->action;
    auth::require(hands.may(action, dossier.object()));
}

/// A dossier that comes back to life must not meet another one of the same person.
void refuse_second(db::Tx& tx, const Work& work, const Dossier& dossier) {
    if (dossier.state != State::withdrawn) {
        return;
    }
    if (const auto open = store::open_of(tx, dossier.person_id)) {
        inside::refuse_open(tx, work, *open, "state");
    }
}

}  // namespace

Dossier undo(const Work& work, const DossierId& id, const std::string& why, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        const inside::Acting hands{tx, work};
        auto dossier = inside::load_known(tx, work, id, version);
        inside::refuse_later(tx, work, dossier);
        const auto pair = last_two(dossier, store::steps(tx, id));
        require_right(work, hands, dossier, pair);
        const std::string reason = text::trim(why);
        if (reason.empty()) {
            refuse("field.required", "reason");
        }
        refuse_second(tx, work, dossier);
        if (pair.before.state == State::qualified) {
            inside::refuse_errors(tx, work, dossier);
        }
        const auto on = work.ctx.clock.today().iso();
        take_back(tx, dossier, pair, on, reason);
        Step struck = pair.last;
        struck.undone_on = on;
        struck.undone_by = work.ctx.actor.name;
        struck.undone_reason = reason;
        store::undo_step(tx, struck);
        dossier.state = pair.before.state;
        dossier.state_since = pair.before.on;
        dossier = inside::save(tx, work, std::move(dossier));
        audit::Changes changes{{"state", text_of(pair.last.state), text_of(pair.before.state)},
                               {"reason", "", reason}};
        hands.trace(changes);
        audit::trace(tx, work.ctx, "dossier.step_undone", "dossier", id.value, changes);
        return dossier;
    });
}

}  // namespace ketnap::dossier
