// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "stage/envelope/envelope.h"

namespace ketnap::envelope {

/// Files of papers: attach, replace, list, look at a page, fetch.
void add_file_routes(auth::Api& api, const Desk& desk);

/// Batches of scans and cover sheets.
void add_scan_routes(auth::Api& api, const Desk& desk);
/// Letters of verification.
void add_letter_routes(auth::Api& api, const Desk& desk);
/// Readings of hand-written papers, opinions asked.
void add_original_routes(auth::Api& api, const Desk& desk);
/// All of the slice.
void add_routes(auth::Api& api, const Desk& desk);

}  // namespace ketnap::envelope
