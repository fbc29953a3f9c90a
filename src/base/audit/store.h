// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/trace.h"

namespace ketnap::audit::store {

struct Row {
    std::int64_t seq = 0;
    std::int64_t at = 0;
    std::string actor;
    std::string sign_in;
    std::string ip;
    std::string action;
    std::string object_kind;
    std::string object_id;
    std::string detail;
    db::Blob prev_hash;
    db::Blob hash;
};

/// SHA-256 over the hash before and the canonical JSON of the row.
db::Blob hash_of(const Row& row);
/// The last audit number that was given.
std::int64_t last_number(db::Tx& tx);
db::Blob last_hash(db::Tx& tx, std::int64_t seq);
ChainEnd chain_end(db::Tx& tx);
void insert(db::Tx& tx, const Row& row);
void insert_event(db::Tx& tx, const Row& row);
std::vector<Row> of_object(db::Tx& tx, std::string_view kind, const std::string& id,
                           std::int64_t limit);
std::vector<Row> after(db::Tx& tx, std::int64_t seq, std::int64_t limit);
std::vector<Row> between(db::Tx& tx, const Stretch& stretch, std::int64_t limit);
std::vector<Row> search(db::Tx& tx, const Search& wanted);
std::vector<Row> latest(db::Tx& tx, std::int64_t limit);

}  // namespace ketnap::audit::store
