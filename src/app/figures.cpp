// SPDX-License-Identifier: Apache-2.0
#include "app/figures.h"

#include "app/store.h"
#include "base/auth/sign_in.h"
#include "platform/db/figures.h"
#include "platform/metrics/process.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

#include <stdexcept>

namespace ketnap::app {
namespace {

using metrics::Text;
using Kind = Text::Kind;

constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

void one(Text& text, std::string_view name, Kind kind, std::string_view help, std::int64_t value) {
    text.family(name, kind, help);
    text.sample({}, static_cast<double>(value));
}

struct FromDatabase {
    std::int64_t schema = 0;
    std::int64_t sign_ins = 0;
    std::vector<store::JobCount> jobs;
};

std::optional<FromDatabase> asked(Office& office) {
    const auto ctx = office.cli_ctx();
    try {
        return ctx.read([&](db::Tx& tx) {
            const auth::Limits limits;
            const auto now = ctx.clock.now().ms;
            return FromDatabase{
                store::schema(tx),
                store::open_sign_ins(tx, now - limits.idle_ms, now - limits.absolute_ms),
                store::job_counts(tx)};
        });
    } catch (const DbError&) {
        return std::nullopt;
    }
}

void add_database(Text& text, Office& office) {
    const auto found = asked(office);
    one(text, "ketnap_database_up", Kind::gauge, "Whether the database answers", found ? 1 : 0);
    if (!found) {
        return;
    }
    one(text, "ketnap_schema_version", Kind::gauge, "Newest migration applied", found->schema);
    one(text, "ketnap_sign_ins_open", Kind::gauge, "Sign-ins neither ended nor idle",
        found->sign_ins);
    text.family("ketnap_jobs", Kind::gauge, "Jobs on record by kind and state");
    for (const auto& job : found->jobs) {
        text.sample({{"kind", job.kind}, {"state", job.state}}, static_cast<double>(job.count));
    }
}

void add_writer(Text& text) {
    const auto& figures = db::write_figures();
    one(text, "ketnap_db_writes_waiting", Kind::gauge, "Operations in the writer's queue",
        figures.waiting);
    one(text, "ketnap_db_writes_total", Kind::counter, "Operations the writer ran",
        figures.operations);
    text.family("ketnap_db_write_hold_seconds", Kind::histogram,
                "How long a batch held the writer");
    text.durations({}, figures.holds.seen());
}

}  // namespace

void Figures::add(const http::AccessLine& line) {
    const std::scoped_lock lock{m_mutex};
    auto& of = m_routes[Key{line.method, line.route}];
    ++of.by_status[line.status];
    of.durations.add(line.microseconds);
    m_refused_sign_ins += line.route == "/api/sign-in" && line.status >= 400 ? 1 : 0;
}

void Figures::add_requests(Text& text) const {
    const std::scoped_lock lock{m_mutex};
    text.family("ketnap_http_requests_total", Kind::counter, "Requests answered");
    for (const auto& [key, of] : m_routes) {
        for (const auto& [status, count] : of.by_status) {
            const auto code = std::to_string(status);
            text.sample({{"method", key.first}, {"route", key.second}, {"status", code}},
                        static_cast<double>(count));
        }
    }
    text.family("ketnap_http_request_seconds", Kind::histogram, "From head to last byte");
    for (const auto& [key, of] : m_routes) {
        text.durations({{"method", key.first}, {"route", key.second}}, of.durations.seen());
    }
    one(text, "ketnap_sign_ins_refused_total", Kind::counter, "Sign-ins refused",
        m_refused_sign_ins);
}

std::string Figures::page(Office& office, const http::Server& server) const {
    Text text;
    text.family("ketnap_build_info", Kind::gauge, "Version and database in use");
    text.sample(
        {{"version", KETNAP_VERSION},
         {"database", office.db().engine() == db::Engine::sqlite ? "sqlite" : "postgresql"}},
        1);
    add_requests(text);
    one(text, "ketnap_http_connections", Kind::gauge, "Open connections",
        static_cast<std::int64_t>(server.connections()));
    add_writer(text);
    add_database(text, office);
    metrics::add_process(text);
    return text.page();
}

FiguresServer::FiguresServer(const std::string& address, std::uint16_t port, const Figures& figures,
                             Office& office, const http::Server& main) {
    if (address != "::1" && !address.starts_with("127.")) {
        throw std::runtime_error{"--metrics is for this machine: 127.0.0.1:PORT"};
    }
    http::Route route;
    route.path = "/metrics";
    route.right = "public";
    route.handler = [&](http::Request&) {
        http::Response answer = http::text(figures.page(office, main));
        answer.content_type = content_type;
        return answer;
    };
    m_router.add(std::move(route));
    http::ServerConfig config;
    config.address = address;
    config.port = port;
    config.io_threads = 1;
    config.worker_threads = 1;
    config.limits.connections = 16;
    m_server = std::make_unique<http::Server>(std::move(config), m_router);
    m_thread = std::thread{[this] { m_server->run(); }};
}

FiguresServer::~FiguresServer() {
    m_server->stop();
    m_thread.join();
}

}  // namespace ketnap::app
