// SPDX-License-Identifier: Apache-2.0
// What judges without server or database: dossiers, due days, rule sets.
#include "app/commands.h"
#include "app/office.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"
#include "stage/dossier/dossier_file.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace ketnap::app {
namespace {

messages::Language language_of(const Options& options) {
    return options.language == "en" ? messages::Language::en : messages::Language::vi;
}

struct Speaker {
    const Shipped& shipped;
    messages::Language language;
    std::string say(std::string_view key, const std::vector<std::string>& values = {}) const {
        return shipped.messages.text(key, language, values);
    }
};

std::string cite_text(const Cite& cite) {
    std::string text = cite.doc;
    if (const auto date = time::Date::parse_iso(cite.date)) {
        text += " " + date->vn();
    }
    return cite.point.empty() ? text : text + ", " + cite.point;
}

void print_finding(const Speaker& speaker, const Finding& finding) {
    const std::string_view level = finding.level == Level::error     ? "cli.level.error"
                                   : finding.level == Level::warning ? "cli.level.warning"
                                                                     : "cli.level.hint";
    fmt::print("{}  {}\n", speaker.say(level), finding.message);
    if (!finding.cite.doc.empty()) {
        fmt::print("    {}{}\n", cite_text(finding.cite),
                   finding.rule_set.empty() ? "" : " (" + finding.rule_set + ")");
    }
    if (!finding.way_out.empty()) {
        fmt::print("    → {}\n", finding.way_out);
    }
}

std::string standard_input() {
    std::string all;
    std::array<char, 65'536> part{};
    for (std::size_t got = 1; got > 0;) {
        got = std::fread(part.data(), 1, part.size(), stdin);
        all.append(part.data(), got);
    }
    return all;
}

std::optional<std::string> input_of(const std::string& name) {
    if (name == "-") {
        return standard_input();
    }
    auto text = read_file(name);
    return text ? std::optional{std::move(*text)} : std::nullopt;
}

Result<dossier::DossierFile, Findings> read_dossier(const std::string& name) {
    const auto text = input_of(name);
    if (!text) {
        Finding finding = field_finding("dossier.file_unreadable", {}, {name});
        return tl::make_unexpected(Findings{finding});
    }
    return dossier::read_dossier_file(*text);
}

struct Check {
    std::vector<std::string> files;
    std::string on;
};

time::Date day_or(const std::string& iso, time::Date otherwise) {
    if (iso.empty()) {
        return otherwise;
    }
    const auto day = time::PartialDate::parse(iso);
    if (!day || !day->exact()) {
        throw RequestError{"field.format", {}};
    }
    return day->earliest();
}

/// Prints one dossier's judgement; gives the exit code of this file.
int check_one(const Speaker& speaker, const Check& wanted, const std::string& name, bool as_json) {
    auto file = read_dossier(name);
    if (!file) {
        auto findings = std::move(file.error());
        speaker.shipped.messages.localize(findings, speaker.language);
        if (as_json) {
            fmt::print("{}\n", dossier::judgement_json({findings, {}}, {}));
        }
        for (const auto& finding : findings) {
            const std::string field = finding.where.empty() ? "" : finding.where.front().field;
            fmt::print(stderr, "{}: {} {}\n", name, field, finding.message);
        }
        return Exit::unreadable;
    }
    const auto today = day_or(wanted.on, file->today.value_or(time::SystemClock{}.today()));
    const auto& shipped = speaker.shipped;
    const dossier::checks::Basis basis{shipped.rules, shipped.calendar, shipped.checklists};
    auto judgement = dossier::checks::judge(file->dossier, basis, today);
    shipped.messages.localize(judgement.findings, speaker.language);
    const auto clocks = dossier::checks::clocks(file->dossier, basis, today);
    if (as_json) {
        fmt::print("{}\n", dossier::judgement_json(judgement, clocks));
    } else {
        fmt::print("{} {}\n", file->dossier.full_name, file->dossier.code);
        for (const auto& finding : judgement.findings) {
            print_finding(speaker, finding);
        }
        for (const auto& clock : clocks) {
            fmt::print("{}\n", speaker.say("cli." + clock.rule,
                                           {clock.due_on.vn(), std::to_string(clock.left),
                                            clock.from.vn(), std::to_string(clock.days)}));
        }
        fmt::print("{}\n", speaker.say("cli.passed", {std::to_string(judgement.passed.size())}));
    }
    const bool wrong = std::any_of(judgement.findings.begin(), judgement.findings.end(),
                                   [](const Finding& one) { return one.level >= Level::warning; });
    return wrong ? Exit::found : Exit::fine;
}

int check(const Options& options, const Check& wanted) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    bool read_any = false;
    bool wrong = false;
    for (const auto& name : wanted.files) {
        const int code = check_one(speaker, wanted, name, options.json);
        read_any = read_any || code != Exit::unreadable;
        wrong = wrong || code != Exit::fine;
    }
    if (!read_any) {
        return Exit::unreadable;
    }
    return wrong ? Exit::found : Exit::fine;
}

