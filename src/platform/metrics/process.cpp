// SPDX-License-Identifier: Apache-2.0
#include "platform/metrics/process.h"

#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

namespace ketnap::metrics {
namespace {

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// The number behind a name in /proc/self/status; kB for memory.
double status(std::string_view name) {
    std::ifstream file{"/proc/self/status"};
    std::string line;
    while (std::getline(file, line)) {
        if (line.starts_with(name)) {
            std::int64_t number = 0;
            const auto from = line.find_first_of("0123456789", name.size());
            std::from_chars(line.data() + std::min(from, line.size()), line.data() + line.size(),
                            number);
            return static_cast<double>(number);
        }
    }
    return 0;
}

double open_files() {
    std::error_code code;
    std::filesystem::directory_iterator files{"/proc/self/fd", code};
    double count = 0;
    for (; !code && files != std::filesystem::directory_iterator{}; files.increment(code)) {
        ++count;
    }
    return count;
}

}  // namespace

void add_process(Text& text) {
    constexpr double kib = 1024;
    text.family("process_resident_memory_bytes", Text::Kind::gauge, "Memory in use");
    text.sample({}, status("VmRSS:") * kib);
    text.family("process_resident_memory_max_bytes", Text::Kind::gauge, "The most it ever was");
    text.sample({}, status("VmHWM:") * kib);
    text.family("process_cpu_seconds_total", Text::Kind::counter, "CPU, user and system");
    text.sample({}, cpu_seconds());
    text.family("process_open_fds", Text::Kind::gauge, "Open files and sockets");
    text.sample({}, open_files());
    text.family("process_threads", Text::Kind::gauge, "Threads");
    text.sample({}, status("Threads:"));
}

}  // namespace ketnap::metrics
