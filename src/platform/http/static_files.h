// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/http/message.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ketnap::http {

/// The pages: files of one folder, listed once at start. A path that is not in the list is no file,
/// so there is nothing to traverse.
class StaticFiles {
  public:
    StaticFiles() = default;
    /// Throws std::filesystem::filesystem_error.
    explicit StaticFiles(const std::filesystem::path& folder);

    /// A file, 304 for the one the reader has, index.html (or gate.html) for a page address of the
    /// screens; nothing for what must be answered 404.
    std::optional<Response> serve(const Request& request) const;
    bool empty() const { return m_files.empty(); }

  private:
    struct Entry {
        std::filesystem::path plain;
        std::filesystem::path brotli;
        std::filesystem::path gzip;
        std::string content_type;
        std::string etag;
        bool immutable = false;
    };
    void add(const std::filesystem::path& file, const std::string& path);
    const Entry* page_for(const Request& request) const;
    static Response answer(const Entry& entry, const Request& request);

    std::map<std::string, Entry, std::less<>> m_files;
};

}  // namespace ketnap::http
