// SPDX-License-Identifier: Apache-2.0
// What head, body and foot are built of. Inside this folder only.
#pragma once
#include "base/documents/layout.h"
#include "platform/flow/flow.h"

#include <string>
#include <vector>

namespace ketnap::documents {

flow::Run run_of(std::string text, const TextStyle& style);
flow::Paragraph line_of(std::string text, const TextStyle& style, flow::Align align,
                        double line_pt);
/// An invisible table of one row, never torn.
flow::Table side_by_side(std::vector<double> widths_mm, std::vector<flow::Cell> cells);

}  // namespace ketnap::documents
