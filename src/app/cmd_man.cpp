// SPDX-License-Identifier: Apache-2.0
// man: the manual page, written from the definitions that --help prints.
#include "app/commands.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

namespace ketnap::app {
namespace {

constexpr std::array common_options{"--data", "--db", "--share", "--lang", "--json", "--help"};

/// Text that roff takes for nothing else.
std::string roff(std::string_view text) {
    std::string out = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
    for (const char c : text) {
        out += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
    }
    return out;
}

bool is_common(const CLI::Option& option) {
    return std::any_of(common_options.begin(), common_options.end(),
                       [&](const char* name) { return option.check_name(name); });
}

std::string value_of(const CLI::Option& option) {
    if (option.get_items_expected_max() == 0) {
        return {};
    }
    const auto type = option.get_type_name();
    return type.find_first_of(":{[") == std::string::npos ? type : "VALUE";
}

std::string option_page(const CLI::Option& option) {
    const auto name = option.get_name(false, true);
    auto out = option.get_positional() ? fmt::format(".TP\n\\fI{}\\fR\n", roff(name))
                                       : fmt::format(".TP\n\\fB{}\\fR \\fI{}\\fR\n", roff(name),
                                                     roff(value_of(option)));
    out += roff(option.get_description());
    const auto standard = option.get_default_str();
    if (!standard.empty() && standard != "\"\"") {
        out += roff(" [" + standard + "]");
    }
    return out + '\n';
}

std::string command_page(const CLI::App& command, const std::string& path) {
    std::string out;
    if (command.get_subcommands(nullptr).empty()) {
        out += fmt::format(".SS {}\n{}\n", roff(path), roff(command.get_description()));
        for (const auto* option : command.get_options()) {
            if (!is_common(*option)) {
                out += option_page(*option);
            }
        }
    }
    for (const auto* below : command.get_subcommands(nullptr)) {
        out += command_page(*below, path + ' ' + below->get_name());
    }
    return out;
}

std::string common_page(const CLI::App& root) {
    const auto commands = root.get_subcommands(nullptr);
    const auto serve = std::find_if(commands.begin(), commands.end(), [](const CLI::App* command) {
        return command->get_name() == "serve";
    });
    std::string out = ".SH OPTIONS OF EVERY COMMAND\n";
    for (const auto* option : (*serve)->get_options()) {
        out += is_common(*option) ? option_page(*option) : std::string{};
    }
    return out;
}

constexpr std::string_view ending = R"(.SH EXIT STATUS
0 fine, 1 a finding at warning or above, 2 nothing could be read, or wrong usage, 3 the machine failed.
.SH FILES
.TP
.I /usr/share/ketnap
Pages, rules, layouts and words that ship with the program.
.TP
.I /var/lib/ketnap
The data folder of the service.
.SH SEE ALSO
.IR /usr/share/doc/ketnap/ops.md ,
.BR systemctl (1)
)";

void print_man(const CLI::App& root) {
    fmt::print(
        ".TH KETNAP 1 \"\" \"ketnap {0}\" \"ketnap\"\n.SH NAME\nketnap \\- {1}\n"
        ".SH SYNOPSIS\n.B ketnap\n.I COMMAND\n[OPTION]...\n.SH COMMANDS\n{2}{3}{4}",
        roff(KETNAP_VERSION), roff("from the first nomination to the day on stage"),
        command_page(root, "ketnap"), common_page(root), ending);
}

}  // namespace

void add_man(CLI::App& root, Run& run) {
    auto* command = root.add_subcommand("man", "Print the manual page (roff)");
    command->callback([&root, &run] {
        run = [&root] {
            print_man(root);
            return int{Exit::fine};
        };
    });
}

}  // namespace ketnap::app
