// SPDX-License-Identifier: Apache-2.0
#include "platform/flow/flow.h"

#include <numeric>

namespace ketnap::flow {

double Page::text_width_mm() const {
    return width_mm - left_mm - right_mm;
}

double Table::width_mm() const {
    return std::accumulate(widths_mm.begin(), widths_mm.end(), 0.0);
}

Paragraph paragraph(std::string text, double size_pt, Align align) {
    Paragraph out;
    out.runs.push_back({.text = std::move(text), .size_pt = size_pt});
    out.align = align;
    return out;
}

}  // namespace ketnap::flow
