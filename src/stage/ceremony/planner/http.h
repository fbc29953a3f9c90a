// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}
namespace ketnap::dossier {
struct Book;
}

namespace ketnap::ceremony {
struct Print;
}

namespace ketnap::ceremony::planner {

/// The day for many, and the report on who would be late. What is given outlives the routes.
void add_routes(auth::Api& api, const dossier::Book& book, const Print& print);

}  // namespace ketnap::ceremony::planner
