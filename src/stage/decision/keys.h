// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/key_table.h"

namespace ketnap::decision {

/// Keys of the scans of meetings.
people::KeyTable key_table();

}  // namespace ketnap::decision
