// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "base/people/merge.h"
#include "base/people/people.h"

namespace ketnap::lists {
class Lists;
}

namespace ketnap::people {

/// Routes of people: list, one, add, change, history, reveal.
void add_routes(auth::Api& api, const lists::Lists& lists, Renamed renamed);
/// Routes of records that may be one person.
void add_double_routes(auth::Api& api);
/// Routes of two records made one; `holders` of every slice.
void add_merge_routes(auth::Api& api, Holders holders);

}  // namespace ketnap::people
