// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/png.h"

#include "platform/vocabulary/errors.h"

#include <libdeflate.h>

#include <memory>
#include <string_view>

namespace ketnap::ooxml {
namespace {

constexpr int dots_a_module = 8;

void put_big_endian(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        out.push_back(static_cast<char>((value >> shift) & 0xff));
    }
}

void put_chunk(std::string& out, std::string_view type, std::string_view data) {
    put_big_endian(out, static_cast<std::uint32_t>(data.size()));
    const auto from = out.size();
    out += type;
    out += data;
    put_big_endian(out, libdeflate_crc32(0, out.data() + from, out.size() - from));
}

// One bit a dot: a module is exactly one byte wide.
std::string dots_of(const flow::Squares& squares) {
    std::string dots;
    const auto side = static_cast<std::size_t>(squares.side);
    for (std::size_t row = 0; row < side; ++row) {
        std::string line(1, '\0');
        for (std::size_t column = 0; column < side; ++column) {
            line.push_back(squares.black[row * side + column] ? '\0' : '\xff');
        }
        for (int i = 0; i < dots_a_module; ++i) {
            dots += line;
        }
    }
    return dots;
}

}  // namespace

std::string png_of(const flow::Squares& squares) {
    const auto side = static_cast<std::uint32_t>(squares.side * dots_a_module);
    std::string header;
    put_big_endian(header, side);
    put_big_endian(header, side);
    header += std::string("\x01\x00\x00\x00\x00", 5);  // one bit, grey
    const auto dots = dots_of(squares);
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor{
        libdeflate_alloc_compressor(9), libdeflate_free_compressor};
    KETNAP_CHECK(compressor != nullptr);
    std::string packed(libdeflate_zlib_compress_bound(compressor.get(), dots.size()), '\0');
    packed.resize(libdeflate_zlib_compress(compressor.get(), dots.data(), dots.size(),
                                           packed.data(), packed.size()));
    std::string png = "\x89PNG\r\n\x1a\n";
    put_chunk(png, "IHDR", header);
    put_chunk(png, "IDAT", packed);
    put_chunk(png, "IEND", {});
    return png;
}

}  // namespace ketnap::ooxml
