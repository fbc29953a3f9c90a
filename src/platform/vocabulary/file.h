// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/result.h"

#include <filesystem>
#include <string>

namespace ketnap {

/// The whole file as bytes. Problem "file.unreadable" with its name.
Result<std::string> read_file(const std::filesystem::path& file);

/// For files that ship with the program: one that cannot be read is std::runtime_error.
std::string read_own_file(const std::filesystem::path& file);

}  // namespace ketnap
