// SPDX-License-Identifier: Apache-2.0
#include "base/rules/data_file.h"
#include "base/rules/rules.h"

#include <algorithm>
#include <set>

namespace ketnap::rules {

namespace json = boost::json;

namespace {

Confidence confidence_of(DataFile& file, const json::object& from, std::string_view place) {
    const std::string word = file.text(from, "confidence", place);
    if (word == "H") {
        return Confidence::high;
    }
    if (word == "M") {
        return Confidence::medium;
    }
    if (word == "L") {
        return Confidence::low;
    }
    if (word != "unknown") {
        file.complain("data.confidence", place, word);
    }
    return Confidence::unknown;
}

Level level_of(DataFile& file, const json::object& from, std::string_view place) {
    const std::string word = file.text(from, "level", place, false);
    if (word == "warning") {
        return Level::warning;
    }
    if (word == "hint") {
        return Level::hint;
    }
    if (!word.empty() && word != "error") {
        file.complain("data.level", place, word);
    }
    return Level::error;
}

std::int64_t positive(DataFile& file, const json::value& value, std::string_view place) {
    if (!value.is_int64() || value.get_int64() <= 0) {
        file.complain("data.number", place);
        return 0;
    }
    return value.get_int64();
}

void read_fraction(DataFile& file, const json::value& value, bool more_than, Rule& rule) {
    rule.kind = Kind::fraction;
    if (!value.is_array() || value.get_array().size() != 2) {
        file.complain("data.fraction", rule.id);
        return;
    }
    rule.fraction = {positive(file, value.get_array()[0], rule.id),
                     positive(file, value.get_array()[1], rule.id), more_than};
    if (rule.fraction.under < rule.fraction.over) {
        file.complain("data.fraction", rule.id);
    }
}

void read_order(DataFile& file, const json::object& from, Rule& rule) {
    rule.kind = Kind::order;
    const auto ends = file.texts(from, "order", rule.id);
    if (ends.size() != 2 || ends[0].find('.') == std::string::npos ||
        ends[1].find('.') == std::string::npos) {
        file.complain("data.order", rule.id);
        return;
    }
    rule.order = {ends[0], ends[1], true};
    if (const auto* same = from.if_contains("same_day"); same != nullptr && same->is_bool()) {
        rule.order.same_day = same->get_bool();
    }
}

/// Exactly one of the kinds the code knows.
void read_value(DataFile& file, const json::object& from, Rule& rule) {
    int kinds = 0;
    const auto number = [&](std::string_view key, Kind kind) {
        if (const auto* value = from.if_contains(key)) {
            ++kinds;
            rule.kind = kind;
            rule.number = positive(file, *value, rule.id);
        }
    };
    number("months", Kind::months);
    number("working_days", Kind::working_days);
    number("count", Kind::count);
    for (const auto* key : {"at_least", "more_than"}) {
        if (const auto* value = from.if_contains(key)) {
            ++kinds;
            read_fraction(file, *value, std::string_view{key} == "more_than", rule);
        }
    }
    if (from.contains("order")) {
        ++kinds;
        read_order(file, from, rule);
    }
    if (from.contains("text")) {
        ++kinds;
        rule.kind = Kind::text;
        rule.text = file.text(from, "text", rule.id);
    }
    if (kinds != 1) {
        file.complain("data.kind", rule.id);
    }
}

}  // namespace

struct Loader {
    struct Arguable {
        time::Date from;
        time::Date until;
        std::string code;
    };
    /// A rule without a text of its own generation, waiting for the set it takes its value from.
    struct StandIn {
        std::string set;
        std::string id;
        std::string as_in;
        DataFile* file;
    };

    Findings findings;
    std::vector<std::unique_ptr<DataFile>> files;
    std::vector<std::shared_ptr<RuleSet>> sets;
    std::vector<Arguable> arguable;
    std::vector<StandIn> stand_ins;

    RuleSet* set(std::string_view code) {
        const auto at = std::find_if(sets.begin(), sets.end(),
                                     [&](const auto& one) { return one->code == code; });
        return at == sets.end() ? nullptr : at->get();
    }

    void read_rule(DataFile& file, RuleSet& into, std::string_view id, const json::value& value) {
        Rule rule;
        rule.id = std::string{id};
        if (!value.is_object()) {
            file.complain("data.type", id, "object");
            return;
        }
        const auto& from = value.get_object();
        if (file.times(id) > 1) {
            file.complain("data.twice", id);
        }
        rule.cite = file.cite(from, id);
        rule.confidence = confidence_of(file, from, id);
        rule.level = level_of(file, from, id);
        rule.note = file.text(from, "note", id, false);
        const auto* unknown = from.if_contains("unknown");
        rule.known = unknown == nullptr || !unknown->is_bool() || !unknown->get_bool();
        if (rule.known) {
            read_value(file, from, rule);
        } else {
            stand_ins.push_back({into.code, rule.id, file.text(from, "as_in", id), &file});
        }
        into.own.emplace(rule.id, std::move(rule));
    }

