// SPDX-License-Identifier: Apache-2.0
// One fact, one source, many sightings: what each paper says of it, and where it differs.
#include "platform/text/text.h"
#include "stage/dossier/judge.h"
#include "stage/dossier/likeness.h"

#include <array>

namespace ketnap::dossier::checks {

namespace {

constexpr char part_mark = '\x1f';

/// Where a fact is taken from: the person's record, an introducer, or the paper that is cited.
struct Source {
    std::string text;
    std::string paper;  ///< "person" for the record
    std::string field;
    std::int64_t page = 0;
    std::string label;  ///< as a message value
};

/// One sighting beside its source.
struct Pair {
    const rules::Form& form;
    std::string_view fact;
    std::string_view on_paper;
    std::int64_t page;
    std::int64_t line;
    const Source& source;
};

/// "8-KNĐ", with its page when that is told.
std::string told_paper(const std::string& name, std::int64_t page) {
    return page == 0 ? name : "@paper.page" + (part_mark + name) + part_mark + std::to_string(page);
}

std::vector<Where> both(const Pair& pair) {
    return {Where{pair.source.paper, pair.source.field, 0, pair.source.text, pair.source.page},
            Where{pair.form.form, std::string{pair.fact}, pair.line, std::string{pair.on_paper},
                  pair.page}};
}

std::vector<std::string> values_of(const Pair& pair) {
    return {told_paper(short_name(pair.form), pair.page), std::string{pair.on_paper},
            pair.source.text, pair.source.label};
}

/// "khác ở tiếng thứ 3: “Hạnh”, “Hạnk”".
std::string told_difference(const Difference& difference) {
    const bool longer = difference.left.empty() || difference.right.empty();
    const bool letter = !difference.left_letter.empty() && !difference.right_letter.empty();
    std::string out = longer   ? "@letters.missing"
                      : letter ? "@letters.differ.letter"
                               : "@letters.differ";
    for (const std::string& part :
         {std::to_string(difference.syllable),
          longer ? difference.left + difference.right : difference.left, difference.right,
          difference.left_letter, difference.right_letter}) {
        out += part_mark + part;
    }
    return out;
}

Outcome differing(const Pair& pair, Verdict verdict, std::string text, std::string more = {}) {
    auto values = values_of(pair);
    values.push_back(std::move(more));
    return Outcome{verdict, both(pair), std::move(values), std::move(text)};
}

bool is_citation(std::string_view fact) {
    return fact.find('.') != std::string_view::npos;
}

bool is_date(std::string_view fact) {
    return fact == "born_on" || (is_citation(fact) && fact.ends_with("_on"));
}

Outcome compare_dates(const Pair& pair) {
    const std::string prefix = pair.fact == "born_on" ? "facts.born_on" : "facts.date";
    const auto paper = time::PartialDate::parse(pair.on_paper);
    const auto recorded = time::PartialDate::parse(pair.source.text);
    if (!paper || !recorded) {
        return differing(pair, Verdict::doubt, prefix + ".unread");
    }
    const bool apart =
        paper->latest() < recorded->earliest() || recorded->latest() < paper->earliest();
    if (apart) {
        return differing(pair, Verdict::fail, prefix);
    }
    if (span(*paper).exact() == span(*recorded).exact()) {
        return {};
    }
    return differing(pair, Verdict::doubt, prefix + ".partial");
}

Outcome compare_names(const Pair& pair, const Difference& difference) {
    const std::string prefix = pair.fact == "full_name" ? "facts.full_name" : "facts.name";
    const std::string more = told_difference(difference);
    switch (difference.likeness) {
        case Likeness::i_or_y:
            return differing(pair, Verdict::doubt, prefix + ".i_or_y", more);
        case Likeness::marks:
            return differing(pair, Verdict::fail, prefix + ".marks", more);
        case Likeness::letters:
            return differing(pair, Verdict::fail, prefix, more);
        default:
            return {};
    }
}

/// Its name for people as a message value, or the name as it was given.
std::string fact_label(std::string_view fact) {
    constexpr std::array<std::string_view, 12> named{
        "cell_name",           "unit_name", "committee_name", "ethnicity",  "religion",
        "national_id",         "sex",       "birth_name",     "other_name", "education",
        "permanent_residence", "helper"};
    const bool known = std::find(named.begin(), named.end(), fact) != named.end();
    return (known ? "@fact." : "") + std::string{fact};
}

std::string text_key(std::string_view fact) {
    constexpr std::array<std::string_view, 4> own{"home_place", "birth_place", "residence",
                                                  "occupation"};
    const bool has_own = std::find(own.begin(), own.end(), fact) != own.end();
    return has_own                      ? "facts." + std::string{fact}
           : fact_label(fact)[0] == '@' ? "facts.other"
                                        : "facts.unnamed";
}

/// The sources of one dossier, each looked up once.
class Sources {
  public:
    Sources(const Dossier& dossier, const rules::Checklist& list)
        : m_dossier(dossier), m_list(list) {}

