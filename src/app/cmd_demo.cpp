// SPDX-License-Identifier: Apache-2.0
#include "app/commands.h"
#include "app/demo/demo.h"
#include "app/office.h"
#include "app/store.h"
#include "base/auth/factor.h"
#include "base/rules/office_days.h"
#include "platform/json/write.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace ketnap::app {
namespace {

struct DemoOptions {
    std::uint64_t seed = 1;
    std::string on;
    int scale = 1;
};

time::Date day_of(const DemoOptions& wanted) {
    if (wanted.on.empty()) {
        return time::SystemClock{}.today();
    }
    const auto day = time::Date::parse_iso(wanted.on);
    if (!day) {
        throw std::runtime_error{"--on wants a day as YYYY-MM-DD"};
    }
    return *day;
}

/// A demo never goes into a folder in which something lies: it is marked for ever.
bool is_used(const Options& options) {
    std::error_code none;
    return options.db.empty() && std::filesystem::exists(options.data) &&
           !std::filesystem::is_empty(options.data, none);
}

int refuse_used(const Options& options) {
    const auto where = options.db.empty() ? options.data.string() : std::string{"the database"};
    fmt::print(stderr, "ketnap: {} is not empty: a demo wants a place of its own\n", where);
    return Exit::unreadable;
}

void mark_demo(Office& office, const std::string& code, const std::string& name) {
    office.cli_ctx().write([&](db::Tx& tx) {
        store::rename_tenant(tx, code, name);
        set_setting(tx, "demo", "1");
        set_setting(tx, "second_factor",
                    std::string{auth::strictness_name(auth::Strictness::who_has_it)});
    });
}

void print(const demo::Made& made, bool as_json) {
    if (as_json) {
        fmt::print("{}\n", json::write(made));
        return;
    }
    for (const auto& code : made.campaigns) {
        fmt::print("campaign  {}\n", code);
    }
    for (const auto& one : made.sign_ins) {
        fmt::print("sign-in   {:<12} {}  {}\n", one.user, one.password, one.role);
    }
}

int make_demo(const DemoOptions& wanted, const Options& options) {
    if (is_used(options)) {
        return refuse_used(options);
    }
    const auto on = day_of(wanted);
    const auto shipped = Shipped::load(options);
    time::FixedClock clock{on};
    Office office{options, shipped, clock, Office::Missing::create};
    if (office.cli_ctx().read([](db::Tx& tx) { return auth::has_accounts(tx); })) {
        return refuse_used(options);
    }
    const dossier::Book book{{shipped.rules, shipped.calendar, shipped.checklists},
                             shipped.dossier_states};
    const auto words = demo::office_words(shipped.share.data());
    mark_demo(office, words.code, words.name);
    demo::Tools tools{.ctx = office.cli_ctx(),
                      .clock = clock,
                      .rights = shipped.rights,
                      .rules = shipped.rules,
                      .calendar = shipped.calendar,
                      .book = book,
                      .library = *shipped.papers,
                      .shelf = office.shelf(),
                      .data = shipped.share.data(),
                      .progress = {}};
    if (isatty(STDERR_FILENO) != 0) {
        tools.progress = [](std::string_view step) { fmt::print(stderr, "{} …\n", step); };
    }
    print(demo::fill(tools, {.seed = wanted.seed, .on = on, .scale = wanted.scale}), options.json);
    return Exit::fine;
}

}  // namespace

void add_demo(CLI::App& root, Options& options, Run& run) {
    auto* command = root.add_subcommand(
        "demo", "Fill an empty folder with an invented office, a demo for ever");
    add_common(*command, options);
    auto wanted = std::make_shared<DemoOptions>();
    command->add_option("--seed", wanted->seed, "The same seed gives the same office")
        ->capture_default_str();
    command->add_option("--on", wanted->on, "Day the office is looked at, YYYY-MM-DD (today)");
    command->add_option("--scale", wanted->scale, "Times 73 units")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    command->callback([wanted, &options, &run] {
        run = [wanted, &options] { return make_demo(*wanted, options); };
    });
}

}  // namespace ketnap::app
