// SPDX-License-Identifier: Apache-2.0
#include "platform/db/pg_connection.h"

#include "platform/db/pg_sql.h"

#include <fmt/format.h>
#include <poll.h>

#include <array>
#include <charconv>
#include <chrono>

namespace ketnap::db {
namespace {

constexpr Oid oid_unknown = 0, oid_bytea = 17, oid_big = 20, oid_text = 25;
constexpr std::size_t most_prepared = 512;

std::int64_t steady_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

unsigned char hex_digit(char c) {
    return static_cast<unsigned char>(c <= '9' ? c - '0' : c - 'a' + 10);
}

class PgRow final : public Row {
  public:
    PgRow(const PGresult* result, int row) : m_result(result), m_row(row) {}

    bool is_null(int column) const override {
        KETNAP_CHECK(column >= 0 && column < PQnfields(m_result));
        return PQgetisnull(m_result, m_row, column) != 0;
    }
    std::int64_t big(int column) const override {
        const auto text = view(column);
        if (text == "t" || text == "f") {  // a comparison: SQLite says 1 and 0
            return text == "t" ? 1 : 0;
        }
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        KETNAP_CHECK(error == std::errc{} && end == text.data() + text.size());
        return number;
    }
    std::string_view view(int column) const override {
        KETNAP_CHECK(!is_null(column));
        return {PQgetvalue(m_result, m_row, column),
                static_cast<std::size_t>(PQgetlength(m_result, m_row, column))};
    }
    Blob blob(int column) const override {
        KETNAP_CHECK(PQftype(m_result, column) == oid_bytea);
        const auto hex = view(column);
        Blob bytes;
        bytes.reserve(hex.size() / 2);
        for (std::size_t i = 2; i + 1 < hex.size(); i += 2) {  // after \x
            bytes.push_back(
                static_cast<unsigned char>(hex_digit(hex[i]) << 4U | hex_digit(hex[i + 1])));
        }
        return bytes;
    }

  private:
    const PGresult* m_result;
    int m_row;
};

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string{} : std::string{text};
}

// The server's message may quote a value, so only the names it gives are kept; a fault in our own
// SQL (class 42) is told in full.
std::string error_text(const PGresult* result, const std::string& sqlstate) {
    auto text = "postgres " + sqlstate;
    if (sqlstate.starts_with("42")) {
        text += ": " + field(result, PG_DIAG_MESSAGE_PRIMARY);
    }
    for (const int code : {PG_DIAG_TABLE_NAME, PG_DIAG_COLUMN_NAME, PG_DIAG_CONSTRAINT_NAME}) {
        if (auto name = field(result, code); !name.empty()) {
            text += " " + name;
        }
    }
    return text;
}

struct Setting {
    const char* name;
    const char* value;
};
constexpr std::array<Setting, 9> connection_settings{{{"target_session_attrs", "read-write"},
                                                      {"connect_timeout", "2"},
                                                      {"keepalives_idle", "3"},
                                                      {"keepalives_interval", "1"},
                                                      {"keepalives_count", "3"},
                                                      {"tcp_user_timeout", "5000"},
                                                      {"client_encoding", "UTF8"},
                                                      {"application_name", "ketnap"},
                                                      {"gssencmode", "disable"}}};

// What the URL says wins over our settings.
std::pair<std::vector<std::string>, std::vector<std::string>> settings_of(const std::string& url) {
    std::vector<std::string> names;
    std::vector<std::string> values;
    char* message = nullptr;
    auto* options = PQconninfoParse(url.c_str(), &message);
    PQfreemem(message);
    if (options == nullptr) {
        throw DbError{"the database URL cannot be read"};
    }
    for (auto* option = options; option->keyword != nullptr; ++option) {
        if (option->val != nullptr) {
            names.emplace_back(option->keyword);
            values.emplace_back(option->val);
        }
    }
    PQconninfoFree(options);
    for (const auto& setting : connection_settings) {
        if (std::find(names.begin(), names.end(), setting.name) == names.end()) {
            names.emplace_back(setting.name);
            values.emplace_back(setting.value);
        }
    }
    return {std::move(names), std::move(values)};
}

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
    std::vector<const char*> out;
    for (const auto& text : texts) {
        out.push_back(text.c_str());
    }
    out.push_back(nullptr);
    return out;
}

}  // namespace

