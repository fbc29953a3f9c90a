// SPDX-License-Identifier: Apache-2.0
// What can be wrong with an office, looked at from outside; changes nothing.
#pragma once
#include "app/office.h"
#include "app/options.h"

#include <filesystem>

namespace ketnap::app {

/// The folder, its key file, the space left. Rules `doctor.<what>`; a hint says that all is well.
Findings look_at_folder(const std::filesystem::path& data);

/// The schema beside what this program knows. An error: it must not be opened.
Findings look_at_schema(const Options& options, const Share& share);

/// Integrity, clock, audit chain and checkpoints, files of papers, backups.
Findings look_at_office(Office& office, const Options& options, messages::Language language);

}  // namespace ketnap::app
