// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/options.h"

namespace CLI {
class App;
}

namespace ketnap::app {

// Each file cmd_*.cpp adds its subcommands; the chosen one leaves what to do in `run`.
void add_demo(CLI::App& root, Options& options, Run& run);
void add_serve(CLI::App& root, Options& options, Run& run);
void add_openapi(CLI::App& root, Options& options, Run& run);
void add_user(CLI::App& root, Options& options, Run& run);
void add_audit(CLI::App& root, Options& options, Run& run);
void add_doctor(CLI::App& root, Options& options, Run& run);
void add_backup(CLI::App& root, Options& options, Run& run);
void add_check(CLI::App& root, Options& options, Run& run);
void add_calendar(CLI::App& root, Options& options, Run& run);
void add_rules(CLI::App& root, Options& options, Run& run);
void add_schema(CLI::App& root, Options& options, Run& run);
void add_exchange(CLI::App& root, Options& options, Run& run);
void add_keys(CLI::App& root, Options& options, Run& run);
void add_pack(CLI::App& root, Options& options, Run& run);
void add_text(CLI::App& root, Options& options, Run& run);

void add_man(CLI::App& root, Run& run);

/// Options that every subcommand takes, on its own help page.
void add_common(CLI::App& command, Options& options);

}  // namespace ketnap::app
