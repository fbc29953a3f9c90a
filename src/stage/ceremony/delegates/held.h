// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/merge.h"

namespace ketnap::ceremony {

/// Where lists of delegates hold persons.
people::Holder person_holder();

}  // namespace ketnap::ceremony
