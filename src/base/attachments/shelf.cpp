// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/shelf.h"

#include "platform/crypto/crypto.h"
#include "platform/vocabulary/errors.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace ketnap::attachments {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view unfinished = ".part";

[[noreturn]] void fail(const char* what) {
    throw std::system_error{errno, std::generic_category(), what};
}

class Fd {
  public:
    Fd(const fs::path& path, int flags) : m_fd(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    ~Fd() { close(); }
    int get() const { return m_fd; }
    void close() {
        if (m_fd >= 0) {
            ::close(std::exchange(m_fd, -1));
        }
    }

  private:
    int m_fd;
};

void sync_folder(const fs::path& folder) {
    const Fd fd{folder, O_RDONLY | O_DIRECTORY};
    if (fd.get() < 0 || ::fsync(fd.get()) != 0) {
        fail("attachments: fsync of the folder");
    }
}

bool is_hash(const std::string& name) {
    return name.size() == 64 && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

class FolderIncoming final : public Shelf::Incoming {
  public:
    explicit FolderIncoming(fs::path folder)
        : m_folder(std::move(folder)),
          m_path(m_folder / (crypto::random_token() + std::string{unfinished})),
          m_file(m_path, O_WRONLY | O_CREAT | O_EXCL) {
        if (m_file.get() < 0) {
            fail("attachments: new file");
        }
    }
    ~FolderIncoming() override {
        std::error_code ignored;
        if (!m_path.empty()) {
            fs::remove(m_path, ignored);
        }
    }
    FolderIncoming(const FolderIncoming&) = delete;
    FolderIncoming& operator=(const FolderIncoming&) = delete;

    void write(std::string_view bytes) override {
        m_hash.add(bytes);
        while (!bytes.empty()) {
            const auto done = ::write(m_file.get(), bytes.data(), bytes.size());
            if (done < 0 && errno != EINTR) {
                fail("attachments: write");
            }
            bytes.remove_prefix(done < 0 ? 0 : static_cast<std::size_t>(done));
        }
    }
    std::string finish() override {
        if (::fsync(m_file.get()) != 0) {
            fail("attachments: fsync");
        }
        m_file.close();
        const auto hash = m_hash.finish();
        auto name = crypto::hex(hash.data(), hash.size());
        const auto home = m_folder / name.substr(0, 2);
        if (fs::create_directory(home)) {
            fs::permissions(home, fs::perms::owner_all);
            sync_folder(m_folder);
        }
        fs::rename(m_path, home / name);
        m_path.clear();
        sync_folder(home);
        return name;
    }

  private:
    fs::path m_folder;
    fs::path m_path;
    Fd m_file;
    crypto::Sha256 m_hash;
};

class FolderOutgoing final : public Shelf::Outgoing {
  public:
    explicit FolderOutgoing(const fs::path& path) : m_file(path, O_RDONLY) {}
    bool is_there() const { return m_file.get() >= 0; }
    std::size_t read(char* into, std::size_t most) override {
        std::size_t got = 0;
        while (got < most) {
            const auto done = ::read(m_file.get(), into + got, most - got);
            if (done == 0) {
                break;
            }
            if (done < 0 && errno != EINTR) {
                fail("attachments: read");
            }
            got += done < 0 ? 0 : static_cast<std::size_t>(done);
        }
        return got;
    }

  private:
    Fd m_file;
};

class FolderShelf final : public Shelf {
  public:
    explicit FolderShelf(fs::path folder) : m_folder(std::move(folder)) {
        fs::create_directories(m_folder);
        fs::permissions(m_folder, fs::perms::owner_all);
    }
    std::unique_ptr<Incoming> receive() override {
        return std::make_unique<FolderIncoming>(m_folder);
    }
    std::unique_ptr<Outgoing> open(const std::string& stored) override {
        KETNAP_CHECK(is_hash(stored));
        auto file = std::make_unique<FolderOutgoing>(m_folder / stored.substr(0, 2) / stored);
        return file->is_there() ? std::move(file) : nullptr;
    }
    void remove(const std::string& stored) override {
        std::error_code ignored;
        fs::remove(stored.ends_with(unfinished) ? m_folder / stored
                                                : m_folder / stored.substr(0, 2) / stored,
                   ignored);
    }
    std::vector<std::string> older_than(std::int64_t unix_ms) override {
        std::vector<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator{m_folder}) {
            const auto name = entry.path().filename().string();
            struct stat about{};
            if (entry.is_regular_file() && (is_hash(name) || name.ends_with(unfinished)) &&
                ::stat(entry.path().c_str(), &about) == 0 &&
                std::int64_t{about.st_mtim.tv_sec} * 1000 < unix_ms) {
                names.push_back(name);
            }
        }
        return names;
    }
    int scratch() override {
        const int fd = ::open(m_folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (fd < 0) {
            fail("attachments: scratch file");
        }
        return fd;
    }

  private:
    fs::path m_folder;
};

}  // namespace

std::unique_ptr<Shelf> folder_shelf(const std::filesystem::path& folder) {
    return std::make_unique<FolderShelf>(folder);
}

}  // namespace ketnap::attachments
