// SPDX-License-Identifier: Apache-2.0
// The structure of JPEG and PNG files. Private to this slice.
#pragma once
#include <functional>
#include <string_view>

namespace ketnap::attachments::pictures {

using Take = std::function<void(std::string_view)>;

inline constexpr std::string_view png_head{"\x89PNG\r\n\x1a\n", 8};

/// Gives what is worth keeping, in order. False: the structure does not hold.
bool walk_jpeg(std::string_view bytes, const Take& take);
bool walk_png(std::string_view bytes, const Take& take);

}  // namespace ketnap::attachments::pictures
