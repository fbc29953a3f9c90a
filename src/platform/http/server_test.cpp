// SPDX-License-Identifier: Apache-2.0
#include "platform/http/server.h"

#include "support/raw_client.h"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

using namespace ketnap::http;
using ketnap::test::RawClient;
namespace fs = std::filesystem;

namespace {

// What the handlers of the test talk to the test through.
struct Stage {
    std::promise<void> entered;
    std::promise<void> go;
    std::shared_future<void> gone{go.get_future()};
    std::atomic<bool> allowed{true};
    std::mutex mutex;
    std::vector<std::string> log;
    fs::path uploaded;

    void note(std::string line) {
        const std::scoped_lock lock{mutex};
        log.push_back(std::move(line));
    }
};

void add(Router& router, Method method, std::string path, std::function<Response(Request&)> run,
         BodyKind body = BodyKind::none) {
    Route route;
    route.method = method;
    route.path = std::move(path);
    route.right = "test";
    route.body = body;
    route.handler = std::move(run);
    router.add(std::move(route));
}

Router routes(Stage& stage) {
    Router router;
    add(router, Method::get, "/api/hello/{name}", [](Request& request) {
        return text("hello " + request.param("name") + request.query_param("q"));
    });
    add(router, Method::get, "/api/from", [](Request& request) {
        return text(request.remote_address + (request.secure ? " secure" : " plain"));
    });
    add(
        router, Method::post, "/api/echo", [](Request& request) { return json(request.body); },
        BodyKind::json);
    add(
        router, Method::put, "/api/up",
        [&stage](Request& request) {
            stage.uploaded = request.upload_file;
            const auto size = static_cast<std::int64_t>(fs::file_size(request.upload_file));
            return text(std::to_string(size) + " " + std::to_string(request.upload_size));
        },
        BodyKind::upload);
    add(router, Method::get, "/api/wait", [&stage](Request&) {
        stage.entered.set_value();
        stage.gone.wait();
        return text("done");
    });
    add(router, Method::get, "/api/events", [&stage](Request& request) {
        const std::string last{request.header("last-event-id")};
        return events({.topics = {"board"},
                       .still_allowed = [&stage] { return stage.allowed.load(); },
                       .missed = [last] { return event_text({6, "old", last}); }});
    });
    add(router, Method::get, "/api/big", [](Request&) { return text(std::string(300'000, 'x')); });
    return router;
}

class Running {
  public:
    explicit Running(ServerConfig config = {}) : m_router(routes(stage)) {
        config.port = 0;
        config.access_log = [this](const AccessLine& line) {
            stage.note(std::string{line.method} + " " + std::string{line.route} + " " +
                       std::to_string(line.status));
        };
        m_server = std::make_unique<Server>(std::move(config), m_router);
        m_thread = std::thread{[this] { m_server->run(); }};
    }
    ~Running() { end(); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void end() {
        m_server->stop();
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }
    std::uint16_t port() const { return m_server->port(); }
    Server& server() { return *m_server; }

    Stage stage;

  private:
    Router m_router;
    std::unique_ptr<Server> m_server;
    std::thread m_thread;
};

std::string get(std::string_view path, std::string_view fields = "") {
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: x\r\n" + std::string{fields} + "\r\n";
}

std::string post(std::string_view fields, std::string_view body) {
    return "POST /api/echo HTTP/1.1\r\nHost: x\r\n" + std::string{fields} + "\r\n" +
           std::string{body};
}

std::string sized(std::string_view body) {
    return post("Content-Length: " + std::to_string(body.size()) + "\r\n", body);
}

constexpr std::string_view close_field = "Connection: close\r\n";

ServerConfig hasty() {
    ServerConfig config;
    config.limits.header_time = std::chrono::milliseconds{150};
    return config;
}

}  // namespace

TEST_CASE("requests sent in one go are answered one by one, in order") {
    Running running;
    RawClient client{running.port()};
    client.send(get("/api/hello/a") + sized("[1]") + get("/api/hello/b?q=%20c") + get("/api/big"));
    CHECK(client.read().body == "hello a");
    CHECK(client.read().body == "[1]");
    CHECK(client.read().body == "hello b c");
    CHECK(client.read().body.size() == 300'000);
    CHECK(client.ask(get("/api/hello/d", close_field)).has("Connection: close"));
    CHECK(client.all().empty());
}

TEST_CASE("HEAD answers as GET without the body") {
    Running running;
    RawClient client{running.port()};
    client.send("HEAD /api/hello/a HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto answer = client.read(true);
    CHECK(answer.status == 200);
    CHECK(answer.has("Content-Length: 7"));
    CHECK(client.ask(get("/api/hello/b")).body == "hello b");
}

TEST_CASE("a chunked body is put together, and a bad chunk is refused") {
    Running running{hasty()};
    constexpr std::string_view chunked = "Transfer-Encoding: chunked\r\n";
    CHECK(RawClient{running.port()}.ask(post(chunked, "2\r\n[1\r\n1;x=y\r\n]\r\n0\r\n\r\n")).body ==
          "[1]");
    for (const std::string_view body :
         {"x\r\n[1]\r\n0\r\n\r\n", "3\n[1]\n0\n\n", "3\r\n[1]x0\r\n\r\n", "-3\r\n[1]\r\n0\r\n\r\n",
          "\r\n3\r\n[1]\r\n0\r\n\r\n", "ffffffffffffffffff\r\n[1]\r\n0\r\n\r\n"}) {
        CAPTURE(body);
        RawClient client{running.port()};
        client.send(post(chunked, body));
        const auto answer = client.read();
        CAPTURE(answer.status);
        CHECK((answer.status == 400 || answer.status == 408 || answer.status == 413));
        CHECK(client.all().empty());
    }
}

TEST_CASE("a request two parsers could read in two ways is refused and ends the connection") {
    Running running;
    const auto smuggled = get("/api/hello/smuggled");
    for (const auto& bytes :
         {post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled),
          post("Content-Length: 0\r\nContent-Length: 30\r\n", smuggled),
          post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + smuggled),
          post("Transfer-Encoding:\x0b"
               "chunked\r\n",
               "0\r\n\r\n" + smuggled),
          post("Content-Length : 3\r\n", smuggled),
          post("X: y\r\n Content-Length: 3\r\n", smuggled),
          std::string{"GET /api/hello/a HTTP/1.1\nHost: x\n\n"} + smuggled,
          std::string{"GET /api/hello/a HTTP/1.1\r\nHost: x\r\nX: a\nContent-Length: 9\r\n\r\n"},
          std::string{"GET /api/hello/a HTTP/1.1\r\n\r\n"} + smuggled, "\r\n\r\n" + smuggled,
          std::string{"GET http://y/ HTTP/1.1\r\nHost: x\r\n\r\n"},
          get("/api/hello/a", "Content-Length: 3\r\n") + "abc" + smuggled}) {
        CAPTURE(bytes);
        RawClient client{running.port()};
        client.send(bytes);
        const auto answer = client.read();
        CHECK(answer.status == 400);
        CHECK(answer.has("Content-Security-Policy: default-src 'none'"));
        CHECK(answer.has("Connection: close"));
        CHECK(client.all().find("smuggled") == std::string::npos);
    }
}

TEST_CASE("too large a body, head or number of fields is refused before it is read") {
    Running running;
    CHECK(RawClient{running.port()}.ask(post("Content-Length: 10737418240\r\n", "[")).status ==
          413);
    RawClient chunks{running.port()};
    chunks.send(post("Transfer-Encoding: chunked\r\n", ""));
    const auto piece = "10000\r\n" + std::string(65536, 'x') + "\r\n";
    for (int i = 0; i < 400 && chunks.send(piece); ++i) {
    }
    CHECK(chunks.read().status == 413);
    CHECK(RawClient{running.port()}.ask(get("/" + std::string(17'000, 'a'))).status == 431);
    std::string fields;
    for (int i = 0; i < 101; ++i) {
        fields += "X: 1\r\n";
    }
    CHECK(RawClient{running.port()}.ask(get("/api/hello/a", fields)).status == 431);
    CHECK(RawClient{running.port()}.ask("GET / HTTP/1.7\r\nHost: x\r\n\r\n").status == 505);
}

TEST_CASE("a head or body that trickles in is stopped with 408") {
    Running running{hasty()};
    CHECK(RawClient{running.port()}.ask("GET /api/hello/a HTTP/1.1\r\nHo").status == 408);
    CHECK(RawClient{running.port()}.ask(post("Content-Length: 100\r\n", "[1,")).status == 408);
}

TEST_CASE("an idle connection is kept, and closed without a word in the end") {
    auto config = hasty();
    config.limits.idle_time = std::chrono::milliseconds{300};
    Running running{config};
    RawClient client{running.port()};
    CHECK(client.ask(get("/api/hello/a")).status == 200);
    CHECK(client.all().empty());
}

TEST_CASE("an upload streams to a file that is gone after the answer") {
    Running running;
    RawClient client{running.port()};
    const std::string bytes(3'000'000, 'b');
    const std::string head =
        "PUT /api/up HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
        "3000000\r\n\r\n";
    client.send(head);
    CHECK(client.read().status == 100);
    CHECK(client.ask(bytes).body == "3000000 3000000");
    CHECK(client.ask(get("/api/hello/a")).status == 200);
    CHECK_FALSE(running.stage.uploaded.empty());
    CHECK_FALSE(fs::exists(running.stage.uploaded));
    RawClient large{running.port()};
    large.send("PUT /api/up HTTP/1.1\r\nHost: x\r\nContent-Length: 30000000\r\n\r\n");
    CHECK(large.read().status == 413);
}

TEST_CASE("404 and 405 have the one error shape and a reference") {
    Running running;
    RawClient client{running.port()};
    const auto gone = client.ask(get("/api/nothing"));
    CHECK(gone.status == 404);
    CHECK(gone.body.find("{\"code\":\"not_found\",\"message\":\"not_found\",\"findings\":[],"
                         "\"request_id\":\"") == 0);
    CHECK(gone.has("Cache-Control: no-store"));
    const auto other = client.ask("DELETE /api/echo HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(other.status == 405);
    CHECK(other.has("Allow: POST\r\n"));
    CHECK(client.ask("BREW /api/echo HTTP/1.1\r\nHost: x\r\n\r\n").status == 405);
}

TEST_CASE("the access log knows the route and the status, not who was asked for") {
    Running running;
    RawClient client{running.port()};
    client.ask(get("/api/hello/Nguyen?q=079012345678"));
    client.ask(get("/Nguyen"));
    running.end();
    CHECK(running.stage.log == std::vector<std::string>{"GET /api/hello/{name} 200", "GET - 404"});
}

TEST_CASE("a listener gets what it missed, then what is published, until it may not") {
    Running running;
    RawClient client{running.port()};
    client.send(get("/api/events", "Last-Event-ID: 5\r\n"));
    const auto head = client.until("\r\n\r\n");
    CHECK(head.find("Content-Type: text/event-stream") != std::string::npos);
    CHECK(head.find("Content-Length") == std::string::npos);
    CHECK(client.until("data: 5\n\n") == "retry: 2000\n\nid: 6\nevent: old\ndata: 5\n\n");
    running.server().hub().publish("board", {7, "scan", "{}"});
    CHECK(client.until("data: {}\n\n") == "id: 7\nevent: scan\ndata: {}\n\n");
    running.stage.allowed = false;
    running.server().hub().publish("board", {8, "scan", "{\"late\":1}"});
    CHECK(client.all().find("late") == std::string::npos);
}

TEST_CASE("a stop finishes the running request, ends streams and idle connections") {
    Running running;
    RawClient idle{running.port()};
    CHECK(idle.ask(get("/api/hello/a")).status == 200);
    RawClient listener{running.port()};
    listener.send(get("/api/events"));
    listener.until("data: \n\n");
    RawClient busy{running.port()};
    busy.send(get("/api/wait"));
    running.stage.entered.get_future().wait();
    running.server().stop();
    CHECK(idle.all().empty());
    CHECK(listener.all().find("data") == std::string::npos);
    running.stage.go.set_value();
    const auto answer = busy.read();
    CHECK(answer.body == "done");
    CHECK(answer.has("Connection: close"));
    running.end();
}

TEST_CASE("more requests than may wait are told to come later") {
    ServerConfig config;
    config.worker_threads = 1;
    config.limits.waiting_requests = 1;
    Running running{config};
    RawClient first{running.port()};
    first.send(get("/api/wait"));
    running.stage.entered.get_future().wait();
    std::atomic<int> refused{0};
    const auto ask = [&] {
        if (RawClient{running.port()}.ask(get("/api/hello/a")).status == 503 && ++refused == 2) {
            running.stage.go.set_value();
        }
    };
    std::thread second{ask};  // one of the three waits, the other two are refused at once
    std::thread third{ask};
    std::thread fourth{ask};
    second.join();
    third.join();
    fourth.join();
    CHECK(refused == 2);
    CHECK(first.read().body == "done");
}

TEST_CASE("plain HTTP on an address others can reach does not start, unless a proxy is in front") {
    const Router router;
    ServerConfig config;
    config.port = 0;
    for (const auto* address : {"0.0.0.0", "::", "192.168.1.2"}) {
        config.address = address;
        CHECK_THROWS_AS((Server{config, router}), StartError);
    }
    config.address = "0.0.0.0";
    config.behind_proxy = true;
    CHECK(Server{config, router}.port() != 0);
    config.address = "not an address";
    CHECK_THROWS_AS((Server{config, router}), StartError);
}

TEST_CASE("of the addresses a proxy sends only the last one is believed, without a proxy none") {
    const std::string fields =
        "X-Forwarded-For: 6.6.6.6, 10.0.0.9\r\nX-Forwarded-Proto: http, https\r\n";
    ServerConfig config;
    config.behind_proxy = true;
    Running behind{config};
    CHECK(RawClient{behind.port()}.ask(get("/api/from", fields)).body == "10.0.0.9 secure");
    Running alone;
    CHECK(RawClient{alone.port()}.ask(get("/api/from", fields)).body == "127.0.0.1 plain");
}

TEST_CASE("hostile connections that never finish a head do not keep others out") {
    Running running;
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(std::make_unique<RawClient>(running.port()));
        slow.back()->send("GET / HTTP/1.1\r\nX-");
    }
    CHECK(RawClient{running.port()}.ask(get("/api/hello/a")).status == 200);
}
