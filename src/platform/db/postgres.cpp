// SPDX-License-Identifier: Apache-2.0
#include "platform/db/open.h"
#include "platform/db/pg_connection.h"
#include "platform/db/write_queue.h"

#include <chrono>
#include <map>
#include <random>
#include <thread>

namespace ketnap::db {
namespace {

constexpr std::chrono::seconds longest_wait{10};
constexpr std::int64_t script_deadline_ms = 600'000;
constexpr int most_tries = 4;  // the first and three more

enum class Batch { done, undone, unknown };

/// A few connections, made when needed and thrown away when they broke.
class Pool {
  public:
    Pool(std::string url, PostgresOptions options) : m_url(std::move(url)), m_options(options) {}

    std::unique_ptr<PgConnection> take() {
        {
            std::unique_lock lock{m_mutex};
            const bool free = m_freed.wait_for(lock, longest_wait, [&] {
                return !m_idle.empty() || m_open < m_options.connections;
            });
            if (!free) {
                throw DbError{"no connection became free in time"};
            }
            if (!m_idle.empty()) {
                auto connection = std::move(m_idle.back());
                m_idle.pop_back();
                return connection;
            }
            ++m_open;
        }
        try {
            return std::make_unique<PgConnection>(m_url, m_options.deadline_ms);
        } catch (...) {
            one_less();
            throw;
        }
    }

    void give_back(std::unique_ptr<PgConnection> connection) {
        connection->roll_back_quietly();
        if (!connection->usable()) {
            one_less();
            return;
        }
        {
            const std::scoped_lock lock{m_mutex};
            m_idle.push_back(std::move(connection));
        }
        m_freed.notify_one();
    }

  private:
    void one_less() {
        {
            const std::scoped_lock lock{m_mutex};
            --m_open;
        }
        m_freed.notify_one();
    }

