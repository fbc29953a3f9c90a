// SPDX-License-Identifier: Apache-2.0
#include "base/people/doubles_store.h"

#include <array>
#include <string_view>

namespace ketnap::people::store {
namespace {

constexpr std::array<std::string_view, 3> of_key_sql = {
    R"sql(
    SELECT id, name, born_on, sex, phone, home_place, org_id, org_path, union_org_path
      FROM person
     WHERE tenant_id = ?1 AND replace(name_fold, 'y', 'i') = ?2 AND active = 1
     ORDER BY id LIMIT ?3)sql",
    R"sql(
    SELECT id, name, born_on, sex, phone, home_place, org_id, org_path, union_org_path
      FROM person
     WHERE tenant_id = ?1 AND born_on = ?2 AND active = 1
     ORDER BY id LIMIT ?3)sql",
    R"sql(
    SELECT id, name, born_on, sex, phone, home_place, org_id, org_path, union_org_path
      FROM person
     WHERE tenant_id = ?1 AND replace(replace(replace(phone, ' ', ''), '.', ''), '-', '') = ?2 AND phone <> ''
       AND active = 1
     ORDER BY id LIMIT ?3)sql"};

constexpr std::array<std::string_view, 3> walk_sql = {
    R"sql(
    SELECT id, name, born_on, sex, phone, home_place, org_id, org_path, union_org_path, replace(name_fold, 'y', 'i')
      FROM person
     WHERE tenant_id = ?1 AND active = 1 AND (replace(name_fold, 'y', 'i'), id) > (?2, ?3)
     ORDER BY replace(name_fold, 'y', 'i'), id LIMIT ?4)sql",
    R"sql(
    SELECT id, name, born_on, sex, phone, home_place, org_id, org_path, union_org_path, born_on
      FROM person
     WHERE tenant_id = ?1 AND active = 1 AND (born_on, id) > (?2, ?3)
     ORDER BY born_on, id LIMIT ?4)sql",
    R"sql(
    SELECT id, name, born_on, sex, phone, home_place, org_id, org_path, union_org_path,
           replace(replace(replace(phone, ' ', ''), '.', ''), '-', '')
      FROM person
     WHERE tenant_id = ?1 AND active = 1 AND phone <> ''
       AND (replace(replace(replace(phone, ' ', ''), '.', ''), '-', ''), id) > (?2, ?3)
     ORDER BY replace(replace(replace(phone, ' ', ''), '.', ''), '-', ''), id LIMIT ?4)sql"};

constexpr std::string_view put_open_sql = R"sql(
    INSERT INTO person_pair (tenant_id, first_id, second_id, score, reasons, state, found_at, version)
    VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6, 1)
    ON CONFLICT (tenant_id, first_id, second_id) DO UPDATE
       SET score = excluded.score, reasons = excluded.reasons, found_at = excluded.found_at
     WHERE person_pair.state = 'open')sql";

constexpr std::string_view drop_older_sql =
    "DELETE FROM person_pair WHERE tenant_id = ?1 AND state = 'open' AND found_at < ?2";

constexpr std::string_view put_different_sql = R"sql(
    INSERT INTO person_pair (tenant_id, first_id, second_id, score, reasons, state, found_at, version)
    VALUES (?1, ?2, ?3, 0, '', 'different', ?4, 1)
    ON CONFLICT (tenant_id, first_id, second_id) DO UPDATE
       SET state = 'different', version = person_pair.version + 1)sql";

constexpr std::string_view is_different_sql = R"sql(
    SELECT 1 FROM person_pair WHERE tenant_id = ?1 AND first_id = ?2 AND second_id = ?3 AND state = 'different')sql";

constexpr std::string_view open_sql = R"sql(
    SELECT first_id, second_id, score, reasons, version
      FROM person_pair
     WHERE tenant_id = ?1 AND state = 'open' AND (100 - score, first_id, second_id) > (?2, ?3, ?4)
     ORDER BY 100 - score, first_id, second_id LIMIT ?5)sql";

constexpr std::string_view count_sql =
    "SELECT count(*) FROM person_pair WHERE tenant_id = ?1 AND state = 'open'";

Sketch sketch_row(const db::Row& row) {
    return {PersonId{row.text(0)}, row.text(1), row.maybe_text(2).value_or(""),
            row.text(3),           row.text(4), row.text(5),
            row.text(6),           row.text(7), row.maybe_text(8).value_or("")};
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) {
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

}  // namespace

std::vector<Sketch> of_key(db::Tx& tx, By by, const std::string& key, std::int64_t limit) {
    return tx.all(of_key_sql.at(static_cast<std::size_t>(by)), {key, limit}, sketch_row);
}

std::vector<Keyed> walk(db::Tx& tx, By by, const Keyed& after, std::int64_t limit) {
    return tx.all(walk_sql.at(static_cast<std::size_t>(by)), {after.key, after.who.id, limit},
                  [](const db::Row& row) { return Keyed{row.text(9), sketch_row(row)}; });
}

void put_open(db::Tx& tx, const PairRow& pair, std::int64_t found_at) {
    tx.run(put_open_sql, {pair.first_id, pair.second_id, pair.likeness.score,
                          joined(pair.likeness.reasons), found_at});
}

void drop_older(db::Tx& tx, std::int64_t found_at) {
    tx.run(drop_older_sql, {found_at});
}

void put_different(db::Tx& tx, const std::string& first_id, const std::string& second_id) {
    tx.run(put_different_sql, {first_id, second_id, tx.now_ms()});
}

bool is_different(db::Tx& tx, const std::string& first_id, const std::string& second_id) {
    return tx.one(is_different_sql, {first_id, second_id}, [](const db::Row&) { return true; })
        .value_or(false);
}

std::vector<PairRow> open_after(db::Tx& tx, const PairRow& after, std::int64_t limit) {
    return tx.all(open_sql, {100 - after.likeness.score, after.first_id, after.second_id, limit},
                  [](const db::Row& row) {
                      return PairRow{
                          row.text(0), row.text(1), {row.big(2), parted(row.view(3))}, row.big(4)};
                  });
}

std::int64_t open_count(db::Tx& tx) {
    return tx.one(count_sql, {}, [](const db::Row& row) { return row.big(0); }).value_or(0);
}

}  // namespace ketnap::people::store
