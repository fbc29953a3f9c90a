// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/trace.h"
#include "base/people/people.h"

namespace ketnap::people {

/// What the audit says of a person that became another.
audit::Changes differences(const Person& a, const Person& b);

}  // namespace ketnap::people
