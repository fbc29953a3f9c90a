// SPDX-License-Identifier: Apache-2.0
#include "platform/db/db.h"
#include "platform/db/session.h"

namespace ketnap::db {
namespace {

bool& inside() {
    static thread_local bool flag = false;
    return flag;
}

// PostgreSQL cannot hold U+0000 and would cut the text there; so nobody may.
void refuse_nul(std::span<const Value> params) {
    for (const auto& value : params) {
        if (value.type() == Value::Type::text && !value.is_null() &&
            value.text().find('\0') != std::string::npos) {
            throw DbError{"a text holds U+0000"};
        }
    }
}

}  // namespace

void refuse_nested_transaction() {
    KETNAP_CHECK(!inside());
}

InTransaction::InTransaction() {
    refuse_nested_transaction();
    inside() = true;
}

InTransaction::~InTransaction() {
    inside() = false;
}

std::optional<std::string> Row::maybe_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional{text(column)};
}

std::optional<std::int64_t> Row::maybe_big(int column) const {
    return is_null(column) ? std::nullopt : std::optional{big(column)};
}

std::optional<Blob> Row::maybe_blob(int column) const {
    return is_null(column) ? std::nullopt : std::optional{blob(column)};
}

Tx::Tx(Session& session, std::string_view tenant, std::int64_t now_ms, bool writable)
    : m_session(session),
      m_tenant(tenant),
      m_tenant_value(tenant),
      m_now_ms(now_ms),
      m_writable(writable) {}

std::int64_t Tx::run(std::string_view sql, Params params) {
    return execute(sql, &m_tenant_value, params, nullptr);
}

void Tx::each(std::string_view sql, Params params, const Each& row) {
    execute(sql, &m_tenant_value, params, &row);
}

std::int64_t Tx::raw(std::string_view sql, Params params) {
    return execute(sql, nullptr, params, nullptr);
}

void Tx::raw_each(std::string_view sql, Params params, const Each& row) {
    execute(sql, nullptr, params, &row);
}

std::int64_t Tx::now_ms() const {
    KETNAP_CHECK(m_writable);
    return m_now_ms;
}

Engine Tx::engine() const {
    return m_session.engine();
}

std::int64_t Tx::next_number(std::string_view counter) {
    std::int64_t number = 0;
    each(
        "INSERT INTO counter (tenant_id, name, value) VALUES (?1, ?2, 1)"
        " ON CONFLICT (tenant_id, name) DO UPDATE SET value = counter.value + 1 RETURNING value",
        {counter}, [&](const Row& row) { number = row.big(0); });
    KETNAP_CHECK(number > 0);
    return number;
}

void Tx::after_commit(std::function<void()> nudge) {
    m_nudges.push_back(std::move(nudge));
}

std::int64_t Tx::execute(std::string_view sql, const Value* tenant, Params params,
                         const Each* row) {
    if (m_failed) {
        throw DbError{"a statement of this operation failed before"};
    }
    try {
        refuse_nul(params.span());
        return m_session.execute(sql, tenant, params.span(), row);
    } catch (const DbError&) {
        m_failed = true;
        throw;
    }
}

}  // namespace ketnap::db
