// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace ketnap::db {

/// A column of some table that holds the id of another table's row, for whoever must bring all of
/// them to another id. The texts live as long as the program.
struct HeldId {
    /// "table.column"
    std::string_view name;
    /// The ids of the rows that hold ?2. Where ?3 (the id they shall hold) stands in it, rows that
    /// a UNIQUE would refuse are left out.
    std::string_view find;
    /// Row ?2 gets ?3 where it still holds ?4.
    std::string_view put;
};

}  // namespace ketnap::db
