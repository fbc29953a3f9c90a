// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/session.h"

#include <libpq-fe.h>

#include <unordered_map>

namespace ketnap::db {

/// The work was undone by the server or the connection is gone: try again on a fresh one.
struct TryAgain : DbError {
    using DbError::DbError;
};

enum class Commit { done, undone, unknown };

/// One PostgreSQL connection; every statement has a wall-clock deadline. Used by one thread at a
/// time.
class PgConnection : public Session {
  public:
    PgConnection(const std::string& url, std::int64_t deadline_ms);

    Engine engine() const override { return Engine::postgres; }
    std::int64_t execute(std::string_view sql, const Value* tenant, std::span<const Value> params,
                         const Tx::Each* row) override;

    /// Statements without values and rows, by the simple protocol.
    void simple(const char* sql);
    Commit commit();
    void roll_back_quietly() noexcept;

    /// False after a deadline or a lost connection: throw it away.
    bool usable() const { return m_connection != nullptr; }
    /// A statement of this transaction asked for another try, even if the error was caught.
    bool asked_for_another_try() const { return m_try_again; }
    void begin(bool writable);

  private:
    struct CloseConnection {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    struct ClearResult {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Result = std::unique_ptr<PGresult, ClearResult>;
    struct Bound;

    void connect(const std::string& url);
    const std::string& prepared(std::string_view sql, const Bound& bound);
    void sent(int accepted);
    Result wait();
    void wait_for_socket(std::int64_t until_ms, bool writing);
    Result checked(Result result);
    [[noreturn]] void lost(const char* why);
    static void keep_notice(void* self, const PGresult* notice);

    std::unique_ptr<PGconn, CloseConnection> m_connection;
    std::int64_t m_deadline_ms;
    bool m_try_again = false;
    bool m_warned = false;
    int m_names = 0;
    std::unordered_map<std::string, std::string> m_prepared;
};

}  // namespace ketnap::db
