// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/text/legacy.h"

#include <filesystem>

namespace ketnap::exchange {

/// Tables of text before Unicode: data/text/legacy.json. Throws std::runtime_error naming the file.
text::Legacy load_legacy(const std::filesystem::path& file);

}  // namespace ketnap::exchange
