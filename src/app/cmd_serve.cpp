// SPDX-License-Identifier: Apache-2.0
#include "app/commands.h"
#include "app/figures.h"
#include "app/keeper.h"
#include "app/office.h"
#include "app/owner.h"
#include "app/rule_watch.h"
#include "app/wiring.h"
#include "base/attachments/attachments.h"
#include "base/audit/trace.h"
#include "base/auth/sign_in.h"
#include "platform/http/server.h"
#include "platform/log/log.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/erase.h"
#include "stage/envelope/erase.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <charconv>

namespace ketnap::app {
namespace {

struct ServeOptions {
    std::string listen = "127.0.0.1:8080";
    std::filesystem::path tls_cert;
    std::filesystem::path tls_key;
    bool behind_proxy = false;
    bool allow_root = false;
    std::int64_t hsts_seconds = 0;
    std::string network;
    std::string metrics;
    std::filesystem::path log_file;
    Folders checkpoints;
    std::filesystem::path backup_dir;
    std::filesystem::path backup_passphrase;
    std::int64_t backup_keep = 14;
};

std::pair<std::string, std::uint16_t> address_of(const std::string& listen) {
    const auto colon = listen.rfind(':');
    std::uint16_t port = 0;
    const auto digits = colon == std::string::npos ? std::string{} : listen.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) {
        throw std::runtime_error{
            "--listen and --metrics want ADDRESS:PORT, for example 127.0.0.1:8080"};
    }
    auto host = listen.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    return {host, port};
}

http::ServerConfig config_of(const ServeOptions& serve, const Options& options,
                             const Shipped& shipped, Figures& figures) {
    http::ServerConfig config;
    std::tie(config.address, config.port) = address_of(serve.listen);
    config.tls_cert = serve.tls_cert;
    config.tls_key = serve.tls_key;
    config.behind_proxy = serve.behind_proxy;
    config.hsts_seconds = serve.hsts_seconds;
    config.upload_dir = options.data / "uploads";
    std::filesystem::create_directories(config.upload_dir);
    if (std::filesystem::exists(shipped.share.web() / "index.html")) {
        config.static_dir = shipped.share.web();
    }
    config.stop_on_signals = true;
    config.access_log = [&figures](const http::AccessLine& line) {
        figures.add(line);
        log::info("request", {{"method", line.method},
                              {"route", line.route},
                              {"status", line.status},
                              {"bytes", line.bytes},
                              {"us", line.microseconds},
                              {"id", line.request_id}});
    };
    return config;
}

// What is not said is taken from the address, to the cautious side. A change is on record.
std::string note_network(Office& office, const std::string& said, const std::string& host) {
    const bool loopback = host == "::1" || host == "localhost" || host.starts_with("127.");
    const std::string mode = !said.empty() ? said : loopback ? "single" : "open";
    const auto ctx = office.cli_ctx();
    ctx.write([&](db::Tx& tx) {
        const auto before = setting(tx, network_setting);
        if (before != mode) {
            set_setting(tx, network_setting, mode);
            audit::trace(tx, ctx, "secrecy.network", "installation", "",
                         {{"network", before, mode}});
        }
    });
    return mode;
}

// A new office has no account: one link, once, makes the first.
void print_setup_link(Office& office, const std::string& address) {
    const auto ctx = office.cli_ctx();
    if (ctx.read([](db::Tx& tx) { return auth::has_accounts(tx); })) {
        return;
    }
    fmt::print(
        "First start: open this link once within 72 hours to make the first account\n  "
        "{}/setup#{}\n",
        address, auth::new_setup_token(ctx));
}

KeeperPlan keeper_plan(const ServeOptions& serve, const Options& options) {
    KeeperPlan plan{options.data, serve.checkpoints, {}};
    if (!serve.backup_dir.empty()) {
        plan.backup = BackupPlan{serve.backup_dir, passphrase_in(serve.backup_passphrase),
                                 serve.backup_keep, options.db};
    }
    return plan;
}

std::unique_ptr<FiguresServer> figures_page(const ServeOptions& serve, const Figures& figures,
                                            Office& office, const http::Server& server) {
    if (serve.metrics.empty()) {
        return nullptr;
    }
    const auto [host, port] = address_of(serve.metrics);
    return std::make_unique<FiguresServer>(host, port, figures, office, server);
}

int serve_office(const ServeOptions& serve, const Options& options) {
    if (!serve.log_file.empty()) {
        log::open({.format = log::Format::json, .from = log::Level::info, .file = serve.log_file});
    }
    const auto [host, port] = address_of(serve.listen);
    auto plan = keeper_plan(serve, options);  // the passphrase may be for root's eyes only
    become_owner(options.data, host, serve.allow_root);
    const auto shipped = Shipped::load(options);
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::create};
    dossier::seal_leftovers(office.cli_ctx());
    envelope::seal_leftovers(office.cli_ctx());
    const Books books{shipped};
    http::Router router;
    add_all_routes(router, office, books);
    add_all_jobs(office, books);
    Figures figures;
    http::Server server{config_of(serve, options, shipped, figures), router};
    attachments::plan_sweep(office.cli_ctx());
    Keeper keeper{office, std::move(plan)};
    office.jobs().start();
    keeper.start();
    const RuleWatch watch{office.own_rules()};
    const auto scheme = serve.tls_cert.empty() ? "http" : "https";
    const auto shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
    const auto address = fmt::format("{}://{}:{}", scheme, shown, server.port());
    const auto page = figures_page(serve, figures, office, server);
    print_setup_link(office, address);
    fmt::print("ketnap {} at {}\n", KETNAP_VERSION, address);
    const auto network = note_network(office, serve.network, host);
    fmt::print("{}\n", shipped.messages.text("secrecy.network_" + network,
                                             messages::language_of(options.language)));
    std::fflush(stdout);
    server.run();
    keeper.stop();
    office.jobs().stop();
    return Exit::fine;
}

