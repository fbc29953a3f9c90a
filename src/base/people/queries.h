// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/people.h"

#include <string_view>

namespace ketnap::people::store {

// The columns every reader of a person takes, in the order of person_of().
inline constexpr std::string_view select_by_id = R"sql(
    SELECT p.id, p.org_id, p.org_path, p.union_org_id, p.union_org_path, p.code, p.name, p.other_name, p.sex, p.born_on,
           p.born_on_as_written, p.home_place, p.residence, p.phone, p.position, p.occupation, p.education,
           p.professional_level, p.political_theory_level, p.standing, p.standing_since, p.union_joined_on,
           p.union_joined_on_as_written, p.joined_on, p.official_on, p.note, p.active, p.version,
           p.merged_from
      FROM person p
     WHERE p.tenant_id = ?1 AND p.id = ?2)sql";

inline constexpr const char* select_page = R"sql(
    SELECT p.id, p.org_id, p.org_path, p.union_org_id, p.union_org_path, p.code, p.name, p.other_name, p.sex, p.born_on,
           p.born_on_as_written, p.home_place, p.residence, p.phone, p.position, p.occupation, p.education,
           p.professional_level, p.political_theory_level, p.standing, p.standing_since, p.union_joined_on,
           p.union_joined_on_as_written, p.joined_on, p.official_on, p.note, p.active, p.version,
           p.merged_from, o.name, o.name_sort, p.name_sort
      FROM person p
      JOIN org o ON o.tenant_id = p.tenant_id AND o.id = p.org_id
     WHERE p.tenant_id = ?1 AND p.active = 1)sql";

// The order is made of ids alone; the rows are fetched for those of the page.
inline constexpr const char* select_sorted = R"sql(
    SELECT p.id, p.org_id, p.org_path, p.union_org_id, p.union_org_path, p.code, p.name, p.other_name, p.sex, p.born_on,
           p.born_on_as_written, p.home_place, p.residence, p.phone, p.position, p.occupation, p.education,
           p.professional_level, p.political_theory_level, p.standing, p.standing_since, p.union_joined_on,
           p.union_joined_on_as_written, p.joined_on, p.official_on, p.note, p.active, p.version,
           p.merged_from, o.name, o.name_sort, p.name_sort
      FROM person p
      JOIN org o ON o.tenant_id = p.tenant_id AND o.id = p.org_id
     WHERE p.tenant_id = ?1 AND p.id IN (
    SELECT p.id FROM person p WHERE p.tenant_id = ?1 AND p.active = 1)sql";

// Closed by "LIMIT ?) counted".
inline constexpr const char* select_count =
    "SELECT count(*) FROM (SELECT 1 FROM person p WHERE p.tenant_id = ?1 AND p.active = 1";

Person person_of(const db::Row& row);

}  // namespace ketnap::people::store
