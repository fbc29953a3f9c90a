// SPDX-License-Identifier: Apache-2.0
// What every connection of one server shares, and what it knows of a connection. No Asio here.
#pragma once
#include "platform/http/head.h"
#include "platform/http/router.h"
#include "platform/http/server.h"
#include "platform/http/static_files.h"
#include "platform/http/worker_pool.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <unordered_set>

namespace ketnap::http {

/// Milliseconds of a clock that only runs forward; for time-outs, never for dates.
std::int64_t steady_ms();

/// A connection as the sweeper and the graceful stop see it.
class Connection {
  public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;
    /// From any thread: the deadline may have passed; look again on the own strand.
    virtual void expire() = 0;
    /// From any thread: finish the running request, take no other.
    virtual void stop() = 0;
    std::int64_t deadline() const { return m_deadline.load(std::memory_order_relaxed); }

  protected:
    void set_deadline(std::int64_t at) { m_deadline.store(at, std::memory_order_relaxed); }
    void no_deadline() { set_deadline(INT64_MAX); }

  private:
    std::atomic<std::int64_t> m_deadline{INT64_MAX};
};

class House {
  public:
    House(ServerConfig settings, const Router& routes);

    /// False when the house is full or closing: the connection must go.
    bool enter(const std::shared_ptr<Connection>& connection);
    void leave(Connection* connection);
    /// Expires every connection whose deadline has passed.
    void sweep();
    void stop_all();
    std::size_t connections() const;

    /// A short reference a person can read out over the phone: 10 characters, new each time.
    static std::string new_request_id();

    ServerConfig config;
    const Router& router;
    StaticFiles pages;
    EventHub hub;
    std::atomic<bool> stopping{false};
    WorkerPool workers;

  private:
    mutable std::mutex m_mutex;
    std::unordered_set<Connection*> m_connections;
};

/// What a request turned out to be, before its body is read.
struct Plan {
    Request request;
    const Route* route = nullptr;
    std::optional<Response> answer;  ///< already known: a page, 404, 405, a refusal
    bool close = false;              ///< no other request on this connection
    bool unread = false;             ///< part of the request was never read
};

/// An answer to a head that could not be read.
Plan refused_head(const House& house, HeadProblem problem);
Plan refused(const House& house, int status, std::string_view code);
/// Route, page or refusal for a head that could be read.
Plan plan_request(const House& house, const Head& head, const std::string& peer, bool tls);
/// Most bytes the body of this request may have.
std::int64_t body_limit(const House& house, const Route* route);
/// 413 with the limit of that route, in words.
Response over_limit(const House& house, const Plan& plan);

/// The temporary file of an upload: made with a name nobody can guess, removed at the end unless
/// the handler has moved it away.
class UploadFile {
  public:
    explicit UploadFile(const std::filesystem::path& folder);
    ~UploadFile();
    UploadFile(const UploadFile&) = delete;
    UploadFile& operator=(const UploadFile&) = delete;
    /// What the disk said first; nothing is written after that.
    const std::error_code& trouble() const { return m_trouble; }
    void append(std::string_view bytes);
    void close();
    const std::filesystem::path& path() const { return m_path; }

  private:
    std::filesystem::path m_path;
    int m_fd = -1;
    std::error_code m_trouble;
};

}  // namespace ketnap::http
