// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

namespace ketnap::app {

/// Never serve as root when it can be helped (ASVS 14.1): drops to the owner of the data folder;
/// when root owns it, goes on with one warning on a loopback address, else throws
/// std::runtime_error unless `allow_root`.
void become_owner(const std::filesystem::path& data, const std::string& host, bool allow_root);

}  // namespace ketnap::app
