// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::ooxml {

/// What a foreign archive may be; counted while inflating, never believed from its headers.
struct ZipLimits {
    std::size_t max_entries = 2'000;
    std::uint64_t max_total = std::uint64_t{256} << 20;
    std::uint64_t max_ratio = 100;
    std::uint64_t ratio_from = std::uint64_t{1} << 20;  ///< a small file may compress as it likes
};

/// A foreign zip archive, opened for reading. Refused at open: more entries than allowed, names
/// that leave the folder or occur twice, links, encryption, methods other than store and deflate,
/// archives within the archive. Problems: "zip.not_a_zip", "zip.too_many_entries",
/// "zip.unsafe_name", "zip.duplicate_name", "zip.link", "zip.encrypted", "zip.method",
/// "zip.nested", "zip.too_large", "zip.ratio", "zip.broken", "zip.no_entry".
class ZipReader {
  public:
    static Result<ZipReader> open(const std::filesystem::path& file, const ZipLimits& limits = {});
    /// The bytes must outlive the reader.
    static Result<ZipReader> open_bytes(std::string_view bytes, const ZipLimits& limits = {});
    ZipReader(ZipReader&&) noexcept;
    ZipReader& operator=(ZipReader&&) noexcept;
    ~ZipReader();

    const std::vector<std::string>& names() const;
    bool has(std::string_view name) const;

    /// Inflates an entry piece by piece; the sink returns false to stop early, which is no problem.
    Result<std::uint64_t> stream(std::string_view name,
                                 const std::function<bool(std::string_view piece)>& sink);
    /// The whole entry, at most `max_bytes`.
    Result<std::string> read(std::string_view name, std::size_t max_bytes);

  private:
    struct Open;
    explicit ZipReader(std::unique_ptr<Open> open);
    std::unique_ptr<Open> m_open;
};

}  // namespace ketnap::ooxml
