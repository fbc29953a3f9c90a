// SPDX-License-Identifier: Apache-2.0
// doctor: is this office well, and what to do where it is not.
#include "app/commands.h"
#include "app/doctor.h"
#include "app/speaker.h"
#include "platform/json/write.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>

namespace ketnap::app {
namespace {

struct Line {
    std::string check;
    Level level = Level::hint;
    std::string message;
    std::string way_out;
};
BOOST_DESCRIBE_STRUCT(Line, (), (check, level, message, way_out))

void append(Findings& all, Findings more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

Findings examine(const Options& options, const Shipped& shipped, messages::Language language) {
    auto found = look_at_folder(options.data);
    append(found, look_at_schema(options, shipped.share));
    if (has_error(found)) {
        return found;  // it is not opened before that is put right
    }
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    append(found, look_at_office(office, options, language));
    return found;
}

void print_lines(const Speaker& speaker, const Findings& found) {
    for (const auto& finding : found) {
        const auto* level = finding.level == Level::error     ? "doctor.level.bad"
                            : finding.level == Level::warning ? "doctor.level.warning"
                                                              : "doctor.level.fine";
        fmt::print("{:<8} {}\n", speaker.say(level), finding.message);
        if (finding.level != Level::hint) {
            fmt::print("{:<8} {}\n", "", finding.way_out);
        }
    }
}

int run_doctor(const Options& options) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    if (!std::filesystem::exists(options.data) ||
        (options.db.empty() && !std::filesystem::exists(options.data / "ketnap.db"))) {
        fmt::print(stderr, "ketnap: {}\n",
                   speaker.say("doctor.no_office", {options.data.string()}));
        return Exit::unreadable;
    }
    auto found = examine(options, shipped, speaker.language);
    shipped.messages.localize(found, speaker.language);
    if (options.json) {
        std::vector<Line> lines;
        for (const auto& finding : found) {
            lines.push_back({finding.rule, finding.level, finding.message, finding.way_out});
        }
        fmt::print("{}\n", json::write(lines));
    } else {
        print_lines(speaker, found);
    }
    const bool fine = std::all_of(found.begin(), found.end(),
                                  [](const Finding& f) { return f.level == Level::hint; });
    return fine ? Exit::fine : Exit::found;
}

}  // namespace

void add_doctor(CLI::App& root, Options& options, Run& run) {
    auto* command = root.add_subcommand(
        "doctor", "Is this office well: file, audit, papers, space, clock, keys, backups");
    add_common(*command, options);
    command->callback([&options, &run] { run = [&options] { return run_doctor(options); }; });
}

}  // namespace ketnap::app
