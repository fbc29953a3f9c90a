// SPDX-License-Identifier: Apache-2.0
// Shared by the operations of this slice; not for others.
#pragma once
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/store.h"

namespace ketnap::ceremony {

/// Throws NotFound.
store::DelegateRow stored_delegate(db::Tx& tx, const CeremonyId& ceremony, const DelegateId& id);
Delegate shown(const store::DelegateRow& row, std::optional<std::int64_t> arrived_at);
void save(db::Tx& tx, const store::DelegateRow& row);  ///< Conflict on a stale version
void require_on(db::Tx& tx, const Ctx& ctx, const Rights& rights, auth::Action action,
                const CeremonyId& id);

}  // namespace ketnap::ceremony
