// SPDX-License-Identifier: Apache-2.0
// What is asked without server or database: due days, rule sets.
#include "app/commands.h"
#include "app/office.h"
#include "app/speaker.h"
#include "base/audit/trace.h"
#include "base/rules/own_files.h"
#include "base/rules/view.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

namespace ketnap::app {
namespace {

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
    std::string convention;
    std::string convention_text;
};
BOOST_DESCRIBE_STRUCT(DueAnswer, (),
                      (from, due_on, working_days, skipped, weekend_days, uncertain, convention,
                       convention_text))

struct Due {
    std::string from;
    int days = 0;
    std::string convention;  ///< empty: as the rule set of that day says
};

rules::FirstDay convention_of(const Due& wanted, const rules::Rules& all, time::Date from) {
    if (const auto said = rules::first_day_of(wanted.convention)) {
        return *said;
    }
    const auto& sets = all.in_force_on(from);
    return sets.empty() ? rules::FirstDay::day_after : rules::first_day_of(*sets.front());
}

int calendar_due(const Options& options, const Due& wanted) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    const auto from = day_or(wanted.from, time::SystemClock{}.today());
    const auto first = convention_of(wanted, shipped.rules, from);
    const auto due = shipped.calendar.due(from, wanted.days, first);
    const std::string convention{rules::name_of(first)};
    DueAnswer answer{
        due.from.iso(),   due.on.iso(),  due.days,   {},
        due.weekend_days, due.uncertain, convention, speaker.say("rule.code." + convention)};
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
    fmt::print("{}\n", answer.convention_text);
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

bool has_office(const Options& options) {
    return !options.db.empty() || std::filesystem::exists(options.data / "ketnap.db");
}

/// Changes the folder of rules; with a trace where an office lies beside it. A program that serves
/// it reads them anew by itself.
void change_rules(const Options& options, const Shipped& shipped, std::string_view action,
                  const std::string& name,
                  const std::function<void(const rules::OwnFiles&, time::Date)>& change) {
    const time::SystemClock clock;
    if (!has_office(options)) {
        const rules::OwnFiles files{shipped.rules, shipped.share.data() / "rules",
                                    options.data / "rules"};
        change(files, clock.today());
        return;
    }
    Office office{options, shipped, clock, Office::Missing::refuse};
    const auto ctx = office.cli_ctx();
    ctx.write([&](db::Tx& tx) {
        audit::trace(tx, ctx, action, "rules", name);
        change(office.own_rules(), clock.today());
    });
}

std::int64_t version_of(const rules::OwnFiles& files, const std::string& name) {
    const auto all = files.list();
    const auto found = std::ranges::find(all, name, &rules::OwnFile::name);
    return found == all.end() ? 0 : found->version;
}

/// Puts a file beside the office's own, unless it would be refused there.
int rules_add(const Options& options, const std::filesystem::path& file) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    if (!std::filesystem::is_regular_file(file)) {
        fmt::print(stderr, "{}\n", speaker.say("data.unreadable", {file.string()}));
        return Exit::unreadable;
    }
    const auto own = options.data / "rules";
    const auto name = file.filename().string();
    Findings findings;
    try {
        findings = rules::Rules::check(shipped.share.data() / "rules", own, file);
        if (!wrong(findings)) {
            change_rules(options, shipped, "rules.put", name,
                         [&](const rules::OwnFiles& files, time::Date today) {
                             files.put(name, read_file(file).value(), version_of(files, name),
                                       today);
                         });
        }
    } catch (const Refused& refused) {
        findings = refused.findings();
    }
    speaker.shipped.messages.localize(findings, speaker.language);
    return tell(speaker, options, findings, speaker.say("rules.added", {(own / name).string()}));
}

/// Ends the use of one; its text is kept.
int rules_take_back(const Options& options, const std::string& name) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    try {
        change_rules(options, shipped, "rules.taken_back", name,
                     [&](const rules::OwnFiles& files, time::Date today) {
                         files.take_back(name, version_of(files, name), today);
                     });
    } catch (const NotFound&) {
        fmt::print(stderr, "{}\n", speaker.say("data.unreadable", {name}));
        return Exit::unreadable;
    }
    fmt::print("{}\n", speaker.say("rules.ended", {name}));
    return Exit::fine;
}

}  // namespace

void add_calendar(CLI::App& root, Options& options, Run& run) {
    auto* calendar = root.add_subcommand("calendar", "Working days");
    calendar->require_subcommand(1);
    auto* command = calendar->add_subcommand("due",
                                             "The n-th working day after a day, and which "
                                             "days were skipped");
    add_common(*command, options);
    auto wanted = std::make_shared<Due>();
    command->add_option("--from", wanted->from, "Day of the event; today when left out");
    command->add_option("--working-days,--days", wanted->days, "Working days")
        ->required()
        ->check(CLI::Range(0, 3660));
    command
        ->add_option("--convention", wanted->convention,
                     "Which day counts first; as the rules of that day say when left out")
        ->check(CLI::IsMember({"day_after", "same_day"}));
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
    auto* back = rules->add_subcommand("take-back", "End the use of a file of the data folder");
    add_common(*back, options);
    back->add_option("name", *file, "Its name, for example VP.json")->required();
    back->callback([file, &options, &run] {
        run = [file, &options] { return rules_take_back(options, *file); };
    });
    auto* diff = rules->add_subcommand("diff", "What differs between two sets");
    add_common(*diff, options);
    diff->add_option("before", codes->at(0), "Code of a set")->required();
    diff->add_option("after", codes->at(1), "Code of a set")->required();
    diff->callback([codes, &options, &run] {
        run = [codes, &options] { return rules_diff(options, codes->at(0), codes->at(1)); };
    });
}

}  // namespace ketnap::app