struct SkippedDay {
    std::string on;
    std::string name;
    std::string kind;
    std::string basis;
    std::string confidence;
};
BOOST_DESCRIBE_STRUCT(SkippedDay, (), (on, name, kind, basis, confidence))

struct DueAnswer {
    std::string from;
    std::string due_on;
    int working_days = 0;
    std::vector<SkippedDay> skipped;
    int weekend_days = 0;
    bool uncertain = false;
};
BOOST_DESCRIBE_STRUCT(DueAnswer, (), (from, due_on, working_days, skipped, weekend_days, uncertain))

struct Due {
    std::string from;
    int days = 0;
};

int calendar_due(const Options& options, const Due& wanted) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    const auto due =
        shipped.calendar.due(day_or(wanted.from, time::SystemClock{}.today()), wanted.days);
    DueAnswer answer{due.from.iso(), due.on.iso(), due.days, {}, due.weekend_days, due.uncertain};
    for (const auto& day : due.skipped) {
        answer.skipped.push_back({day.on.iso(), day.name, std::string{rules::name_of(day.kind)},
                                  day.basis, day.confidence});
    }
    if (options.json) {
        fmt::print("{}\n", json::write(answer));
        return Exit::fine;
    }
    fmt::print("{}\n", speaker.say("cli.due", {due.on.vn(), std::to_string(due.days), due.from.vn(),
                                               std::to_string(due.weekend_days)}));
    for (const auto& day : due.skipped) {
        fmt::print("  {}  {}  ({})\n", day.on.vn(), day.name, day.basis);
    }
    if (due.uncertain) {
        fmt::print("{}\n", speaker.say("cli.due.uncertain"));
    }
    return Exit::fine;
}

struct RuleView {
    std::string id;
    std::string kind;
    std::string value;
    Cite cite;
    std::string confidence;
    bool known = true;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(RuleView, (), (id, kind, value, cite, confidence, known, note))

struct SetView {
    std::string code;
    std::string title;
    std::string from;
    std::optional<std::string> until;
    std::string confidence;
    std::string note;
    std::vector<RuleView> rules;
};
BOOST_DESCRIBE_STRUCT(SetView, (), (code, title, from, until, confidence, note, rules))

struct DifferenceView {
    std::string id;
    std::optional<RuleView> before;
    std::optional<RuleView> after;
};
BOOST_DESCRIBE_STRUCT(DifferenceView, (), (id, before, after))

std::string value_of(const rules::Rule& rule) {
    switch (rule.kind) {
        case rules::Kind::fraction:
            return fmt::format("{} {}/{}", rule.fraction.more_than ? ">" : "≥", rule.fraction.over,
                               rule.fraction.under);
        case rules::Kind::order:
            return rule.order.first + (rule.order.same_day ? " ≤ " : " < ") + rule.order.then;
        case rules::Kind::text:
            return rule.text;
        default:
            return std::to_string(rule.number);
    }
}

RuleView rule_view(const rules::Rule& rule) {
    return {rule.id,   std::string{rules::name_of(rule.kind)},       value_of(rule),
            rule.cite, std::string{rules::name_of(rule.confidence)}, rule.known,
            rule.note};
}

SetView set_view(const rules::RuleSet& set, bool with_rules) {
    SetView view{set.code,
                 set.title,
                 set.from.iso(),
                 set.until ? std::optional{set.until->iso()} : std::nullopt,
                 std::string{rules::name_of(set.confidence)},
                 set.note,
                 {}};
    if (with_rules) {
        for (const auto* rule : set.all()) {
            view.rules.push_back(rule_view(*rule));
        }
    }
    return view;
}

void print_set(const rules::RuleSet& set) {
    fmt::print("{:<5} {} – {}  {}\n", set.code, set.from.vn(), set.until ? set.until->vn() : "…",
               set.title);
    if (!set.note.empty()) {
        fmt::print("      {}\n", set.note);
    }
}

void print_rule(const RuleView& rule) {
    fmt::print("{:<36} {:<12} {}{}  [{}, {}]\n", rule.id, rule.kind, rule.value,
               rule.known ? "" : " ?", cite_text(rule.cite), rule.confidence);
}

int rules_list(const Options& options, const std::string& on) {
    const auto shipped = Shipped::load(options);
    const auto& sets =
        on.empty() ? shipped.rules.sets() : shipped.rules.in_force_on(day_or(on, {}));
    std::vector<SetView> views;
    for (const auto& set : sets) {
        views.push_back(set_view(*set, false));
        if (!options.json) {
            print_set(*set);
        }
    }
    if (options.json) {
        fmt::print("{}\n", json::write(views));
    }
    return sets.empty() ? Exit::found : Exit::fine;
}

rules::RuleSetPtr set_or_say(const Speaker& speaker, const std::string& code) {
    auto set = speaker.shipped.rules.find(code);
    if (!set) {
        fmt::print(stderr, "{}\n", speaker.say("rules.unknown_set", {code}));
    }
    return set;
}

int rules_show(const Options& options, const std::string& code) {
    const auto shipped = Shipped::load(options);
    const auto set = set_or_say({shipped, language_of(options)}, code);
    if (!set) {
        return Exit::unreadable;
    }
    const auto view = set_view(*set, true);
    if (options.json) {
        fmt::print("{}\n", json::write(view));
        return Exit::fine;
    }
    print_set(*set);
    for (const auto& rule : view.rules) {
        print_rule(rule);
    }
    return Exit::fine;
}

void print_difference(const DifferenceView& one) {
    fmt::print("{}\n", one.id);
    for (const auto& [mark, side] : {std::pair{"-", one.before}, std::pair{"+", one.after}}) {
        if (side) {
            fmt::print("  {} {}{}  [{}, {}]\n", mark, side->value, side->known ? "" : " ?",
                       cite_text(side->cite), side->confidence);
        }
    }
}

int rules_diff(const Options& options, const std::string& before, const std::string& after) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    const auto old_set = set_or_say(speaker, before);
    const auto new_set = set_or_say(speaker, after);
    if (!old_set || !new_set) {
        return Exit::unreadable;
    }
    std::vector<DifferenceView> views;
    for (const auto& one : rules::Rules::compare(*old_set, *new_set)) {
        DifferenceView view{one.id, {}, {}};
        if (one.before != nullptr) {
            view.before = rule_view(*one.before);
        }
        if (one.after != nullptr) {
            view.after = rule_view(*one.after);
        }
        views.push_back(std::move(view));
    }
    if (options.json) {
        fmt::print("{}\n", json::write(views));
        return Exit::fine;
    }
    std::for_each(views.begin(), views.end(), print_difference);
    return Exit::fine;
}

}  // namespace

