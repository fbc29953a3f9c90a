// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/attachments/attachments.h"

#include <cstdint>

namespace ketnap::attachments {

/// Rows and files beside each other.
struct ShelfState {
    std::int64_t files = 0;    ///< that rows name
    std::int64_t missing = 0;  ///< of these, not on the shelf
    std::int64_t orphans = 0;  ///< on the shelf for more than two days, and no row names them
};
ShelfState look_at_shelf(const Ctx& ctx, Shelf& shelf);

}  // namespace ketnap::attachments
