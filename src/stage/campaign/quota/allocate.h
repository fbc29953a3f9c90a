// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ketnap::campaign {

/// A unit that may get places: its members, and how many sources it has (the tie-breaker).
struct UnitWeight {
    std::string org_id;
    std::int64_t weight = 0;
    std::int64_t source_count = 0;
};

/// How one unit came to its places: target × weight = whole × sum + remainder; the largest
/// remainders get one more.
struct Share {
    std::string org_id;
    std::int64_t weight = 0;
    std::int64_t source_count = 0;
    std::int64_t whole = 0;
    std::int64_t remainder = 0;
    std::int64_t rank = 0;  ///< among the remainders, 1 is the largest
    bool extra = false;
    std::int64_t places = 0;
};

struct Allotment {
    std::int64_t target = 0;
    std::int64_t weight_sum = 0;
    std::int64_t whole_sum = 0;
    std::int64_t extra_count = 0;
    /// The last unit with an extra place and the first without have the same remainder and the same
    /// number of sources: the order of the list decided, a person should look.
    bool tie_at_the_border = false;
    std::vector<Share> shares;  ///< in the order given
};

/// Gives out exactly the target, by members, largest remainder first; equal remainders by more
/// sources, then by the order given. Problems: quota.no_units, quota.no_weight, quota.out_of_range.
Result<Allotment> allocate(std::int64_t target, const std::vector<UnitWeight>& units);

}  // namespace ketnap::campaign
