// SPDX-License-Identifier: Apache-2.0
#include "base/people/history.h"

#include "base/people/store.h"

namespace ketnap::people {

std::vector<audit::Entry> history(db::Tx& tx, const PersonId& id) {
    auto entries = audit::history(tx, "person", id.value);
    const auto origin = store::origin(tx, id);
    if (!origin) {
        return entries;
    }
    for (auto& entry : audit::since(tx, origin->audit_seq - 1, 1)) {
        entry.action = "person.imported";
        entry.object_kind = "person";
        entry.object_id = id.value;
        std::erase_if(entry.changes, [](const audit::Change& one) { return one.field != "file"; });
        entry.changes.push_back({"line", "", std::to_string(origin->line)});
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace ketnap::people
