// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace ketnap::attachments {

/// An open file that has no name: gone when it is closed, whatever happens to the process.
class PlainFile {
  public:
    explicit PlainFile(int fd) : m_fd(fd) {}
    /// A file of that path, for reading. Throws std::system_error.
    static PlainFile of(const std::filesystem::path& path);
    /// An empty one that never touches a disk.
    static PlainFile in_memory();
    ~PlainFile();
    PlainFile(PlainFile&& other) noexcept;
    PlainFile& operator=(PlainFile&&) = delete;

    int fd() const { return m_fd; }
    std::int64_t size() const;
    void append(std::string_view bytes) const;
    std::string bytes() const;

  private:
    int m_fd;
};

/// The bytes of an open file without a copy, as long as this lives.
class Mapped {
  public:
    explicit Mapped(const PlainFile& file);
    ~Mapped();
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    std::string_view bytes() const { return {static_cast<const char*>(m_at), m_size}; }

  private:
    void* m_at = nullptr;
    std::size_t m_size = 0;
};

}  // namespace ketnap::attachments
