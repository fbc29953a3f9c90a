// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/merge.h"

namespace ketnap::privacy {

/// Where the registers hold persons, and what is sealed with their keys.
people::Holder person_holder();

}  // namespace ketnap::privacy
