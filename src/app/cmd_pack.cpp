// SPDX-License-Identifier: Apache-2.0
// pack: the whole pack of a ceremony into a folder, or nothing.
#include "app/commands.h"
#include "app/office.h"
#include "app/wiring.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"
#include "reports/pack/pack.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <unistd.h>

#include <csignal>

namespace ketnap::app {
namespace {

struct PackWish {
    std::string campaign;
    std::filesystem::path out;
};

volatile std::sig_atomic_t asked_to_stop = 0;

void ask_to_stop(int) {
    asked_to_stop = 1;
}

reports::PackProgress terminal_progress(const messages::Catalogue& texts,
                                        messages::Language language) {
    reports::PackProgress progress;
    progress.cancelled = [] { return asked_to_stop != 0; };
    if (isatty(STDERR_FILENO) != 0) {
        progress.report = [&texts, language](std::int64_t done, std::int64_t total,
                                             std::string_view what) {
            fmt::print(stderr, "\r{} / {}  {:<50}{}", done, total, texts.text(what, language),
                       done == total ? "\n" : "");
        };
    }
    return progress;
}

int refuse(const messages::Catalogue& texts, messages::Language language, Findings findings) {
    texts.localize(findings, language);
    for (const auto& finding : findings) {
        fmt::print(stderr, "ketnap: {} {}\n", finding.message, finding.way_out);
    }
    return Exit::unreadable;
}

int make_pack(const PackWish& wish, const Options& options) {
    const auto shipped = Shipped::load(options);
    const auto language = messages::language_of(options.language);
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    const Books books{shipped};
    const auto ctx = office.cli_ctx();
    const auto campaign =
        ctx.read([&](db::Tx& tx) { return campaign::find_by_code(tx, wish.campaign); });
    if (!campaign) {
        return refuse(shipped.messages, language,
                      {field_finding("pack.no_campaign", "campaign", {wish.campaign})});
    }
    std::signal(SIGINT, ask_to_stop);
    std::signal(SIGTERM, ask_to_stop);
    try {
        const auto made =
            reports::write_pack(ctx, pack_desk(office, books).kit, *campaign, wish.out,
                                terminal_progress(shipped.messages, language));
        if (!made) {
            fmt::print(stderr, "{}\n", shipped.messages.text("pack.cancelled", language));
            return Exit::failed;
        }
        fmt::print("{}\n", options.json
                               ? json::write(*made)
                               : shipped.messages.text(
                                     "pack.done", language,
                                     {std::to_string(made->decision_count),
                                      std::to_string(made->files.size()), wish.out.string()}));
        return made->warning_count > 0 ? Exit::found : Exit::fine;
    } catch (const Refused& refused) {
        return refuse(shipped.messages, language, refused.findings());
    }
}

}  // namespace

void add_pack(CLI::App& root, Options& options, Run& run) {
    auto* command = root.add_subcommand("pack", "Write the pack of a ceremony into a folder");
    const auto wish = std::make_shared<PackWish>();
    command->add_option("--campaign", wish->campaign, "Code of the campaign")->required();
    command->add_option("--out", wish->out, "A new or empty folder")->required();
    add_common(*command, options);
    command->callback(
        [&options, &run, wish] { run = [&options, wish] { return make_pack(*wish, options); }; });
}

}  // namespace ketnap::app
