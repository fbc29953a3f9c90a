// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"

#include <string>

namespace ketnap::app::store {

/// Id of the only tenant; empty before the first start. Throws when there are several.
std::string only_tenant(db::Tx& tx);
void insert_tenant(db::Tx& tx, const std::string& code, const std::string& name);
void rename_tenant(db::Tx& tx, const std::string& code, const std::string& name);
std::string tenant_name(db::Tx& tx);
/// Number of the newest migration that was applied; 0 when there is none.
std::int64_t schema(db::Tx& tx);
std::string setting(db::Tx& tx, const std::string& name);
void set_setting(db::Tx& tx, const std::string& name, const std::string& value);

}  // namespace ketnap::app::store
