// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/merge.h"

namespace ketnap::decision {

/// Where meetings and decisions hold persons.
people::Holder person_holder();

}  // namespace ketnap::decision
