// SPDX-License-Identifier: Apache-2.0
#include "platform/db/local_disk.h"
#include "platform/db/open.h"
#include "platform/db/sqlite_connection.h"
#include "platform/db/write_queue.h"

#include <chrono>

namespace ketnap::db {
namespace {

constexpr std::size_t reader_count = 4;
constexpr std::chrono::seconds longest_wait{10};
// The planner knows nothing of a table's size until it is told: after this many changed rows, then
// each time there are eight times as many.
constexpr std::int64_t first_analysis = 1'000;
constexpr std::int64_t analysis_growth = 8;

/// The whole batch is gone, not one operation of it: every operation runs again alone.
struct BatchUndone {};

class SqliteDatabase final : public Database {
  public:
    explicit SqliteDatabase(const std::filesystem::path& file)
        : m_file(file), m_writer(file, SqliteConnection::Use::write) {}
    ~SqliteDatabase() override { m_idle_readers.clear(); }

    Engine engine() const override { return Engine::sqlite; }
    std::filesystem::path file() const override { return m_file; }
    void backup_to(const std::filesystem::path& file) override;
    void apply_script(const std::string& sql) override;

  protected:
    void do_read(std::string_view tenant, const Body& body) override;
    void do_write(std::string_view tenant, std::int64_t now_ms, const Body& body) override;

  private:
    struct Reader {
        std::unique_ptr<SqliteConnection> connection;
        int statistics = 0;
    };

    Reader take_reader();
    void give_back(Reader reader);
    void refresh_statistics(std::int64_t after);
    void run_batch(std::span<Operation* const> batch);
    void run_together(std::span<Operation* const> batch);
    void run_in_savepoint(Operation& operation);
    void run_alone(Operation& operation);
    void commit_alone(Operation& operation);

