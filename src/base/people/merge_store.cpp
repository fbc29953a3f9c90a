// SPDX-License-Identifier: Apache-2.0
#include "base/people/merge_store.h"

namespace ketnap::people::store {
namespace {

constexpr std::string_view insert_merge_sql = R"sql(
    INSERT INTO person_merge (tenant_id, id, kept_id, lost_id, taken, reason, merged_at, merged_by, merged_name,
           before_sealed, undone_name, undone_reason, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, '', '', 1))sql";

constexpr std::string_view end_merge_sql = R"sql(
    UPDATE person_merge
       SET undone_at = ?3, undone_by = ?4, undone_name = ?5, undone_reason = ?6, before_sealed = NULL,
           version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?7 AND undone_at IS NULL)sql";

constexpr std::string_view select_merge = R"sql(
    SELECT id, kept_id, lost_id, taken, reason, merged_at, merged_by, merged_name, undone_at, undone_name,
           undone_reason, version, before_sealed
      FROM person_merge
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view select_merges = R"sql(
    SELECT id, kept_id, lost_id, taken, reason, merged_at, merged_by, merged_name, undone_at, undone_name,
           undone_reason, version
      FROM person_merge
     WHERE tenant_id = ?1 AND (kept_id = ?2 OR lost_id = ?2)
     ORDER BY id DESC)sql";

constexpr std::string_view select_lost_to = R"sql(
    SELECT lost_id FROM person_merge WHERE tenant_id = ?1 AND kept_id = ?2 AND undone_at IS NULL ORDER BY id)sql";

constexpr std::string_view forget_sql = R"sql(
    UPDATE person_merge SET before_sealed = NULL, reason = ''
     WHERE tenant_id = ?1 AND (kept_id = ?2 OR lost_id = ?2))sql";

constexpr std::string_view forget_rows_sql = R"sql(
    DELETE FROM person_merge_row
     WHERE tenant_id = ?1 AND merge_id IN (SELECT id FROM person_merge
                                            WHERE tenant_id = ?1 AND (kept_id = ?2 OR lost_id = ?2)))sql";

constexpr std::string_view insert_row_sql = R"sql(
    INSERT INTO person_merge_row (tenant_id, merge_id, position, place, row_id, part, was, became)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

constexpr std::string_view select_rows = R"sql(
    SELECT position, place, row_id, part, was, became
      FROM person_merge_row
     WHERE tenant_id = ?1 AND merge_id = ?2
     ORDER BY position)sql";

constexpr std::string_view put_merged_from_sql = R"sql(
    UPDATE person SET merged_from = ?3 WHERE tenant_id = ?1 AND id = ?2)sql";

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) {
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

Merge merge_of(const db::Row& r) {
    Merge out;
    out.id = r.text(0);
    out.kept = PersonId{r.text(1)};
    out.lost = PersonId{r.text(2)};
    out.taken = parted(r.view(3));
    out.reason = r.text(4);
    out.merged_at = r.big(5);
    out.merged_by = r.text(6);
    out.merged_name = r.text(7);
    out.undone_at = r.maybe_big(8);
    out.undone_name = r.text(9);
    out.undone_reason = r.text(10);
    out.version = r.big(11);
    return out;
}

}  // namespace

void insert_merge(db::Tx& tx, const MergeRow& row) {
    const auto& m = row.merge;
    tx.run(insert_merge_sql, {m.id, m.kept, m.lost, joined(m.taken), m.reason, m.merged_at,
                              m.merged_by, m.merged_name, row.before.bytes});
}

bool end_merge(db::Tx& tx, const Merge& m) {
    return tx.run(end_merge_sql,
                  {m.id, m.undone_at, m.undone_by, m.undone_name, m.undone_reason, m.version}) == 1;
}

std::optional<MergeRow> merge_by_id(db::Tx& tx, const std::string& id) {
    return tx.one(select_merge, {id}, [](const db::Row& r) {
        return MergeRow{merge_of(r), {r.maybe_blob(12).value_or(db::Blob{})}};
    });
}

std::vector<Merge> merges_of(db::Tx& tx, const PersonId& id) {
    return tx.all(select_merges, {id}, merge_of);
}

std::vector<PersonId> lost_to(db::Tx& tx, const PersonId& kept) {
    return tx.all(select_lost_to, {kept}, [](const db::Row& r) { return PersonId{r.text(0)}; });
}

void forget_merges(db::Tx& tx, const PersonId& id) {
    tx.run(forget_rows_sql, {id});
    tx.run(forget_sql, {id});
}

void insert_moved(db::Tx& tx, const std::string& merge_id, const MovedRow& row) {
    tx.run(insert_row_sql,
           {merge_id, row.position, row.place, row.row_id, row.part, row.was, row.became});
}

std::vector<MovedRow> moved_rows(db::Tx& tx, const std::string& merge_id) {
    return tx.all(select_rows, {merge_id}, [](const db::Row& r) {
        return MovedRow{r.big(0),  r.text(1),       r.text(2),
                        r.text(3), r.maybe_blob(4), r.maybe_blob(5)};
    });
}

std::vector<std::string> held(db::Tx& tx, const db::HeldId& column, const std::string& holds,
                              const std::string& shall_hold) {
    std::vector<db::Value> values{holds};
    if (column.find.find("?3") != std::string_view::npos) {
        values.emplace_back(shall_hold);
    }
    return tx.all(column.find, values, [](const db::Row& r) { return r.text(0); });
}

bool put_held(db::Tx& tx, const db::HeldId& column, const std::string& row_id,
              const std::string& value, const std::string& before) {
    return tx.run(column.put, {row_id, value, before}) == 1;
}

std::vector<SealedRow> sealed_of(db::Tx& tx, const SealedColumn& column, const PersonId& person) {
    return tx.all(column.find, {person}, [](const db::Row& r) {
        return SealedRow{r.text(0), r.text(1), r.text(2), {r.maybe_blob(3).value_or(db::Blob{})}};
    });
}

bool put_sealed(db::Tx& tx, const SealedColumn& column, const SealedRow& row,
                const db::Blob& value) {
    return tx.run(column.put, {row.row_id, row.column, value, row.value.bytes}) == 1;
}

void put_merged_from(db::Tx& tx, const Person& person) {
    tx.run(put_merged_from_sql, {person.id, person.merged_from});
}

}  // namespace ketnap::people::store
