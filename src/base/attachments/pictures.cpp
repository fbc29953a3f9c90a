// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/pictures.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace ketnap::attachments::pictures {
namespace {

constexpr std::uint64_t most_pixels = 200'000'000;
constexpr std::uint32_t longest_side = 30'000;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t count,
                        bool big_end = true) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        number = number << 8U | byte_at(bytes, at + (big_end ? i : count - 1 - i));
    }
    return number;
}

bool is_sane(std::uint32_t width, std::uint32_t height) {
    return width > 0 && height > 0 && width <= longest_side && height <= longest_side &&
           std::uint64_t{width} * height <= most_pixels;
}

// ---- JPEG

constexpr std::string_view exif_head{"Exif\0\0", 6};

/// 1 … 8, the way a phone was held; 0 when nothing is said.
std::uint8_t orientation_of(std::string_view exif) {
    constexpr std::size_t entry_size = 12;
    constexpr std::uint32_t orientation = 0x0112;
    if (!exif.starts_with(exif_head)) {
        return 0;
    }
    const auto tiff = exif.substr(exif_head.size());
    if (tiff.size() < 10 || (tiff[0] != 'M' && tiff[0] != 'I')) {
        return 0;
    }
    const bool big_end = tiff[0] == 'M';
    const std::size_t list = number_at(tiff, 4, 4, big_end);
    if (list > tiff.size() - 2) {
        return 0;
    }
    const std::size_t count = number_at(tiff, list, 2, big_end);
    for (std::size_t i = 0; i < count && list + 2 + (i + 1) * entry_size <= tiff.size(); ++i) {
        const auto entry = tiff.substr(list + 2 + i * entry_size, entry_size);
        if (number_at(entry, 0, 2, big_end) == orientation) {
            const auto value = number_at(entry, 8, 2, big_end);
            return value >= 1 && value <= 8 ? static_cast<std::uint8_t>(value) : 0;
        }
    }
    return 0;
}

std::string orientation_segment(std::uint8_t orientation) {
    std::string out{"\xFF\xE1\x00\x22", 4};
    out.append(exif_head);
    out.append(std::string_view{"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19});
    out += static_cast<char>(orientation);
    return out.append(6, '\0');
}

bool is_frame(std::uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Colour profile and Adobe's colour mark belong to the picture; place, device and comments do not.
bool is_kept(std::uint8_t marker, std::string_view body) {
    const bool application = marker >= 0xE0 && marker <= 0xEF;
    if (application) {
        return marker == 0xE0 || marker == 0xEE ||
               (marker == 0xE2 && body.starts_with("ICC_PROFILE"));
    }
    return marker != 0xFE;
}

/// Past the coded data that follow a scan: to the next marker that is not part of them.
std::size_t after_scan(std::string_view bytes, std::size_t at) {
    for (; at + 1 < bytes.size(); ++at) {
        const auto next = byte_at(bytes, at + 1);
        if (byte_at(bytes, at) == 0xFF && next != 0 && next != 0xFF &&
            !(next >= 0xD0 && next <= 0xD7)) {
            return at;
        }
    }
    return bytes.size();
}

// ---- PNG

constexpr std::array<std::string_view, 11> kept_chunks{
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs"};

}  // namespace

bool walk_jpeg(std::string_view bytes, const Take& take) {
    if (!bytes.starts_with("\xFF\xD8\xFF")) {
        return false;
    }
    take(bytes.substr(0, 2));
    bool has_frame = false;
    bool has_scan = false;
    for (std::size_t at = 2; at + 4 <= bytes.size() || at + 2 == bytes.size();) {
        const auto marker = byte_at(bytes, at + 1);
        if (byte_at(bytes, at) != 0xFF) {
            return false;
        }
        if (marker == 0xFF) {  // filling
            ++at;
            continue;
        }
        if (marker == 0xD9) {
            take(bytes.substr(at, 2));
            return has_frame && has_scan;
        }
        const std::size_t length = at + 4 <= bytes.size() ? number_at(bytes, at + 2, 2) : 0;
        if (length < 2 || at + 2 + length > bytes.size()) {
            return false;
        }
        const auto body = bytes.substr(at + 4, length - 2);
        if (is_frame(marker)) {
            has_frame = body.size() >= 6 && is_sane(number_at(body, 3, 2), number_at(body, 1, 2));
            if (!has_frame) {
                return false;
            }
        }
        std::size_t end = at + 2 + length;
        if (marker == 0xDA) {
            has_scan = true;
            end = after_scan(bytes, end);
        }
        if (is_kept(marker, body)) {
            take(bytes.substr(at, end - at));
        } else if (const auto orientation = orientation_of(body); marker == 0xE1 && orientation) {
            take(orientation_segment(orientation));
        }
        at = end;
    }
    return false;
}

bool walk_png(std::string_view bytes, const Take& take) {
    if (!bytes.starts_with(png_head)) {
        return false;
    }
    take(bytes.substr(0, png_head.size()));
    bool has_data = false;
    for (std::size_t at = png_head.size(); at + 12 <= bytes.size();) {
        const std::size_t length = number_at(bytes, at, 4);
        if (length > bytes.size() - at - 12) {
            return false;
        }
        const auto type = bytes.substr(at + 4, 4);
        const auto body = bytes.substr(at + 8, length);
        const bool first = at == png_head.size();
        if (first != (type == "IHDR") ||
            (first && (length != 13 || !is_sane(number_at(body, 0, 4), number_at(body, 4, 4))))) {
            return false;
        }
        has_data = has_data || type == "IDAT";
        if (std::find(kept_chunks.begin(), kept_chunks.end(), type) != kept_chunks.end()) {
            take(bytes.substr(at, length + 12));
        }
        if (type == "IEND") {
            return has_data;
        }
        at += length + 12;
    }
    return false;
}

namespace {

void look_png(Shape& shape, std::string_view piece) {
    const auto type = piece.size() < 12 ? std::string_view{} : piece.substr(4, 4);
    if (type == "PLTE") {
        shape.palette = piece.substr(8, piece.size() - 12);
    }
    if (type != "IHDR" || piece.size() < 8 + 13) {
        return;
    }
    constexpr std::uint8_t with_palette = 3;
    const auto colours = byte_at(piece, 8 + 9);
    shape.width = number_at(piece, 8, 4);
    shape.height = number_at(piece, 8 + 4, 4);
    shape.bits = byte_at(piece, 8 + 8);
    shape.channels = colours == 2 ? 3 : 1;
    shape.transparent = colours != 0 && colours != 2 && colours != with_palette;
    shape.interlaced = byte_at(piece, 8 + 12) != 0;
}

}  // namespace

void look(Shape& shape, std::string_view piece, bool is_png) {
    if (is_png) {
        look_png(shape, piece);
        return;
    }
    constexpr std::size_t held = 29;  // in orientation_segment()
    const auto marker = piece.size() < 2 ? std::uint8_t{0} : byte_at(piece, 1);
    if (marker == 0xE1 && piece.size() > held) {
        shape.orientation = byte_at(piece, held);
    }
    if (is_frame(marker) && piece.size() >= 10) {
        shape.bits = byte_at(piece, 4);
        shape.height = number_at(piece, 5, 2);
        shape.width = number_at(piece, 7, 2);
        shape.channels = byte_at(piece, 9);
    }
}

}  // namespace ketnap::attachments::pictures
