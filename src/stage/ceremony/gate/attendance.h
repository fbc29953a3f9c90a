// SPDX-License-Identifier: Apache-2.0
// Who has come, derived from scans alone: pure, and the same whatever the order, loss and
// repetition of what the desks send.
#pragma once
#include "platform/json/describe.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ketnap::ceremony::gate {

enum class ScanKind { in, undo };
BOOST_DESCRIBE_ENUM(ScanKind, in, undo)

/// An immutable event of a desk.
struct Scan {
    std::string id;           ///< made by the desk; the same id is the same event
    std::string delegate_id;  ///< empty: of nobody known here
    ScanKind kind = ScanKind::in;
    std::string undoes;  ///< id of the scan taken back
    std::string device;
    std::int64_t device_seq = 0;
    std::int64_t at = 0;  ///< of the device, corrected by the server's clock
};

struct Attendance {
    std::string scan_id;
    std::string device;
    std::int64_t arrived_at = 0;
    std::int64_t repeats = 0;  ///< later scans of the same card: a flag, never an error
};

/// By delegate: the earliest scan that was not taken back counts.
std::map<std::string, Attendance> attendance(const std::vector<Scan>& scans);

}  // namespace ketnap::ceremony::gate
