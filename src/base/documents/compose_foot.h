// SPDX-License-Identifier: Apache-2.0
// Recipients and signatures. Inside this folder only.
#pragma once
#include "base/documents/library.h"
#include "base/documents/paper.h"
#include "platform/flow/flow.h"

#include <vector>

namespace ketnap::documents {

/// The foot is never torn, and the last paragraph goes with it: no signature stands alone on a
/// page.
void add_foot(const Library& library, const Layout& layout, const Paper& paper, double width_mm,
              std::vector<flow::Block>& out);

}  // namespace ketnap::documents
