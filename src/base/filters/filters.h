// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/id.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ketnap::filters {

using FilterId = Id<struct FilterTag>;
/// Key of the list → the codes chosen for it.
using Conditions = std::map<std::string, std::vector<std::string>>;

struct SavedFilter {
    std::string id;
    std::string list;
    std::string name;
    Conditions conditions;
    bool shared = false;     ///< the whole office may use it
    bool mine = false;       ///< the reader made it, and so may change it
    std::string owner_name;  ///< who made it
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SavedFilter, (),
                      (id, list, name, conditions, shared, mine, owner_name, version))

struct FilterForm {
    std::string list;
    std::string name;
    Conditions conditions;
    bool shared = false;
};
BOOST_DESCRIBE_STRUCT(FilterForm, (), (list, name, conditions, shared))

/// The reader's own and the shared ones of a list, by name; at most 200.
std::vector<SavedFilter> of_list(db::Tx& tx, const audit::Ctx& ctx, const std::string& list);

/// Keeps it; one of the same name by the same account and list gives way to it ("Chờ duyệt" and
/// "chờ  duyệt" are one name). Refused: no name or longer than 60 letters, no condition, keys or
/// codes that are none (text with spaces), more than 20 keys or 50 codes of one.
SavedFilter save(const audit::Ctx& ctx, const FilterForm& form);

/// The trail of a list that a screen saves as a file: which, how many rows, who. Refused: a list
/// that is no code, fewer than no rows.
void note_export(const audit::Ctx& ctx, const std::string& list, std::int64_t rows);

/// Drops one's own. Throws NotFound for another's.
void drop(const audit::Ctx& ctx, const FilterId& id);

}  // namespace ketnap::filters