    std::filesystem::path m_file;
    SqliteConnection m_writer;
    WriteQueue m_queue;
    std::mutex m_readers_mutex;
    std::condition_variable m_reader_free;
    std::vector<Reader> m_idle_readers;
    std::size_t m_readers_open = 0;
    int m_statistics = 0;  ///< how often they were taken; a reader reads them when it opens
    std::int64_t m_analyse_at = first_analysis;
};

SqliteDatabase::Reader SqliteDatabase::take_reader() {
    std::unique_lock lock{m_readers_mutex};
    const bool free = m_reader_free.wait_for(lock, longest_wait, [&] {
        return !m_idle_readers.empty() || m_readers_open < reader_count;
    });
    if (!free) {
        throw DbError{"no reader became free in time"};
    }
    if (!m_idle_readers.empty()) {
        auto reader = std::move(m_idle_readers.back());
        m_idle_readers.pop_back();
        if (reader.statistics == m_statistics) {
            return reader;
        }
        --m_readers_open;
    }
    Reader reader{std::make_unique<SqliteConnection>(m_file, SqliteConnection::Use::read),
                  m_statistics};
    ++m_readers_open;
    return reader;
}

void SqliteDatabase::give_back(Reader reader) {
    reader.connection->roll_back_quietly();
    {
        const std::scoped_lock lock{m_readers_mutex};
        m_idle_readers.push_back(std::move(reader));
    }
    m_reader_free.notify_one();
}

void SqliteDatabase::do_read(std::string_view tenant, const Body& body) {
    const InTransaction inside;
    auto reader = take_reader();
    try {
        reader.connection->simple("BEGIN");
        Tx tx{*reader.connection, tenant, 0, false};
        body(tx);
    } catch (...) {
        give_back(std::move(reader));
        throw;
    }
    give_back(std::move(reader));
}

void SqliteDatabase::do_write(std::string_view tenant, std::int64_t now_ms, const Body& body) {
    Operation operation{tenant, now_ms, body};
    m_queue.submit(operation, [&](auto batch) { run_batch(batch); });
}

void SqliteDatabase::run_batch(std::span<Operation* const> batch) {
    refresh_statistics(m_analyse_at);
    if (batch.size() > 1) {
        try {
            run_together(batch);
            return;
        } catch (const BatchUndone&) {
            m_writer.roll_back_quietly();
        } catch (const DbError&) {  // BEGIN, SAVEPOINT or COMMIT failed
            m_writer.roll_back_quietly();
        } catch (const std::bad_alloc&) {
            m_writer.roll_back_quietly();
        }
    }
    for (auto* operation : batch) {
        run_alone(*operation);
    }
}

// A sample of each index, some milliseconds; without it the planner may choose an index by which
// half the table has the same value.
void SqliteDatabase::refresh_statistics(std::int64_t after) {
    if (m_writer.rows_changed() < after) {
        return;
    }
    m_analyse_at = after * analysis_growth;
    try {
        m_writer.script("PRAGMA analysis_limit = 1000; ANALYZE;");
        const std::scoped_lock lock{m_readers_mutex};
        ++m_statistics;
    } catch (const DbError&) {
        m_writer.roll_back_quietly();  // a full disk, say: the old plans still work
    }
}

void SqliteDatabase::run_together(std::span<Operation* const> batch) {
    m_writer.simple("BEGIN IMMEDIATE");
    for (auto* operation : batch) {
        run_in_savepoint(*operation);
    }
    m_writer.simple("COMMIT");
}

void SqliteDatabase::run_in_savepoint(Operation& operation) {
    m_writer.simple("SAVEPOINT operation");
    const bool keep = run_body(m_writer, operation);
    if (!m_writer.in_transaction()) {
        throw BatchUndone{};
    }
    if (!keep) {
        m_writer.simple("ROLLBACK TO operation");
    }
    m_writer.simple("RELEASE operation");
}

void SqliteDatabase::run_alone(Operation& operation) {
    try {
        commit_alone(operation);
    } catch (...) {
        operation.error = std::current_exception();
    }
    m_writer.roll_back_quietly();
}

void SqliteDatabase::commit_alone(Operation& operation) {
    m_writer.simple("BEGIN IMMEDIATE");
    if (run_body(m_writer, operation)) {
        m_writer.simple("COMMIT");
    }
}

void SqliteDatabase::backup_to(const std::filesystem::path& file) {
    if (std::filesystem::exists(file)) {
        throw DbError{"the backup file is already there"};
    }
    auto part = file;
    part += ".part";
    std::filesystem::remove(part);
    SqliteConnection source{m_file, SqliteConnection::Use::write};  // VACUUM is a write
    const std::vector<Value> target{part.string()};
    source.execute("VACUUM INTO ?1", nullptr, target, nullptr);
    check_sqlite_file(part);
    sync_file(part);
    std::filesystem::rename(part, file);
    sync_folder(file.parent_path());
}

void SqliteDatabase::apply_script(const std::string& sql) {
    do_write("", 0, [&](Tx& tx) {
        m_writer.script(sql);
        tx.raw_each("PRAGMA foreign_key_check", {},
                    [](const Row&) { throw DbError{"a foreign key points nowhere"}; });
    });
}

}  // namespace

void check_sqlite_file(const std::filesystem::path& file) {
    sqlite3* db = nullptr;
    int code = sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
    std::string answer;
    const auto keep = [](void* out, int, char** columns, char**) {
        auto& text = *static_cast<std::string*>(out);
        text += columns[0] == nullptr ? "" : columns[0];
        return 0;
    };
    if (code == SQLITE_OK) {
        code = sqlite3_exec(db, "PRAGMA integrity_check(1)", keep, &answer, nullptr);
    }
    sqlite3_close_v2(db);
    if (code != SQLITE_OK || answer != "ok") {
        throw DbError{"the copy of the database is damaged"};
    }
}

std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file) {
    const auto folder = file.parent_path();
    require_local_disk(folder.empty() ? std::filesystem::current_path() : folder);
    return std::make_unique<SqliteDatabase>(file);
}

}  // namespace ketnap::db
