// SPDX-License-Identifier: Apache-2.0
// What the route files of this slice share. Inside this folder only.
#pragma once
#include "base/attachments/shelf.h"
#include "base/auth/api.h"
#include "stage/decision/decision.h"

#include <vector>

namespace ketnap::decision {

template <class T>
json::Page<T> page_of(std::vector<T> items) {
    json::Page<T> page;
    page.count = static_cast<std::int64_t>(items.size());
    page.items = std::move(items);
    return page;
}

/// Decisions and everything that is printed: http_papers.cpp.
void add_paper_routes(auth::Api& api, const Desk& desk, const dossier::Book& book);

/// Scans of what was decided on paper: http_scans.cpp.
void add_scan_routes(auth::Api& api, attachments::Shelf& shelf);

}  // namespace ketnap::decision
