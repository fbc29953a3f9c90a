// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"

#include <string>
#include <vector>

namespace ketnap::app::store {

/// Id of the only tenant; empty before the first start. Throws when there are several.
std::string only_tenant(db::Tx& tx);
void insert_tenant(db::Tx& tx, const std::string& code, const std::string& name);
void rename_tenant(db::Tx& tx, const std::string& code, const std::string& name);
std::string tenant_name(db::Tx& tx);
/// Number of the newest migration that was applied; 0 when there is none.
std::int64_t schema(db::Tx& tx);
std::string setting(db::Tx& tx, const std::string& name);
/// Sign-ins that were not ended, seen after the one moment and begun after the other.
std::int64_t open_sign_ins(db::Tx& tx, std::int64_t seen_after, std::int64_t begun_after);
struct JobCount {
    std::string kind;
    std::string state;
    std::int64_t count = 0;
};
std::vector<JobCount> job_counts(db::Tx& tx);
void set_setting(db::Tx& tx, const std::string& name, const std::string& value);

}  // namespace ketnap::app::store
