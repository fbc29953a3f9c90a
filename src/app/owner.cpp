// SPDX-License-Identifier: Apache-2.0
#include "app/owner.h"

#include "platform/log/log.h"

#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>

namespace ketnap::app {
namespace {

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

void drop_to(uid_t user, gid_t group) {
    if (setgroups(0, nullptr) != 0 || setgid(group) != 0 || setuid(user) != 0 || setuid(0) == 0) {
        throw std::runtime_error{"cannot give up root rights"};
    }
}

}  // namespace

void become_owner(const std::filesystem::path& data, const std::string& host, bool allow_root) {
    if (geteuid() != 0) {
        return;
    }
    struct stat owner{};
    if (stat(data.c_str(), &owner) == 0 && owner.st_uid != 0) {
        drop_to(owner.st_uid, owner.st_gid);
        log::info("serve.dropped_root", {{"uid", owner.st_uid}});
        return;
    }
    if (!is_loopback(host) && !allow_root) {
        throw std::runtime_error{
            "refusing to serve as root on " + host +
            ": give the data folder to an ordinary user (chown), or add --allow-root"};
    }
    log::warn("serve.as_root", {{"way_out", "chown the data folder to an ordinary user"}});
}

}  // namespace ketnap::app
