// SPDX-License-Identifier: Apache-2.0
// CPU and wall time of a piece of work, as one line a table can be made of.
#pragma once
#include <fmt/format.h>
#include <sys/resource.h>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace ketnap::perf {

inline double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

inline long peak_mebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

/// KETNAP_BENCH_PEOPLE, or as many as the benchmark is made for.
inline std::int64_t people_wanted(std::int64_t otherwise) {
    auto count = otherwise;
    if (const char* said = std::getenv("KETNAP_BENCH_PEOPLE")) {
        const std::string_view text{said};
        std::from_chars(text.data(), text.data() + text.size(), count);
    }
    return count;
}

/// Prints "name | n | wall s | CPU s | µs CPU each | RSS MiB".
template <class F>
void measure(std::string_view name, std::int64_t count, F work) {
    const auto cpu = cpu_seconds();
    const auto began = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - began;
    const auto spent = cpu_seconds() - cpu;
    fmt::print("{:<44} {:>9} {:>8.3f} s wall {:>8.3f} s CPU {:>9.2f} us each {:>5} MiB\n", name,
               count, wall.count(), spent, spent * 1e6 / static_cast<double>(count),
               peak_mebibytes());
    std::fflush(stdout);
}

}  // namespace ketnap::perf
