// SPDX-License-Identifier: Apache-2.0
#include "platform/text/fold.h"
#include "platform/text/sort_key.h"
#include "stage/ceremony/delegates/erase.h"

namespace ketnap::ceremony {
namespace {

constexpr const char* erase_sql = R"sql(
    UPDATE delegate SET name = ?3, name_fold = ?4, name_sort = ?5, position = '', note = '', version = version + 1
     WHERE tenant_id = ?1 AND person_id = ?2)sql";

}  // namespace

std::int64_t erase_words(db::Tx& tx, const people::PersonId& person, const std::string& in_place) {
    return tx.run(erase_sql, {person, in_place, text::fold(in_place), text::sort_key(in_place)});
}

}  // namespace ketnap::ceremony
