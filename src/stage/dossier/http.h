// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::auth {
class Api;
}

namespace ketnap::dossier {

struct Book;

/// List, one dossier with its papers, findings and clocks, and every step of its way. `book`
/// outlives the table.
void add_routes(auth::Api& api, const Book& book);
/// Part of add_routes: what is entered beside the papers.
void add_facts_routes(auth::Api& api, const Book& book);
/// Of the way through the office and of the list of work; called by add_routes().
void add_office_routes(auth::Api& api, const Book& book);
void add_work_routes(auth::Api& api, const Book& book);

}  // namespace ketnap::dossier
