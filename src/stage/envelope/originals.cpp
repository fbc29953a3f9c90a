// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/originals.h"

#include "base/audit/trace.h"
#include "stage/envelope/inside.h"
#include "stage/envelope/original_store.h"

#include <algorithm>
#include <set>

namespace ketnap::envelope {
namespace {

constexpr const char* opinion_table = "asked_opinion";
constexpr const char* words_column = "words";

Values typed_of(const dossier::PaperRow& paper) {
    Values out = paper.facts;
    out.insert(paper.dates.begin(), paper.dates.end());
    return out;
}

std::string value_in(const Values& values, const std::string& field) {
    const auto found = values.find(field);
    return found == values.end() ? std::string{} : text::trim(found->second);
}

const Reading* pass(const std::vector<Reading>& readings, std::int64_t number) {
    const auto found = std::ranges::find(readings, number, &Reading::pass_no);
    return found == readings.end() ? nullptr : &*found;
}

/// One person is one person, whatever the account.
bool same_reader(const Reading& reading, const audit::Actor& actor) {
    return reading.by_account == actor.account_id ||
           (!actor.person_id.empty() && reading.by_person == actor.person_id);
}

Original original_of(const std::string& form, const dossier::Contents& contents,
                     const std::map<std::string, std::vector<Reading>>& readings) {
    Original out;
    out.form = form;
    const auto paper = std::ranges::find(contents.papers, form, &dossier::PaperRow::form);
    const bool received = paper != contents.papers.end() && paper->received;
    if (received) {
        out.typed = typed_of(*paper);
    }
    if (const auto found = readings.find(form); found != readings.end()) {
        out.readings = found->second;
    }
    out.state = state_of(received, out.typed, out.readings);
    out.differences = differences_of(out.typed, out.readings);
    return out;
}

void refuse_count(Findings& out, const Opinion& o) {
    const auto wrong = [](const std::optional<std::int64_t>& count) { return count && *count < 0; };
    if (wrong(o.asked) || wrong(o.agreed) || wrong(o.disagreed) ||
        (o.asked && o.agreed.value_or(0) + o.disagreed.value_or(0) > *o.asked)) {
        out.push_back(field_finding("opinion.count", "asked"));
    }
}

Findings check_opinion(const Opinion& o) {
    Findings out;
    if (text::trim(o.body).empty()) {
        out.push_back(field_finding("field.required", "body"));
    }
    for (const auto& [field, day] :
         {std::pair{"asked_on", o.asked_on}, {"answered_on", o.answered_on}}) {
        if (!day.empty() && !time::Date::parse_iso(day)) {
            out.push_back(field_finding("field.format", field));
        }
    }
    if (!o.asked_on.empty() && !o.answered_on.empty() && o.answered_on < o.asked_on) {
        out.push_back(field_finding("opinion.answer_before", "answered_on"));
    }
    refuse_count(out, o);
    return out;
}

}  // namespace

const std::vector<std::string>& handwritten_forms() {
    static const std::vector<std::string> forms{"application", "life_history"};
    return forms;
}

std::vector<Difference> differences_of(const Values& typed, const std::vector<Reading>& readings) {
    std::set<std::string> fields;
    for (const auto& reading : readings) {
        for (const auto& [field, value] : reading.fields) {
            fields.insert(field);
        }
    }
    const auto* first = pass(readings, 1);
    const auto* second = pass(readings, 2);
    std::vector<Difference> out;
    for (const auto& field : fields) {
        const Difference one{field, value_in(typed, field),
                             first != nullptr ? value_in(first->fields, field) : "",
                             second != nullptr ? value_in(second->fields, field) : ""};
        if ((first != nullptr && one.first != one.typed) ||
            (second != nullptr && one.second != one.typed)) {
            out.push_back(one);
        }
    }
    return out;
}

OriginalState state_of(bool received, const Values& typed, const std::vector<Reading>& readings) {
    if (!received) {
        return OriginalState::missing;
    }
    const bool is_typed = std::any_of(typed.begin(), typed.end(),
                                      [](const auto& one) { return !one.second.empty(); });
    if (!is_typed) {
        return OriginalState::received;
    }
    const auto* first = pass(readings, 1);
    const auto* second = pass(readings, 2);
    if (first == nullptr) {
        return OriginalState::transcribed;
    }
    return second != nullptr && differences_of(typed, readings).empty()
               ? OriginalState::compared_twice
               : OriginalState::compared_once;
}

std::vector<Original> originals_of(const Work& work, const DossierId& id) {
    return work.ctx.read([&](db::Tx& tx) {
        inside::known(tx, work, id);
        const auto contents = dossier::contents(tx, id);
        const auto readings = original_store::readings(tx, id);
        std::vector<Original> out;
        for (const auto& form : handwritten_forms()) {
            out.push_back(original_of(form, contents, readings));
        }
        return out;
    });
}

Original read_original(const Work& work, const DossierId& id, const std::string& form,
                       std::int64_t pass_no, const Values& fields) {
    return work.ctx.write([&](db::Tx& tx) {
        inside::editable(tx, work, id);
        if (std::ranges::find(handwritten_forms(), form) == handwritten_forms().end() ||
            (pass_no != 1 && pass_no != 2)) {
            throw NotFound{};
        }
        const auto now =
            original_of(form, dossier::contents(tx, id), original_store::readings(tx, id));
        if (now.state == OriginalState::missing || now.state == OriginalState::received) {
            refuse("original.not_typed", "");
        }
        const auto* other = pass(now.readings, pass_no == 1 ? 2 : 1);
        if (pass_no == 2 && other == nullptr) {
            refuse("original.first_missing", "");
        }
        if (other != nullptr && same_reader(*other, work.ctx.actor)) {
            refuse("original.same_person", "", {other->by_name});
        }
        const auto& actor = work.ctx.actor;
        Values clean;
        for (const auto& [field, value] : fields) {
            clean[field] = text::nfc(text::trim(value));
        }
        original_store::put_reading(
            tx, id, form, {pass_no, actor.account_id, actor.person_id, actor.name, 0, clean});
        audit::trace(tx, work.ctx, "original.read", "dossier", id.value,
                     {{"form", "", form}, {"pass", "", std::to_string(pass_no)}});
        return original_of(form, dossier::contents(tx, id), original_store::readings(tx, id));
    });
}

std::vector<OpinionSum> sums_of(const std::vector<Opinion>& opinions) {
    std::vector<OpinionSum> out;
    for (const auto kind : {OpinionKind::mass_organisation, OpinionKind::residence}) {
        OpinionSum sum{kind, 0, 0, 0, 0, 0};
        for (const auto& one : opinions) {
            if (one.kind == kind) {
                ++sum.bodies;
                sum.answered += one.answered_on.empty() ? 0 : 1;
                sum.asked += one.asked.value_or(0);
                sum.agreed += one.agreed.value_or(0);
                sum.disagreed += one.disagreed.value_or(0);
            }
        }
        out.push_back(sum);
    }
    return out;
}

std::vector<Opinion> opinions_of(const Work& work, const DossierId& id) {
    return work.ctx.read([&](db::Tx& tx) {
        const auto of = inside::known(tx, work, id);
        const auto key = people::sealed_key(tx, of.person_id);
        std::vector<Opinion> out;
        for (const auto& row : original_store::opinions(tx, id)) {
            auto one = row.opinion;
            if (!row.words.empty() &&
                work.rights.can(work.ctx.actor, auth::Action::letter_read, of.object())) {
                one.words = work.ctx.vault
                                .open(work.ctx.actor.tenant, key, opinion_table, words_column,
                                      one.id.value, row.words)
                                .value_or("");
            }
            out.push_back(std::move(one));
        }
        return out;
    });
}

Opinion put_opinion(const Work& work, const DossierId& id, const Opinion& opinion) {
    const auto saved = work.ctx.write([&](db::Tx& tx) {
        const auto of = inside::editable(tx, work, id);
        refuse_if(check_opinion(opinion));
        original_store::OpinionRow row{opinion, {}};
        const bool fresh = opinion.id.empty();
        if (fresh) {
            row.opinion.id = new_id<OpinionId>(tx.now_ms());
        }
        const auto words = text::nfc(text::trim(opinion.words));
        if (!words.empty()) {
            row.words =
                work.ctx.vault.seal(work.ctx.actor.tenant, people::sealed_key(tx, of.person_id),
                                    opinion_table, words_column, row.opinion.id.value, words);
        }
        if (fresh) {
            original_store::insert(tx, id, row);
        } else if (!original_store::update(tx, id, row)) {
            throw Conflict{};
        }
        audit::trace(tx, work.ctx, "opinion.recorded", "dossier", id.value,
                     {{"body", "", row.opinion.body}});
        return row.opinion.id;
    });
    for (auto& one : opinions_of(work, id)) {
        if (one.id == saved) {
            return one;
        }
    }
    throw NotFound{};
}

void drop_opinion(const Work& work, const DossierId& id, const OpinionId& which) {
    work.ctx.write([&](db::Tx& tx) {
        inside::editable(tx, work, id);
        if (!original_store::drop(tx, id, which)) {
            throw NotFound{};
        }
        audit::trace(tx, work.ctx, "opinion.dropped", "dossier", id.value);
    });
}

}  // namespace ketnap::envelope