void add_check(CLI::App& root, Options& options, Run& run) {
    auto* command = root.add_subcommand("check",
                                        "Judge dossiers from JSON files, - for standard "
                                        "input; needs no data folder");
    add_common(*command, options);
    auto wanted = std::make_shared<Check>();
    command->add_option("files", wanted->files, "Dossier files")->required();
    command->add_option("--on", wanted->on, "Judge as of that day");
    command->callback(
        [wanted, &options, &run] { run = [wanted, &options] { return check(options, *wanted); }; });
}

void add_calendar(CLI::App& root, Options& options, Run& run) {
    auto* calendar = root.add_subcommand("calendar", "Working days");
    calendar->require_subcommand(1);
    auto* command = calendar->add_subcommand("due",
                                             "The n-th working day after a day, and which "
                                             "days were skipped");
    add_common(*command, options);
    auto wanted = std::make_shared<Due>();
    command->add_option("--from", wanted->from, "Day of the event; today when left out");
    command->add_option("--days", wanted->days, "Working days")
        ->required()
        ->check(CLI::Range(0, 3660));
    command->callback([wanted, &options, &run] {
        run = [wanted, &options] { return calendar_due(options, *wanted); };
    });
}

void add_rules(CLI::App& root, Options& options, Run& run) {
    auto* rules = root.add_subcommand("rules", "Rule sets");
    rules->require_subcommand(1);
    auto codes = std::make_shared<std::array<std::string, 2>>();
    auto* list = rules->add_subcommand("list", "All sets, or those that may hold on a day");
    add_common(*list, options);
    list->add_option("--on", codes->at(0), "A day");
    list->callback([codes, &options, &run] {
        run = [codes, &options] { return rules_list(options, codes->at(0)); };
    });
    auto* show = rules->add_subcommand("show", "Every rule of a set with its article");
    add_common(*show, options);
    show->add_option("set", codes->at(0), "Code of the set")->required();
    show->callback([codes, &options, &run] {
        run = [codes, &options] { return rules_show(options, codes->at(0)); };
    });
    auto* diff = rules->add_subcommand("diff", "What differs between two sets");
    add_common(*diff, options);
    diff->add_option("before", codes->at(0), "Code of a set")->required();
    diff->add_option("after", codes->at(1), "Code of a set")->required();
    diff->callback([codes, &options, &run] {
        run = [codes, &options] { return rules_diff(options, codes->at(0), codes->at(1)); };
    });
}

void add_schema(CLI::App& root, Options& options, Run& run) {
    auto* command = root.add_subcommand("schema", "Print the JSON Schema of a file");
    add_common(*command, options);
    auto name = std::make_shared<std::string>();
    command->add_option("name", *name, "Which file")->required()->check(CLI::IsMember({"dossier"}));
    command->callback([&run] {
        run = [] {
            fmt::print("{}\n", dossier::dossier_file_schema());
            return int{Exit::fine};
        };
    });
}

}  // namespace ketnap::app
