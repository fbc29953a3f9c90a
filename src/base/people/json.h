// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/people.h"
#include "platform/json/describe.h"

namespace ketnap::people {

BOOST_DESCRIBE_ENUM(Standing, outsider, union_member, sympathizer, candidate, probationary_member,
                    official_member)

}  // namespace ketnap::people
