// SPDX-License-Identifier: Apache-2.0
#include "base/rules/read_rules.h"

#include <algorithm>

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

template <std::size_t N>
void refuse_strangers(DataFile& file, const json::object& from,
                      const std::array<std::string_view, N>& known, std::string_view place) {
    for (const auto& member : from) {
        const std::string_view key{member.key().data(), member.key().size()};
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            file.complain_of_field("data.field", place, key);
        }
    }
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

void read_list(DataFile& file, const json::object& from, Rule& rule) {
    rule.kind = Kind::list;
    rule.list = file.texts(from, "list", rule.id);
    if (rule.list.empty()) {
        file.complain("data.list", rule.id);
    }
}

void read_paper(DataFile& file, const json::value& value, Rule& rule) {
    rule.kind = Kind::paper;
    if (const auto* asked = value.if_object()) {
        refuse_strangers(file, *asked, std::array<std::string_view, 2>{"form", "when"}, rule.id);
        rule.paper = {file.text(*asked, "form", rule.id), file.text(*asked, "when", rule.id)};
    } else {
        file.complain("data.type", rule.id, "paper");
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
    if (from.contains("list")) {
        ++kinds;
        read_list(file, from, rule);
    }
    if (const auto* value = from.if_contains("paper")) {
        ++kinds;
        read_paper(file, *value, rule);
    }
    if (kinds != 1) {
        file.complain("data.kind", rule.id);
    }
}

/// "group.name", small letters, digits and underscores: what checks, pages and links call it by.
bool is_rule_id(std::string_view id) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    };
    return id.find('.') != std::string_view::npos && id.front() != '.' && id.back() != '.' &&
           std::all_of(id.begin(), id.end(), plain);
}

Rule read_rule(DataFile& file, std::string_view id, const json::object& from) {
    Rule rule;
    rule.id = std::string{id};
    if (!is_rule_id(id)) {
        file.complain("data.rule_id", id);
    }
    if (file.times(id) > 1) {
        file.complain("data.twice", id);
    }
    refuse_strangers(file, from, rule_fields, id);
    rule.cite = file.cite(from, id);
    rule.confidence = confidence_of(file, from, id);
    rule.level = level_of(file, from, id);
    rule.note = file.text(from, "note", id, false);
    rule.title = file.text(from, "title", id, false);
    const auto* unknown = from.if_contains("unknown");
    rule.known = unknown == nullptr || !unknown->is_bool() || !unknown->get_bool();
    if (rule.known) {
        read_value(file, from, rule);
        return rule;
    }
    rule.as_in = file.text(from, "as_in", id, false);
    rule.has_value = !rule.as_in.empty();
    return rule;
}

void read_arguable(DataFile& file, const json::object& root, RuleSet& into) {
    const auto* also = root.if_contains("arguable");
    if (also == nullptr) {
        return;
    }
    if (!also->is_array()) {
        file.complain("data.type", "arguable", "array");
        return;
    }
    for (const auto& one : also->get_array()) {
        const auto* period = one.if_object();
        if (period == nullptr) {
            file.complain("data.type", "arguable", "object");
            continue;
        }
        refuse_strangers(file, *period, std::array<std::string_view, 3>{"from", "until", "why"},
                         "arguable");
        const auto from = file.date(*period, "from", "arguable");
        const auto until = file.date(*period, "until", "arguable");
        auto why = file.text(*period, "why", "arguable");
        if (from && until && *until < *from) {
            file.complain("data.period", "arguable");
        } else if (from && until) {
            into.arguable.push_back({*from, *until, std::move(why)});
        }
    }
}

void read_days(DataFile& file, const json::object& root, RuleSet& into) {
    const auto* force = root.if_contains("in_force");
    if (force == nullptr || !force->is_object()) {
        file.complain("data.missing", "in_force", "in_force");
        return;
    }
    const auto& days = force->get_object();
    refuse_strangers(file, days, std::array<std::string_view, 3>{"from", "until", "confidence"},
                     "in_force");
    into.from = file.date(days, "from", "in_force").value_or(time::Date{});
    into.until = file.date(days, "until", "in_force", false);
    into.confidence = confidence_of(file, days, "in_force");
    if (into.until && *into.until < into.from) {
        file.complain("data.period", "in_force");
    }
    read_arguable(file, root, into);
}

void read_documents(DataFile& file, const json::object& root, RuleSet& into) {
    const auto* documents = root.if_contains("documents");
    if (documents == nullptr) {
        return;
    }
    if (!documents->is_array()) {
        file.complain("data.type", "documents", "array");
        return;
    }
    for (const auto& one : documents->get_array()) {
        if (const auto* document = one.if_object()) {
            into.documents.push_back(file.cited(*document, "documents"));
        } else {
            file.complain("data.type", "documents", "object");
        }
    }
}

}  // namespace

std::optional<ReadSet> read_set(DataFile& file) {
    const auto* root = file.root();
    if (root == nullptr) {
        return std::nullopt;
    }
    refuse_strangers(file, *root, set_fields, {});
    ReadSet out;
    auto& into = out.set;
    into.code = file.text(*root, "set", "set");
    into.title = file.text(*root, "title", "title");
    into.note = file.text(*root, "note", "note", false);
    into.extends = file.text(*root, "extends", "extends", false);
    out.replaces = file.text(*root, "replaces", "replaces", false);
    read_days(file, *root, into);
    read_documents(file, *root, into);
    const auto* rules = root->if_contains("rules");
    if (rules == nullptr || !rules->is_object()) {
        file.complain("data.missing", "rules", "rules");
        return out;
    }
    for (const auto& member : rules->get_object()) {
        const std::string_view id{member.key().data(), member.key().size()};
        if (const auto* from = member.value().if_object()) {
            into.own.emplace(std::string{id}, read_rule(file, id, *from));
        } else {
            file.complain("data.type", id, "object");
        }
    }
    return out;
}

}  // namespace ketnap::rules
