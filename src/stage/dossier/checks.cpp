// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/checks.h"

#include "stage/dossier/judge.h"

#include <array>

namespace ketnap::dossier::checks {

void Judge::plain(std::string rule, Level level, std::vector<Where> where,
                  std::vector<std::string> values, time::Date on) {
    Finding finding;
    finding.rule = std::move(rule);
    finding.level = level;
    finding.where = std::move(where);
    finding.values = std::move(values);
    finding.on = on.iso();
    m_judgement.findings.push_back(std::move(finding));
}

bool Judge::has_rule(std::string_view id, time::Date on) const {
    const auto& sets = basis.rules.in_force_on(on);
    return std::any_of(sets.begin(), sets.end(),
                       [&](const rules::RuleSetPtr& set) { return set->find(id) != nullptr; });
}

void Judge::pass(std::string_view id) {
    if (!id.empty()) {
        m_judgement.passed.push_back({std::string{id}, {}});
    }
}

void Judge::add(Tried& tried, bool disputed, time::Date on) {
    auto& outcome = tried.outcome;
    Finding finding;
    finding.rule = tried.rule->id;
    finding.rule_set = tried.set->code;
    finding.level = tried.set->gravest(tried.rule->id);
    if (disputed || outcome.verdict == Verdict::doubt) {
        finding.level = std::min(finding.level, Level::warning);
    } else if (outcome.verdict == Verdict::tell) {
        finding.level = Level::hint;
    }
    finding.cite = tried.rule->cite;
    finding.where = std::move(outcome.where);
    finding.values = std::move(outcome.values);
    finding.on = on.iso();
    finding.text = std::move(outcome.text);
    m_judgement.findings.push_back(std::move(finding));
}

void Judge::settle(time::Date on) {
    if (m_tried.empty()) {
        return;
    }
    const auto passes = [](const Tried& one) { return one.outcome.verdict == Verdict::pass; };
    const bool any_pass = std::any_of(m_tried.begin(), m_tried.end(), passes);
    const bool all_pass = std::all_of(m_tried.begin(), m_tried.end(), passes);
    if (all_pass) {
        auto& first = m_tried.front();
        m_judgement.passed.push_back({first.rule->id, std::move(first.outcome.values)});
        return;
    }
    const rules::Rule* told = nullptr;
    for (Tried& one : m_tried) {
        const bool same = told != nullptr && told->same_value(*one.rule);
        if (!passes(one) && !same) {
            told = one.rule;
            add(one, any_pass, on);
        }
    }
    const auto passed = std::find_if(m_tried.begin(), m_tried.end(), passes);
    if (passed != m_tried.end()) {
        tell_other_verdict(*passed, on);
    }
}

void Judge::tell_other_verdict(const Tried& passed, time::Date on) {
    Finding finding;
    finding.rule = passed.rule->id;
    finding.rule_set = passed.set->code;
    finding.level = Level::hint;
    finding.cite = passed.rule->cite;
    finding.where = m_judgement.findings.back().where;
    finding.values = {passed.set->title, on.vn()};
    finding.on = on.iso();
    finding.text = "sets.passes";
    m_judgement.findings.push_back(std::move(finding));
}

void Judge::join_paper_life() {
    auto& all = m_judgement.findings;
    const auto old = [](const Finding& one) { return one.rule.starts_with("paper.life."); };
    const auto first = std::find_if(all.begin(), all.end(), old);
    if (first == all.end() || std::none_of(first + 1, all.end(), old)) {
        return;
    }
    Finding& joined = *first;
    std::string list = joined.values[0] + " (" + joined.values[1] + ")";
    for (auto one = first + 1; one != all.end(); ++one) {
        const bool told = std::any_of(joined.where.begin(), joined.where.end(), [&](const auto& w) {
            return w.paper == one->where.front().paper;
        });
        if (!old(*one) || told) {
            continue;
        }
        joined.level = std::max(joined.level, one->level);
        joined.where.push_back(one->where.front());
        list += ", " + one->values[0] + " (" + one->values[1] + ")";
    }
    if (joined.where.size() > 1) {
        joined.text = "paper.life.list";
        joined.values = {list, joined.values[3], joined.values[4]};
    }
    joined.rule = "paper.life";
    all.erase(std::remove_if(first + 1, all.end(), old), all.end());
}

Judgement Judge::take() {
    Findings sorted;
    sorted.reserve(m_judgement.findings.size());
    for (const Level level : {Level::error, Level::warning, Level::hint}) {
        for (Finding& finding : m_judgement.findings) {
            if (finding.level == level) {
                sorted.push_back(std::move(finding));
                finding.level = level;
            }
        }
    }
    m_judgement.findings = std::move(sorted);
    return std::move(m_judgement);
}

const Paper* find_paper(const Dossier& dossier, std::string_view form) {
    for (const Paper& paper : dossier.papers) {
        if (paper.form == form && paper.received) {
            return &paper;
        }
    }
    return nullptr;
}

const Vote* find_vote(const Dossier& dossier, std::string_view body, std::string_view matter) {
    const Vote* last = nullptr;
    for (const Vote& vote : dossier.votes) {
        const bool ours = vote.body == body && vote.matter == matter;
        if (ours && (last == nullptr || vote.held_on >= last->held_on)) {
            last = &vote;
        }
    }
    return last;
}

time::Date file_day(const Judge& judge) {
    return cell_meeting_on(judge.dossier).value_or(judge.today);
}

std::string short_name(const rules::Form& form) {
    return form.number.empty() ? form.title : form.number;
}

time::PartialDate whole(time::Date day) {
    return {day.year(), day.month(), day.day(), {}};
}

std::string as_written(const time::PartialDate& date) {
    if (!date.as_written.empty()) {
        return date.as_written;
    }
    return date.exact() ? date.earliest().vn() : date.iso();
}

namespace {

std::optional<time::PartialDate> whole_or_none(const std::optional<time::Date>& day) {
    return day ? std::optional{whole(*day)} : std::nullopt;
}

/// A resolution bears the day of the count.
std::optional<time::PartialDate> date_of_vote(const Dossier& dossier, std::string_view name) {
    struct Source {
        std::string_view name, body, matter;
    };
    constexpr std::array<Source, 4> sources{
        {{"cell_resolution.met_on", "cell", "admission"},
         {"committee_resolution.met_on", "grassroots", "admission"},
         {"recognition_cell_resolution.met_on", "cell", "recognition"},
         {"recognition_committee_resolution.met_on", "grassroots", "recognition"}}};
    for (const Source& source : sources) {
        const Vote* vote =
            source.name == name ? find_vote(dossier, source.body, source.matter) : nullptr;
        if (vote != nullptr) {
            return whole(vote->held_on);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<time::PartialDate> find_date(const Dossier& dossier, std::string_view name) {
    const auto dot = name.find('.');
    const auto form = name.substr(0, dot);
    const auto date = name.substr(dot + 1);
    if (name == "decision.issued_on" && dossier.decision) {
        return whole(dossier.decision->issued_on);
    }
    if (name == "decision.received_on" && dossier.decision) {
        return whole_or_none(dossier.decision->received_on);
    }
    if (name == "ceremony.held_on") {
        return whole_or_none(dossier.ceremony_on);
    }
    if (name == "recognition_decision.issued_on" && dossier.recognition &&
        dossier.recognition->decided_on) {
        return whole(*dossier.recognition->decided_on);
    }
    if (const Paper* paper = find_paper(dossier, form)) {
        for (const auto& [key, value] : paper->dates) {
            if (key == date) {
                return value;
            }
        }
    }
    return date_of_vote(dossier, name);
}

std::optional<time::Date> cell_meeting_on(const Dossier& dossier) {
    if (const Vote* vote = find_vote(dossier, "cell")) {
        return vote->held_on;
    }
    const auto date = find_date(dossier, "cell_resolution.met_on");
    return date && date->exact() ? std::optional{date->earliest()} : std::nullopt;
}

std::optional<time::Date> recognized_by_cell(const Dossier& dossier) {
    if (const Vote* vote = find_vote(dossier, "cell", "recognition")) {
        return vote->held_on;
    }
    const auto date = find_date(dossier, "recognition_cell_resolution.met_on");
    return date && date->exact() ? std::optional{date->earliest()} : std::nullopt;
}

const rules::Checklist& checklist_of(const Dossier& dossier, const Basis& basis, time::Date today) {
    return basis.checklists.on(cell_meeting_on(dossier).value_or(today));
}

Judgement judge(const Dossier& dossier, const Basis& basis, time::Date today) {
    Judge judge{dossier, basis, today};
    judge_papers(judge);
    judge_age(judge);
    judge_conditions(judge);
    judge_certificate(judge);
    judge_introducers(judge);
    judge_relatives(judge);
    judge_facts(judge);
    judge_orders(judge);
    judge_paper_life(judge);
    judge_votes(judge);
    judge_clocks(judge);
    judge_recognition(judge);
    return judge.take();
}

Findings all(const Dossier& dossier, const Basis& basis, time::Date today) {
    return judge(dossier, basis, today).findings;
}

}  // namespace ketnap::dossier::checks
