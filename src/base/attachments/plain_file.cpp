// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/plain_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace ketnap::attachments {
namespace {

[[noreturn]] void give_up(const char* what) {
    throw std::system_error{errno, std::generic_category(), what};
}

}  // namespace

PlainFile PlainFile::of(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        give_up("attachments: open");
    }
    return PlainFile{fd};
}

PlainFile PlainFile::in_memory() {
    const int fd = ::memfd_create("attachment", MFD_CLOEXEC);
    if (fd < 0) {
        give_up("attachments: memory file");
    }
    return PlainFile{fd};
}

PlainFile::~PlainFile() {
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

PlainFile::PlainFile(PlainFile&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

std::int64_t PlainFile::size() const {
    struct stat about{};
    if (::fstat(m_fd, &about) != 0) {
        give_up("attachments: size");
    }
    return about.st_size;
}

void PlainFile::append(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto done = ::write(m_fd, bytes.data(), bytes.size());
        if (done < 0 && errno != EINTR) {
            give_up("attachments: scratch");
        }
        bytes.remove_prefix(done < 0 ? 0 : static_cast<std::size_t>(done));
    }
}

std::string PlainFile::bytes() const {
    return std::string{Mapped{*this}.bytes()};
}

Mapped::Mapped(const PlainFile& file) : m_size(static_cast<std::size_t>(file.size())) {
    if (m_size == 0) {
        return;
    }
    m_at = ::mmap(nullptr, m_size, PROT_READ, MAP_PRIVATE, file.fd(), 0);
    if (m_at == MAP_FAILED) {
        m_at = nullptr;
        give_up("attachments: map");
    }
}

Mapped::~Mapped() {
    if (m_at != nullptr) {
        ::munmap(m_at, m_size);
    }
}

}  // namespace ketnap::attachments
