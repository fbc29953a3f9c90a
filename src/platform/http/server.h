// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/http/router.h"
#include "platform/http/sse.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

namespace ketnap::http {

struct Limits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t header_fields = 100;
    std::int64_t body_bytes = 1024 * 1024;
    std::chrono::milliseconds header_time{10'000};
    std::chrono::milliseconds idle_time{60'000};
    /// A body must come faster than this after a first grace of header_time.
    std::int64_t bytes_per_second = 1024;
    std::size_t connections = 8192;
    std::size_t waiting_requests = 4096;  ///< more are answered 503 at once
    std::chrono::milliseconds stop_time{10'000};
};

/// One answered request. `route` is the pattern ("/api/people/{id}"), so no id or name of a person
/// and no query reaches a log.
struct AccessLine {
    std::string_view method;
    std::string_view route;
    int status = 0;
    std::int64_t bytes = 0;
    std::int64_t microseconds = 0;
    std::string_view request_id;
};

struct ServerConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0 takes a free one, see Server::port()
    std::filesystem::path tls_cert;
    std::filesystem::path tls_key;
    /// TLS ends at a proxy: X-Forwarded-For and -Proto of the last hop are believed.
    bool behind_proxy = false;
    std::int64_t hsts_seconds = 0;  ///< 0 sends none: it would make a private certificate final
    Limits limits;
    std::filesystem::path static_dir;  ///< web/dist; empty serves no pages
    std::filesystem::path upload_dir;  ///< temporary files of uploads
    std::size_t io_threads = 2;
    std::size_t worker_threads = 64;
    bool stop_on_signals = false;  ///< SIGINT and SIGTERM stop gracefully
    std::function<void(const AccessLine&)> access_log;
    /// UTC milliseconds for the Date field; without it none is sent.
    std::function<std::int64_t()> now_ms;
};

/// The server must not start like this. code(): "http.plain_refused", "http.address",
/// "http.certificate", "http.static_dir"; the texts are in data/ui/messages/http.*.json.
class StartError : public std::runtime_error {
  public:
    StartError(std::string code, std::string detail)
        : std::runtime_error(code + ": " + detail),
          m_code(std::move(code)),
          m_detail(std::move(detail)) {}
    const std::string& code() const { return m_code; }
    const std::string& detail() const { return m_detail; }

  private:
    std::string m_code;
    std::string m_detail;
};

/// HTTP/1.1 over plain sockets or TLS 1.2/1.3. Plain HTTP is refused on an address others can reach
/// unless a proxy is in front: secure cookies, camera and service worker do not work there.
class Server {
  public:
    /// Listens at once (so port() is known); throws StartError. The router outlives the server.
    Server(ServerConfig config, const Router& router);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Serves until stop(): no new connections, running requests are finished, streams closed.
    void run();
    /// From any thread; returns at once.
    void stop();
    std::uint16_t port() const;
    std::size_t connections() const;
    EventHub& hub();

  private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace ketnap::http
