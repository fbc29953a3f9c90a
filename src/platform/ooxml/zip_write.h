// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ketnap::ooxml {

/// A part compressed once and put into many archives (styles, relations).
struct ZipPart {
    std::string name;
    std::string bytes;  ///< as stored in the archive
    std::uint32_t crc = 0;
    std::uint32_t size = 0;
    bool deflated = false;
};

/// Builds zip archives in memory. The bytes depend on names and contents only: no clock, no
/// machine. Entries stand in the order of adding.
class ZipWriter {
  public:
    ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;
    ~ZipWriter();

    ZipPart compress(std::string name, std::string_view content);
    void add(std::string name, std::string_view content);
    void add(const ZipPart& part);
    /// The archive so far; the writer is empty again and keeps its compressor.
    std::string finish();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace ketnap::ooxml
