// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/zip_write.h"

#include "platform/vocabulary/errors.h"

#include <libdeflate.h>

#include <limits>
#include <vector>

namespace ketnap::ooxml {
namespace {

constexpr std::uint16_t dos_date = (10 << 9) | (1 << 5) | 1;  // 01/01/1990, the same everywhere
constexpr std::uint16_t utf8_names = 1 << 11;
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;

void put16(std::string& out, std::size_t value) {
    out.push_back(static_cast<char>(value & 0xff));
    out.push_back(static_cast<char>((value >> 8) & 0xff));
}

void put32(std::string& out, std::size_t value) {
    put16(out, value & 0xffff);
    put16(out, (value >> 16) & 0xffff);
}

// The fields that a local header and a directory entry have in common.
void put_common(std::string& out, const ZipPart& part) {
    put16(out, 20);
    put16(out, utf8_names);
    put16(out, part.deflated ? deflated : stored);
    put16(out, 0);
    put16(out, dos_date);
    put32(out, part.crc);
    put32(out, part.bytes.size());
    put32(out, part.size);
    put16(out, part.name.size());
    put16(out, 0);
}

}  // namespace

struct ZipWriter::State {
    std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor{
        libdeflate_alloc_compressor(6), libdeflate_free_compressor};
    std::string body;
    std::string directory;
    std::size_t entries = 0;
};

ZipWriter::ZipWriter() : m_state(std::make_unique<State>()) {
    KETNAP_CHECK(m_state->compressor != nullptr);
}

ZipWriter::~ZipWriter() = default;

ZipPart ZipWriter::compress(std::string name, std::string_view content) {
    KETNAP_CHECK(content.size() < std::numeric_limits<std::uint32_t>::max());
    ZipPart part;
    part.name = std::move(name);
    part.crc = libdeflate_crc32(0, content.data(), content.size());
    part.size = static_cast<std::uint32_t>(content.size());
    part.bytes.resize(content.size());
    const auto packed =
        libdeflate_deflate_compress(m_state->compressor.get(), content.data(), content.size(),
                                    part.bytes.data(), part.bytes.size());
    part.deflated = packed != 0;
    if (part.deflated) {
        part.bytes.resize(packed);
    } else {
        part.bytes.assign(content);
    }
    return part;
}

void ZipWriter::add(std::string name, std::string_view content) {
    add(compress(std::move(name), content));
}

void ZipWriter::add(const ZipPart& part) {
    auto& s = *m_state;
    const auto offset = s.body.size();
    KETNAP_CHECK(offset + part.bytes.size() < std::numeric_limits<std::uint32_t>::max());
    put32(s.body, 0x04034b50);
    put_common(s.body, part);
    s.body += part.name;
    s.body += part.bytes;
    put32(s.directory, 0x02014b50);
    put16(s.directory, 20);
    put_common(s.directory, part);
    put16(s.directory, 0);  // comment
    put16(s.directory, 0);  // disk
    put16(s.directory, 0);  // internal attributes
    put32(s.directory, 0);  // external attributes
    put32(s.directory, offset);
    s.directory += part.name;
    ++s.entries;
}

std::string ZipWriter::finish() {
    auto& s = *m_state;
    KETNAP_CHECK(s.entries <= std::numeric_limits<std::uint16_t>::max());
    const auto start = s.body.size();
    std::string out = std::move(s.body);
    out += s.directory;
    put32(out, 0x06054b50);
    put32(out, 0);
    put16(out, s.entries);
    put16(out, s.entries);
    put32(out, s.directory.size());
    put32(out, start);
    put16(out, 0);
    s.body.clear();
    s.directory.clear();
    s.entries = 0;
    return out;
}

}  // namespace ketnap::ooxml
