// SPDX-License-Identifier: Apache-2.0
// What lies in the database of a file and its findings: sealed with the file's own key.
#pragma once
#include "base/exchange/exchange.h"
#include "base/exchange/store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::exchange {

db::Blob sealed_piece(const Ctx& ctx, const Import& import, std::int64_t number,
                      std::string_view bytes);
std::string opened_piece(const Ctx& ctx, const Import& import, std::int64_t number,
                         const db::Blob& bytes);
/// The people of the rows without an error; nothing when there is none.
std::optional<store::SealedChunk> sealed_chunk(const Ctx& ctx, const Import& import,
                                               const std::vector<Row>& rows);
/// They as they were judged, without their findings and the paths of their bodies.
std::vector<Row> opened_chunk(const Ctx& ctx, const Import& import,
                              const store::SealedChunk& chunk);
store::SealedRow sealed_row(const Ctx& ctx, const Import& import, const FoundRow& row);
FoundRow opened_row(const Ctx& ctx, const Import& import, const store::SealedRow& row);

/// "0*********12": what a screen may show of a national id.
std::string masked_number(std::string_view number);

}  // namespace ketnap::exchange
