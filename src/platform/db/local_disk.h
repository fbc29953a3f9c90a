// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace ketnap::db {

/// The type of the file system that holds `path`, by the text of /proc/self/mountinfo.
std::string file_system_of(std::string_view mountinfo, const std::filesystem::path& path);

/// Locks and fsync of these do not hold what SQLite needs.
bool is_network_file_system(std::string_view type);

/// Throws DbError when the folder lies on a network file system.
void require_local_disk(const std::filesystem::path& folder);

/// Makes a new name in `folder` survive a power cut.
void sync_folder(const std::filesystem::path& folder);
void sync_file(const std::filesystem::path& file);

}  // namespace ketnap::db
