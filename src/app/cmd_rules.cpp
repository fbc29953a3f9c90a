// SPDX-License-Identifier: Apache-2.0
// What judges without server or database: dossiers, due days, rule sets.
#include "app/commands.h"
#include "app/office.h"
#include "base/rules/view.h"
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

void print_set(const rules::SetView& set) {
    const auto day = [](const std::string& iso) {
        const auto read = time::Date::parse_iso(iso);
        return read ? read->vn() : iso;
    };
    fmt::print("{:<5} {} – {}  {}\n", set.code, day(set.from), set.until ? day(*set.until) : "…",
               set.title);
    if (!set.note.empty()) {
        fmt::print("      {}\n", set.note);
    }
    for (const auto& period : set.arguable) {
        fmt::print("      {} – {}: {}\n", day(period.from), day(period.until), period.why);
    }
}

void print_rule(const Speaker& speaker, const rules::RuleView& rule) {
    const auto stand_in =
        rule.as_in.empty() ? "" : " (" + speaker.say("rule.stand_in", {rule.as_in}) + ")";
    fmt::print("{:<36} {}: {}{}\n{:<36} {}; {}\n", rule.id, rule.title, rule.words, stand_in, "",
               cite_text(rule.cite), rule.confidence_text);
    if (!rule.note.empty()) {
        fmt::print("{:<36} {}\n", "", rule.note);
    }
}

void print_refused(const Speaker& speaker, Findings refused) {
    speaker.shipped.messages.localize(refused, speaker.language);
    for (const auto& finding : refused) {
        fmt::print(stderr, "{}\n    → {}\n", finding.message, finding.way_out);
    }
}

int rules_list(const Options& options, const std::string& on) {
    const auto shipped = Shipped::load(options);
    const auto& sets =
        on.empty() ? shipped.rules.sets() : shipped.rules.in_force_on(day_or(on, {}));
    const Speaker speaker{shipped, language_of(options)};
    const rules::Viewer viewer{shipped.rules, shipped.messages, speaker.language};
    std::vector<rules::SetView> views;
    for (const auto& set : sets) {
        views.push_back(viewer.head(*set));
        if (!options.json) {
            print_set(views.back());
        }
    }
    print_refused(speaker, shipped.rules.refused());
    if (options.json) {
        fmt::print("{}\n", json::write(views));
    }
    return sets.empty() || !shipped.rules.refused().empty() ? Exit::found : Exit::fine;
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
    const Speaker speaker{shipped, language_of(options)};
    const auto set = set_or_say(speaker, code);
    if (!set) {
        return Exit::unreadable;
    }
    const auto view = rules::Viewer{shipped.rules, shipped.messages, speaker.language}.whole(*set);
    if (options.json) {
        fmt::print("{}\n", json::write(view));
        return Exit::fine;
    }
    print_set(view);
    for (const auto& rule : view.rules) {
        print_rule(speaker, rule);
    }
    return Exit::fine;
}

void print_difference(const rules::DifferenceView& one) {
    fmt::print("{}  {}\n", one.id, one.title);
    for (const auto& [mark, side] : {std::pair{"-", one.before}, std::pair{"+", one.after}}) {
        if (side) {
            fmt::print("  {} {}{}  [{}; {}]\n", mark, side->words, side->known ? "" : " ?",
                       cite_text(side->cite), side->confidence_text);
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
    const auto views = rules::Viewer{shipped.rules, shipped.messages, speaker.language}.differences(
        *old_set, *new_set);
    if (options.json) {
        fmt::print("{}\n", json::write(views));
        return Exit::fine;
    }
    std::for_each(views.begin(), views.end(), print_difference);
    return Exit::fine;
}

bool wrong(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& one) { return one.level >= Level::warning; });
}

/// Judges a file as if the office had added it.
Findings judged(const Speaker& speaker, const std::filesystem::path& file) {
    auto findings = rules::Rules::check(speaker.shipped.share.data() / "rules", file);
    speaker.shipped.messages.localize(findings, speaker.language);
    return findings;
}

int tell(const Speaker& speaker, const Options& options, const Findings& findings,
         std::string_view fine) {
    if (options.json) {
        fmt::print("{}\n", json::write(findings));
    } else {
        std::for_each(findings.begin(), findings.end(),
                      [&](const Finding& one) { print_finding(speaker, one); });
        if (!wrong(findings)) {
            fmt::print("{}\n", fine);
        }
    }
    return wrong(findings) ? Exit::found : Exit::fine;
}

int rules_check(const Options& options, const std::filesystem::path& file) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    if (!std::filesystem::is_regular_file(file)) {
        fmt::print(stderr, "{}\n", speaker.say("data.unreadable", {file.string()}));
        return Exit::unreadable;
    }
    return tell(speaker, options, judged(speaker, file), speaker.say("rules.can_be_used"));
}

/// Puts a file beside the office's own, unless it would be refused there.
int rules_add(const Options& options, const std::filesystem::path& file) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    if (!std::filesystem::is_regular_file(file)) {
        fmt::print(stderr, "{}\n", speaker.say("data.unreadable", {file.string()}));
        return Exit::unreadable;
    }
    const auto findings = judged(speaker, file);
    const auto target = options.data / "rules" / file.filename();
    if (!wrong(findings)) {
        std::filesystem::create_directories(target.parent_path());
        std::filesystem::copy_file(file, target, std::filesystem::copy_options::overwrite_existing);
    }
    return tell(speaker, options, findings, speaker.say("rules.added", {target.string()}));
}

/// Records have their schema from their declaration; a set of rules, read field by field with its
/// lines, has it written beside the data.
int schema(const Options& options, const std::string& name) {
    if (name == "rules") {
        const auto file = find_share(options.share).data() / "schemas" / "rules.json";
        const auto text = read_file(file);
        if (!text) {
            throw std::runtime_error{"no file " + file.string()};
        }
        fmt::print("{}", *text);
    } else {
        fmt::print("{}\n", dossier::dossier_file_schema());
    }
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
    auto file = std::make_shared<std::string>();
    auto* check = rules->add_subcommand("check", "Judge a file of rules without using it");
    add_common(*check, options);
    check->add_option("file", *file, "A set of rules")->required();
    check->callback(
        [file, &options, &run] { run = [file, &options] { return rules_check(options, *file); }; });
    auto* add = rules->add_subcommand("add", "Put a file of rules into the data folder");
    add_common(*add, options);
    add->add_option("file", *file, "A set of rules, its name ending in .json")->required();
    add->callback(
        [file, &options, &run] { run = [file, &options] { return rules_add(options, *file); }; });
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
    command->add_option("name", *name, "Which file")
        ->required()
        ->check(CLI::IsMember({"dossier", "rules"}));
    command->callback(
        [name, &options, &run] { run = [name, &options] { return schema(options, *name); }; });
}

}  // namespace ketnap::app
