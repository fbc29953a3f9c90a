// SPDX-License-Identifier: Apache-2.0
// For tests, loaded before the program by LD_PRELOAD: operations on files under a folder fail when
// the file KETNAP_FAULTS names says so: "operation kind folder", the operation counted from 1 since
// the line was changed, 0 for all of them; kinds: io, full, short.
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace {

struct Order {
    char line[512] = "";
    long operation = -1;
    char kind[16] = "";
    char folder[400] = "";
    long count = 0;
};

template <class F>
F real(const char* name) {
    return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

void read_order(Order& order) {
    static const char* file = std::getenv("KETNAP_FAULTS");
    char line[sizeof order.line] = "";
    if (file != nullptr) {
        const int fd = ::open(file, O_RDONLY | O_CLOEXEC);
        if (fd >= 0) {
            const auto got = ::read(fd, line, sizeof line - 1);
            line[got > 0 ? got : 0] = '\0';
            ::close(fd);
        }
    }
    if (std::strcmp(line, order.line) != 0) {
        std::strcpy(order.line, line);
        order.count = 0;
        if (std::sscanf(line, "%ld %15s %399s", &order.operation, order.kind, order.folder) != 3) {
            order.operation = -1;
        }
    }
}

/// The kind of failure that this operation on that file gets; null: none.
const char* failure(const char* path) {
    static std::mutex mutex;
    static Order order;
    const std::scoped_lock lock{mutex};
    read_order(order);
    if (order.operation < 0 || std::strncmp(path, order.folder, std::strlen(order.folder)) != 0) {
        return nullptr;
    }
    const bool mine = order.operation == 0 || ++order.count == order.operation;
    return mine ? order.kind : nullptr;
}

const char* failure_at(int fd) {
    char link[64];
    char path[512] = "";
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const auto size = ::readlink(link, path, sizeof path - 1);
    path[size > 0 ? size : 0] = '\0';
    return failure(path);
}

int error_of(const char* kind) {
    return std::strcmp(kind, "io") == 0 ? EIO : ENOSPC;
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* bytes, size_t size) {
    static const auto next = real<ssize_t (*)(int, const void*, size_t)>("write");
    if (const char* kind = fd > 2 ? failure_at(fd) : nullptr) {
        if (std::strcmp(kind, "short") == 0 && size > 1) {
            return next(fd, bytes, size / 2);
        }
        errno = error_of(kind);
        return -1;
    }
    return next(fd, bytes, size);
}

int fsync(int fd) {
    static const auto next = real<int (*)(int)>("fsync");
    if (const char* kind = failure_at(fd)) {
        errno = error_of(kind);
        return -1;
    }
    return next(fd);
}

int rename(const char* from, const char* to) {
    static const auto next = real<int (*)(const char*, const char*)>("rename");
    if (const char* kind = failure(to)) {
        errno = error_of(kind);
        return -1;
    }
    return next(from, to);
}

int mkdir(const char* path, mode_t mode) {
    static const auto next = real<int (*)(const char*, mode_t)>("mkdir");
    if (const char* kind = failure(path)) {
        errno = error_of(kind);
        return -1;
    }
    return next(path, mode);
}

int mkostemp(char* name, int flags) {
    static const auto next = real<int (*)(char*, int)>("mkostemp");
    if (const char* kind = failure(name)) {
        errno = error_of(kind);
        return -1;
    }
    return next(name, flags);
}
}
