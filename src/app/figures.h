// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "platform/http/server.h"
#include "platform/metrics/metrics.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace ketnap::app {

/// What the program counts while it serves: requests by route pattern and status, and what the page
/// of figures asks for. No value comes from what somebody typed.
class Figures {
  public:
    void add(const http::AccessLine& line);
    /// The page for Prometheus. A database that does not answer is said so; the rest still stands.
    std::string page(Office& office, const http::Server& server) const;

  private:
    struct Of {
        std::map<int, std::int64_t> by_status;
        metrics::Durations durations;
    };
    using Key = std::pair<std::string, std::string>;  ///< method, route

    void add_requests(metrics::Text& text) const;

    mutable std::mutex m_mutex;
    std::map<Key, Of, std::less<>> m_routes;
    std::int64_t m_refused_sign_ins = 0;
};

/// Serves the page at http://ADDRESS:PORT/metrics until it is destroyed. A listener of its own, on
/// loopback only: behind a proxy everybody comes from loopback, so the address of a request says
/// nothing.
class FiguresServer {
  public:
    FiguresServer(const std::string& address, std::uint16_t port, const Figures& figures,
                  Office& office, const http::Server& main);
    ~FiguresServer();
    FiguresServer(const FiguresServer&) = delete;
    FiguresServer& operator=(const FiguresServer&) = delete;

    std::uint16_t port() const { return m_server->port(); }

  private:
    http::Router m_router;
    std::unique_ptr<http::Server> m_server;
    std::thread m_thread;
};

}  // namespace ketnap::app
