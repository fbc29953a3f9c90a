// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"

namespace ketnap::db {

/// One connection inside a transaction; what an engine gives to Tx.
class Session {
  public:
    virtual ~Session() = default;
    virtual Engine engine() const = 0;
    /// `tenant` (when given) is ?1. Rows go to `row` (dropped when null). Returns rows changed.
    virtual std::int64_t execute(std::string_view sql, const Value* tenant,
                                 std::span<const Value> params, const Tx::Each* row) = 0;
};

/// The engine's own tables (search, schema_version), made by migrate() before the first file.
std::string_view engine_schema(Engine engine);

/// Builds the index of words anew when an earlier program made it otherwise.
void mend_search(Database& db);

/// Lower-case ASCII words, each cut at 64 bytes: the one form in which words are kept and asked.
std::vector<std::string> search_words(std::string_view text);

/// Throws when this thread is inside a transaction.
void refuse_nested_transaction();

/// Marks this thread as inside a transaction; a second one is a broken assumption.
class InTransaction {
  public:
    InTransaction();
    ~InTransaction();
    InTransaction(const InTransaction&) = delete;
    InTransaction& operator=(const InTransaction&) = delete;
};

}  // namespace ketnap::db
