// SPDX-License-Identifier: Apache-2.0
// For tests: a database that fails when it is told to.
#pragma once
#include "platform/db/db.h"

#include <functional>
#include <memory>

namespace ketnap::test {

/// Passes everything on, and counts the operations since arm(). The one that is chosen fails:
/// before its body ran, or when all of it ran and it was about to become durable.
class FaultyDatabase final : public db::Database {
  public:
    enum class When { before, after };
    struct Fault {
        int operation = 0;  ///< counted from 1; 0 never fails
        When when = When::before;
        std::function<void()> fail;  ///< throws
    };

    explicit FaultyDatabase(std::unique_ptr<db::Database> inner) : m_inner(std::move(inner)) {}

    void arm(Fault fault) {
        m_fault = std::move(fault);
        m_count = 0;
        m_fired = false;
    }
    bool fired() const { return m_fired; }

    db::Engine engine() const override { return m_inner->engine(); }
    void backup_to(const std::filesystem::path& file) override { m_inner->backup_to(file); }
    void apply_script(const std::string& sql) override { m_inner->apply_script(sql); }
    std::filesystem::path file() const override { return m_inner->file(); }

  protected:
    void do_read(std::string_view tenant, const Body& body) override {
        const auto turn = begin();
        m_inner->read(tenant, [&](db::Tx& tx) { run(turn, tx, body); });
    }
    void do_write(std::string_view tenant, std::int64_t now_ms, const Body& body) override {
        const auto turn = begin();
        m_inner->write(tenant, now_ms, [&](db::Tx& tx) { run(turn, tx, body); });
    }

  private:
    bool begin() {
        const bool mine = ++m_count == m_fault.operation;
        if (mine && m_fault.when == When::before) {
            fire();
        }
        return mine;
    }
    void run(bool mine, db::Tx& tx, const Body& body) {
        body(tx);
        if (mine) {
            fire();
        }
    }
    void fire() {
        m_fired = true;
        m_fault.fail();
    }

    std::unique_ptr<db::Database> m_inner;
    Fault m_fault;
    int m_count = 0;
    bool m_fired = false;
};

}  // namespace ketnap::test
