// SPDX-License-Identifier: Apache-2.0
// Wrapped keys of every table that keeps some, brought under the newest root of the key file while
// the office goes on working.
#pragma once
#include "base/audit/ctx.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::people {

using audit::Ctx;

struct WrappedKey {
    std::string id;
    db::Blob key;
};

/// A table with wrapped keys, by the slice that owns it.
struct KeyTable {
    std::string name;
    /// In the order of ids, those behind `after`.
    std::function<std::vector<WrappedKey>(db::Tx&, const std::string& after, std::int64_t limit)>
        page;
    /// Only when the row still holds `before`: a key destroyed meanwhile stays destroyed.
    std::function<void(db::Tx&, const WrappedKey& before, const db::Blob& after)> put;
};

/// A table whose rows hold one key each. `select` gives (id, key) of a page: ?2 after, ?3 limit;
/// `replace` puts ?3 where the row ?2 still holds ?4. Both live as long as the program.
KeyTable key_table_of(std::string name, std::string_view select, std::string_view replace);

/// Keys of persons.
KeyTable key_table();

/// How many keys are wrapped under which root; destroyed ones are not counted.
std::map<std::string, std::int64_t> keys_by_root(const Ctx& ctx,
                                                 const std::vector<KeyTable>& tables);

struct Rewrapped {
    std::int64_t moved = 0;
    std::int64_t lost = 0;  ///< under a root that is in no key file, or damaged
};
/// Moves every key under the newest root, some hundred a transaction. Stopped at any moment it goes
/// on with what is left when it is run again. `told` hears how many are done.
Rewrapped rewrap_keys(const Ctx& ctx, const std::vector<KeyTable>& tables,
                      const std::function<void(std::int64_t done)>& told);

}  // namespace ketnap::people
