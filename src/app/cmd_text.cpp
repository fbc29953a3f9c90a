// SPDX-License-Identifier: Apache-2.0
// ketnap text convert: a text file in old letters as UTF-8.
#include "app/commands.h"
#include "app/share.h"
#include "base/exchange/csv_read.h"
#include "base/exchange/legacy_file.h"
#include "base/exchange/letters.h"
#include "platform/vocabulary/file.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <fstream>
#include <memory>

namespace ketnap::app {
namespace {

using exchange::TextAs;

struct ConvertWish {
    std::filesystem::path file;
    std::filesystem::path out;
    std::string from = "auto";
};

template <class Take>
void each_line(std::string_view text, const Take& take) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        take(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

TextAs recognised(const text::Legacy& legacy, std::string_view text) {
    exchange::ColumnFacts facts{legacy};
    each_line(text, [&](std::string_view line) { facts.add(ooxml::text_cell(std::string{line})); });
    const auto said = facts.text();
    fmt::print(stderr, "{}{}: {} lines with marks, {} surely so, {} surely otherwise\n",
               boost::describe::enum_to_string(said.as, ""), said.sure ? "" : " (not sure)",
               said.marked, said.of_it, said.of_others);
    return said.as;
}

int convert(const Options& options, const ConvertWish& wish) {
    const auto legacy =
        exchange::load_legacy(find_share(options.share).data() / "text" / "legacy.json");
    const auto text = exchange::decoded_text(read_own_file(wish.file));
    if (!text) {
        fmt::print(stderr, "ketnap: {}\n", text.error().key);
        return Exit::unreadable;
    }
    TextAs as{};
    if (!boost::describe::enum_from_string(wish.from.c_str(), as)) {
        as = recognised(legacy, *text);
    }
    std::string out;
    each_line(*text, [&](std::string_view line) {
        out += exchange::read_as(legacy, line, as, {}) + "\n";
    });
    if (wish.out.empty()) {
        fmt::print("{}", out);
        return Exit::fine;
    }
    std::ofstream to{wish.out, std::ios::binary | std::ios::trunc};
    to << out << std::flush;
    if (!to) {
        throw std::runtime_error{"cannot write " + wish.out.string()};
    }
    return Exit::fine;
}

}  // namespace

void add_text(CLI::App& root, Options& options, Run& run) {
    auto* group = root.add_subcommand("text", "Text of the years before Unicode");
    group->require_subcommand(1);
    auto* command = group->add_subcommand("convert", "A text file or CSV as UTF-8");
    add_common(*command, options);
    auto wish = std::make_shared<ConvertWish>();
    command->add_option("file", wish->file, "Text file or CSV")
        ->required()
        ->check(CLI::ExistingFile);
    command->add_option("--from", wish->from, "auto, tcvn3, vni, cp1258, or each line by itself")
        ->check(CLI::IsMember({"auto", "tcvn3", "vni", "cp1258", "each"}))
        ->capture_default_str();
    command->add_option("--out", wish->out, "File to write; without it, standard output");
    command->callback(
        [wish, &options, &run] { run = [wish, &options] { return convert(options, *wish); }; });
}

}  // namespace ketnap::app
