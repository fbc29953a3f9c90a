// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/letters.h"

#include "base/audit/trace.h"
#include "base/documents/letterhead.h"
#include "base/rules/office_days.h"
#include "base/workflow/stand_in.h"
#include "stage/envelope/erase.h"
#include "stage/envelope/inside.h"
#include "stage/envelope/letter_store.h"

#include <algorithm>

namespace ketnap::envelope {
namespace {

using auth::Action;
using letter_store::Row;

constexpr const char* letter_table = "verification_letter";
constexpr const char* register_type = "CV";
constexpr std::size_t longest_text = 2'000;
constexpr std::size_t longest_line = 300;

crypto::Sealed sealed(db::Tx& tx, const Ctx& ctx, const Letter& of, const char* column,
                      const std::string& words) {
    if (words.empty()) {
        return {};
    }
    return ctx.vault.seal(ctx.actor.tenant, people::sealed_key(tx, people::PersonId{of.person_id}),
                          letter_table, column, of.id.value, words);
}

std::string unsealed(db::Tx& tx, const Ctx& ctx, const Letter& of, const char* column,
                     const crypto::Sealed& words) {
    if (words.empty()) {
        return {};
    }
    auto text =
        ctx.vault.open(ctx.actor.tenant, people::sealed_key(tx, people::PersonId{of.person_id}),
                       letter_table, column, of.id.value, words);
    return text ? std::move(*text) : std::string{};
}

auth::Object object_of(const Letter& one) {
    return {.org_path = one.org_path,
            .campaign_id = one.campaign_id,
            .persons = {one.person_id},
            .closed_on = one.closed_on};
}

Letter opened(db::Tx& tx, const Ctx& ctx, const Row& row) {
    Letter out = row.letter;
    out.about = unsealed(tx, ctx, out, "about", row.about);
    out.answer = unsealed(tx, ctx, out, "answer", row.answer);
    out.outcome = unsealed(tx, ctx, out, "outcome", row.outcome);
    return out;
}

Row known_letter(db::Tx& tx, const Work& work, const LetterId& id) {
    auto row = is_uuid(id.value) ? letter_store::by_id(tx, id) : std::nullopt;
    auth::require_known(
        row && work.rights.can(work.ctx.actor, Action::letter_read, object_of(row->letter)));
    return std::move(*row);
}

/// In whose name the actor may do that.
std::optional<std::string> name_for(db::Tx& tx, const Work& work, const auth::Object& object,
                                    Action action) {
    return workflow::acting_name(tx, work.ctx, object, [&](const audit::Actor& who) {
        return work.rights.can(who, action, object);
    });
}

Row letter_to_change(db::Tx& tx, const Work& work, const LetterId& id) {
    auto row = is_uuid(id.value) ? letter_store::by_id(tx, id) : std::nullopt;
    auth::require_known(row && name_for(tx, work, object_of(row->letter), Action::letter_read));
    return std::move(*row);
}

audit::Changes traced(const LetterId& id, const std::string& for_name) {
    audit::Changes changes{{"letter", "", id.value}};
    audit::add_change(changes, "on_behalf_of", "", for_name);
    return changes;
}

void refuse_over(const dossier::Dossier& of) {
    using dossier::State;
    if (of.state == State::decided || of.state == State::admitted || of.state == State::withdrawn) {
        refuse("dossier.closed", "state", {of.code});
    }
}

std::string line(const std::string& text) {
    return text::nfc(text::trim(text));
}

void check_length(Findings& out, const std::string& text, const char* field, std::size_t most) {
    if (text::length(text) > most) {
        out.push_back(field_finding("field.too_long", field, {std::to_string(most)}));
    }
}

Findings check(const LetterForm& form) {
    Findings out;
    if (line(form.to_name).empty()) {
        out.push_back(field_finding("field.required", "to_name"));
    }
    if (line(form.ask).empty()) {
        out.push_back(field_finding("field.required", "ask"));
    }
    check_length(out, form.to_name, "to_name", longest_line);
    check_length(out, form.to_address, "to_address", longest_line);
    check_length(out, form.about, "about", longest_text);
    check_length(out, form.ask, "ask", longest_text);
    return out;
}

void take_over(db::Tx& tx, const Ctx& ctx, Row& row, const LetterForm& form) {
    Letter& l = row.letter;
    l.relative_id = form.relative_id;
    l.to_org_id = form.to_org_id;
    l.to_name = line(form.to_name);
    l.to_address = line(form.to_address);
    l.ask = line(form.ask);
    row.about = sealed(tx, ctx, l, "about", line(form.about));
}

std::string past_day(const Ctx& ctx, const std::string& on, const char* field) {
    const auto today = ctx.clock.today();
    if (on.empty()) {
        return today.iso();
    }
    const auto day = time::Date::parse_iso(on);
    if (!day) {
        refuse("field.format", field);
    }
    if (*day > today) {
        refuse("dossier.in_future", field, {day->vn()});
    }
    return on;
}

/// The day to remind by the rule in force when it was sent; empty where the rule is not known.
std::string reminder_of(db::Tx& tx, const Work& work, const std::string& sent_on) {
    const auto day = time::Date::parse_iso(sent_on);
    const auto& basis = work.desk.book.basis;
    if (!day || basis.rules.in_force_on(*day).empty()) {
        return {};
    }
    const auto& sets = basis.rules.in_force_on(*day);
    const auto days = sets.front()->working_days("verification.reply_home");
    return days ? rules::office_calendar(tx, basis.calendar).add_working_days(*day, *days).iso()
                : std::string{};
}

/// The office for whoever appraises, else the unit below it.
org::OrgId sender_of(const Work& work, const Letter& one) {
    std::vector<std::string> ids;
    for (std::size_t at = 1; at < one.org_path.size();) {
        const auto end = one.org_path.find('/', at);
        ids.push_back(one.org_path.substr(at, end - at));
        at = end == std::string::npos ? end : end + 1;
    }
    const bool office =
        work.rights.can(work.ctx.actor, Action::dossier_appraise, object_of(one)) || ids.size() < 2;
    return org::OrgId{office ? ids.front() : ids[1]};
}

std::string next_number(db::Tx& tx, const Work& work, const Letter& one) {
    auth::require(work.rights.can(work.ctx.actor, Action::number_take, object_of(one)));
    const auto head = documents::letterhead(tx, sender_of(work, one));
    return documents::number_text(documents::take_number(tx, register_type, head.term),
                                  register_type, head.agency);
}

using Change = std::function<void(db::Tx&, Row&)>;

/// One step of a letter: known, allowed, of the version shown, in one of the states.
Letter step(const Work& work, const LetterId& id, std::int64_t version,
            std::initializer_list<LetterState> from, const char* action, const Change& change) {
    return work.ctx.write([&](db::Tx& tx) {
        auto row = letter_to_change(tx, work, id);
        const auto for_name = name_for(tx, work, object_of(row.letter), Action::letter_edit);
        auth::require(for_name.has_value());
        if (row.letter.version != version) {
            throw Conflict{};
        }
        if (std::find(from.begin(), from.end(), row.letter.state) == from.end()) {
            refuse("letter.wrong_step", "state");
        }
        change(tx, row);
        if (!letter_store::update(tx, row)) {
            throw Conflict{};
        }
        audit::trace(tx, work.ctx, action, "dossier", row.letter.dossier_id.value,
                     traced(row.letter.id, *for_name));
        return opened(tx, work.ctx, *letter_store::by_id(tx, id));
    });
}

}  // namespace

Letter write_letter(const Work& work, const DossierId& id, const LetterForm& form) {
    return work.ctx.write([&](db::Tx& tx) {
        const auto of = inside::known(tx, work, id);
        const auto for_name = name_for(tx, work, of.object(), Action::letter_edit);
        auth::require(for_name.has_value());
        refuse_over(of);
        refuse_if(check(form));
        Row row;
        row.letter.id = new_id<LetterId>(tx.now_ms());
        row.letter.dossier_id = id;
        row.letter.person_id = of.person_id.value;
        row.letter.made_by_name = work.ctx.actor.name;
        take_over(tx, work.ctx, row, form);
        letter_store::insert(tx, row);
        audit::trace(tx, work.ctx, "letter.written", "dossier", id.value,
                     traced(row.letter.id, *for_name));
        return opened(tx, work.ctx, *letter_store::by_id(tx, row.letter.id));
    });
}

Letter change_letter(const Work& work, const LetterId& id, const LetterForm& form,
                     std::int64_t version) {
    return step(work, id, version, {LetterState::draft}, "letter.changed",
                [&](db::Tx& tx, Row& row) {
                    refuse_if(check(form));
                    take_over(tx, work.ctx, row, form);
                });
}

Letter send_letter(const Work& work, const LetterId& id, const Sending& sending,
                   std::int64_t version) {
    return step(work, id, version, {LetterState::draft}, "letter.sent", [&](db::Tx& tx, Row& row) {
        row.letter.sent_on = past_day(work.ctx, sending.sent_on, "sent_on");
        row.letter.number =
            sending.take_number ? next_number(tx, work, row.letter) : line(sending.number);
        if (!sending.remind_on.empty() && !time::Date::parse_iso(sending.remind_on)) {
            refuse("field.format", "remind_on");
        }
        row.letter.remind_on = sending.remind_on.empty() ? reminder_of(tx, work, row.letter.sent_on)
                                                         : sending.remind_on;
        row.letter.state = LetterState::sent;
    });
}

Letter remind(const Work& work, const LetterId& id, std::int64_t version) {
    return step(work, id, version, {LetterState::sent}, "letter.reminded",
                [&](db::Tx&, Row& row) { row.letter.reminded_on = work.ctx.clock.today().iso(); });
}

void seal_leftovers(const Ctx& ctx) {
    for (bool more = true; more;) {
        ctx.write([&](db::Tx& tx) {
            const auto rows = letter_store::plain_outcomes(tx);
            more = !rows.empty();
            for (const auto& [id, outcome, person] : rows) {
                Letter of;
                of.id = LetterId{id};
                of.person_id = person;
                const auto key = people::sealed_key(tx, people::PersonId{person});
                const bool gone = key == crypto::Vault::destroyed_key();
                letter_store::seal_outcome(
                    tx, id, gone ? crypto::Sealed{} : sealed(tx, ctx, of, "outcome", outcome));
            }
        });
    }
}

Letter answer_letter(const Work& work, const LetterId& id, const Answer& answer,
                     std::int64_t version) {
    return step(work, id, version, {LetterState::sent, LetterState::answered}, "letter.answered",
                [&](db::Tx& tx, Row& row) {
                    auto& l = row.letter;
                    l.answered_on = past_day(work.ctx, answer.answered_on, "answered_on");
                    if (l.answered_on < l.sent_on) {
                        refuse("letter.answer_before", "answered_on");
                    }
                    if (answer.outcome != "confirmed" && answer.outcome != "differs" &&
                        answer.outcome != "unknown") {
                        refuse("field.required", "outcome");
                    }
                    l.answer_number = line(answer.answer_number);
                    row.outcome = sealed(tx, work.ctx, l, "outcome", answer.outcome);
                    row.answer = sealed(tx, work.ctx, l, "answer", line(answer.words));
                    l.state = LetterState::answered;
                });
}

Letter cancel_letter(const Work& work, const LetterId& id, std::int64_t version) {
    return step(work, id, version, {LetterState::draft, LetterState::sent}, "letter.cancelled",
                [](db::Tx&, Row& row) { row.letter.state = LetterState::cancelled; });
}

Letter letter(const Work& work, const LetterId& id) {
    return work.ctx.read(
        [&](db::Tx& tx) { return opened(tx, work.ctx, known_letter(tx, work, id)); });
}

std::vector<Letter> letters_of(const Work& work, const DossierId& id) {
    return work.ctx.read([&](db::Tx& tx) {
        const auto of = inside::known(tx, work, id);
        std::vector<Letter> out;
        if (!work.rights.can(work.ctx.actor, Action::letter_read, of.object())) {
            return out;
        }
        for (const auto& row : letter_store::of_dossier(tx, id)) {
            out.push_back(opened(tx, work.ctx, row));
        }
        return out;
    });
}

LetterList query_letters(const Work& work, const LetterQuery& query) {
    return work.ctx.read([&](db::Tx& tx) {
        LetterList out;
        std::string org_path;
        if (!query.org_id.empty()) {
            const auto body = org::find(tx, org::OrgId{query.org_id});
            if (!body) {
                return out;
            }
            org_path = body->path;
        }
        const auto found = letter_store::page(
            tx, work.rights.scope(work.ctx.actor, Action::letter_read), query, org_path);
        for (const auto& row : found.rows) {
            // a right on the own dossier may still be refused: nobody reads what is asked about
            // them
            if (work.rights.can(work.ctx.actor, Action::letter_read, object_of(row.letter))) {
                out.items.push_back(opened(tx, work.ctx, row));
            }
        }
        out.next = found.next;
        out.count = found.count;
        out.count_capped = found.count_capped;
        return out;
    });
}

std::optional<int> waiting_days(const Work& work, db::Tx& tx, const Letter& one) {
    const auto from = time::Date::parse_iso(one.sent_on);
    if (!from || one.state == LetterState::cancelled) {
        return std::nullopt;
    }
    const auto until = time::Date::parse_iso(one.answered_on).value_or(work.ctx.clock.today());
    return rules::office_calendar(tx, work.desk.book.basis.calendar)
        .working_days_between(*from, until);
}

documents::Paper letter_paper(const Work& work, const LetterId& id) {
    return work.ctx.read([&](db::Tx& tx) {
        const auto one = opened(tx, work.ctx, known_letter(tx, work, id));
        const auto person = people::get(tx, people::PersonId{one.person_id});
        const auto cell = dossier::candidate(tx, one.dossier_id).cell;
        const auto head = documents::letterhead(tx, sender_of(work, one));
        documents::Fields fields;
        fields.values = {{"layout", head.layout},
                         {"superior", head.superior},
                         {"issuer", head.issuer},
                         {"issuer_plain", org::get(tx, sender_of(work, one)).name},
                         {"number", one.number.empty() ? "      -CV/" + head.agency : one.number},
                         {"place", head.place},
                         {"dated", one.sent_on},
                         {"full_name", person.name},
                         {"born_on", person.born_on_as_written.empty() ? person.born_on
                                                                       : person.born_on_as_written},
                         {"home_place", person.home_place},
                         {"residence", person.residence},
                         {"cell", cell.name},
                         {"addressee", one.to_name},
                         {"address", one.to_address},
                         {"about", one.about},
                         {"ask", one.ask},
                         {"body_upper", text::upper(head.body)},
                         {"signer_post_upper", text::upper(head.signer_post)},
                         {"signer_name", head.signer_name}};
        if (const auto born = time::Date::parse_iso(fields.values["born_on"])) {
            fields.values["born_on"] = born->vn();
        }
        return documents::fill(work.desk.library, "verification_letter", fields);
    });
}

}  // namespace ketnap::envelope
