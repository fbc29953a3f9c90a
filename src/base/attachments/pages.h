// SPDX-License-Identifier: Apache-2.0
// What poppler-utils say of a PDF, as children with limits.
#pragma once
#include "base/attachments/plain_file.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <string>

namespace ketnap::attachments::pages {

/// How many pages a PDF has. Problems: `attachment.damaged`, `attachment.locked`,
/// `attachment.active`, `attachment.no_reader` (poppler-utils are not installed),
/// `attachment.too_slow`.
Result<std::int64_t> count(const PlainFile& pdf);

/// One page as JPEG, its longer side so many pixels. The same problems.
Result<std::string> image(const PlainFile& pdf, std::int64_t page, int longest_side);

/// A page as grey dots, row by row, for looking at it by program.
struct Grey {
    int width = 0;
    int height = 0;
    std::string dots;
};
Result<Grey> grey(const PlainFile& pdf, std::int64_t page, int longest_side);

/// The text of the first pages; empty for a scan.
Result<std::string> first_text(const PlainFile& pdf, std::int64_t pages);

/// The pages from … to as a PDF of their own. `folder` is where the tools may work.
Result<std::string> cut(const PlainFile& pdf, std::int64_t from, std::int64_t to,
                        const std::filesystem::path& folder);

}  // namespace ketnap::attachments::pages
