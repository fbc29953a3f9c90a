// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/ooxml/xlsx_read.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::exchange {

enum class Format { xlsx, csv };

/// A file without a place on any disk: readers and writers of workbooks want a path, and what is in
/// them must not lie anywhere in the clear.
class MemoryFile {
  public:
    explicit MemoryFile(std::string_view bytes = {});
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile();
    std::string path() const { return "/proc/self/fd/" + std::to_string(m_fd); }
    std::string bytes() const;

  private:
    int m_fd;
};

/// A table that was sent in, whole in memory: workbooks hold P2 values, so nothing of them is
/// written to a disk in the clear.
class Source {
  public:
    Source(std::string bytes, Format format) : m_bytes(std::move(bytes)), m_format(format) {}

    Format format() const { return m_format; }
    const std::string& bytes() const { return m_bytes; }
    /// One name for a CSV.
    Result<std::vector<std::string>> sheets() const;
    Result<std::int64_t> each_row(int sheet, const ooxml::RowSink& sink,
                                  const ooxml::FontKind& font_kind = {}) const;

  private:
    std::string m_bytes;
    Format m_format;
};

/// By content: a zip is a workbook, anything else is read as text.
Format format_of(std::string_view bytes);

}  // namespace ketnap::exchange
