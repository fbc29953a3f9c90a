// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/filters/filters.h"

#include <optional>

namespace ketnap::filters::store {

/// A filter with what only the store knows of it.
struct Row {
    SavedFilter filter;
    std::string account_id;
    std::string name_key;
};

std::vector<Row> of_list(db::Tx& tx, const std::string& list, const std::string& account_id);
std::optional<Row> find(db::Tx& tx, const std::string& id);
/// Takes the place of one with the same account, list and name key; gives what stands.
Row put(db::Tx& tx, const Row& row);
void drop(db::Tx& tx, const std::string& id);

}  // namespace ketnap::filters::store