    std::string m_url;
    PostgresOptions m_options;
    std::mutex m_mutex;
    std::condition_variable m_freed;
    std::vector<std::unique_ptr<PgConnection>> m_idle;
    std::size_t m_open = 0;
};

/// Taken from the pool for one transaction.
class Lease {
  public:
    explicit Lease(Pool& pool) : m_pool(pool), m_connection(pool.take()) {}
    ~Lease() { m_pool.give_back(std::move(m_connection)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    PgConnection& operator*() const { return *m_connection; }
    PgConnection* operator->() const { return m_connection.get(); }

  private:
    Pool& m_pool;
    std::unique_ptr<PgConnection> m_connection;
};

// Others that lost the same server must not come back all at once.
void pause_before(int attempt) {
    if (attempt == 0) {
        return;
    }
    // allow(crypto): spreads a pause, keeps no secret
    static thread_local std::minstd_rand random{std::random_device{}()};
    const int longest = 100 << attempt;
    std::this_thread::sleep_for(std::chrono::milliseconds{
        std::uniform_int_distribution<int>{longest / 2, longest}(random)});
}

class PostgresDatabase final : public Database {
  public:
    PostgresDatabase(const std::string& url, PostgresOptions options)
        : m_url(url), m_pool(url, options) {
        const Lease first{m_pool};  // a wrong URL is told at once
    }

    Engine engine() const override { return Engine::postgres; }
    void backup_to(const std::filesystem::path&) override {
        throw DbError{"a PostgreSQL database is backed up with pg_basebackup or pg_dump"};
    }
    void apply_script(const std::string& sql) override;

  protected:
    void do_read(std::string_view tenant, const Body& body) override;
    void do_write(std::string_view tenant, std::int64_t now_ms, const Body& body) override;

  private:
    WriteQueue& queue_of(std::string_view tenant);
    void run_batch(std::span<Operation* const> batch);
    Batch run_together(std::span<Operation* const> batch);
    bool run_in_savepoint(PgConnection& connection, Operation& operation);
    void run_alone(Operation& operation);

    std::string m_url;
    Pool m_pool;
    std::mutex m_queues_mutex;
    std::map<std::string, WriteQueue, std::less<>> m_queues;
};

WriteQueue& PostgresDatabase::queue_of(std::string_view tenant) {
    const std::scoped_lock lock{m_queues_mutex};
    return m_queues[std::string{tenant}];
}

void PostgresDatabase::do_read(std::string_view tenant, const Body& body) {
    const InTransaction inside;
    for (int attempt = 0;; ++attempt) {
        pause_before(attempt);
        try {
            const Lease connection{m_pool};
            connection->begin(false);
            Tx tx{*connection, tenant, 0, false};
            body(tx);
            return;
        } catch (const TryAgain&) {
            if (attempt + 1 == most_tries) {
                throw;
            }
        }
    }
}

void PostgresDatabase::do_write(std::string_view tenant, std::int64_t now_ms, const Body& body) {
    Operation operation{tenant, now_ms, body};
    queue_of(tenant).submit(operation, [&](auto batch) { run_batch(batch); });
}

void PostgresDatabase::run_batch(std::span<Operation* const> batch) {
    auto outcome = Batch::undone;
    if (batch.size() > 1) {
        outcome = run_together(batch);
    }
    for (auto* operation : batch) {
        if (outcome == Batch::undone || (outcome == Batch::unknown && operation->idempotent)) {
            run_alone(*operation);
        } else if (outcome == Batch::unknown && !operation->error) {
            operation->error =
                std::make_exception_ptr(UnknownOutcome{"the answer to COMMIT did not come"});
        }
    }
}

// The writers of one tenant take turns, on all nodes: every operation decides on what the last one
// committed, as with SQLite, and audit numbers appear in the order of the commits.
void take_turn(PgConnection& connection, std::string_view tenant) {
    const Value value{tenant};
    connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(?1, 7402))", &value, {},
                       nullptr);
}

Batch PostgresDatabase::run_together(std::span<Operation* const> batch) {
    try {
        const Lease connection{m_pool};
        connection->begin(true);
        take_turn(*connection, batch.front()->tenant);
        for (auto* operation : batch) {
            if (!run_in_savepoint(*connection, *operation)) {
                return Batch::undone;
            }
        }
        const auto commit = connection->commit();
        return commit == Commit::done     ? Batch::done
               : commit == Commit::undone ? Batch::undone
                                          : Batch::unknown;
    } catch (const DbError&) {  // BEGIN or a savepoint failed
        return Batch::undone;
    }
}

bool PostgresDatabase::run_in_savepoint(PgConnection& connection, Operation& operation) {
    connection.simple("SAVEPOINT operation");
    const bool keep = run_body(connection, operation);
    if (connection.asked_for_another_try()) {
        return false;
    }
    connection.simple(keep ? "RELEASE operation" : "ROLLBACK TO operation; RELEASE operation");
    return true;
}

void PostgresDatabase::run_alone(Operation& operation) {
    bool maybe_done = false;
    for (int attempt = 0; attempt < most_tries; ++attempt) {
        pause_before(attempt);
        try {
            const Lease connection{m_pool};
            connection->begin(true);
            take_turn(*connection, operation.tenant);
            const bool keep = run_body(*connection, operation);
            if (!keep && !connection->asked_for_another_try()) {
                return;
            }
            const auto commit = keep ? connection->commit() : Commit::undone;
            if (commit == Commit::done) {
                return;
            }
            if (commit == Commit::unknown) {
                maybe_done = true;
                if (!operation.idempotent) {
                    break;
                }
            }
        } catch (const TryAgain&) {
            operation.error = std::current_exception();
        } catch (...) {
            operation.error = std::current_exception();
            return;
        }
    }
    if (maybe_done) {
        operation.error =
            std::make_exception_ptr(UnknownOutcome{"the answer to COMMIT did not come"});
    } else if (!operation.error) {
        operation.error = std::make_exception_ptr(DbError{"COMMIT was refused"});
    }
}

// A connection of its own with a long deadline; nodes that start together take turns.
void PostgresDatabase::apply_script(const std::string& sql) {
    refuse_nested_transaction();
    PgConnection connection{m_url, script_deadline_ms};
    connection.simple(
        ("BEGIN; SELECT pg_advisory_xact_lock(7402, 0);\n" + sql + "\n; COMMIT").c_str());
}

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& url, PostgresOptions options) {
    return std::make_unique<PostgresDatabase>(url, options);
}

std::unique_ptr<Database> open(const std::string& url_or_file) {
    if (url_or_file.starts_with("postgresql://") || url_or_file.starts_with("postgres://")) {
        return open_postgres(url_or_file);
    }
    return open_sqlite(url_or_file);
}

}  // namespace ketnap::db
