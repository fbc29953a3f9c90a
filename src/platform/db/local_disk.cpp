// SPDX-License-Identifier: Apache-2.0
#include "platform/db/local_disk.h"

#include "platform/vocabulary/errors.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace ketnap::db {
namespace {

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(by), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

bool is_octal(char c) {
    return c >= '0' && c <= '7';
}

// mountinfo writes a space as \040
std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size() && is_octal(text[i + 1]) &&
            is_octal(text[i + 2]) && is_octal(text[i + 3])) {
            out += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 +
                                     (text[i + 3] - '0'));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool lies_under(const std::string& path, const std::string& mount) {
    return mount == "/" || path == mount ||
           (path.size() > mount.size() && path.starts_with(mount) && path[mount.size()] == '/');
}

std::string read_all(const char* file) {
    std::string text;
    if (auto* in = std::fopen(file, "re")) {
        std::array<char, 4096> part{};
        for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), in)) > 0;) {
            text.append(part.data(), n);
        }
        std::fclose(in);
    }
    return text;
}

void sync_path(const std::filesystem::path& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    if (fd < 0) {
        throw DbError{"cannot open a file or folder to make it durable"};
    }
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    if (!synced) {
        throw DbError{"cannot make a file or folder durable"};
    }
}

}  // namespace

std::string file_system_of(std::string_view mountinfo, const std::filesystem::path& path) {
    const auto wanted = path.string();
    std::string type;
    std::size_t longest = 0;
    for (const auto line : split(mountinfo, '\n')) {
        const auto fields = split(line, ' ');
        const auto dash = std::find(fields.begin(), fields.end(), "-");
        if (fields.size() < 5 || fields.end() - dash < 2) {
            continue;
        }
        const auto mount = unescape(fields[4]);
        // a later mount on the same place hides the earlier one
        if (lies_under(wanted, mount) && mount.size() >= longest) {
            longest = mount.size();
            type = *(dash + 1);
        }
    }
    return type;
}

bool is_network_file_system(std::string_view type) {
    constexpr std::array<std::string_view, 25> known{"nfs",          "nfs4",
                                                     "cifs",         "smb3",
                                                     "smbfs",        "afs",
                                                     "coda",         "ncpfs",
                                                     "ceph",         "lustre",
                                                     "glusterfs",    "beegfs",
                                                     "gpfs",         "davfs",
                                                     "vboxsf",       "prl_fs",
                                                     "vmhgfs",       "fuse.sshfs",
                                                     "fuse.s3fs",    "fuse.rclone",
                                                     "fuse.davfs",   "fuse.glusterfs",
                                                     "fuse.cephfs",  "fuse.vmhgfs-fuse",
                                                     "fuse.smbnetfs"};
    return std::find(known.begin(), known.end(), type) != known.end();
}

void require_local_disk(const std::filesystem::path& folder) {
    const auto type =
        file_system_of(read_all("/proc/self/mountinfo"), std::filesystem::weakly_canonical(folder));
    if (is_network_file_system(type)) {
        throw DbError{"the data folder lies on a network file system (" + type +
                      "); SQLite needs a local disk"};
    }
}

void sync_folder(const std::filesystem::path& folder) {
    sync_path(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
}

void sync_file(const std::filesystem::path& file) {
    sync_path(file, O_RDONLY);
}

}  // namespace ketnap::db
