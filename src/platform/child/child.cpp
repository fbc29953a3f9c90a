// SPDX-License-Identifier: Apache-2.0
#include "platform/child/child.h"

#include "platform/child/wall.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

namespace ketnap::child {
namespace {

constexpr int input_fd = 3;

class Fd {
  public:
    explicit Fd(int fd) : m_fd(fd) {
        if (fd < 0) {
            throw std::system_error{errno, std::generic_category(), "child"};
        }
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    ~Fd() { close(); }
    void close() {
        if (m_fd >= 0) {
            ::close(std::exchange(m_fd, -1));
        }
    }
    int get() const { return m_fd; }

  private:
    int m_fd;
};

std::string place_of(const std::string& program) {
    for (const char* folder : {"/usr/bin/", "/usr/local/bin/", "/bin/"}) {
        auto path = folder + program;
        if (::access(path.c_str(), X_OK) == 0) {
            return path;
        }
    }
    return {};
}

/// Everything the child needs, made before the fork: after it nothing may be allocated.
struct Prepared {
    std::string program;
    std::vector<std::string> words;
    std::vector<char*> argv;
    std::string folder;
    Limits limits;
    int input = -1;
    int output = -1;
    int nothing = -1;
};

[[noreturn]] void become(Prepared& p) {
    static char language[] = "LC_ALL=C.UTF-8";
    static std::array<char*, 2> environment{language, nullptr};
    const bool ready =
        ::dup2(p.nothing, STDIN_FILENO) >= 0 && ::dup2(p.nothing, STDERR_FILENO) >= 0 &&
        ::dup2(p.output, STDOUT_FILENO) >= 0 && (p.input < 0 || ::dup2(p.input, input_fd) >= 0) &&
        ::close_range(p.input < 0 ? input_fd : input_fd + 1, ~0U, 0) == 0 &&
        ::chdir(p.folder.c_str()) == 0 && build_wall(p.limits);
    if (ready) {
        ::execve(p.program.c_str(), p.argv.data(), environment.data());
    }
    ::_exit(127);
}

std::chrono::milliseconds left(std::chrono::steady_clock::time_point end) {
    return std::max(std::chrono::milliseconds{0}, std::chrono::ceil<std::chrono::milliseconds>(
                                                      end - std::chrono::steady_clock::now()));
}

/// Reads until the child closes its output; a problem when time or room is over.
Result<std::string> output_of(int fd, const Limits& limits) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{limits.seconds};
    std::string out;
    std::array<char, 65'536> buffer{};
    for (;;) {
        pollfd waiting{fd, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(left(end).count()));
        if (ready == 0) {
            return problem("child.too_long");
        }
        const auto got = ready < 0 ? -1 : ::read(fd, buffer.data(), buffer.size());
        if (got == 0) {
            return out;
        }
        if (got < 0 && errno != EINTR) {
            return problem("child.failed");
        }
        out.append(buffer.data(), got < 0 ? 0 : static_cast<std::size_t>(got));
        if (static_cast<std::int64_t>(out.size()) > limits.output) {
            return problem("child.too_much");
        }
    }
}

int exit_of(pid_t child, bool end_it) {
    if (end_it) {
        ::kill(child, SIGKILL);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::string input_path() {
    return "/proc/self/fd/" + std::to_string(input_fd);
}

Result<std::string> run(const Request& request) {
    Prepared p;
    p.program = place_of(request.program);
    if (p.program.empty()) {
        return problem("child.missing", request.program);
    }
    p.words = {request.program};
    p.words.insert(p.words.end(), request.arguments.begin(), request.arguments.end());
    for (auto& word : p.words) {
        p.argv.push_back(word.data());
    }
    p.argv.push_back(nullptr);
    p.folder = request.folder.empty() ? "/" : request.folder.string();
    p.limits = request.limits;
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::system_error{errno, std::generic_category(), "pipe"};
    }
    const Fd from{ends[0]};
    Fd into{ends[1]};
    const Fd nothing{::open("/dev/null", O_RDWR | O_CLOEXEC)};
    p.output = into.get();
    p.nothing = nothing.get();
    // away from the places the child's own files get, so that no dup2 closes another
    const Fd input{request.input < 0 ? ::dup(nothing.get())
                                     : ::fcntl(request.input, F_DUPFD_CLOEXEC, 16)};
    p.input = request.input < 0 ? -1 : input.get();
    const pid_t child = ::fork();
    if (child < 0) {
        throw std::system_error{errno, std::generic_category(), "fork"};
    }
    if (child == 0) {
        become(p);
    }
    into.close();
    auto out = output_of(from.get(), request.limits);
    const int exit = exit_of(child, !out);
    if (out && exit != 0) {
        return exit == 128 + SIGXCPU || exit == 128 + SIGKILL
                   ? problem("child.too_long", request.program)
                   : problem("child.failed", request.program + " " + std::to_string(exit));
    }
    return out;
}

}  // namespace ketnap::child