    void read_days(DataFile& file, const json::object& root, RuleSet& into) {
        const auto* force = root.if_contains("in_force");
        if (force == nullptr || !force->is_object()) {
            file.complain("data.missing", "in_force", "in_force");
            return;
        }
        const auto& days = force->get_object();
        into.from = file.date(days, "from", "in_force").value_or(time::Date{});
        into.until = file.date(days, "until", "in_force", false);
        into.confidence = confidence_of(file, days, "in_force");
        if (into.until && *into.until < into.from) {
            file.complain("data.period", "in_force");
        }
        const auto* also = root.if_contains("arguable");
        if (also == nullptr || !also->is_array()) {
            return;
        }
        for (const auto& one : also->get_array()) {
            if (const auto* period = one.if_object()) {
                const auto from = file.date(*period, "from", "arguable");
                const auto until = file.date(*period, "until", "arguable");
                file.text(*period, "why", "arguable");
                if (from && until) {
                    arguable.push_back({*from, *until, into.code});
                }
            }
        }
    }

    void read(const std::filesystem::path& path) {
        files.push_back(std::make_unique<DataFile>(path, findings));
        DataFile& file = *files.back();
        const auto* root = file.root();
        if (root == nullptr) {
            return;
        }
        auto into = std::make_shared<RuleSet>();
        into->code = file.text(*root, "set", "set");
        into->title = file.text(*root, "title", "title");
        into->note = file.text(*root, "note", "note", false);
        into->extends = file.text(*root, "extends", "extends", false);
        if (set(into->code) != nullptr) {
            file.complain("data.twice", "set", into->code);
        }
        read_days(file, *root, *into);
        const auto* rules = root->if_contains("rules");
        if (rules == nullptr || !rules->is_object()) {
            file.complain("data.missing", "rules", "rules");
            return;
        }
        for (const auto& member : rules->get_object()) {
            read_rule(file, *into, {member.key().data(), member.key().size()}, member.value());
        }
        sets.push_back(std::move(into));
    }

    void link_bases() {
        for (const auto& one : sets) {
            if (one->extends.empty()) {
                continue;
            }
            const auto at = std::find_if(sets.begin(), sets.end(), [&](const auto& other) {
                return other->code == one->extends && other->extends.empty();
            });
            if (at == sets.end()) {
                findings.push_back(
                    data_finding("data.extends", one->code + ".json", 1, "extends", one->extends));
                continue;
            }
            one->base = *at;
        }
    }

    void fill_stand_ins() {
        for (const auto& one : stand_ins) {
            RuleSet* source = set(one.as_in);
            const Rule* from = source == nullptr ? nullptr : source->find(one.id);
            if (from == nullptr || !from->known) {
                one.file->complain("data.as_in", one.id, one.as_in);
                continue;
            }
            Rule& rule = set(one.set)->own.find(one.id)->second;
            rule.kind = from->kind;
            rule.number = from->number;
            rule.fraction = from->fraction;
            rule.order = from->order;
            rule.text = from->text;
            rule.level = std::min(rule.level, from->level);
        }
    }

    void refuse_overlap() {
        for (std::size_t i = 0; i < sets.size(); ++i) {
            for (std::size_t j = i + 1; j < sets.size(); ++j) {
                const auto& a = *sets[i];
                const auto& b = *sets[j];
                const bool generations = !a.extends.empty() && !b.extends.empty();
                if (generations && (!a.until || b.from <= *a.until) &&
                    (!b.until || a.from <= *b.until)) {
                    findings.push_back(data_finding("data.overlap", b.code + ".json", 1, "in_force",
                                                    a.code + ", " + b.code));
                }
            }
        }
    }

    std::vector<RuleSetPtr> sets_on(time::Date day) {
        std::vector<RuleSetPtr> out;
        RuleSetPtr root;
        for (const auto& one : sets) {
            const bool holds = one->from <= day && (!one->until || day <= *one->until);
            if (holds && one->extends.empty()) {
                root = one;
            } else if (holds) {
                out.push_back(one);
            }
        }
        for (const auto& one : arguable) {
            if (one.from <= day && day <= one.until) {
                const auto code = one.code;
                out.push_back(*std::find_if(sets.begin(), sets.end(),
                                            [&](const auto& s) { return s->code == code; }));
            }
        }
        if (out.empty() && root) {
            out.push_back(root);
        }
        return out;
    }

    void build_periods(std::vector<Rules::Period>& into) {
        std::set<time::Date> days;
        for (const auto& one : sets) {
            days.insert(one->from);
            if (one->until) {
                days.insert(*one->until + 1);
            }
        }
        for (const auto& one : arguable) {
            days.insert(one.from);
            days.insert(one.until + 1);
        }
        for (const auto day : days) {
            into.push_back({day, sets_on(day)});
        }
    }

    void list_orders(std::vector<const Rule*>& into) const {
        std::map<std::string_view, const Rule*> orders;
        for (const auto& one : sets) {
            for (const auto& [id, rule] : one->own) {
                if (rule.kind == Kind::order) {
                    orders.emplace(id, &rule);
                }
            }
        }
        for (const auto& [id, rule] : orders) {
            into.push_back(rule);
        }
    }

    Result<Rules, Findings> load(const std::filesystem::path& folder) {
        for (const auto& path : data_files(folder, ".json", findings)) {
            read(path);
        }
        link_bases();
        if (findings.empty()) {
            fill_stand_ins();
            refuse_overlap();
        }
        if (!findings.empty()) {
            return tl::make_unexpected(std::move(findings));
        }
        std::sort(sets.begin(), sets.end(),
                  [](const auto& a, const auto& b) { return a->from < b->from; });
        Rules rules;
        rules.m_sets.assign(sets.begin(), sets.end());
        build_periods(rules.m_periods);
        list_orders(rules.m_orders);
        return rules;
    }
};

Result<Rules, Findings> Rules::load(const std::filesystem::path& folder) {
    return Loader{}.load(folder);
}

}  // namespace ketnap::rules
