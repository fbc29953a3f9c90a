// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "support/pg_address.h"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ketnap::test {

/// A loopback relay before a PostgreSQL server that can freeze, cut, and swallow one answer.
class TcpRelay {
  public:
    explicit TcpRelay(const std::string& url);
    ~TcpRelay();
    TcpRelay(const TcpRelay&) = delete;
    TcpRelay& operator=(const TcpRelay&) = delete;

    std::string url() const;
    /// Connections stay open and nothing passes any more.
    void freeze() { m_frozen = true; }
    void thaw() { m_frozen = false; }
    void cut_all();
    /// The next request that holds `text` reaches the server; then the connection is cut before the
    /// answer.
    void cut_after_request(const std::string& text);

  private:
    void accept_loop();
    void pump(int client);
    bool swallows(std::string_view request);

    PgAddress m_server;
    int m_port = 0, m_listener = -1;
    std::atomic<bool> m_frozen = false, m_stop = false;
    std::atomic<int> m_generation = 0;
    std::mutex m_mutex;
    std::string m_swallow;
    std::vector<std::thread> m_pumps;
    std::thread m_acceptor;
};

}  // namespace ketnap::test
