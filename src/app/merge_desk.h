// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/merge.h"

namespace ketnap::app {

/// Where every slice holds persons.
people::Holders person_holders();

}  // namespace ketnap::app
