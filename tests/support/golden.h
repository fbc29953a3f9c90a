// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace ketnap::golden {

/// A case is an input file and its expected twin: a new case is a new file. KETNAP_REBASELINE=1
/// rewrites the twins; refused where CI is set.
inline void run(const std::filesystem::path& folder, const std::string& input_ending,
                const std::string& twin_ending,
                const std::function<std::string(const std::string& input)>& answer) {
    const bool rebaseline = std::getenv("KETNAP_REBASELINE") != nullptr;
    const bool refused = rebaseline && std::getenv("CI") != nullptr;
    REQUIRE_FALSE(refused);
    std::vector<std::filesystem::path> inputs;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().string().ends_with(input_ending)) {
            inputs.push_back(entry.path());
        }
    }
    std::sort(inputs.begin(), inputs.end());
    REQUIRE_FALSE(inputs.empty());
    for (const auto& input : inputs) {
        const std::string name = input.string();
        const std::filesystem::path twin =
            name.substr(0, name.size() - input_ending.size()) + twin_ending;
        INFO(input.filename().string());
        const std::string got = answer(read_own_file(input));
        if (rebaseline) {
            std::ofstream{twin, std::ios::binary} << got;
        }
        const auto expected = read_file(twin);
        CHECK_MESSAGE(expected.has_value(), "no twin: run once with KETNAP_REBASELINE=1");
        if (expected) {
            CHECK(got == *expected);
        }
    }
}

}  // namespace ketnap::golden
