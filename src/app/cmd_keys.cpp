// SPDX-License-Identifier: Apache-2.0
// keys status, rotate, retire: the roots of the key file, and what is wrapped under which.
#include "app/commands.h"
#include "app/office.h"
#include "app/speaker.h"
#include "base/audit/trace.h"
#include "base/auth/factor_keys.h"
#include "base/exchange/keys.h"
#include "base/people/key_table.h"
#include "stage/decision/keys.h"
#include "stage/envelope/keys.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>

namespace ketnap::app {
namespace {

using Counts = std::map<std::string, std::int64_t>;

void tell(const Speaker& speaker, const char* key, const std::vector<std::string>& values) {
    fmt::print("{}\n", speaker.say(key, values));
}

int refused(const Speaker& speaker, const Problem& problem) {
    Findings findings{field_finding(problem.key, "keys", {problem.detail})};
    speaker.shipped.messages.localize(findings, speaker.language);
    fmt::print(stderr, "ketnap: {} {}\n", findings[0].message, findings[0].way_out);
    return Exit::failed;
}

/// Keys of the second factors; base/auth stands below people and gives its rows alone.
people::KeyTable factor_table() {
    return {"second_factor",
            [](db::Tx& tx, const std::string& after, std::int64_t limit) {
                std::vector<people::WrappedKey> out;
                for (auto& one : auth::factor_keys(tx, after, limit)) {
                    out.push_back({std::move(one.id), std::move(one.key)});
                }
                return out;
            },
            [](db::Tx& tx, const people::WrappedKey& before, const db::Blob& after) {
                auth::replace_factor_key(tx, {before.id, before.key}, after);
            }};
}

std::vector<people::KeyTable> key_tables() {
    return {people::key_table(), exchange::key_table(), envelope::key_table(),
            decision::key_table(), factor_table()};
}

std::int64_t under(const Counts& counts, const std::string& root) {
    const auto found = counts.find(root);
    return found == counts.end() ? 0 : found->second;
}

std::int64_t elsewhere(const Counts& counts, const std::string& newest) {
    std::int64_t sum = 0;
    for (const auto& [root, count] : counts) {
        sum += root == newest ? 0 : count;
    }
    return sum;
}

/// Keys under a root that the key file does not hold: their fields open no more.
std::int64_t lost(const Counts& counts, const std::vector<std::string>& roots) {
    std::int64_t sum = 0;
    for (const auto& [root, count] : counts) {
        sum += std::find(roots.begin(), roots.end(), root) == roots.end() ? count : 0;
    }
    return sum;
}

int show_status(const Options& options) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    const auto roots = office.vault().roots();
    const auto counts = people::keys_by_root(office.cli_ctx(), key_tables());
    const auto gone = lost(counts, roots);
    if (options.json) {
        fmt::print("{{\"roots\":{},\"newest\":{},\"older\":{},\"lost\":{}}}\n", roots.size(),
                   under(counts, roots.back()), elsewhere(counts, roots.back()) - gone, gone);
        return gone == 0 ? Exit::fine : Exit::found;
    }
    for (const auto& root : roots) {
        tell(speaker, root == roots.back() ? "keys.newest" : "keys.older",
             {root, std::to_string(under(counts, root))});
    }
    if (gone > 0) {
        tell(speaker, "keys.lost", {std::to_string(gone)});
    }
    return gone == 0 ? Exit::fine : Exit::found;
}

// A rotation that was stopped is brought to its end before another root is added.
int rotate(const Options& options) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    const auto ctx = office.cli_ctx();
    const auto tables = key_tables();
    const auto roots = office.vault().roots();
    const auto before = people::keys_by_root(ctx, tables);
    const auto open = elsewhere(before, roots.back()) - lost(before, roots);
    if (open > 0) {
        tell(speaker, "keys.goes_on", {std::to_string(open)});
    } else {
        if (const auto added = office.vault().rotate(); !added) {
            return refused(speaker, added.error());
        }
        audit::trace_apart(ctx, "keys.rotated", "installation", "",
                           {{"root", "", office.vault().roots().back()}});
    }
    const auto done = people::rewrap_keys(ctx, tables, [&](std::int64_t count) {
        tell(speaker, "keys.progress", {std::to_string(count)});
        std::fflush(stdout);
    });
    audit::trace_apart(ctx, "keys.rewrapped", "installation", "",
                       {{"keys", "", std::to_string(done.moved)}});
    tell(speaker, "keys.done", {std::to_string(done.moved)});
    if (done.lost > 0) {
        tell(speaker, "keys.lost", {std::to_string(done.lost)});
    }
    return done.lost == 0 ? Exit::fine : Exit::found;
}

int retire(const Options& options) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    const auto ctx = office.cli_ctx();
    const auto counts = people::keys_by_root(ctx, key_tables());
    const auto before = office.vault().roots().size();
    const auto written = office.vault().retire(
        [&](std::string_view root) { return under(counts, std::string{root}) == 0; });
    if (!written) {
        return refused(speaker, written.error());
    }
    const auto gone = before - office.vault().roots().size();
    audit::trace_apart(ctx, "keys.retired", "installation", "",
                       {{"roots", "", std::to_string(gone)}});
    tell(speaker, "keys.retired", {std::to_string(gone)});
    return Exit::fine;
}

}  // namespace

void add_keys(CLI::App& root, Options& options, Run& run) {
    auto* keys = root.add_subcommand("keys", "The roots of the key file");
    keys->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, int (*what)(const Options&)) {
        auto* command = keys->add_subcommand(name, help);
        add_common(*command, options);
        command->callback(
            [what, &options, &run] { run = [what, &options] { return what(options); }; });
    };
    add("status", "How many keys are wrapped under which root", show_status);
    add("rotate", "Add a root and move every key under it, while the office is served", rotate);
    add("retire", "Forget the roots that nothing needs; older backups open no more", retire);
}

}  // namespace ketnap::app