/// The values in the form libpq wants. Numbers and texts as text, bytes as they are.
struct PgConnection::Bound {
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    std::vector<std::string> numbers;

    Bound(const Value* tenant, std::span<const Value> params) {
        const auto count = params.size() + (tenant != nullptr ? 1 : 0);
        numbers.reserve(count);  // the pointers into it must hold
        if (tenant != nullptr) {
            add(*tenant);
        }
        for (const auto& value : params) {
            add(value);
        }
    }

    void add(const Value& value) {
        constexpr std::array<Oid, 4> oids{oid_unknown, oid_big, oid_text, oid_bytea};
        types.push_back(oids[static_cast<std::size_t>(value.type())]);
        formats.push_back(value.type() == Value::Type::blob ? 1 : 0);
        const char* bytes = nullptr;
        int length = 0;
        if (!value.is_null()) {
            switch (value.type()) {
                case Value::Type::big:
                    bytes = numbers.emplace_back(std::to_string(value.big())).c_str();
                    break;
                case Value::Type::text:
                    bytes = value.text().c_str();
                    break;
                case Value::Type::blob:
                    length = static_cast<int>(value.blob().size());
                    bytes = value.blob().empty()
                                ? ""
                                : static_cast<const char*>(
                                      static_cast<const void*>(value.blob().data()));
                    break;
                case Value::Type::unknown:
                    break;
            }
        }
        values.push_back(bytes);
        lengths.push_back(length);
    }

    int count() const { return static_cast<int>(values.size()); }
    std::string signature() const {
        std::string text(1, '\n');
        for (const auto type : types) {
            text += static_cast<char>('a' + static_cast<int>(type));
        }
        return text;
    }
};

PgConnection::PgConnection(const std::string& url, std::int64_t deadline_ms)
    : m_deadline_ms(deadline_ms) {
    connect(url);
}

