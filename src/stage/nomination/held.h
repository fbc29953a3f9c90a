// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/merge.h"

namespace ketnap::nomination {

/// Where votes, nominations and lists hold persons.
people::Holder person_holder();

}  // namespace ketnap::nomination