int serve_or_explain(const ServeOptions& serve, const Options& options) {
    try {
        return serve_office(serve, options);
    } catch (const http::StartError& error) {
        const auto texts =
            messages::Catalogue::load(find_share(options.share).data() / "ui" / "messages");
        Findings findings{field_finding(error.code(), "listen", {error.detail()})};
        texts.localize(findings, messages::language_of(options.language));
        fmt::print(stderr, "ketnap: {} {}\n", findings[0].message, findings[0].way_out);
        return Exit::unreadable;
    }
}

void add_keeping(CLI::App& command, ServeOptions& serve) {
    command.add_option("--checkpoints", serve.checkpoints,
                       "Folder that keeps each hour's checkpoint of the audit as well");
    auto* folder = command.add_option("--backup-dir", serve.backup_dir,
                                      "Folder of daily backups, on another disk");
    auto* passphrase = command.add_option("--backup-passphrase-file", serve.backup_passphrase,
                                          "File whose first line encrypts them, keys included");
    folder->needs(passphrase);
    command.add_option("--backup-keep", serve.backup_keep, "How many daily backups are kept")
        ->check(CLI::Range(1, 1'000))
        ->capture_default_str();
}

}  // namespace

void add_serve(CLI::App& root, Options& options, Run& run) {
    auto* command = root.add_subcommand("serve", "Serve the office to browsers");
    add_common(*command, options);
    auto serve = std::make_shared<ServeOptions>();
    command->add_option("--listen", serve->listen, "ADDRESS:PORT; port 0 takes a free one")
        ->capture_default_str();
    command->add_option("--tls-cert", serve->tls_cert, "Certificate chain (PEM)");
    command->add_option("--tls-key", serve->tls_key, "Its key (PEM)");
    command->add_flag("--behind-proxy", serve->behind_proxy, "TLS ends at a proxy in front");
    command->add_flag("--allow-root", serve->allow_root, "Run as root on an address others reach");
    command
        ->add_option("--network", serve->network,
                     "What this machine is connected to: single, lan or open")
        ->check(CLI::IsMember({"single", "lan", "open"}));
    command->add_option("--hsts", serve->hsts_seconds,
                        "Seconds of Strict-Transport-Security; 0 sends none");
    command->add_option("--log", serve->log_file,
                        "Log file (JSON lines); default: standard error, as text");
    command->add_option("--metrics", serve->metrics,
                        "ADDRESS:PORT on loopback that answers /metrics for Prometheus");
    add_keeping(*command, *serve);
    command->callback([serve, &options, &run] {
        run = [serve, &options] { return serve_or_explain(*serve, options); };
    });
}

}  // namespace ketnap::app
