// SPDX-License-Identifier: Apache-2.0
// The papers: are they there, complete, in order, still good.
#include "stage/dossier/judge.h"

#include <array>
#include <iterator>

namespace ketnap::dossier::checks {

namespace {

constexpr std::array<std::string_view, 7> stages{
    "reception",           "decision", "ceremony", "after", "recognition", "recognition_cell",
    "recognition_decision"};

std::size_t stage_number(std::string_view stage) {
    return static_cast<std::size_t>(std::find(stages.begin(), stages.end(), stage) -
                                    stages.begin());
}

std::vector<std::string> conditions_of(const Dossier& dossier) {
    std::vector<std::string> out{dossier.candidate_type};
    if (dossier.section_committee) {
        out.emplace_back("section_committee");
    }
    return out;
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

/// Dates that cannot be: not in the calendar, still to come, before the candidate was born.
void judge_dates(Judge& judge, const Paper& paper, const rules::Form& form) {
    const auto told = [&](const char* rule, const std::string& name, const std::string& written,
                          std::vector<std::string> more) {
        std::vector<std::string> values{short_name(form), written};
        std::move(more.begin(), more.end(), std::back_inserter(values));
        judge.plain(rule, Level::error, {Where{form.form, name, 0, written}}, std::move(values),
                    judge.today);
    };
    const auto& born = judge.dossier.born_on;
    for (const auto& [name, date] : paper.dates) {
        if (date.earliest() > judge.today) {
            told("paper.future", name, as_written(date), {});
        }
        if (born && name != "together_since" && date.latest() < born->earliest()) {
            told("paper.before_birth", name, as_written(date), {as_written(*born)});
        }
    }
    for (const auto& [name, written] : paper.no_such_days) {
        told("paper.no_such_day", name, written, {});
    }
}

void judge_received(Judge& judge, const Paper& paper, const rules::Form& form) {
    if (form.needs_signature && paper.is_signed) {
        judge_mark(judge, "paper.signature", form, *paper.is_signed);
    }
    if (form.needs_seal && paper.is_sealed) {
        judge_mark(judge, "paper.seal", form, *paper.is_sealed);
    }
    const std::string& main = form.dates.front().name;
    if (!paper.dates.contains(main) && !paper.no_such_days.contains(main) &&
        !find_date(judge.dossier, form.form + "." + main)) {
        judge.plain("paper.undated", Level::warning, {Where{form.form, main, 0, {}}},
                    names_of(form), judge.today);
    }
    judge_dates(judge, paper, form);
}

}  // namespace

namespace {

bool is_of_recognition(const rules::Form& form) {
    return form.due_at.starts_with("recognition");
}

void judge_required(Judge& judge, const rules::Form& form, time::Date on) {
    const bool there = find_paper(judge.dossier, form.form) != nullptr;
    judge.rule("paper.required", on, [&](const rules::Rule&, const rules::RuleSet&) {
        return there ? Outcome{}
                     : Outcome{Verdict::fail, {Where{form.form, {}, 0, {}}}, names_of(form), {}};
    });
}

/// Recognition is a step of its own: its papers are those of the day on which it was considered.
void judge_recognition_papers(Judge& judge) {
    const Dossier& dossier = judge.dossier;
    const std::string stage = recognition_stage(dossier, judge.basis, judge.today);
    if (stage.empty()) {
        return;
    }
    const time::Date on = recognized_by_cell(dossier).value_or(judge.today);
    std::vector<std::string> conditions{"recognition"};
    if (dossier.section_committee) {
        conditions.emplace_back("recognition_section");
    }
    for (const rules::Form* form : judge.basis.checklists.on(on).asked(conditions)) {
        if (is_of_recognition(*form) && stage_number(form->due_at) <= stage_number(stage)) {
            judge_required(judge, *form, on);
        }
    }
}

}  // namespace

void judge_papers(Judge& judge) {
    const Dossier& dossier = judge.dossier;
    const auto& list = checklist_of(dossier, judge.basis, judge.today);
    const std::size_t stage = stage_number(dossier.stage);
    for (const rules::Form* form : list.asked(conditions_of(dossier))) {
        if (stage_number(form->due_at) <= stage) {
            judge_required(judge, *form, file_day(judge));
        }
    }
    judge_recognition_papers(judge);
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

namespace {

void judge_life_of(Judge& judge, const rules::Form& form, const time::PartialDate& dated,
                   time::Date on) {
    judge.rule("paper.life." + form.form, on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const int months = static_cast<int>(rule.number);
        const time::Date surely = time::add_months(dated.earliest(), months);
        const time::Date perhaps = time::add_months(dated.latest(), months);
        const Verdict verdict = verdict_of(on <= surely, on <= perhaps);
        if (verdict == Verdict::pass) {
            return Outcome{};
        }
        return Outcome{
            verdict,
            {Where{form.form, form.dates.front().name, 0, as_written(dated)}},
            {short_name(form), as_written(dated), perhaps.vn(), on.vn(), std::to_string(months)},
            "paper.life"};
    });
}

}  // namespace

void judge_paper_life(Judge& judge) {
    const auto& list = checklist_of(judge.dossier, judge.basis, judge.today);
    const time::Date on = file_day(judge);
    for (const Paper& paper : judge.dossier.papers) {
        const rules::Form* form = list.find(paper.form);
        if (form == nullptr || !paper.received) {
            continue;
        }
        if (const auto dated =
                find_date(judge.dossier, form->form + "." + form->dates.front().name)) {
            judge_life_of(judge, *form, *dated, on);
        }
    }
    judge.join_paper_life();
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

}  // namespace ketnap::dossier::checks
