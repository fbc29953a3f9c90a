// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ketnap::child {

/// What a child may use before it is ended.
struct Limits {
    int seconds = 20;  ///< by the clock on the wall, and of CPU time
    std::int64_t memory = std::int64_t{768} * 1024 * 1024;
    std::int64_t output = std::int64_t{32} * 1024 * 1024;  ///< bytes taken from its standard output
    std::int64_t file = std::int64_t{512} * 1024 * 1024;   ///< longest file it may write
};

struct Request {
    std::string program;  ///< a name, looked for in PATH
    std::vector<std::string> arguments;
    int input = -1;                  ///< an open file, which the child finds as input_path()
    std::filesystem::path folder{};  ///< where it works; "/" when empty
    Limits limits{};
};

/// How an argument names the file given as `input`.
std::string input_path();

/// Runs a foreign program without a shell: an empty environment, no other open file, limits on
/// time, memory and output, no new rights, and no network (seccomp). Gives its standard output.
/// Problems: `child.missing` (no such program), `child.failed` (its exit code), `child.too_long`,
/// `child.too_much`.
Result<std::string> run(const Request& request);

}  // namespace ketnap::child
