// SPDX-License-Identifier: Apache-2.0
// Lists of people in and out by the command line, with the same passes as the screens.
#include "app/commands.h"
#include "app/office.h"
#include "base/exchange/exchange.h"
#include "base/exchange/people_export.h"
#include "base/org/org.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <unistd.h>

#include <fstream>
#include <functional>

namespace ketnap::app {

struct ImportRowOut {
    std::int64_t line = 0;
    std::string level;
    std::string name;
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(ImportRowOut, (), (line, level, name, findings))

struct ImportOut {
    exchange::State state = exchange::State::uploaded;
    exchange::Summary summary;
    exchange::DateProof dates;
    std::vector<ImportRowOut> rows;
};
BOOST_DESCRIBE_STRUCT(ImportOut, (), (state, summary, dates, rows))

namespace {

struct ImportWish {
    std::filesystem::path file;
    std::filesystem::path rejected;
    std::string org_code;
    int sheet = 1;
    bool dry_run = false;
    bool month_first = false;
    bool day_first = false;
    bool add_lost_zero = false;
    bool mend_capitals = false;
};

void write_file(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) {
        throw std::runtime_error{"cannot write " + file.string()};
    }
}

exchange::Progress terminal_progress() {
    if (isatty(STDERR_FILENO) == 0) {
        return {};
    }
    return {.report =
                [](std::int64_t done, std::int64_t total) {
                    total == 0 ? fmt::print(stderr, "\r{}   ", done)
                               : fmt::print(stderr, "\r{} / {}   ", done, total);
                },
            .cancelled = {}};
}

exchange::Mapping mapping_for(const audit::Ctx& ctx, const ImportWish& wish, const Shipped& shipped,
                              const exchange::Import& import) {
    auto seen =
        exchange::preview(exchange::source_of(ctx, import), wish.sheet - 1, shipped.import_kit());
    if (!seen) {
        throw Refused{{field_finding(seen.error().key, "file", {seen.error().detail})}};
    }
    auto mapping = exchange::mapping_of(*seen, wish.sheet - 1);
    mapping.add_lost_zero = wish.add_lost_zero;
    mapping.mend_capitals = wish.mend_capitals;
    if (wish.month_first || wish.day_first) {
        mapping.date_order =
            wish.month_first ? exchange::DateOrder::month_first : exchange::DateOrder::day_first;
        for (auto& column : mapping.columns) {
            column.date_order.reset();  // what was said goes before what was found
        }
    }
    if (!wish.org_code.empty()) {
        const auto body =
            ctx.read([&](db::Tx& tx) { return org::find_by_code(tx, wish.org_code); });
        if (!body) {
            throw Refused{{field_finding("import.unit_unknown", "org", {wish.org_code})}};
        }
        mapping.org_id = body->id.value;
    }
    return mapping;
}

/// Each row with findings, some at a time: a list may have a hundred thousand.
void each_found(const audit::Ctx& ctx, const exchange::Import& import, const Shipped& shipped,
                messages::Language language, const std::function<void(ImportRowOut&&)>& take) {
    constexpr std::int64_t at_once = 500;
    std::int64_t after = 0;
    for (std::size_t got = at_once; got == at_once;) {
        auto rows = exchange::found_rows(ctx, import.id, "", after, at_once);
        got = rows.size();
        for (auto& row : rows) {
            after = row.line;
            shipped.messages.localize(row.findings, language);
            take({row.line, row.level, row.name, std::move(row.findings)});
        }
    }
}

using EachRow = std::function<void(const std::function<void(ImportRowOut&&)>&)>;

void print_json(const exchange::Import& import, const EachRow& each_row) {
    constexpr std::string_view no_rows = "]}";
    const auto out = json::write(ImportOut{import.state, import.summary, import.dates, {}});
    KETNAP_CHECK(out.ends_with(no_rows));
    fmt::print("{}", std::string_view{out}.substr(0, out.size() - no_rows.size()));
    const char* between = "";
    each_row([&](ImportRowOut&& row) {
        fmt::print("{}{}", between, json::write(row));
        between = ",";
    });
    fmt::print("{}\n", no_rows);
}

void print_text(const exchange::Import& import, const EachRow& each_row) {
    each_row([](ImportRowOut&& row) {
        for (const auto& finding : row.findings) {
            fmt::print("{}\t{}\t{}\t{} {}\n", row.line, row.name,
                       boost::describe::enum_to_string(finding.level, ""), finding.message,
                       finding.way_out);
        }
    });
    const auto& s = import.summary;
    fmt::print("rows {}, clean {}, hints {}, warnings {}, errors {}, imported {}\n", s.rows,
               s.clean, s.hints, s.warnings, s.errors, s.imported);
}

int run_import(const audit::Ctx& ctx, const Shipped& shipped, const Options& options,
               const ImportWish& wish) {
    const auto kit = shipped.import_kit();
    const auto progress = terminal_progress();
    auto import = exchange::start(ctx, shipped.rights, kit, wish.file.filename().string(),
                                  read_own_file(wish.file));
    import = exchange::check_here(ctx, shipped.rights, kit, import.id,
                                  mapping_for(ctx, wish, shipped, import), progress);
    if (!wish.dry_run && import.summary.acceptable() > 0) {
        import = exchange::apply_here(ctx, import.id, progress);
    }
    const auto language = messages::language_of(options.language);
    if (!wish.rejected.empty()) {
        write_file(wish.rejected,
                   exchange::rejected_workbook(ctx, kit, import.id,
                                               shipped.messages.text("import.reason", language),
                                               [&](const Finding& finding) {
                                                   Findings one{finding};
                                                   shipped.messages.localize(one, language);
                                                   return one.front().message;
                                               }));
    }
    const EachRow each_row = [&](const auto& take) {
        each_found(ctx, import, shipped, language, take);
    };
    options.json ? print_json(import, each_row) : print_text(import, each_row);
    exchange::remove(ctx, import.id);
    if (import.state == exchange::State::failed) {
        return Exit::unreadable;
    }
    return import.summary.errors + import.summary.warnings > 0 ? Exit::found : Exit::fine;
}

int import_people(const Options& options, const ImportWish& wish) {
    const auto shipped = Shipped::load(options);
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    try {
        return run_import(office.cli_ctx(), shipped, options, wish);
    } catch (const Refused& refused) {
        auto findings = refused.findings();
        shipped.messages.localize(findings, messages::language_of(options.language));
        for (const auto& finding : findings) {
            fmt::print(stderr, "ketnap: {} {}\n", finding.message, finding.way_out);
        }
        return Exit::unreadable;
    }
}

int export_list(const Options& options, const std::filesystem::path& file) {
    const auto shipped = Shipped::load(options);
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    const auto format = file.extension() == ".csv" ? exchange::Format::csv : exchange::Format::xlsx;
    const auto language = messages::language_of(options.language);
    write_file(file, exchange::export_people(office.cli_ctx(), {"/"}, {}, format,
                                             [&](const std::string& key) {
                                                 return shipped.messages.text(key, language);
                                             }));
    return Exit::fine;
}

void add_import_people(CLI::App& root, Options& options, Run& run) {
    auto* import = root.add_subcommand("import", "Take lists over from files");
    import->require_subcommand(1);
    auto* command = import->add_subcommand("people", "People from a workbook or a CSV");
    add_common(*command, options);
    auto wish = std::make_shared<ImportWish>();
    command->add_option("file", wish->file, "Workbook or CSV")
        ->required()
        ->check(CLI::ExistingFile);
    command->add_flag("--dry-run", wish->dry_run, "Say what would happen, write nobody");
    command->add_option("--sheet", wish->sheet, "Which sheet, from 1")->capture_default_str();
    command->add_option("--org", wish->org_code, "Code of the body of rows that name none");
    command->add_option("--rejected", wish->rejected, "Workbook for the rejected rows");
    auto* month_first =
        command->add_flag("--month-first", wish->month_first, "Dates are month/day/year");
    command
        ->add_flag("--day-first", wish->day_first,
                   "Dates are day/month/year; said neither way, only what proves itself is taken")
        ->excludes(month_first);
    command->add_flag("--add-lost-zero", wish->add_lost_zero,
                      "National ids and codes get the zeros back that a workbook dropped");
    command->add_flag("--mend-capitals", wish->mend_capitals,
                      "Names written in capitals get ordinary letters");
    command->callback([wish, &options, &run] {
        run = [wish, &options] { return import_people(options, *wish); };
    });
}

}  // namespace

void add_exchange(CLI::App& root, Options& options, Run& run) {
    add_import_people(root, options, run);
    auto* out = root.add_subcommand("export", "Give lists out as files");
    out->require_subcommand(1);
    auto* command = out->add_subcommand("people", "All people, without sensitive values");
    add_common(*command, options);
    auto file = std::make_shared<std::filesystem::path>();
    command->add_option("--out", *file, "FILE.xlsx or FILE.csv")->required();
    command->callback(
        [file, &options, &run] { run = [file, &options] { return export_list(options, *file); }; });
}

}  // namespace ketnap::app
