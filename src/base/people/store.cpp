// SPDX-License-Identifier: Apache-2.0
#include "base/people/store.h"

#include "base/people/queries.h"
#include "platform/db/filter.h"
#include "platform/text/fold.h"
#include "platform/text/sort_key.h"

#include <array>
#include <string_view>

namespace ketnap::people::store {
namespace {

constexpr std::string_view insert_sql = R"sql(
    INSERT INTO person (tenant_id, id, org_id, org_path, union_org_id, union_org_path, code, name, name_fold, name_sort,
           name_match, other_name, sex, born_on, born_on_as_written, home_place, residence, phone, position, occupation,
           education, professional_level, political_theory_level, standing, standing_since, union_joined_on,
           union_joined_on_as_written, joined_on, official_on, note, active, national_id_sealed, national_id_index,
           ethnicity_sealed, ethnicity_coded, religion_sealed, religion_coded, sealed_key, origin_seq, origin_line, words, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
            ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, 1))sql";

constexpr std::string_view update_sql = R"sql(
    UPDATE person
       SET org_id = ?3, org_path = ?4, union_org_id = ?5, union_org_path = ?6, code = ?7, name = ?8, name_fold = ?9,
           name_sort = ?10, name_match = ?11, other_name = ?12, sex = ?13, born_on = ?14, born_on_as_written = ?15,
           home_place = ?16, residence = ?17, phone = ?18, position = ?19, occupation = ?20, education = ?21,
           professional_level = ?22, political_theory_level = ?23, standing = ?24, standing_since = ?25,
           union_joined_on = ?26, union_joined_on_as_written = ?27, joined_on = ?28, official_on = ?29, note = ?30,
           active = ?31, words = ?32, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?33)sql";

constexpr std::string_view update_sealed_sql = R"sql(
    UPDATE person
       SET national_id_sealed = ?3, national_id_index = ?4, ethnicity_sealed = ?5, ethnicity_coded = ?6,
           religion_sealed = ?7, religion_coded = ?8
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view select_keys = R"sql(
    SELECT id, sealed_key FROM person WHERE tenant_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3)sql";

constexpr std::string_view replace_key_sql = R"sql(
    UPDATE person SET sealed_key = ?3 WHERE tenant_id = ?1 AND id = ?2 AND sealed_key = ?4)sql";

constexpr std::string_view put_key_sql = R"sql(
    UPDATE person SET sealed_key = ?3 WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view update_standing_sql = R"sql(
    UPDATE person SET standing = ?3, standing_since = ?4, joined_on = ?5, official_on = ?6, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view select_sealed = R"sql(
    SELECT national_id_sealed, national_id_index, ethnicity_sealed, ethnicity_coded, religion_sealed, religion_coded,
           sealed_key
      FROM person
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view select_origin = R"sql(
    SELECT origin_seq, origin_line
      FROM person
     WHERE tenant_id = ?1 AND id = ?2 AND origin_seq IS NOT NULL)sql";

constexpr std::string_view select_by_index = R"sql(
    SELECT id FROM person WHERE tenant_id = ?1 AND national_id_index = ?2)sql";

constexpr std::string_view select_by_code = R"sql(
    SELECT id FROM person WHERE tenant_id = ?1 AND code = ?2)sql";

constexpr std::string_view move_sql = R"sql(
    UPDATE person SET org_path = ?2 || substr(org_path, CAST(?3 AS INTEGER))
     WHERE tenant_id = ?1 AND org_path >= ?4 AND org_path < ?5)sql";

constexpr std::string_view move_union_sql = R"sql(
    UPDATE person SET union_org_path = ?2 || substr(union_org_path, CAST(?3 AS INTEGER))
     WHERE tenant_id = ?1 AND union_org_path >= ?4 AND union_org_path < ?5)sql";

constexpr std::array<std::string_view, 6> standing_names = {
    "outsider",  "union_member",        "sympathizer",
    "candidate", "probationary_member", "official_member"};

std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

std::optional<db::Blob> or_null(const db::Blob& bytes) {
    return bytes.empty() ? std::nullopt : std::optional{bytes};
}

// The columns of insert and update from org_id to active, in their order.
std::vector<db::Value> plain_values(const Person& p) {
    return {p.id.value,
            p.org_id.value,
            p.org_path,
            or_null(p.union_org_id.value),
            or_null(p.union_org_path),
            or_null(p.code),
            p.name,
            text::fold(p.name),
            text::sort_key(p.name),
            text::match_key(p.name),
            p.other_name,
            p.sex,
            or_null(p.born_on),
            or_null(p.born_on_as_written),
            p.home_place,
            p.residence,
            p.phone,
            p.position,
            p.occupation,
            p.education,
            p.professional_level,
            p.political_theory_level,
            standing_name(p.standing),
            or_null(p.standing_since),
            or_null(p.union_joined_on),
            or_null(p.union_joined_on_as_written),
            or_null(p.joined_on),
            or_null(p.official_on),
            p.note,
            p.active};
}

