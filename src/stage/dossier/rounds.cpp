// SPDX-License-Identifier: Apache-2.0
// Rounds of return (C27–C29): out with items and a day, back with answers, each item settled by the
// appraiser.
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/changes.h"
#include "stage/dossier/inside.h"
#include "stage/dossier/way.h"

#include <algorithm>

namespace ketnap::dossier {

namespace {

using auth::Action;
using json::text_of;

void check_items(const ReturnNote& note, Findings& findings) {
    if (note.items.empty()) {
        findings.push_back(field_finding("dossier.return_empty", "items"));
    }
    for (std::size_t i = 0; i < note.items.size(); ++i) {
        if (text::trim(note.items[i].text).empty()) {
            findings.push_back(
                field_finding("field.required", "items[" + std::to_string(i) + "].text"));
        }
    }
}

void check_note(const rules::Calendar& calendar, const ReturnNote& note, const std::string& on) {
    Findings findings;
    check_items(note, findings);
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

/// The day as given, or so many working days from the return.
ReturnNote with_day(const rules::Calendar& calendar, ReturnNote note, const std::string& on) {
    const auto from = time::Date::parse_iso(on);
    if (note.due_on.empty() && note.due_days > 0 && from) {
        note.due_on = calendar.add_working_days(*from, note.due_days).iso();
    }
    return note;
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
        round.items.push_back({new_uuid(tx.now_ms()),
                               item.rule,
                               item.paper,
                               text::trim(item.text),
                               {},
                               item.field,
                               {},
                               {},
                               {}});
    }
    return round;
}

void keep_shot(db::Tx& tx, const Dossier& dossier, std::int64_t round_no, const char* moment,
               const std::string& on) {
    const auto person = people::get(tx, dossier.person_id);
    store::put_snapshot(tx, dossier.id, round_no, moment, on,
                        shot_of(person, contents(tx, dossier.id)));
}

}  // namespace

Dossier send_back(const Work& work, const DossierId& id, const ReturnNote& wanted,
                  std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        const inside::Acting hands{tx, work};
        auto dossier = way::load_for_step(tx, work, hands, id, State::returned, version);
        if (dossier.state == State::held) {
            way::no_such_step(dossier);
        }
        const auto on = inside::happened_on(work, wanted.on, "on");
        const auto calendar = rules::office_calendar(tx, work.book.basis.calendar);
        const auto note = with_day(calendar, wanted, on);
        check_note(calendar, note, on);
        const auto round = round_of(tx, id, note, on);
        store::add_round(tx, id, round);
        keep_shot(tx, dossier, round.round_no, "returned", on);
        const State from = dossier.state;
        inside::enter(tx, work.ctx, dossier, State::returned, on, round.message, hands.for_name());
        dossier = inside::save(tx, work, std::move(dossier));
        audit::Changes changes{{"state", text_of(from), text_of(State::returned)},
                               {"round_no", "", std::to_string(round.round_no)},
                               {"due_on", "", round.due_on},
                               {"items", "", std::to_string(round.items.size())}};
        hands.trace(changes);
        audit::trace(tx, work.ctx, "dossier.sent_back", "dossier", id.value, changes);
        return dossier;
    });
}

namespace {

ReturnRound running_round(db::Tx& tx, const Dossier& dossier) {
    auto rounds = store::rounds(tx, dossier.id);
    std::erase_if(rounds, [](const ReturnRound& one) { return !one.undone_on.empty(); });
    if (rounds.empty()) {
        way::no_such_step(dossier);
    }
    return std::move(rounds.back());
}

}  // namespace

Dossier resubmit(const Work& work, const DossierId& id, const std::vector<std::string>& fixed_items,
                 const std::string& happened, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        const inside::Acting hands{tx, work};
        auto dossier = way::load_for_step(tx, work, hands, id, State::resubmitted, version);
        if (dossier.state == State::held) {
            way::no_such_step(dossier);
        }
        const auto on = inside::happened_on(work, happened, "on");
        const ReturnRound round = running_round(tx, dossier);
        if (on < round.returned_on) {
            throw Refused{{field_finding("dossier.before_return", "on")}};
        }
        for (const ReturnItem& item : round.items) {
            const bool fixed =
                std::find(fixed_items.begin(), fixed_items.end(), item.id) != fixed_items.end();
            store::fix_item(tx, item.id, fixed ? on : "");
        }
        store::answer_round(tx, id, on);
        keep_shot(tx, dossier, round.round_no, "resubmitted", on);
        inside::enter(tx, work.ctx, dossier, State::resubmitted, on, {}, hands.for_name());
        dossier = inside::save(tx, work, std::move(dossier));
        audit::Changes changes{{"state", text_of(State::returned), text_of(State::resubmitted)},
                               {"round_no", "", std::to_string(round.round_no)},
                               {"fixed", "", std::to_string(fixed_items.size())}};
        hands.trace(changes);
        audit::trace(tx, work.ctx, "dossier.resubmitted", "dossier", id.value, changes);
        return dossier;
    });
}

namespace {

ReturnItem item_or_refuse(db::Tx& tx, const DossierId& id, const std::string& item_id) {
    for (ReturnRound& round : store::rounds(tx, id)) {
        for (ReturnItem& item : round.items) {
            if (item.id == item_id && round.undone_on.empty()) {
                return std::move(item);
            }
        }
    }
    throw NotFound{};
}

void say(db::Tx& tx, const Work& work, const std::string& item_id, const std::string& word) {
    store::add_answer(tx, item_id, {work.ctx.clock.today().iso(), work.ctx.actor.name, word});
}

}  // namespace

Dossier settle_item(const Work& work, const DossierId& id, const std::string& item_id, bool done,
                    const std::string& word, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load(tx, work, id, version, Action::dossier_appraise);
        if (!work.book.states.edit_right(dossier.state)) {
            refuse("dossier.closed", "state", {dossier.code});
        }
        auto item = item_or_refuse(tx, id, item_id);
        const std::string said = text::trim(word);
        if (!done && !item.done_on.empty() && said.empty()) {
            refuse("field.required", "word");
        }
        item.done_on = done ? work.ctx.clock.today().iso() : "";
        item.done_by = done ? work.ctx.actor.name : "";
        store::settle_item(tx, item);
        if (!said.empty()) {
            say(tx, work, item_id, said);
        }
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, done ? "dossier.item_done" : "dossier.item_opened", "dossier",
                     id.value, {{"item", "", item.text}});
        return dossier;
    });
}

Dossier answer_item(const Work& work, const DossierId& id, const std::string& item_id,
                    const std::string& word, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load_to_edit(tx, work, id, version);
        const auto item = item_or_refuse(tx, id, item_id);
        const std::string said = text::trim(word);
        if (said.empty()) {
            refuse("field.required", "word");
        }
        say(tx, work, item_id, said);
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.item_answered", "dossier", id.value,
                     {{"item", "", item.text}, {"word", "", said}});
        return dossier;
    });
}

}  // namespace ketnap::dossier
