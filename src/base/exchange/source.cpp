// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/source.h"

#include "base/exchange/csv_read.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace ketnap::exchange {

MemoryFile::MemoryFile(std::string_view bytes) : m_fd(::memfd_create("ketnap-table", MFD_CLOEXEC)) {
    while (m_fd >= 0 && !bytes.empty()) {
        const auto count = ::write(m_fd, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            break;
        }
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    if (m_fd < 0 || !bytes.empty()) {
        throw std::system_error(errno, std::generic_category(), "table in memory");
    }
}

MemoryFile::~MemoryFile() {
    ::close(m_fd);
}

std::string MemoryFile::bytes() const {
    std::string out;
    std::string piece(std::size_t{1} << 20U, '\0');
    off_t at = 0;
    for (ssize_t count = 1; count > 0; at += count) {
        count = ::pread(m_fd, piece.data(), piece.size(), at);
        out.append(piece, 0, count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return out;
}

Result<std::vector<std::string>> Source::sheets() const {
    if (m_format == Format::csv) {
        return std::vector<std::string>{"CSV"};
    }
    const MemoryFile file{m_bytes};
    return ooxml::xlsx_sheets(file.path());
}

Result<std::int64_t> Source::each_row(int sheet, const ooxml::RowSink& sink,
                                      const ooxml::FontKind& font_kind) const {
    if (m_format == Format::csv) {
        return csv_read(m_bytes, sink);
    }
    const MemoryFile file{m_bytes};
    return ooxml::xlsx_read(file.path(), sheet, sink, {}, font_kind);
}

Format format_of(std::string_view bytes) {
    return bytes.starts_with("PK") || bytes.starts_with("\xD0\xCF\x11\xE0") ? Format::xlsx
                                                                            : Format::csv;
}

}  // namespace ketnap::exchange
