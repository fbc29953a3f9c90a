// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"

#include <string>
#include <vector>

namespace ketnap::backup::store {

std::int64_t schema(db::Database& db);
std::vector<std::string> tenants(db::Database& db);

}  // namespace ketnap::backup::store