std::string words_of(const Person& person) {
    return text::fold(person.name + " " + person.other_name + " " + person.code + " " +
                      person.merged_from);
}

}  // namespace

std::string_view standing_name(Standing standing) {
    return standing_names.at(static_cast<std::size_t>(standing));
}

std::optional<Standing> standing_of(std::string_view name) {
    for (std::size_t i = 0; i < standing_names.size(); ++i) {
        if (standing_names.at(i) == name) {
            return static_cast<Standing>(i);
        }
    }
    return std::nullopt;
}

void insert(db::Tx& tx, const Person& person, const SealedFields& sealed,
            const std::optional<Origin>& origin) {
    auto values = plain_values(person);
    values.emplace_back(or_null(sealed.national_id.bytes));
    values.emplace_back(or_null(sealed.national_id_index));
    values.emplace_back(or_null(sealed.ethnicity.bytes));
    values.emplace_back(or_null(sealed.ethnicity_coded));
    values.emplace_back(or_null(sealed.religion.bytes));
    values.emplace_back(or_null(sealed.religion_coded));
    values.emplace_back(sealed.sealed_key);
    values.emplace_back(origin ? std::optional{origin->audit_seq} : std::nullopt);
    values.emplace_back(origin ? std::optional{origin->line} : std::nullopt);
    const auto words = words_of(person);
    values.emplace_back(db::searched_text(words));
    tx.run(insert_sql, values);
    tx.search_put("person", person.id.value, words);
}

std::optional<Origin> origin(db::Tx& tx, const PersonId& id) {
    return tx.one(select_origin, {id},
                  [](const db::Row& r) { return Origin{.audit_seq = r.big(0), .line = r.big(1)}; });
}

bool update(db::Tx& tx, const Person& person) {
    auto values = plain_values(person);
    const auto words = words_of(person);
    values.emplace_back(db::searched_text(words));
    values.emplace_back(person.version);
    if (tx.run(update_sql, values) != 1) {
        return false;
    }
    tx.search_put("person", person.id.value, words);
    return true;
}

void update_sealed(db::Tx& tx, const PersonId& id, const SealedFields& sealed) {
    tx.run(update_sealed_sql,
           {id, or_null(sealed.national_id.bytes), or_null(sealed.national_id_index),
            or_null(sealed.ethnicity.bytes), or_null(sealed.ethnicity_coded),
            or_null(sealed.religion.bytes), or_null(sealed.religion_coded)});
}

void put_key(db::Tx& tx, const PersonId& id, const db::Blob& key) {
    tx.run(put_key_sql, {id, key});
}

void update_standing(db::Tx& tx, const Person& person) {
    tx.run(update_standing_sql,
           {person.id, standing_name(person.standing), or_null(person.standing_since),
            or_null(person.joined_on), or_null(person.official_on)});
}

std::optional<Person> by_id(db::Tx& tx, std::string_view id) {
    return tx.one(select_by_id, {id}, person_of);
}

std::optional<SealedFields> sealed(db::Tx& tx, const PersonId& id) {
    return tx.one(select_sealed, {id}, [](const db::Row& r) {
        return SealedFields{.national_id = {r.maybe_blob(0).value_or(db::Blob{})},
                            .national_id_index = r.maybe_blob(1).value_or(db::Blob{}),
                            .ethnicity = {r.maybe_blob(2).value_or(db::Blob{})},
                            .ethnicity_coded = r.maybe_blob(3).value_or(db::Blob{}),
                            .religion = {r.maybe_blob(4).value_or(db::Blob{})},
                            .religion_coded = r.maybe_blob(5).value_or(db::Blob{}),
                            .sealed_key = r.blob(6)};
    });
}

std::optional<PersonId> by_national_id(db::Tx& tx, const db::Blob& index) {
    return tx.one(select_by_index, {index}, [](const db::Row& r) { return PersonId{r.text(0)}; });
}

std::optional<PersonId> by_code(db::Tx& tx, std::string_view code) {
    return tx.one(select_by_code, {code}, [](const db::Row& r) { return PersonId{r.text(0)}; });
}

void move_paths(db::Tx& tx, const std::string& from, const std::string& to) {
    const auto tail = static_cast<std::int64_t>(from.size() + 1);
    tx.run(move_sql, {to, tail, from, auth::path_end(from)});
    tx.run(move_union_sql, {to, tail, from, auth::path_end(from)});
}

}  // namespace ketnap::people::store

namespace ketnap::people {

KeyTable key_table() {
    return key_table_of("person", store::select_keys, store::replace_key_sql);
}

}  // namespace ketnap::people
