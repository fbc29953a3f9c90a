// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/key_table.h"
#include "base/people/people.h"
#include "platform/crypto/vault.h"

namespace ketnap::people::store {

/// The sealed side of a row; an empty value is NULL in its column.
struct SealedFields {
    crypto::Sealed national_id;
    db::Blob national_id_index;
    crypto::Sealed ethnicity;
    db::Blob ethnicity_coded;
    crypto::Sealed religion;
    db::Blob religion_coded;
    db::Blob sealed_key;
};

void insert(db::Tx& tx, const Person& person, const SealedFields& sealed,
            const std::optional<Origin>& origin);
std::optional<Origin> origin(db::Tx& tx, const PersonId& id);
/// False: the version is stale.
bool update(db::Tx& tx, const Person& person);
void update_sealed(db::Tx& tx, const PersonId& id, const SealedFields& sealed);
void put_key(db::Tx& tx, const PersonId& id, const db::Blob& key);
void update_standing(db::Tx& tx, const Person& person);
std::optional<Person> by_id(db::Tx& tx, std::string_view id);
std::optional<SealedFields> sealed(db::Tx& tx, const PersonId& id);
std::optional<PersonId> by_national_id(db::Tx& tx, const db::Blob& index);
std::optional<PersonId> by_code(db::Tx& tx, std::string_view code);
void move_paths(db::Tx& tx, const std::string& from, const std::string& to);
List page(db::Tx& tx, const auth::Scope& reach, const Query& query, const std::string& org_path);

std::string_view standing_name(Standing standing);
std::optional<Standing> standing_of(std::string_view name);

}  // namespace ketnap::people::store
