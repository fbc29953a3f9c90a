// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/held.h"

namespace ketnap::workflow {

/// Whose task it is.
db::HeldId task_person();

}  // namespace ketnap::workflow
