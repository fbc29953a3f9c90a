// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/shelf_state.h"

#include "base/attachments/store.h"

namespace ketnap::attachments {

ShelfState look_at_shelf(const Ctx& ctx, Shelf& shelf) {
    // the sweep takes them after a day, and it comes once a day
    constexpr std::int64_t two_days = std::int64_t{48} * 60 * 60 * 1000;
    ShelfState state;
    const auto named = ctx.read(store::all_stored);
    for (const auto& stored : named) {
        ++state.files;
        state.missing += shelf.open(stored) ? 0 : 1;
    }
    for (const auto& stored : shelf.older_than(ctx.clock.now().ms - two_days)) {
        state.orphans += named.contains(stored) ? 0 : 1;
    }
    return state;
}

}  // namespace ketnap::attachments
