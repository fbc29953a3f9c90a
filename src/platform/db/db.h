// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/value.h"
#include "platform/vocabulary/errors.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <type_traits>

namespace ketnap::db {

/// A UNIQUE or PRIMARY KEY said no. Prefer ON CONFLICT; this is for what a form must be told.
struct UniqueViolation : DbError {
    using DbError::DbError;
};
/// No space left for the database: nothing was written, all that was acknowledged is there.
struct StorageFull : DbError {
    using DbError::DbError;
};
/// The answer to COMMIT never came: done or not done. Only operations under once() are retried.
struct UnknownOutcome : DbError {
    using DbError::DbError;
};

class Session;
class Filter;

/// One operation of one tenant in one transaction. The tenant is always ?1, bound here; the given
/// values are ?2, ?3 …. After a statement failed nothing of the operation is kept, even if the
/// error was caught.
class Tx {
  public:
    Tx(Session& session, std::string_view tenant, std::int64_t now_ms, bool writable);
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    using Each = std::function<void(const Row&)>;

    /// Returns how many rows changed.
    std::int64_t run(std::string_view sql, Params params = {});
    void each(std::string_view sql, Params params, const Each& row);
    template <class F>
    auto all(std::string_view sql, Params params, F&& map) {
        std::vector<std::decay_t<std::invoke_result_t<F&, const Row&>>> rows;
        each(sql, params, [&](const Row& row) { rows.push_back(map(row)); });
        return rows;
    }
    /// For an answer of no or one row; a second row is a broken assumption.
    template <class F>
    auto one(std::string_view sql, Params params, F&& map) {
        std::optional<std::decay_t<std::invoke_result_t<F&, const Row&>>> found;
        each(sql, params, [&](const Row& row) {
            KETNAP_CHECK(!found.has_value());
            found.emplace(map(row));
        });
        return found;
    }
    /// No tenant is bound, the values are ?1, ?2 …: for `tenant`, `schema_version` and the engine's
    /// own tables only.
    std::int64_t raw(std::string_view sql, Params params = {});
    void raw_each(std::string_view sql, Params params, const Each& row);

    const std::string& tenant() const { return m_tenant; }
    /// The moment of the write; a read has none.
    std::int64_t now_ms() const;
    Engine engine() const;
    bool writable() const { return m_writable; }

    /// The next number of a row without gaps or repeats: undone with the transaction.
    std::int64_t next_number(std::string_view counter);

    /// `<id_column> IN (…)`: the ids of `kind` whose words match ?param, a text of search_query().
    std::string search_clause(std::string_view kind, std::string_view id_column, int param) const;
    /// The same for a Filter, and better: it looks how much is found before it chooses how to ask.
    /// `row_words`: a column of searched_text() that lies in the index of the list's order, so that
    /// walking it is cheap.
    void search(Filter& filter, std::string_view kind, std::string_view id_column,
                std::string_view folded_words, std::string_view row_words = {});
    void search_put(std::string_view kind, std::string_view id, std::string_view folded);
    void search_drop(std::string_view kind, std::string_view id);

    /// A nudge after the durable commit (wake a runner, a live screen). May be lost in a power cut:
    /// what must happen is a job row.
    void after_commit(std::function<void()> nudge);

    // For the engines and once(): not for slices.
    void mark_idempotent() { m_idempotent = true; }
    bool idempotent() const { return m_idempotent; }
    bool failed() const { return m_failed; }
    std::vector<std::function<void()>> take_nudges() { return std::move(m_nudges); }

  private:
    std::int64_t execute(std::string_view sql, const Value* tenant, Params params, const Each* row);

    Session& m_session;
    std::string m_tenant;
    Value m_tenant_value;
    std::int64_t m_now_ms;
    bool m_writable;
    bool m_idempotent = false;
    bool m_failed = false;
    std::vector<std::function<void()>> m_nudges;
};

/// Words folded by platform/text → the engine's query for "every word is the beginning of a
/// syllable". Whatever is not a letter or a digit separates words, so no operator gets through;
/// without a word it finds nothing.
std::string search_query(Engine engine, std::string_view folded_words);

/// One database with its connections. An operation may run more than once before it is durable
/// (after a lost connection, a full disk …): it sets what it captured and never adds to it.
/// No transaction may be opened inside another.
class Database {
  public:
    virtual ~Database() = default;

    /// A consistent picture of the data, read only.
    template <class F>
    auto read(std::string_view tenant, F&& operation) {
        return returning(operation, [&](const Body& body) { do_read(tenant, body); });
    }
    /// Returns after the durable commit. An exception undoes this operation only and comes back to
    /// the caller.
    template <class F>
    auto write(std::string_view tenant, std::int64_t now_ms, F&& operation) {
        return returning(operation, [&](const Body& body) { do_write(tenant, now_ms, body); });
    }

    virtual Engine engine() const = 0;
    /// A consistent, checked copy into a file that does not exist yet. SQLite only.
    virtual void backup_to(const std::filesystem::path& file) = 0;
    /// Several statements as one transaction of its own; for migrate() and tests.
    virtual void apply_script(const std::string& sql) = 0;
    /// Where the data lies; empty for a server.
    virtual std::filesystem::path file() const { return {}; }

  protected:
    using Body = std::function<void(Tx&)>;
    virtual void do_read(std::string_view tenant, const Body& body) = 0;
    virtual void do_write(std::string_view tenant, std::int64_t now_ms, const Body& body) = 0;

  private:
    template <class F, class Run>
    static auto returning(F& operation, const Run& run) {
        using R = std::invoke_result_t<F&, Tx&>;
        if constexpr (std::is_void_v<R>) {
            run([&](Tx& tx) { operation(tx); });
        } else {
            std::optional<std::decay_t<R>> result;
            run([&](Tx& tx) { result.emplace(operation(tx)); });
            return std::move(*result);
        }
    }
};

}  // namespace ketnap::db
