// SPDX-License-Identifier: Apache-2.0
#include "base/documents/held.h"

namespace ketnap::documents {
namespace {

constexpr std::string_view find_signer =
    "SELECT id FROM letterhead WHERE tenant_id = ?1 AND signer_person_id = ?2 ORDER BY id";

constexpr std::string_view put_signer =
    "UPDATE letterhead SET signer_person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND "
    "signer_person_id = ?4";

}  // namespace

db::HeldId letterhead_person() {
    return {"letterhead.signer_person_id", find_signer, put_signer};
}

}  // namespace ketnap::documents