    /// Null when nothing in the file says what the fact should be.
    const Source* of(std::string_view fact) {
        for (const auto& [name, source] : m_known) {
            if (name == fact) {
                return source ? &*source : nullptr;
            }
        }
        m_known.emplace_back(fact, find(fact));
        const auto& found = m_known.back().second;
        return found ? &*found : nullptr;
    }

  private:
    std::optional<Source> find(std::string_view fact) const {
        if (is_citation(fact)) {
            return cited(fact);
        }
        const std::string text = recorded(fact);
        if (!text.empty()) {
            return Source{text, "person", std::string{fact}, 0, "@source.person"};
        }
        return first_paper(fact);
    }

    std::string recorded(std::string_view fact) const {
        if (fact == "full_name") {
            return m_dossier.full_name;
        }
        if (fact == "born_on") {
            return m_dossier.born_on ? as_written(*m_dossier.born_on) : std::string{};
        }
        const auto at = m_dossier.facts.find(std::string{fact});
        return at == m_dossier.facts.end() ? std::string{} : at->second;
    }

    std::optional<Source> cited(std::string_view fact) const {
        const auto dot = fact.find('.');
        const std::string form{fact.substr(0, dot)};
        const std::string field{fact.substr(dot + 1)};
        std::string text;
        if (field == "number") {
            const Paper* paper = find_paper(m_dossier, form);
            text = paper == nullptr ? "" : paper->number;
        } else if (field == "votes") {
            text = votes_of(form);
        } else if (const auto date = find_date(m_dossier, fact)) {
            text = as_written(*date);
        }
        const rules::Form* known = m_list.find(form);
        const std::string name = known == nullptr ? form : short_name(*known);
        return text.empty() ? std::nullopt
                            : std::optional{Source{text, form, field, 0,
                                                   "@source.paper" + (part_mark + name)}};
    }

    std::string votes_of(std::string_view form) const {
        const Vote* vote = find_vote(m_dossier, form == "cell_resolution" ? "cell" : "grassroots");
        return vote == nullptr ? ""
                               : std::to_string(vote->in_favour) + "/" + std::to_string(vote->base);
    }

    /// Without a record the papers are compared with the first that tells it, the life history
    /// before all.
    std::optional<Source> first_paper(std::string_view fact) const {
        const Paper* life_history = find_paper(m_dossier, "life_history");
        if (life_history != nullptr) {
            if (auto source = told_by(*life_history, fact)) {
                return source;
            }
        }
        for (const rules::Form& form : m_list.forms) {
            const Paper* paper = find_paper(m_dossier, form.form);
            if (paper != nullptr) {
                if (auto source = told_by(*paper, fact)) {
                    return source;
                }
            }
        }
        return std::nullopt;
    }

    std::optional<Source> told_by(const Paper& paper, std::string_view fact) const {
        const rules::Form* form = m_list.find(paper.form);
        const std::string name = form == nullptr ? paper.form : short_name(*form);
        const std::string label = "@source.paper" + (part_mark + name);
        const auto at = paper.facts.find(std::string{fact});
        if (at != paper.facts.end() && !at->second.empty()) {
            return Source{at->second, paper.form, std::string{fact}, 0, label};
        }
        for (const Sighting& one : paper.sightings) {
            if (one.fact == fact && !one.text.empty()) {
                return Source{one.text, paper.form, one.fact, one.page.value_or(0), label};
            }
        }
        return std::nullopt;
    }

    const Dossier& m_dossier;
    const rules::Checklist& m_list;
    std::vector<std::pair<std::string_view, std::optional<Source>>> m_known;
};

/// What a paper before this one said of the fact: the same words are not compared twice.
struct Compared {
    std::string_view fact;
    std::string_view on_paper;
    Difference difference;
};

class Comparer {
  public:
    Comparer(Judge& judge, const rules::Checklist& list)
        : m_judge(judge),
          m_sources(judge.dossier, list),
          m_on(file_day(judge)),
          m_has_rule(judge.has_rule("facts.same", m_on)) {
        m_compared.reserve(16);
    }

