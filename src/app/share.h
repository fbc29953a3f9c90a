// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace ketnap::app {

/// Assets that ship with the program: data/, db/migrations/, web/.
struct Share {
    std::filesystem::path root;
    std::filesystem::path data() const { return root / "data"; }
    std::filesystem::path migrations() const { return root / "migrations"; }
    std::filesystem::path web() const { return root / "web"; }
};

/// The given folder, or share/ketnap beside the program or one level up. Throws std::runtime_error
/// naming where it looked.
Share find_share(const std::filesystem::path& given);

}  // namespace ketnap::app
