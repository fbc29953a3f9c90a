// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/keys.h"

namespace ketnap::exchange {
namespace {

constexpr const char* select_keys = R"sql(
    SELECT id, sealed_key FROM import_file WHERE tenant_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3)sql";

constexpr const char* replace_key = R"sql(
    UPDATE import_file SET sealed_key = ?3 WHERE tenant_id = ?1 AND id = ?2 AND sealed_key = ?4)sql";

}  // namespace

people::KeyTable key_table() {
    return people::key_table_of("import_file", select_keys, replace_key);
}

}  // namespace ketnap::exchange
