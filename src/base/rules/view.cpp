// SPDX-License-Identifier: Apache-2.0
#include "base/rules/view.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace ketnap::rules {
namespace {

/// In the order of the work; the second names what else belongs to the first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 27> groups{{
    {"candidate", "candidate"},
    {"introducer", "introducer"},
    {"introducer", "helper"},
    {"verification", "verification"},
    {"certificate", "certificate"},
    {"certificate", "course"},
    {"paper", "paper"},
    {"paper", "facts"},
    {"paper", "file"},
    {"order", "order"},
    {"vote", "vote"},
    {"decision", "decision"},
    {"ceremony", "ceremony"},
    {"probation", "probation"},
    {"probation", "joined"},
    {"probation", "official"},
    {"probation", "party_age"},
    {"recognition", "recognition"},
    {"readmission", "readmission"},
    {"special", "special"},
    {"place", "place"},
    {"place", "transfer"},
    {"place", "remedy"},
    {"union", "union"},
    {"calendar", "calendar"},
    {"other", "other"},
    {"other", ""},
}};

std::size_t rank_of(std::string_view id) {
    const auto prefix = id.substr(0, id.find('.'));
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups.at(i).second == prefix) {
            return i;
        }
    }
    return groups.size() - 1;
}

std::string raw(const Rule& rule) {
    switch (rule.kind) {
        case Kind::fraction:
            return (rule.fraction.more_than ? "> " : "≥ ") + std::to_string(rule.fraction.over) +
                   "/" + std::to_string(rule.fraction.under);
        case Kind::order:
            return rule.order.first + (rule.order.same_day ? " ≤ " : " < ") + rule.order.then;
        case Kind::text:
            return rule.text;
        case Kind::list: {
            std::string all;
            for (const auto& item : rule.list) {
                all += (all.empty() ? "" : "; ") + item;
            }
            return all;
        }
        case Kind::paper:
            return rule.paper.form + " | " + rule.paper.when;
        default:
            return std::to_string(rule.number);
    }
}

std::string level_name(Level level) {
    return level == Level::error ? "error" : level == Level::warning ? "warning" : "hint";
}

/// The set that says it: this one or what it rests on.
const RuleSet& sayer(const RuleSet& set, const Rule& rule) {
    const RuleSet* at = &set;
    while (at->base) {
        const auto own = at->own.find(rule.id);
        if (own != at->own.end() && &own->second == &rule) {
            break;
        }
        at = at->base.get();
    }
    return *at;
}

bool meets(const RuleSet& overlay, const RuleSet& set) {
    return overlay.overlay && (!set.until || overlay.from <= *set.until) &&
           (!overlay.until || set.from <= *overlay.until);
}

}  // namespace

std::string Viewer::word(const std::string& key, const std::string& otherwise,
                         const std::vector<std::string>& values) const {
    return m_messages.has(key, m_language) ? m_messages.text(key, m_language, values) : otherwise;
}

std::string Viewer::number_words(const Rule& rule) const {
    const std::vector<std::string> values{std::to_string(rule.number),
                                          std::to_string(rule.number / 12)};
    std::string kind{name_of(rule.kind)};
    if (rule.kind == Kind::months && rule.number >= 24 && rule.number % 12 == 0) {
        kind = "years";
    }
    const auto general = word("rule.value." + kind, values[0], values);
    return word("rule.value." + rule.id, general, values);
}

std::string Viewer::words(const Rule& rule) const {
    if (!rule.has_value) {
        return word("rule.value.none", "?");
    }
    switch (rule.kind) {
        case Kind::fraction: {
            const bool half = rule.fraction == Fraction{1, 2, true};
            return word(half                      ? "rule.value.half"
                        : rule.fraction.more_than ? "rule.value.more_than"
                                                  : "rule.value.at_least",
                        raw(rule),
                        {std::to_string(rule.fraction.over), std::to_string(rule.fraction.under)});
        }
        case Kind::order:
            return word(rule.order.same_day ? "rule.value.order" : "rule.value.order_before",
                        raw(rule),
                        {word("rule.date." + rule.order.first, rule.order.first),
                         word("rule.date." + rule.order.then, rule.order.then)});
        case Kind::text:
            return word("rule.code." + rule.text, rule.text);
        case Kind::list: {
            std::string all;
            for (const auto& item : rule.list) {
                all += (all.empty() ? "" : "; ") + word("rule.code." + item, item);
            }
            return all;
        }
        case Kind::paper:
            return word("rule.value.paper", raw(rule),
                        {word("rule.form." + rule.paper.form, rule.paper.form),
                         word("rule.mark." + rule.paper.when, rule.paper.when)});
        default:
            return number_words(rule);
    }
}

RuleView Viewer::view(const Rule& rule, const RuleSet& set) const {
    const std::string group{groups.at(rank_of(rule.id)).first};
    const std::string confidence{name_of(rule.confidence)};
    return {rule.id,
            group,
            word("rule.group." + group, group),
            rule.title.empty() ? word("rule.title." + rule.id, rule.id) : rule.title,
            std::string{name_of(rule.kind)},
            rule.has_value ? raw(rule) : "",
            words(rule),
            rule.cite,
            confidence,
            word("rule.confidence." + confidence, confidence),
            rule.known,
            rule.as_in,
            level_name(rule.level),
            rule.note,
            sayer(set, rule).code,
            !rule.local.empty()};
}

SetView Viewer::head(const RuleSet& set) const {
    const std::string confidence{name_of(set.confidence)};
    SetView out{set.code,
                set.title,
                set.from.iso(),
                set.until ? std::optional{set.until->iso()} : std::nullopt,
                confidence,
                word("rule.confidence." + confidence, confidence),
                set.note,
                set.local,
                set.overlay,
                set.documents,
                {},
                {}};
    for (const auto& period : set.arguable) {
        out.arguable.push_back({period.from.iso(), period.until.iso(), period.why});
    }
    return out;
}

SetView Viewer::whole(const RuleSet& set) const {
    SetView out = head(set);
    for (const auto* rule : set.all()) {
        out.rules.push_back(view(*rule, set));
    }
    for (const auto& own : m_rules.sets()) {
        if (own.get() != &set && !set.overlay && meets(*own, set)) {
            for (const auto& [id, rule] : own->own) {
                out.rules.push_back(view(rule, *own));
            }
        }
    }
    std::sort(out.rules.begin(), out.rules.end(), [](const auto& a, const auto& b) {
        return std::tuple{rank_of(a.id), a.id, a.local} < std::tuple{rank_of(b.id), b.id, b.local};
    });
    return out;
}

std::vector<DifferenceView> Viewer::differences(const RuleSet& before, const RuleSet& after) const {
    std::vector<DifferenceView> out;
    for (const auto& one : Rules::compare(before, after)) {
        DifferenceView row;
        if (one.before != nullptr) {
            row.before = view(*one.before, before);
        }
        if (one.after != nullptr) {
            row.after = view(*one.after, after);
        }
        const auto& either = row.after ? *row.after : *row.before;
        row.id = either.id;
        row.group = either.group;
        row.group_title = either.group_title;
        row.title = either.title;
        out.push_back(std::move(row));
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return std::pair{rank_of(a.id), a.id} < std::pair{rank_of(b.id), b.id};
    });
    return out;
}

}  // namespace ketnap::rules
