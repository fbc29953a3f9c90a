// SPDX-License-Identifier: Apache-2.0
#include "app/commands.h"
#include "platform/crypto/crypto.h"
#include "platform/vocabulary/errors.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cstdio>

namespace ketnap::app {

void add_common(CLI::App& command, Options& options) {
    command.add_option("--data", options.data, "Data folder")->capture_default_str();
    command.add_option("--db", options.db, "postgresql://… instead of SQLite in the data folder");
    command.add_option("--share", options.share, "Folder of what ships with the program");
    command.add_option("--lang", options.language, "vi or en")->check(CLI::IsMember({"vi", "en"}));
    command.add_flag("--json", options.json, "JSON instead of text");
}

namespace {

int run_safely(const Run& run) {
    try {
        return run();
    } catch (const RequestError& error) {
        fmt::print(stderr, "ketnap: {}\n", error.code());
        return Exit::unreadable;
    } catch (const std::exception& error) {
        fmt::print(stderr, "ketnap: {}\n", error.what());
        return Exit::failed;
    }
}

// Keys and what is shown lie in the memory of this program: it leaves no core file.
void leave_no_core() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

int run_program(int argc, char** argv) {
    umask(077);
    leave_no_core();
    crypto::init();
    CLI::App root{"ketnap: from the first nomination to the day on stage"};
    root.set_version_flag("--version", KETNAP_VERSION);
    root.require_subcommand(1);
    Options options;
    Run run;
    add_serve(root, options, run);
    add_demo(root, options, run);
    add_openapi(root, options, run);
    add_user(root, options, run);
    add_audit(root, options, run);
    add_doctor(root, options, run);
    add_backup(root, options, run);
    add_check(root, options, run);
    add_calendar(root, options, run);
    add_rules(root, options, run);
    add_schema(root, options, run);
    add_exchange(root, options, run);
    add_pack(root, options, run);
    add_text(root, options, run);
    add_keys(root, options, run);
    add_man(root, run);
    try {
        root.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return root.exit(error) == 0 ? Exit::fine : Exit::unreadable;
    }
    return run_safely(run);
}

}  // namespace
}  // namespace ketnap::app

int main(int argc, char** argv) {
    return ketnap::app::run_program(argc, argv);
}
