// SPDX-License-Identifier: Apache-2.0
// Reads back what a PDF shows, through pdftotext.
#pragma once
#include <string>
#include <vector>

namespace ketnap::support {

/// The text of the whole file in reading order.
std::string pdf_text(const std::string& pdf);
std::vector<std::string> pdf_pages(const std::string& pdf);

/// A word and where it stands, in points from the upper left corner.
struct PdfWord {
    int page = 0;
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    std::string text;
};
std::vector<PdfWord> pdf_boxes(const std::string& pdf);

}  // namespace ketnap::support
