// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/key_table.h"

namespace ketnap::envelope {

/// Keys of batches of scans.
people::KeyTable key_table();

}  // namespace ketnap::envelope
