// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/held.h"

namespace ketnap::workflow {
namespace {

constexpr std::string_view find_owner =
    "SELECT id FROM task WHERE tenant_id = ?1 AND owner_person_id = ?2 ORDER BY id";

constexpr std::string_view put_owner =
    "UPDATE task SET owner_person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND owner_person_id = "
    "?4";

}  // namespace

db::HeldId task_person() {
    return {"task.owner_person_id", find_owner, put_owner};
}

}  // namespace ketnap::workflow
