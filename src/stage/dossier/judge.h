// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/dossier/checks.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Inside of checks: how one judgement becomes a finding. Private to this slice.
namespace ketnap::dossier::checks {

/// `tell`: nothing is wrong, but whoever works on it must know; a hint.
enum class Verdict { pass, tell, doubt, fail };

/// What one test of one rule came to. `text` is the message key; the rule's id when empty.
struct Outcome {
    Verdict verdict = Verdict::pass;
    std::vector<Where> where;
    std::vector<std::string> values;
    std::string text;
};

/// First and last day a date may mean.
struct Span {
    time::Date earliest;
    time::Date latest;
    bool exact() const { return earliest == latest; }
};
inline Span span(const time::PartialDate& date) {
    return {date.earliest(), date.latest()};
}
inline Span span(time::Date day) {
    return {day, day};
}

/// Collects the judgements over one dossier. A rule is asked of every set that may hold on the day
/// of the step; where those disagree, it is a doubt and each set that refuses is named.
class Judge {
  public:
    Judge(const Dossier& dossier, const Basis& basis, time::Date today)
        : dossier(dossier), basis(basis), today(today) {}

    using Sets = std::vector<rules::RuleSetPtr>;

    template <class Test>
    void rule(std::string_view id, time::Date on, Test test) {
        rule(id, basis.rules.in_force_on(on), on, test);
    }
    template <class Test>
    void rule(std::string_view id, const Sets& sets, time::Date on, Test test) {
        m_tried.clear();
        for (const auto& set : sets) {
            if (const rules::Rule* found = set->find(id)) {
                m_tried.push_back({set.get(), found, test(*found, *set)});
            }
        }
        settle(on);
    }
    bool has_rule(std::string_view id, time::Date on) const;
    /// One judgement of that rule more that passed; none when the id is empty.
    void pass(std::string_view id);
    /// Something wrong in itself, that no regulation needs to forbid.
    void plain(std::string rule, Level level, std::vector<Where> where,
               std::vector<std::string> values, time::Date on);

    /// The findings on papers that are too old become one, with the list of what to make again.
    void join_paper_life();

    Judgement take();

    const Dossier& dossier;
    const Basis& basis;
    const time::Date today;

  private:
    struct Tried {
        const rules::RuleSet* set;
        const rules::Rule* rule;
        Outcome outcome;
    };
    void settle(time::Date on);
    void add(Tried& tried, bool disputed, time::Date on);
    /// Where two sets may be argued and one of them is content, that verdict is told too.
    void tell_other_verdict(const Tried& passed, time::Date on);

    Judgement m_judgement;
    std::vector<Tried> m_tried;
};

const Paper* find_paper(const Dossier& dossier, std::string_view form);
/// The last count of a body on a matter.
const Vote* find_vote(const Dossier& dossier, std::string_view body,
                      std::string_view matter = "admission");
/// The cell has considered recognition, or the twelve months are over and it has to: the papers
/// of recognition are due by this stage. Empty before that, and where removal is proposed.
std::string recognition_stage(const Dossier& dossier, const Basis& basis, time::Date today);
/// The day the cell considered recognition, by its vote or its resolution.
std::optional<time::Date> recognized_by_cell(const Dossier& dossier);
/// A date by "form.date", wherever the dossier holds it.
std::optional<time::PartialDate> find_date(const Dossier& dossier, std::string_view name);
time::PartialDate whole(time::Date day);
std::string as_written(const time::PartialDate& date);
/// The file is judged as it stood before the cell.
time::Date file_day(const Judge& judge);
/// "6-KNĐ", or the title of a paper without a number.
std::string short_name(const rules::Form& form);

/// Whether the list of a rule has the word.
inline bool lists(const rules::Rule& rule, std::string_view word) {
    return std::find(rule.list.begin(), rule.list.end(), word) != rule.list.end();
}

inline Verdict verdict_of(bool surely, bool perhaps) {
    return surely ? Verdict::pass : perhaps ? Verdict::doubt : Verdict::fail;
}
inline std::string doubted(std::string_view id, Verdict verdict) {
    return verdict == Verdict::doubt ? std::string{id} + ".doubt" : std::string{};
}

/// Whether something of the path above 60 was entered: then it is judged instead of the age.
bool takes_path_over_60(const Dossier& dossier);
void judge_path_over_60(Judge& judge);
/// Who decided, or has to: another body for somebody above 60 and for a readmission.
void judge_decider(Judge& judge, bool is_over_60);
std::optional<Consent> consent_to_late_ceremony(const Dossier& dossier);

void judge_age(Judge& judge);
void judge_conditions(Judge& judge);
void judge_relatives(Judge& judge);
void judge_certificate(Judge& judge);
void judge_introducers(Judge& judge);
void judge_facts(Judge& judge);
void judge_papers(Judge& judge);
void judge_paper_life(Judge& judge);
void judge_orders(Judge& judge);
void judge_votes(Judge& judge);
void judge_clocks(Judge& judge);
void judge_recognition(Judge& judge);

}  // namespace ketnap::dossier::checks
