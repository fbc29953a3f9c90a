// SPDX-License-Identifier: Apache-2.0
// The structure of JPEG and PNG files. Private to this slice.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

namespace ketnap::attachments::pictures {

using Take = std::function<void(std::string_view)>;

inline constexpr std::string_view png_head{"\x89PNG\r\n\x1a\n", 8};

/// Gives what is worth keeping, in order. False: the structure does not hold.
bool walk_jpeg(std::string_view bytes, const Take& take);
bool walk_png(std::string_view bytes, const Take& take);

/// What has to be known of a picture to show it as it lies.
struct Shape {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t bits = 0;
    std::uint32_t channels = 0;
    std::uint8_t orientation = 1;  ///< as EXIF says it
    bool interlaced = false;
    bool transparent = false;
    std::string_view palette{};  ///< three bytes a colour; empty: none
};
/// Adds what one piece of walk_jpeg() or walk_png() says of it.
void look(Shape& shape, std::string_view piece, bool is_png);

}  // namespace ketnap::attachments::pictures
