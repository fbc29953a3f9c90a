// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/flow/flow.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ketnap::pdf {

/// The font files papers are set in: Liberation Serif 2, metrics of Times New Roman, with every
/// Vietnamese letter. Named by file, so that no other font of the machine can slip in.
std::filesystem::path font_folder();
/// Names of the font files that are missing, for `ketnap doctor`; empty when papers can be set.
std::vector<std::string> missing_fonts();

/// Sets the document and returns the PDF. Text can be searched; codes such as 05-QĐ/ĐUK are never
/// broken at the slash. The bytes depend on the document and the fonts only. Safe to call from any
/// thread. Throws std::runtime_error when the fonts are missing.
std::string write(const flow::Document& document);

/// One page as a picture (PNG) for the screen, page 1 … pages; a page that is not there gives no
/// bytes.
struct Picture {
    std::string png;
    int pages = 0;
};
Picture picture(const flow::Document& document, int page, double dots_per_inch);

/// How long a run is on one line.
double width_mm(const flow::Run& run);

}  // namespace ketnap::pdf
