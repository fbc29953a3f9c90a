// SPDX-License-Identifier: Apache-2.0
// Small commands: the description of the API, accounts.
#include "app/commands.h"
#include "app/office.h"
#include "app/speaker.h"
#include "app/wiring.h"
#include "base/auth/resets.h"
#include "base/org/org.h"
#include "platform/crypto/crypto.h"
#include "platform/json/openapi.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <unistd.h>

namespace ketnap::app {
namespace {

// The route table needs an office to point at; nothing of it is kept.
int print_api(Options options) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("ketnap-openapi-" + std::to_string(getpid()));
    options.data = folder;
    options.db.clear();
    const auto shipped = Shipped::load(options);
    const time::SystemClock clock;
    {
        Office office{options, shipped, clock, Office::Missing::create};
        const Books books{shipped};
        http::Router router;
        add_all_routes(router, office, books);
        fmt::print("{}", json::openapi(router.operations(), KETNAP_VERSION));
    }
    std::filesystem::remove_all(folder);
    return Exit::fine;
}

struct NewUser {
    std::string user;
    std::string name;
    std::string role = "organization_officer";
};

int add_account(const Options& options, const NewUser& wanted) {
    const auto shipped = Shipped::load(options);
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    const auto ctx = office.cli_ctx();
    const auto root = ctx.read([](db::Tx& tx) { return org::root(tx); });
    if (!root) {
        throw std::runtime_error{"the office has no name yet: open the set-up link first"};
    }
    const auto password = crypto::random_token().substr(0, 16);
    const auto id = auth::create_account(ctx, {wanted.user, wanted.name, "", password, true, 72});
    auth::grant_role(ctx, shipped.rights, office.branches(),
                     {id, wanted.role, root->id.value, "", 0});
    fmt::print("{}\n{}\n", wanted.user, password);
    return Exit::fine;
}

struct MachineReset {
    std::string user;
    std::string reason;
};

int reset_account(const Options& options, const MachineReset& wanted) {
    const auto shipped = Shipped::load(options);
    const Speaker speaker{shipped, language_of(options)};
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    try {
        const auto password = auth::reset_on_machine(office.cli_ctx(), wanted.user, wanted.reason);
        fmt::print("{}\n{}\n{}\n", speaker.say("auth.cli_reset_given", {wanted.user}), password,
                   speaker.say("auth.cli_reset_next"));
        return Exit::fine;
    } catch (const Refused& refused) {
        auto findings = refused.findings();
        shipped.messages.localize(findings, speaker.language);
        for (const auto& one : findings) {
            const auto field = one.where.empty() ? std::string{} : one.where.front().field + ": ";
            fmt::print(stderr, "ketnap: {}{} {}\n", field, one.message, one.way_out);
        }
        return Exit::unreadable;
    }
}

void add_user_reset(CLI::App& user, Options& options, Run& run) {
    auto* command = user.add_subcommand(
        "reset", "New first password and no device, when nobody is left to give them on screen");
    add_common(*command, options);
    auto wanted = std::make_shared<MachineReset>();
    command->add_option("user", wanted->user, "Sign-in name")->required();
    command->add_option("--reason", wanted->reason, "Why; stands in the audit")->required();
    command->callback([wanted, &options, &run] {
        run = [wanted, &options] { return reset_account(options, *wanted); };
    });
}

}  // namespace

void add_openapi(CLI::App& root, Options& options, Run& run) {
    auto* command = root.add_subcommand("openapi", "Print the description of the API");
    add_common(*command, options);
    command->callback([&options, &run] { run = [&options] { return print_api(options); }; });
}

void add_user(CLI::App& root, Options& options, Run& run) {
    auto* user = root.add_subcommand("user", "Accounts");
    user->require_subcommand(1);
    add_user_reset(*user, options, run);
    auto* command = user->add_subcommand(
        "add", "Make an account on the whole office; prints its first password once");
    add_common(*command, options);
    auto wanted = std::make_shared<NewUser>();
    command->add_option("user", wanted->user, "Sign-in name")->required();
    command->add_option("--name", wanted->name, "Full name")->required();
    command->add_option("--role", wanted->role, "Role")->capture_default_str();
    command->callback([wanted, &options, &run] {
        run = [wanted, &options] { return add_account(options, *wanted); };
    });
}

}  // namespace ketnap::app
