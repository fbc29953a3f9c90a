// SPDX-License-Identifier: Apache-2.0
// audit: the chain recomputed and compared with what was signed; a checkpoint to put away.
#include "app/checkpoints.h"
#include "app/commands.h"
#include "app/speaker.h"
#include "platform/json/write.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <fstream>

namespace ketnap::app {
namespace {

struct AuditWish {
    std::filesystem::path from;
    std::filesystem::path page;
    Folders folders;
};

struct VerdictView {
    std::int64_t rows = 0;
    std::int64_t first_bad = 0;
    std::string fault;
    std::string message;
    std::int64_t checkpoints = 0;
    std::int64_t last_checked = 0;
};
BOOST_DESCRIBE_STRUCT(VerdictView, (), (rows, first_bad, fault, message, checkpoints, last_checked))

/// Those of the data folder, and those that were kept elsewhere.
Result<std::vector<audit::Checkpoint>> checkpoints_of(const AuditWish& wish,
                                                      const Options& options) {
    std::vector<audit::Checkpoint> all;
    auto files = std::vector{own_checkpoints(options.data)};
    if (!std::filesystem::exists(files[0])) {
        files.clear();
    }
    if (!wish.from.empty()) {
        files.push_back(wish.from);
    }
    for (const auto& file : files) {
        const auto found = audit::read_checkpoints(file);
        if (!found) {
            return tl::make_unexpected(found.error());
        }
        all.insert(all.end(), found->begin(), found->end());
    }
    return all;
}

int refuse(const Speaker& speaker, const Problem& problem) {
    Findings findings{field_finding(problem.key, "file", {problem.detail})};
    speaker.shipped.messages.localize(findings, speaker.language);
    fmt::print(stderr, "ketnap: {} {}\n", findings[0].message, findings[0].way_out);
    return Exit::unreadable;
}

int verify_audit(const AuditWish& wish, const Options& options) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    const auto against = checkpoints_of(wish, options);
    if (!against) {
        return refuse(speaker, against.error());
    }
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    const auto verdict = office.cli_ctx().read([&](db::Tx& tx) {
        return audit::verify(tx, *against, audit::checkpoint_key(office.vault(), office.tenant()));
    });
    const auto says = verdict_text(shipped.messages, speaker.language, verdict, *against);
    fmt::print("{}\n", options.json
                           ? json::write(VerdictView{verdict.rows, verdict.first_bad,
                                                     audit::name_of(verdict.fault), says,
                                                     verdict.checkpoints, verdict.last_checked})
                           : says);
    return verdict.fault == audit::Fault::none ? Exit::fine : Exit::found;
}

void write_page(const std::filesystem::path& file, const std::string& pdf) {
    std::ofstream out{file, std::ios::binary};
    out << pdf;
    out.close();
    if (!out) {
        throw std::runtime_error{"cannot write " + file.string()};
    }
}

int make_checkpoint(const AuditWish& wish, const Options& options) {
    const auto shipped = Shipped::load(options);
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    const auto checkpoint = checkpoint_now(office);
    const auto failed = keep_checkpoint(options.data, wish.folders, checkpoint);
    if (!failed.empty()) {
        throw std::runtime_error{"cannot write " + failed.front().string()};
    }
    if (!wish.page.empty()) {
        write_page(wish.page, checkpoint_page(office, checkpoint));
    }
    fmt::print("{}\n", json::write(checkpoint));
    return Exit::fine;
}

}  // namespace

void add_audit(CLI::App& root, Options& options, Run& run) {
    auto* audit = root.add_subcommand("audit", "The audit chain");
    audit->require_subcommand(1);
    auto wish = std::make_shared<AuditWish>();
    auto* verify = audit->add_subcommand("verify",
                                         "Recompute every hash, compare every checkpoint "
                                         "and name the first bad row");
    add_common(*verify, options);
    verify->add_option("--from-checkpoint", wish->from,
                       "File of checkpoints that was kept elsewhere");
    verify->callback([wish, &options, &run] {
        run = [wish, &options] { return verify_audit(*wish, options); };
    });
    auto* checkpoint = audit->add_subcommand(
        "checkpoint", "Sign the end of the chain, keep it outside the database and print it");
    add_common(*checkpoint, options);
    checkpoint->add_option("--page", wish->page, "PDF with a QR to print and put away");
    checkpoint->add_option("--checkpoints", wish->folders, "Folder that keeps it as well");
    checkpoint->callback([wish, &options, &run] {
        run = [wish, &options] { return make_checkpoint(*wish, options); };
    });
}

}  // namespace ketnap::app
