// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/exchange/exchange.h"

#include <optional>
#include <string>
#include <vector>

namespace ketnap::exchange::store {

void insert(db::Tx& tx, const Import& import);
/// Everything but name, format, owner and pieces; the version must be the one that was read.
bool update(db::Tx& tx, const Import& import);
/// The same, and whoever was faster is a Conflict.
void save(db::Tx& tx, const Import& import);
std::optional<Import> by_id(db::Tx& tx, const ImportId& id);
std::vector<Import> of_owner(db::Tx& tx, const std::string& owner, std::int64_t limit);
void remove(db::Tx& tx, const ImportId& id);

void insert_piece(db::Tx& tx, const ImportId& id, std::int64_t number, const db::Blob& bytes);
db::Blob piece(db::Tx& tx, const ImportId& id, std::int64_t number);
void remove_pieces(db::Tx& tx, const ImportId& id);

/// People of some lines that were judged and had no error, sealed.
struct SealedChunk {
    std::int64_t last_line = 0;
    db::Blob people;
};
void insert_chunk(db::Tx& tx, const ImportId& id, const SealedChunk& chunk);
/// The first that reaches `line`.
std::optional<SealedChunk> chunk_from(db::Tx& tx, const ImportId& id, std::int64_t line);
void remove_chunks(db::Tx& tx, const ImportId& id);

/// What was found in one line, sealed.
struct SealedRow {
    std::int64_t line = 0;
    std::string level;
    db::Blob found;
};
/// Replaces what was found in this line before.
void put_row(db::Tx& tx, const ImportId& id, const SealedRow& row);
void remove_rows(db::Tx& tx, const ImportId& id);
std::vector<SealedRow> rows(db::Tx& tx, const ImportId& id, const std::string& level,
                            std::int64_t after_line, std::int64_t limit);

}  // namespace ketnap::exchange::store
