// SPDX-License-Identifier: Apache-2.0
// The key file is text, so that it can be printed and locked away:
//   ketnap-keys 1
//   index <64 hex>
//   root <16 hex> <64 hex>      one line a root, the newest last
//   sum <16 hex>                first half of SHA-256 of all lines above: a damaged file says so
#include "platform/crypto/key_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace ketnap::crypto {
namespace {

constexpr std::string_view head = "ketnap-keys 1\n";
constexpr std::size_t largest_file = 64 * 1024;

class Descriptor {
  public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }
    bool close() {
        const int fd = m_fd;
        m_fd = -1;
        return fd < 0 || ::close(fd) == 0;
    }

  private:
    int m_fd;
};

std::string check_sum(std::string_view text) {
    return sha256_hex(text).substr(0, 16);
}

std::string to_text(const KeyRing& ring) {
    std::string text{head};
    text += fmt::format("index {}\n", hex(ring.index.data(), ring.index.size()));
    for (const auto& root : ring.roots) {
        text += fmt::format("root {} {}\n", root.id, hex(root.key.data(), root.key.size()));
    }
    return text + fmt::format("sum {}\n", check_sum(text));
}

bool from_hex(std::string_view text, Key& key) {
    std::size_t size = 0;
    return text.size() == key.size() * 2 &&
           sodium_hex2bin(key.data(), key.size(), text.data(), text.size(), nullptr, &size,
                          nullptr) == 0 &&
           size == key.size();
}

bool take_line(std::string_view line, KeyRing& ring) {
    constexpr std::string_view index = "index ";
    constexpr std::string_view root = "root ";
    if (line.starts_with(index)) {
        return from_hex(line.substr(index.size()), ring.index);
    }
    if (!line.starts_with(root) || line.size() < root.size() + 17) {
        return false;
    }
    ring.roots.push_back(Root{std::string{line.substr(root.size(), 16)}, {}});
    return from_hex(line.substr(root.size() + 17), ring.roots.back().key);
}

bool parse(std::string_view text, KeyRing& ring) {
    const auto sum_at = text.rfind("sum ");
    if (!text.starts_with(head) || sum_at == std::string_view::npos ||
        text.substr(sum_at) != fmt::format("sum {}\n", check_sum(text.substr(0, sum_at)))) {
        return false;
    }
    auto body = text.substr(head.size(), sum_at - head.size());
    while (!body.empty()) {
        const auto end = body.find('\n');
        if (end == std::string_view::npos || !take_line(body.substr(0, end), ring)) {
            return false;
        }
        body.remove_prefix(end + 1);
    }
    return !ring.roots.empty() && ring.index != Key{};
}

bool write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return ::fsync(fd) == 0;
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (fd.get() >= 0) {
        ::fsync(fd.get());
    }
}

}  // namespace

KeyRing::~KeyRing() {
    for (auto& root : roots) {
        sodium_memzero(root.key.data(), root.key.size());
    }
    sodium_memzero(index.data(), index.size());
}

Root new_root() {
    init();
    Root root;
    const auto id = random_bytes(8);
    root.id = hex(id.data(), id.size());
    randombytes_buf(root.key.data(), root.key.size());
    return root;
}

void fill_new(KeyRing& ring) {
    init();
    randombytes_buf(ring.index.data(), ring.index.size());
    ring.roots.push_back(new_root());
}

bool key_file_exists(const std::filesystem::path& file) {
    struct stat info{};
    return ::lstat(file.c_str(), &info) == 0;
}

Result<void> read_key_file(const std::filesystem::path& file, KeyRing& ring) {
    Descriptor fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat info{};
    if (fd.get() < 0 || ::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return problem("crypto.key_unreadable", file.string());
    }
    if ((info.st_mode & 0077U) != 0) {
        return problem("crypto.key_open_to_others", file.string());
    }
    std::string text(largest_file, '\0');
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0 && size < text.size();) {
        got = ::read(fd.get(), text.data() + size, text.size() - size);
        size += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    const bool good = parse(std::string_view{text}.substr(0, size), ring);
    wipe(text);
    if (!good) {
        return problem("crypto.key_damaged", file.string());
    }
    return {};
}

Result<void> write_key_file(const std::filesystem::path& file, const KeyRing& ring, bool replace) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
    const auto beside = folder / (file.filename().string() + "." + random_token().substr(0, 12));
    Descriptor fd{::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    auto text = to_text(ring);
    bool done = fd.get() >= 0 && write_all(fd.get(), text) && fd.close();
    wipe(text);
    // link() fails where a file already is; rename() would take its place.
    done = done && (replace ? ::rename(beside.c_str(), file.c_str()) == 0
                            : ::link(beside.c_str(), file.c_str()) == 0);
    ::unlink(beside.c_str());
    if (!done) {
        return problem("crypto.key_not_written", file.string());
    }
    sync_folder(folder);
    return {};
}

}  // namespace ketnap::crypto
