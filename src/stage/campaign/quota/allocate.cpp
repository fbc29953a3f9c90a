// SPDX-License-Identifier: Apache-2.0
#include "stage/campaign/quota/allocate.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace ketnap::campaign {
namespace {

// target × weight must fit: a million places for a hundred million members is beyond any office.
constexpr std::int64_t most_places = 1'000'000;
constexpr std::int64_t most_members = 100'000'000;

bool in_range(std::int64_t target, const std::vector<UnitWeight>& units) {
    return target >= 0 && target <= most_places &&
           std::all_of(units.begin(), units.end(), [](const UnitWeight& u) {
               return u.weight >= 0 && u.weight <= most_members;
           });
}

std::vector<std::size_t> by_remainder(const std::vector<Share>& shares) {
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple{shares[b].remainder, shares[b].source_count, a} <
               std::tuple{shares[a].remainder, shares[a].source_count, b};
    });
    return order;
}

}  // namespace

Result<Allotment> allocate(std::int64_t target, const std::vector<UnitWeight>& units) {
    if (units.empty()) {
        return problem("quota.no_units");
    }
    if (!in_range(target, units)) {
        return problem("quota.out_of_range");
    }
    Allotment allotment;
    allotment.target = target;
    for (const auto& unit : units) {
        allotment.weight_sum += unit.weight;
    }
    if (allotment.weight_sum == 0) {
        return problem("quota.no_weight");
    }
    for (const auto& unit : units) {
        const auto product = target * unit.weight;
        allotment.shares.push_back({.org_id = unit.org_id,
                                    .weight = unit.weight,
                                    .source_count = unit.source_count,
                                    .whole = product / allotment.weight_sum,
                                    .remainder = product % allotment.weight_sum});
        allotment.whole_sum += product / allotment.weight_sum;
    }
    allotment.extra_count = target - allotment.whole_sum;
    const auto order = by_remainder(allotment.shares);
    for (std::size_t i = 0; i < order.size(); ++i) {
        auto& share = allotment.shares[order[i]];
        share.rank = static_cast<std::int64_t>(i) + 1;
        share.extra = share.rank <= allotment.extra_count;
        share.places = share.whole + (share.extra ? 1 : 0);
    }
    const auto border = static_cast<std::size_t>(allotment.extra_count);
    if (border > 0 && border < order.size()) {
        const auto& in = allotment.shares[order[border - 1]];
        const auto& out = allotment.shares[order[border]];
        allotment.tie_at_the_border =
            in.remainder == out.remainder && in.source_count == out.source_count;
    }
    return allotment;
}

}  // namespace ketnap::campaign
