// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/store.h"

#include "base/exchange/queries.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::exchange::store {
namespace {

// What we wrote ourselves reads, or the row is damaged.
template <class T>
T kept(std::string_view text) {
    auto read = json::read<T>(text);
    KETNAP_CHECK(read.has_value());
    return std::move(*read);
}

template <class E>
E named(const std::string& name) {
    E value{};
    KETNAP_CHECK(boost::describe::enum_from_string(name.c_str(), value));
    return value;
}

template <class E>
std::string name_of(E value) {
    return boost::describe::enum_to_string(value, "");
}

Import import_of(const db::Row& row) {
    Import out;
    out.id = ImportId{row.text(0)};
    out.name = row.text(1);
    out.format = named<Format>(row.text(2));
    out.state = named<State>(row.text(3));
    out.owner = row.text(4);
    out.mapping = kept<Mapping>(row.view(5));
    out.reach = kept<std::vector<std::string>>(row.view(6));
    out.summary = kept<Summary>(row.view(7));
    out.dates = kept<DateProof>(row.view(8));
    out.problem = row.text(9);
    out.problem_detail = row.text(10);
    out.sealed_key = row.blob(11);
    out.piece_count = row.big(12);
    out.next_line = row.big(13);
    out.job_id = jobs::JobId{row.text(14)};
    out.created_at = row.big(15);
    out.version = row.big(16);
    out.audit_seq = row.big(17);
    return out;
}

}  // namespace

void insert(db::Tx& tx, const Import& one) {
    tx.run(insert_import,
           {one.id, one.name, name_of(one.format), name_of(one.state), one.owner,
            json::write(one.mapping), json::write(one.reach), json::write(one.summary),
            json::write(one.dates), one.problem, one.problem_detail, one.sealed_key,
            one.piece_count, one.next_line, one.job_id, one.created_at});
}

bool update(db::Tx& tx, const Import& one) {
    return tx.run(update_import,
                  {one.id, name_of(one.state), json::write(one.mapping), json::write(one.reach),
                   json::write(one.summary), json::write(one.dates), one.problem,
                   one.problem_detail, one.next_line, one.job_id, one.version, one.audit_seq}) == 1;
}

void save(db::Tx& tx, const Import& one) {
    if (!update(tx, one)) {
        throw Conflict{};
    }
}

std::optional<Import> by_id(db::Tx& tx, const ImportId& id) {
    return tx.one(select_import, {id}, import_of);
}

std::vector<Import> of_owner(db::Tx& tx, const std::string& owner, std::int64_t limit) {
    return tx.all(select_of_owner, {owner, limit}, import_of);
}

void remove(db::Tx& tx, const ImportId& id) {
    remove_rows(tx, id);
    remove_chunks(tx, id);
    remove_pieces(tx, id);
    tx.run(delete_import, {id});
}

void insert_piece(db::Tx& tx, const ImportId& id, std::int64_t number, const db::Blob& bytes) {
    tx.run(insert_piece_row, {id, number, bytes});
}

db::Blob piece(db::Tx& tx, const ImportId& id, std::int64_t number) {
    auto found = tx.one(select_piece, {id, number}, [](const db::Row& row) { return row.blob(0); });
    if (!found) {
        throw NotFound{};
    }
    return std::move(*found);
}

void remove_pieces(db::Tx& tx, const ImportId& id) {
    tx.run(delete_pieces, {id});
}

void insert_chunk(db::Tx& tx, const ImportId& id, const SealedChunk& chunk) {
    tx.run(insert_chunk_row, {id, chunk.last_line, chunk.people});
}

std::optional<SealedChunk> chunk_from(db::Tx& tx, const ImportId& id, std::int64_t line) {
    return tx.one(select_chunk, {id, line}, [](const db::Row& row) {
        return SealedChunk{.last_line = row.big(0), .people = row.blob(1)};
    });
}

void remove_chunks(db::Tx& tx, const ImportId& id) {
    tx.run(delete_chunks, {id});
}

void put_row(db::Tx& tx, const ImportId& id, const SealedRow& row) {
    tx.run(upsert_row, {id, row.line, row.level, row.found});
}

void remove_rows(db::Tx& tx, const ImportId& id) {
    tx.run(delete_rows, {id});
}

std::vector<SealedRow> rows(db::Tx& tx, const ImportId& id, const std::string& level,
                            std::int64_t after_line, std::int64_t limit) {
    return tx.all(select_rows, {id, after_line, level, limit}, [](const db::Row& row) {
        return SealedRow{.line = row.big(0), .level = row.text(1), .found = row.blob(2)};
    });
}

}  // namespace ketnap::exchange::store