    void sighting(const rules::Form& form, std::string_view fact, std::string_view text,
                  std::int64_t page, std::int64_t line) {
        if (fact == "introducer") {
            introducer(form, text, page, line);
            return;
        }
        const Source* source = m_sources.of(fact);
        const bool itself = source != nullptr && source->paper == form.form &&
                            source->field == fact && source->page == page;
        if (source == nullptr || itself) {
            return;
        }
        const Pair pair{form, fact, text, page, line, *source};
        if (is_date(fact)) {
            settle(text == source->text ? Outcome{} : compare_dates(pair));
        } else if (fact.ends_with(".number") || fact.ends_with(".votes") ||
                   fact == "certificate_number") {
            settle(same_number(text, source->text)
                       ? Outcome{}
                       : differing(pair, Verdict::fail,
                                   fact.ends_with(".votes") ? "facts.votes" : "facts.number"));
        } else {
            words(pair);
        }
    }

  private:
    void settle(Outcome outcome) {
        if (outcome.verdict == Verdict::pass) {
            m_judge.pass(m_has_rule ? "facts.same" : "");
            return;
        }
        m_judge.rule("facts.same", m_on,
                     [&](const rules::Rule&, const rules::RuleSet&) { return outcome; });
    }

    void words(const Pair& pair) {
        const bool is_name = pair.fact == "full_name";
        const Difference& found = compared(pair, is_name);
        if (found.likeness <= Likeness::spelling) {
            settle({});
            hint(pair, found.likeness);
        } else if (is_name) {
            settle(compare_names(pair, found));
        } else {
            auto outcome = differing(pair, Verdict::doubt, text_key(pair.fact));
            outcome.values.push_back(fact_label(pair.fact));
            settle(std::move(outcome));
        }
    }

    const Difference& compared(const Pair& pair, bool is_name) {
        for (Compared& one : m_compared) {
            if (one.fact == pair.fact && one.on_paper == pair.on_paper) {
                return one.difference;
            }
        }
        m_compared.push_back({pair.fact, pair.on_paper,
                              is_name ? compare_words(pair.on_paper, pair.source.text)
                                      : compare_phrases(pair.on_paper, pair.source.text)});
        return m_compared.back().difference;
    }

    /// No fault: a tone mark on the other letter, a Đ typed from another alphabet.
    void hint(const Pair& pair, Likeness likeness) {
        if (likeness == Likeness::same) {
            return;
        }
        m_judge.plain(likeness == Likeness::spelling ? "facts.spelling" : "facts.look_alike",
                      Level::hint, both(pair), values_of(pair), m_judge.today);
    }

    /// Any of those who introduce or introduced; the nearest name tells which letter differs.
    void introducer(const rules::Form& form, std::string_view text, std::int64_t page,
                    std::int64_t line) {
        const auto& all = m_judge.dossier.introducers;
        if (all.empty()) {
            return;
        }
        const Introducer* nearest = &all.front();
        Difference least = compare_words(text, nearest->name);
        for (const Introducer& one : all) {
            const auto difference = compare_words(text, one.name);
            if (difference.likeness < least.likeness) {
                nearest = &one;
                least = difference;
            }
        }
        const Source source{nearest->name, "person", "introducer", 0, "@source.introducer"};
        const Pair pair{form, "introducer", text, page, line, source};
        settle(compare_names(pair, least));
        if (least.likeness <= Likeness::spelling) {
            hint(pair, least.likeness);
        }
    }

    Judge& m_judge;
    Sources m_sources;
    time::Date m_on;
    bool m_has_rule;
    std::vector<Compared> m_compared;
};

}  // namespace

void judge_facts(Judge& judge) {
    const auto& list = checklist_of(judge.dossier, judge.basis, judge.today);
    Comparer comparer{judge, list};
    for (const Paper& paper : judge.dossier.papers) {
        const rules::Form* form = list.find(paper.form);
        if (form == nullptr || !paper.received) {
            continue;
        }
        for (const auto& [fact, text] : paper.facts) {
            if (!text.empty()) {
                comparer.sighting(*form, fact, text, 0, 0);
            }
        }
        for (const Sighting& one : paper.sightings) {
            if (!one.text.empty()) {
                comparer.sighting(*form, one.fact, one.text, one.page.value_or(0),
                                  one.line.value_or(0));
            }
        }
    }
}

}  // namespace ketnap::dossier::checks
