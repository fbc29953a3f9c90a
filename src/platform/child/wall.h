// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/child/child.h"

namespace ketnap::child {

/// What the child does to itself just before it becomes the foreign program: limits, no new rights,
/// no system calls that reach out. Allocates nothing. False: it must not go on.
bool build_wall(const Limits& limits);

}  // namespace ketnap::child
