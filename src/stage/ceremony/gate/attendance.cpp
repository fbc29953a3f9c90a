// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/gate/attendance.h"

#include <set>
#include <tuple>

namespace ketnap::ceremony::gate {

std::map<std::string, Attendance> attendance(const std::vector<Scan>& scans) {
    std::map<std::string, const Scan*> by_id;
    std::set<std::string> taken_back;
    for (const auto& scan : scans) {
        by_id.emplace(scan.id, &scan);
        if (scan.kind == ScanKind::undo) {
            taken_back.insert(scan.undoes);
        }
    }
    std::map<std::string, Attendance> out;
    for (const auto& [id, scan] : by_id) {
        if (scan->kind != ScanKind::in || scan->delegate_id.empty() || taken_back.contains(id)) {
            continue;
        }
        const Attendance one{id, scan->device, scan->at, 0};
        const auto [known, first] = out.emplace(scan->delegate_id, one);
        if (first) {
            continue;
        }
        const auto repeats = known->second.repeats + 1;
        if (std::tie(one.arrived_at, one.scan_id) <
            std::tie(known->second.arrived_at, known->second.scan_id)) {
            known->second = one;
        }
        known->second.repeats = repeats;
    }
    return out;
}

}  // namespace ketnap::ceremony::gate
