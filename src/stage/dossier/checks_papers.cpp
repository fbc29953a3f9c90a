// SPDX-License-Identifier: Apache-2.0
// The papers: are they there, complete, in order, still good, and do they agree.
#include "platform/text/text.h"
#include "stage/dossier/judge.h"

#include <array>

namespace ketnap::dossier::checks {

namespace {

constexpr std::array<std::string_view, 4> stages{"reception", "decision", "ceremony", "after"};

std::size_t stage_number(std::string_view stage) {
    return static_cast<std::size_t>(std::find(stages.begin(), stages.end(), stage) -
                                    stages.begin());
}

/// The file is judged as it stood before the cell.
time::Date file_day(const Judge& judge) {
    return cell_meeting_on(judge.dossier).value_or(judge.today);
}

std::vector<std::string> conditions_of(const Dossier& dossier) {
    std::vector<std::string> out{dossier.candidate_type};
    if (dossier.section_committee) {
        out.emplace_back("section_committee");
    }
    return out;
}

std::string short_name(const rules::Form& form) {
    return form.number.empty() ? form.title : form.number;
}

std::vector<std::string> names_of(const rules::Form& form) {
    return {form.number.empty() ? form.title : form.number + " " + form.title, short_name(form),
            form.made_by, form.signature};
}

void judge_mark(Judge& judge, std::string_view id, const rules::Form& form, bool present) {
    judge.rule(id, file_day(judge), [&](const rules::Rule&, const rules::RuleSet&) {
        if (present) {
            return Outcome{};
        }
        return Outcome{Verdict::fail,
                       {Where{form.form, id == "paper.seal" ? "sealed" : "signed", 0, {}}},
                       names_of(form),
                       {}};
    });
}

void judge_received(Judge& judge, const Paper& paper, const rules::Form& form) {
    if (form.needs_signature && paper.is_signed) {
        judge_mark(judge, "paper.signature", form, *paper.is_signed);
    }
    if (form.needs_seal && paper.is_sealed) {
        judge_mark(judge, "paper.seal", form, *paper.is_sealed);
    }
    const std::string& main = form.dates.front().name;
    if (!paper.dates.contains(main) && !find_date(judge.dossier, form.form + "." + main)) {
        judge.plain("paper.undated", Level::warning, {Where{form.form, main, 0, {}}},
                    names_of(form), judge.today);
    }
    for (const auto& [name, date] : paper.dates) {
        if (date.earliest() > judge.today) {
            judge.plain("paper.future", Level::error, {Where{form.form, name, 0, as_written(date)}},
                        {short_name(form), as_written(date)}, judge.today);
        }
    }
}

}  // namespace

void judge_papers(Judge& judge) {
    const Dossier& dossier = judge.dossier;
    const auto& list = checklist_of(dossier, judge.basis, judge.today);
    const std::size_t stage = stage_number(dossier.stage);
    for (const rules::Form* form : list.asked(conditions_of(dossier))) {
        if (stage_number(form->due_at) > stage) {
            continue;
        }
        const bool there = find_paper(dossier, form->form) != nullptr;
        judge.rule(
            "paper.required", file_day(judge), [&](const rules::Rule&, const rules::RuleSet&) {
                if (there) {
                    return Outcome{};
                }
                return Outcome{Verdict::fail, {Where{form->form, {}, 0, {}}}, names_of(*form), {}};
            });
    }
    for (const Paper& paper : dossier.papers) {
        const rules::Form* form = list.find(paper.form);
        if (form == nullptr) {
            judge.plain("paper.unknown", Level::warning, {Where{paper.form, {}, 0, {}}},
                        {paper.form}, judge.today);
        } else if (paper.received) {
            judge_received(judge, paper, *form);
        }
    }
}

void judge_paper_life(Judge& judge) {
    const auto& list = checklist_of(judge.dossier, judge.basis, judge.today);
    const time::Date on = cell_meeting_on(judge.dossier).value_or(judge.today);
    for (const Paper& paper : judge.dossier.papers) {
        const rules::Form* form = list.find(paper.form);
        if (form == nullptr || !paper.received) {
            continue;
        }
        const auto dated = find_date(judge.dossier, form->form + "." + form->dates.front().name);
        if (!dated) {
            continue;
        }
        judge.rule(
            "paper.life." + form->form, on, [&](const rules::Rule& rule, const rules::RuleSet&) {
                const int months = static_cast<int>(rule.number);
                const time::Date surely = time::add_months(dated->earliest(), months);
                const time::Date perhaps = time::add_months(dated->latest(), months);
                const Verdict verdict = on <= surely    ? Verdict::pass
                                        : on <= perhaps ? Verdict::doubt
                                                        : Verdict::fail;
                if (verdict == Verdict::pass) {
                    return Outcome{};
                }
                return Outcome{verdict,
                               {Where{form->form, form->dates.front().name, 0, as_written(*dated)}},
                               {short_name(*form), as_written(*dated), perhaps.vn(), on.vn(),
                                std::to_string(months)},
                               "paper.life"};
            });
    }
}

namespace {

void judge_order(Judge& judge, const rules::Rule& order) {
    const auto first = find_date(judge.dossier, order.order.first);
    const auto then = find_date(judge.dossier, order.order.then);
    if (!first || !then) {
        return;
    }
    const auto where_of = [](const std::string& name, const time::PartialDate& date) {
        const auto dot = name.find('.');
        return Where{name.substr(0, dot), name.substr(dot + 1), 0, as_written(date)};
    };
    const auto& list = checklist_of(judge.dossier, judge.basis, judge.today);
    const auto label = [&](const std::string& name) {
        const rules::Form* form = list.find(name.substr(0, name.find('.')));
        return form == nullptr ? std::string{} : short_name(*form);
    };
    judge.rule(order.id, then->latest(), [&](const rules::Rule& rule, const rules::RuleSet&) {
        const auto in_order = [&](time::Date a, time::Date b) {
            return rule.order.same_day ? a <= b : a < b;
        };
        Verdict verdict = Verdict::pass;
        if (!in_order(first->earliest(), then->latest())) {
            verdict = Verdict::fail;
        } else if (!in_order(first->latest(), then->earliest())) {
            // of two dates in one unknown month only the wish for the exact day remains
            verdict = Verdict::doubt;
        }
        if (verdict == Verdict::pass) {
            return Outcome{};
        }
        return Outcome{verdict,
                       {where_of(rule.order.first, *first), where_of(rule.order.then, *then)},
                       {as_written(*first), as_written(*then), label(rule.order.first),
                        label(rule.order.then)},
                       verdict == Verdict::doubt ? "order.doubt" : ""};
    });
}

}  // namespace

void judge_orders(Judge& judge) {
    // the ends of an order are the same in every set; which set holds is asked by the later date
    for (const rules::Rule* rule : judge.basis.rules.orders()) {
        judge_order(judge, *rule);
    }
}

namespace {

/// What one paper says of one fact, beside what the person's own record says.
struct FactPair {
    const rules::Form& form;
    const std::string& fact;
    const std::string& on_paper;
    std::string recorded;
};

Outcome differing(const FactPair& pair, Verdict verdict, std::string text) {
    return Outcome{verdict,
                   {Where{"person", pair.fact, 0, pair.recorded},
                    Where{pair.form.form, pair.fact, 0, pair.on_paper}},
                   {short_name(pair.form), pair.on_paper, pair.recorded},
                   std::move(text)};
}

Outcome compare_dates(const FactPair& pair) {
    const auto paper = time::PartialDate::parse(pair.on_paper);
    const auto recorded = time::PartialDate::parse(pair.recorded);
    if (!paper || !recorded) {
        return differing(pair, Verdict::doubt, "facts.born_on.unread");
    }
    const bool apart =
        paper->latest() < recorded->earliest() || recorded->latest() < paper->earliest();
    if (apart) {
        return differing(pair, Verdict::fail, "facts.born_on");
    }
    if (span(*paper).exact() == span(*recorded).exact()) {
        return {};
    }
    return differing(pair, Verdict::doubt, "facts.born_on.partial");
}

Outcome compare_texts(const FactPair& pair, bool same_word) {
    if (same_word) {
        return {};
    }
    const bool name = pair.fact == "full_name";
    const bool marks_only = text::fold(pair.on_paper) == text::fold(pair.recorded);
    if (name) {
        return differing(pair, Verdict::fail,
                         marks_only ? "facts.full_name.marks" : "facts.full_name");
    }
    return differing(pair, Verdict::doubt, "facts." + pair.fact);
}

std::string recorded_fact(const Dossier& dossier, const std::string& fact) {
    if (fact == "full_name") {
        return dossier.full_name;
    }
    if (fact == "born_on") {
        return dossier.born_on ? as_written(*dossier.born_on) : std::string{};
    }
    const auto at = dossier.facts.find(fact);
    return at == dossier.facts.end() ? std::string{} : at->second;
}

/// The same word with its tone mark on the other letter: no fault, but the lists should agree.
void hint_spelling(Judge& judge, const FactPair& pair) {
    judge.plain("facts.spelling", Level::hint,
                {Where{"person", pair.fact, 0, pair.recorded},
                 Where{pair.form.form, pair.fact, 0, pair.on_paper}},
                {short_name(pair.form), pair.on_paper, pair.recorded}, judge.today);
}

/// What a paper before this one said of the fact: the same words are not compared twice.
struct Compared {
    std::string on_paper;
    bool same_word = false;
    bool same_spelling = false;
};

Compared compare_words(const std::string& on_paper, const std::string& recorded) {
    const auto plain = [](const std::string& value) {
        return text::lower(text::trim(text::nfc(value)));
    };
    const bool same_spelling = on_paper == recorded || plain(on_paper) == plain(recorded);
    return {on_paper, same_spelling || text::match_key(on_paper) == text::match_key(recorded),
            same_spelling};
}

void judge_fact(Judge& judge, const FactPair& pair, Compared& before) {
    const bool is_date = pair.fact == "born_on";
    if (!is_date && before.on_paper != pair.on_paper) {
        before = compare_words(pair.on_paper, pair.recorded);
    }
    judge.rule("facts.same", file_day(judge), [&](const rules::Rule&, const rules::RuleSet&) {
        if (is_date) {
            return pair.on_paper == pair.recorded ? Outcome{} : compare_dates(pair);
        }
        return compare_texts(pair, before.same_word);
    });
    if (!is_date && before.same_word && !before.same_spelling) {
        hint_spelling(judge, pair);
    }
}

}  // namespace

void judge_facts(Judge& judge) {
    const auto& list = checklist_of(judge.dossier, judge.basis, judge.today);
    std::map<std::string_view, Compared> compared;
    for (const Paper& paper : judge.dossier.papers) {
        const rules::Form* form = list.find(paper.form);
        if (form == nullptr || !paper.received) {
            continue;
        }
        for (const std::string& fact : form->facts) {
            const auto at = paper.facts.find(fact);
            if (at == paper.facts.end() || at->second.empty()) {
                continue;
            }
            FactPair pair{*form, fact, at->second, recorded_fact(judge.dossier, fact)};
            if (!pair.recorded.empty()) {
                judge_fact(judge, pair, compared[fact]);
            }
        }
    }
}

}  // namespace ketnap::dossier::checks
