// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/decision/meeting.h"

namespace ketnap::auth {
class Api;
}
namespace ketnap::attachments {
class Shelf;
}

namespace ketnap::decision {

/// Meetings, ballots, decisions and their papers. What `desk` points to, and the book
/// that dossiers are judged by, and the shelf of scans outlive the table.
void add_routes(auth::Api& api, const Desk& desk, const dossier::Book& book,
                attachments::Shelf& shelf);

}  // namespace ketnap::decision