void PgConnection::connect(const std::string& url) {
    const auto [names, values] = settings_of(url);
    m_connection.reset(PQconnectdbParams(pointers(names).data(), pointers(values).data(), 0));
    if (!m_connection || PQstatus(m_connection.get()) != CONNECTION_OK) {
        m_connection.reset();
        throw TryAgain{"no database server answers"};
    }
    PQsetNoticeReceiver(m_connection.get(), &PgConnection::keep_notice, this);
    PQsetnonblocking(m_connection.get(), 1);
    const char* encoding = PQparameterStatus(m_connection.get(), "server_encoding");
    if (encoding == nullptr || std::string_view{encoding} != "UTF8") {
        throw DbError{"the database must be in UTF-8"};
    }
    // a statement that nobody waits for any more must not hold its locks
    simple(fmt::format("SET statement_timeout = {}; SET idle_in_transaction_session_timeout = {};"
                       "SET bytea_output = 'hex'; SET standard_conforming_strings = on;"
                       "SET client_min_messages = warning; SET TimeZone = 'UTC'",
                       m_deadline_ms + 1'000, 6 * m_deadline_ms)
               .c_str());
}

std::int64_t PgConnection::execute(std::string_view sql, const Value* tenant,
                                   std::span<const Value> params, const Tx::Each* row) {
    const Bound bound{tenant, params};
    const auto& name = prepared(sql, bound);
    sent(PQsendQueryPrepared(m_connection.get(), name.c_str(), bound.count(), bound.values.data(),
                             bound.lengths.data(), bound.formats.data(), 0));
    const auto result = checked(wait());
    if (row != nullptr) {
        const int rows = PQntuples(result.get());
        for (int i = 0; i < rows; ++i) {
            (*row)(PgRow{result.get(), i});
        }
    }
    const std::string_view changed = PQcmdTuples(result.get());
    const std::string_view command = PQcmdStatus(result.get());
    std::int64_t count = 0;
    if (!command.starts_with("SELECT")) {
        std::from_chars(changed.data(), changed.data() + changed.size(), count);
    }
    return count;
}

const std::string& PgConnection::prepared(std::string_view sql, const Bound& bound) {
    if (!usable()) {
        lost("the connection was lost before");
    }
    auto key = std::string{sql} + bound.signature();
    if (const auto found = m_prepared.find(key); found != m_prepared.end()) {
        return found->second;
    }
    if (m_prepared.size() >= most_prepared) {
        m_prepared.clear();
        simple("DEALLOCATE ALL");
    }
    const auto text = to_postgres(sql);
    KETNAP_CHECK(text.highest_param == bound.count());
    auto name = fmt::format("s{}", ++m_names);
    sent(PQsendPrepare(m_connection.get(), name.c_str(), text.sql.c_str(), bound.count(),
                       bound.types.data()));
    checked(wait());
    return m_prepared.emplace(std::move(key), std::move(name)).first->second;
}

void PgConnection::simple(const char* sql) {
    if (!usable()) {
        lost("the connection was lost before");
    }
    sent(PQsendQuery(m_connection.get(), sql));
    checked(wait());
}

void PgConnection::begin(bool writable) {
    m_try_again = false;
    simple(writable ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

Commit PgConnection::commit() {
    if (!usable()) {  // lost before COMMIT was sent: the server undoes it
        return Commit::undone;
    }
    m_warned = false;
    try {
        sent(PQsendQuery(m_connection.get(), "COMMIT"));
        const auto result = checked(wait());
        if (m_warned) {
            return Commit::unknown;
        }
        return std::string_view{PQcmdStatus(result.get())} == "COMMIT" ? Commit::done
                                                                       : Commit::undone;
    } catch (const TryAgain&) {
        return usable() ? Commit::undone : Commit::unknown;
    } catch (const DbError&) {
        return Commit::undone;
    }
}

void PgConnection::roll_back_quietly() noexcept {
    try {
        if (usable() && PQtransactionStatus(m_connection.get()) != PQTRANS_IDLE) {
            simple("ROLLBACK");
        }
    } catch (...) {
        m_connection.reset();
    }
}

void PgConnection::sent(int accepted) {
    if (accepted != 1) {
        lost("the statement could not be sent");
    }
}

// All results of one message are read to the end; the first error, else the last result, counts.
PgConnection::Result PgConnection::wait() {
    const auto until = steady_ms() + m_deadline_ms;
    auto* connection = m_connection.get();
    for (int left = PQflush(connection); left != 0; left = PQflush(connection)) {
        if (left < 0) {
            lost("the statement could not be sent");
        }
        wait_for_socket(until, true);
    }
    Result kept;
    while (true) {
        while (PQisBusy(connection) != 0) {
            wait_for_socket(until, false);
        }
        Result next{PQgetResult(connection)};
        if (!next) {
            return kept;
        }
        if (!kept || PQresultStatus(kept.get()) != PGRES_FATAL_ERROR) {
            kept = std::move(next);
        }
    }
}

void PgConnection::wait_for_socket(std::int64_t until_ms, bool writing) {
    const auto left = until_ms - steady_ms();
    pollfd socket{PQsocket(m_connection.get()), POLLIN, 0};
    if (writing) {
        socket.events |= POLLOUT;
    }
    if (left <= 0 || ::poll(&socket, 1, static_cast<int>(left)) == 0) {
        lost("no answer in time");
    }
    if (socket.revents != POLLOUT && PQconsumeInput(m_connection.get()) != 1) {
        lost("the connection was lost");
    }
}

PgConnection::Result PgConnection::checked(Result result) {
    const auto status = result ? PQresultStatus(result.get()) : PGRES_FATAL_ERROR;
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) {
        return result;
    }
    const auto sqlstate = result ? field(result.get(), PG_DIAG_SQLSTATE) : std::string{};
    if (sqlstate.empty()) {  // libpq's own: the connection broke
        lost("the connection was lost");
    }
    const auto text = error_text(result.get(), sqlstate);
    if (drops_connection(sqlstate)) {
        lost(text.c_str());
    }
    if (worth_another_try(sqlstate)) {
        m_try_again = true;
        throw TryAgain{text};
    }
    if (sqlstate == "23505") {
        throw UniqueViolation{text};
    }
    if (sqlstate == "53100") {
        throw StorageFull{text};
    }
    throw DbError{text};
}

void PgConnection::lost(const char* why) {
    m_try_again = true;
    m_connection.reset();
    m_prepared.clear();
    throw TryAgain{why};
}

void PgConnection::keep_notice(void* self, const PGresult* notice) {
    if (field(notice, PG_DIAG_SEVERITY_NONLOCALIZED) == "WARNING") {
        static_cast<PgConnection*>(self)->m_warned = true;
    }
}

}  // namespace ketnap::db
