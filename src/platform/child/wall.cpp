// SPDX-License-Identifier: Apache-2.0
#include "platform/child/wall.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <cstddef>

namespace ketnap::child {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t machine = AUDIT_ARCH_AARCH64;
#else
#error "name the machine for seccomp"
#endif

// a reader of PDFs needs none of these
constexpr std::array refused{__NR_socket,
                             __NR_socketpair,
                             __NR_connect,
                             __NR_ptrace,
                             __NR_mount,
                             __NR_umount2,
                             __NR_process_vm_readv,
                             __NR_process_vm_writev,
                             __NR_unshare,
                             __NR_setns,
                             __NR_bpf,
                             __NR_perf_event_open,
                             __NR_keyctl,
                             __NR_add_key,
                             __NR_request_key,
                             __NR_userfaultfd,
                             __NR_kill,
                             __NR_tkill,
                             __NR_io_uring_setup,
                             __NR_pidfd_open,
                             __NR_symlinkat,
                             __NR_linkat,
                             __NR_name_to_handle_at,
                             __NR_open_by_handle_at};

constexpr std::uint32_t deny = SECCOMP_RET_ERRNO | EPERM;

constexpr sock_filter statement(std::uint16_t code, std::uint32_t value) {
    return {code, 0, 0, value};
}
constexpr sock_filter when_equal(std::uint32_t value, std::uint8_t then, std::uint8_t otherwise) {
    return {BPF_JMP | BPF_JEQ | BPF_K, then, otherwise, value};
}

constexpr auto program() {
    std::array<sock_filter, refused.size() + 6> out{};
    std::size_t at = 0;
    out[at++] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
    out[at++] = when_equal(machine, 1, 0);
    out[at++] = statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    out[at++] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    for (std::size_t i = 0; i < refused.size(); ++i) {
        out[at++] = when_equal(static_cast<std::uint32_t>(refused[i]),
                               static_cast<std::uint8_t>(refused.size() - i), 0);
    }
    out[at++] = statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    out[at++] = statement(BPF_RET | BPF_K, deny);
    return out;
}

bool limit(__rlimit_resource what, std::int64_t most) {
    const rlimit both{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
    return ::setrlimit(what, &both) == 0;
}

}  // namespace

bool build_wall(const Limits& limits) {
    static constexpr auto filter = program();
    sock_fprog walls{static_cast<unsigned short>(filter.size()),
                     const_cast<sock_filter*>(filter.data())};
    return limit(RLIMIT_CPU, limits.seconds) && limit(RLIMIT_AS, limits.memory) &&
           limit(RLIMIT_FSIZE, limits.file) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 64) &&
           ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
           ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &walls) == 0;
}

}  // namespace ketnap::child
