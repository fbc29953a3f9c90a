// SPDX-License-Identifier: Apache-2.0
#include "base/audit/store.h"

#include "platform/db/filter.h"
#include "platform/vocabulary/id.h"

#include <string_view>

namespace ketnap::audit::store {
namespace {

constexpr std::string_view select_hash = R"sql(
    SELECT hash FROM audit WHERE tenant_id = ?1 AND seq = ?2)sql";

constexpr std::string_view select_end = R"sql(
    SELECT seq, hash FROM audit WHERE tenant_id = ?1 ORDER BY seq DESC LIMIT 1)sql";

constexpr std::string_view select_number = R"sql(
    SELECT value FROM counter WHERE tenant_id = ?1 AND name = 'audit')sql";

constexpr std::string_view insert_row = R"sql(
    INSERT INTO audit (tenant_id, seq, at, actor, session, ip, action, object_kind, object_id, detail, prev_hash, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12))sql";

constexpr std::string_view insert_event_row = R"sql(
    INSERT INTO event (tenant_id, id, seq, topic, object_kind, object_id, body, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

constexpr std::string_view select_of_object = R"sql(
    SELECT seq, at, actor, session, ip, action, object_kind, object_id, detail, prev_hash, hash
      FROM audit
     WHERE tenant_id = ?1 AND object_kind = ?2 AND object_id = ?3
     ORDER BY seq DESC LIMIT ?4)sql";

constexpr std::string_view select_after = R"sql(
    SELECT seq, at, actor, session, ip, action, object_kind, object_id, detail, prev_hash, hash
      FROM audit
     WHERE tenant_id = ?1 AND seq > ?2
     ORDER BY seq LIMIT ?3)sql";

constexpr std::string_view select_latest = R"sql(
    SELECT seq, at, actor, session, ip, action, object_kind, object_id, detail, prev_hash, hash
      FROM audit
     WHERE tenant_id = ?1
     ORDER BY seq DESC LIMIT ?2)sql";

constexpr std::string_view select_between = R"sql(
    SELECT seq, at, actor, session, ip, action, object_kind, object_id, detail, prev_hash, hash
      FROM audit
     WHERE tenant_id = ?1 AND at >= ?2 AND at <= ?3 AND (?4 = '' OR actor = ?4)
     ORDER BY at, seq LIMIT ?5)sql";

constexpr const char* select_search = R"sql(
    SELECT seq, at, actor, session, ip, action, object_kind, object_id, detail, prev_hash, hash
      FROM audit
     WHERE tenant_id = ?1)sql";

Row row_of(const db::Row& r) {
    return {.seq = r.big(0),
            .at = r.big(1),
            .actor = r.text(2),
            .sign_in = r.text(3),
            .ip = r.text(4),
            .action = r.text(5),
            .object_kind = r.text(6),
            .object_id = r.text(7),
            .detail = r.text(8),
            .prev_hash = r.blob(9),
            .hash = r.blob(10)};
}

}  // namespace

db::Blob last_hash(db::Tx& tx, std::int64_t seq) {
    return tx.one(select_hash, {seq}, [](const db::Row& r) { return r.blob(0); })
        .value_or(db::Blob{});
}

std::int64_t last_number(db::Tx& tx) {
    return tx.one(select_number, {}, [](const db::Row& r) { return r.big(0); }).value_or(0);
}

ChainEnd chain_end(db::Tx& tx) {
    return tx.one(select_end, {}, [](const db::Row& r) { return ChainEnd{r.big(0), r.blob(1)}; })
        .value_or(ChainEnd{});
}

void insert(db::Tx& tx, const Row& row) {
    tx.run(insert_row, {row.seq, row.at, row.actor, row.sign_in, row.ip, row.action,
                        row.object_kind, row.object_id, row.detail, row.prev_hash, row.hash});
}

void insert_event(db::Tx& tx, const Row& row) {
    tx.run(insert_event_row, {new_uuid(row.at), row.seq, row.action, row.object_kind, row.object_id,
                              row.detail, row.at});
}

std::vector<Row> of_object(db::Tx& tx, std::string_view kind, const std::string& id,
                           std::int64_t limit) {
    return tx.all(select_of_object, {kind, id, limit}, row_of);
}

std::vector<Row> after(db::Tx& tx, std::int64_t seq, std::int64_t limit) {
    return tx.all(select_after, {seq, limit}, row_of);
}

std::vector<Row> between(db::Tx& tx, const Stretch& stretch, std::int64_t limit) {
    return tx.all(select_between, {stretch.from_at, stretch.until_at, stretch.actor, limit},
                  row_of);
}

std::vector<Row> search(db::Tx& tx, const Search& wanted) {
    db::Filter filter;
    if (!wanted.actor.empty()) {
        filter.where("actor = ?", {wanted.actor});
    }
    if (!wanted.action.empty()) {
        filter.where("action = ?", {wanted.action});
    }
    if (!wanted.object_kind.empty()) {
        filter.where("object_kind = ?", {wanted.object_kind});
    }
    if (!wanted.object_id.empty()) {
        filter.where("object_id = ?", {wanted.object_id});
    }
    if (wanted.from != 0) {
        filter.where("at >= ?", {wanted.from});
    }
    if (wanted.until != 0) {
        filter.where("at < ?", {wanted.until});
    }
    if (wanted.before != 0) {
        filter.where("seq < ?", {wanted.before});
    }
    const auto sql = filter.sql(select_search, "ORDER BY seq DESC LIMIT ?", {wanted.limit});
    return tx.all(sql, filter.values(), row_of);
}

std::vector<Row> latest(db::Tx& tx, std::int64_t limit) {
    return tx.all(select_latest, {limit}, row_of);
}

}  // namespace ketnap::audit::store
