// SPDX-License-Identifier: Apache-2.0
// The real server over loopback: a short answer and a list of 50 rows, inline, through the worker
// pool and with a body. The figures count client and server together; `http_bench serve` only
// serves, for wrk beside it.
#include "platform/http/server.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "support/raw_client.h"

#include "perf/measure.h"

#include <string>
#include <thread>
#include <vector>

namespace ketnap::perf {

struct Row {
    Id<struct RowTag> id;
    std::string code;
    std::string name;
    std::string unit;
    std::optional<time::Date> joined_on;
    std::int64_t version = 1;
    bool active = true;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, code, name, unit, joined_on, version, active))

namespace {

json::Page<Row> fifty_rows() {
    json::Page<Row> page;
    for (int i = 0; i < 50; ++i) {
        page.items.push_back({.id = {new_uuid(1'700'000'000'000 + i)},
                              .code = "cb-" + std::to_string(i),
                              .name = "Đặng Thị Ngọc Ánh",
                              .unit = "Chi bộ Phòng Kế hoạch và Đầu tư",
                              .joined_on = time::Date{2024, 3, 26}});
    }
    page.count = 1000;
    page.count_capped = true;
    return page;
}

void add(http::Router& router, http::Method method, const char* path, http::Run run,
         std::function<http::Response(http::Request&)> handler) {
    http::Route route;
    route.method = method;
    route.path = path;
    route.right = "public";
    route.run = run;
    route.body = method == http::Method::post ? http::BodyKind::json : http::BodyKind::none;
    route.handler = std::move(handler);
    router.add(std::move(route));
}

http::Router routes(const json::Page<Row>& page) {
    http::Router router;
    const auto hello = [](http::Request&) { return http::text("hello"); };
    const auto list = [&page](http::Request&) { return http::json(json::write(page)); };
    add(router, http::Method::get, "/inline", http::Run::inline_on_io, hello);
    add(router, http::Method::get, "/hello", http::Run::on_worker, hello);
    add(router, http::Method::get, "/list", http::Run::on_worker, list);
    add(router, http::Method::post, "/rows", http::Run::on_worker, [](http::Request& request) {
        const auto read = json::read<json::Page<Row>>(request.body);
        return http::text(read ? std::to_string(read->items.size()) : "refused");
    });
    return router;
}

// `threads` connections that each send one request after the other.
void load(std::uint16_t port, const std::string& request, int threads, int each) {
    std::vector<std::thread> clients;
    for (int i = 0; i < threads; ++i) {
        clients.emplace_back([&] {
            test::RawClient client{port};
            for (int n = 0; n < each; ++n) {
                if (client.ask(request).status != 200) {
                    fmt::print("a request failed\n");
                    return;
                }
            }
        });
    }
    for (auto& client : clients) {
        client.join();
    }
}

std::string get(const char* path) {
    return std::string{"GET "} + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

void measure_json(const json::Page<Row>& page) {
    constexpr int times = 20'000;
    const auto text = json::write(page);
    std::size_t bytes = 0;
    measure("json: write 50 rows", times, [&] {
        for (int i = 0; i < times; ++i) {
            bytes += json::write(page).size();
        }
    });
    measure("json: read 50 rows", times, [&] {
        for (int i = 0; i < times; ++i) {
            bytes += json::read<json::Page<Row>>(text)->items.size();
        }
    });
    fmt::print("({} bytes a page)\n", text.size());
}

void measure_server(std::uint16_t port, const json::Page<Row>& page) {
    constexpr int threads = 32;
    constexpr int each = 2'000;
    const auto body = json::write(page);
    const auto post =
        "POST /rows HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    load(port, get("/hello"), threads, 100);
    const auto run = [&](const char* name, const std::string& request, int count) {
        measure(name, std::int64_t{threads} * count, [&] { load(port, request, threads, count); });
    };
    run("http: hello inline, 32 connections", get("/inline"), each);
    run("http: hello on a worker, 32 connections", get("/hello"), each);
    run("http: list of 50 rows, 32 connections", get("/list"), each);
    run("http: 50 rows sent and read, 32 connections", post, each / 2);
}

}  // namespace
}  // namespace ketnap::perf

int main(int argc, char**) {
    using namespace ketnap;
    const auto page = perf::fifty_rows();
    const auto router = perf::routes(page);
    http::ServerConfig config;
    config.port = argc > 1 ? 8099 : 0;
    config.stop_on_signals = argc > 1;
    http::Server server{config, router};
    std::thread serving{[&] { server.run(); }};
    if (argc == 1) {
        perf::measure_json(page);
        perf::measure_server(server.port(), page);
        server.stop();
    }
    serving.join();
    return 0;
}
