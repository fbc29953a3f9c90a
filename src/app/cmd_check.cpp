// SPDX-License-Identifier: Apache-2.0
// Judges dossiers from JSON, one or a country-year of them, without server or database.
#include "app/commands.h"
#include "app/speaker.h"
#include "platform/vocabulary/file.h"
#include "stage/dossier/dossier_file.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace ketnap::app {
namespace {

struct Check {
    std::vector<std::string> files;
    std::string on;
};

/// What is told of the dossiers read so far.
struct Tally {
    std::int64_t read = 0;
    std::int64_t unreadable = 0;
    bool wrong = false;
};

/// Judges one dossier after the other, as the stream gives them, and prints each at once.
class Checker {
  public:
    Checker(const Options& options, const Speaker& speaker, const Check& wanted)
        : m_speaker(speaker),
          m_json(options.json),
          m_on(wanted.on.empty() ? std::nullopt : std::optional{day_or(wanted.on, {})}),
          m_today(time::SystemClock{}.today()) {}

    bool file(const std::string& name) {
        std::FILE* in = name == "-" ? stdin : std::fopen(name.c_str(), "rb");
        if (in == nullptr) {
            unreadable(name, "", {field_finding("dossier.file_unreadable", {}, {name})});
            return false;
        }
        dossier::DossierStream stream{[&](const dossier::DossierStream::Item& item) {
            take(name, dossier::read_item(item, stream.is_array()));
        }};
        std::array<char, 65'536> part{};
        for (std::size_t got = 1; got > 0;) {
            got = std::fread(part.data(), 1, part.size(), in);
            stream.feed({part.data(), got});
        }
        stream.finish();
        if (in != stdin) {
            std::fclose(in);
        }
        return true;
    }

    void begin() const { m_json ? fmt::print("[") : void(); }
    void end() const { m_json ? fmt::print("{}]\n", m_printed ? "\n" : "") : void(); }
    const Tally& tally() const { return m_tally; }

  private:
    void put(const std::string& code, dossier::checks::Judgement judgement,
             const std::vector<dossier::checks::Clock>& clocks) {
        std::string line = m_printed ? ",\n" : "\n";
        line += dossier::judgement_json(code, judgement, clocks);
        std::fwrite(line.data(), 1, line.size(), stdout);
        m_printed = true;
    }

    void unreadable(const std::string& name, const std::string& code, Findings findings) {
        ++m_tally.unreadable;
        m_speaker.shipped.messages.localize(findings, m_speaker.language);
        if (m_json) {
            put(code, {findings, {}}, {});
        }
        for (const auto& finding : findings) {
            const Where where = finding.where.empty() ? Where{} : finding.where.front();
            fmt::print(stderr, "{}:{}: {} {}\n", name, where.line, where.field, finding.message);
        }
    }

    void take(const std::string& name, dossier::ReadItem item) {
        if (!item.file) {
            unreadable(name, item.code, std::move(item.file.error()));
            return;
        }
        ++m_tally.read;
        const auto& read = *item.file;
        const auto today = m_on.value_or(read.today.value_or(m_today));
        const auto& shipped = m_speaker.shipped;
        const dossier::checks::Basis basis{shipped.rules, shipped.calendar, shipped.checklists};
        auto judgement = dossier::checks::judge(read.dossier, basis, today);
        const auto clocks = dossier::checks::clocks(read.dossier, basis, today);
        m_tally.wrong = m_tally.wrong ||
                        std::any_of(judgement.findings.begin(), judgement.findings.end(),
                                    [](const Finding& one) { return one.level >= Level::warning; });
        shipped.messages.localize(judgement.findings, m_speaker.language);
        if (m_json) {
            put(read.dossier.code, std::move(judgement), clocks);
        } else {
            print(read.dossier, judgement, clocks);
        }
    }

    void print(const dossier::checks::Dossier& dossier, const dossier::checks::Judgement& judgement,
               const std::vector<dossier::checks::Clock>& clocks) const {
        fmt::print("{} {}\n", dossier.full_name, dossier.code);
        for (const auto& finding : judgement.findings) {
            print_finding(m_speaker, finding);
        }
        for (const auto& clock : clocks) {
            fmt::print("{}\n", m_speaker.say("cli." + clock.rule,
                                             {clock.due_on.vn(), std::to_string(clock.left),
                                              clock.from.vn(), std::to_string(clock.days)}));
        }
        fmt::print("{}\n", m_speaker.say("cli.passed", {std::to_string(judgement.passed.size())}));
    }

    const Speaker& m_speaker;
    bool m_json;
    bool m_printed = false;
    std::optional<time::Date> m_on;
    time::Date m_today;
    Tally m_tally;
};

int check(const Options& options, const Check& wanted) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    Checker checker{options, speaker, wanted};
    checker.begin();
    for (const auto& name : wanted.files) {
        checker.file(name);
    }
    checker.end();
    const Tally& tally = checker.tally();
    if (tally.read == 0 && tally.unreadable > 0) {
        return Exit::unreadable;
    }
    return tally.wrong || tally.unreadable > 0 ? Exit::found : Exit::fine;
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
    auto* command =
        root.add_subcommand("check",
                            "Judge dossiers from JSON files, each one dossier or an "
                            "array of them, - for standard input; needs no data folder");
    add_common(*command, options);
    auto wanted = std::make_shared<Check>();
    command->add_option("files", wanted->files, "Dossier files")->required();
    command->add_option("--on", wanted->on, "Judge as of that day");
    command->callback(
        [wanted, &options, &run] { run = [wanted, &options] { return check(options, *wanted); }; });
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
