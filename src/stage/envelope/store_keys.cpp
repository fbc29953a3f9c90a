// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/keys.h"

namespace ketnap::envelope {
namespace {

constexpr const char* select_keys = R"sql(
    SELECT id, wrapped_key FROM scan_batch WHERE tenant_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3)sql";

constexpr const char* replace_key = R"sql(
    UPDATE scan_batch SET wrapped_key = ?3 WHERE tenant_id = ?1 AND id = ?2 AND wrapped_key = ?4)sql";

}  // namespace

people::KeyTable key_table() {
    return people::key_table_of("scan_batch", select_keys, replace_key);
}

}  // namespace ketnap::envelope
