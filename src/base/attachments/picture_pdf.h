// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace ketnap::attachments {

/// The beginning of a JPEG or PNG.
bool begins_picture(std::string_view bytes);

/// Pictures one behind another, as a scanner or a telephone gives them, each as a page of a PDF.
/// They are put in as they lie, without place, device and comments; nothing is decoded. Gives the
/// bytes in order and says how many pages. Problems name the picture: `scan.picture_damaged`,
/// `scan.picture_kind` (transparent, interlaced, for a printing press), `scan.picture_else`
/// (something else lies between them).
Result<std::int64_t> pdf_of_pictures(std::string_view bytes,
                                     const std::function<void(std::string_view)>& take);

}  // namespace ketnap::attachments
