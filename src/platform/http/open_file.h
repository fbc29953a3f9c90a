// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>

namespace ketnap::http {

/// A file being sent; closed with the answer.
class OpenFile {
  public:
    explicit OpenFile(const std::filesystem::path& path)
        : m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {
        struct stat info{};
        if (m_fd >= 0 && ::fstat(m_fd, &info) == 0 && S_ISREG(info.st_mode)) {
            m_size = info.st_size;
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    std::int64_t size() const { return m_size; }  ///< -1: cannot be read
    /// Bytes read, 0 at the end or when the disk fails.
    std::size_t read(char* into, std::size_t most) const {
        return static_cast<std::size_t>(std::max<ssize_t>(::read(m_fd, into, most), 0));
    }

  private:
    int m_fd;
    std::int64_t m_size = -1;
};

}  // namespace ketnap::http
