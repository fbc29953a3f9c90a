// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/file.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace ketnap {

Result<std::string> read_file(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        return problem("file.unreadable", file.string());
    }
    std::ifstream in{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad() || !in.is_open()) {
        return problem("file.unreadable", file.string());
    }
    return text;
}

std::string read_own_file(const std::filesystem::path& file) {
    auto text = read_file(file);
    if (!text) {
        throw std::runtime_error{"cannot read " + file.string()};
    }
    return *std::move(text);
}

}  // namespace ketnap
