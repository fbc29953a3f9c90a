// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/key_table.h"

namespace ketnap::exchange {

/// Keys of files that wait to be imported.
people::KeyTable key_table();

}  // namespace ketnap::exchange
