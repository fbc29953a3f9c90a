// SPDX-License-Identifier: Apache-2.0
// Where the signed ends of the audit chain lie outside the database.
#pragma once
#include "app/office.h"
#include "base/audit/checkpoint.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace ketnap::app {

using Folders = std::vector<std::filesystem::path>;

/// The file in a data folder; no backup takes it, so that a restored office begins its own.
std::filesystem::path own_checkpoints(const std::filesystem::path& data);

/// Signs the end of the chain as it is now.
audit::Checkpoint checkpoint_now(Office& office);

/// Appends a checkpoint to the own file and to one in each other folder. Those that could not be
/// written; the others are.
Folders keep_checkpoint(const std::filesystem::path& data, const Folders& others,
                        const audit::Checkpoint& checkpoint);

/// True when nothing was audited since the newest checkpoint of the own file.
bool is_kept(const std::filesystem::path& data, const audit::Checkpoint& checkpoint);

/// The verdict as a sentence.
std::string verdict_text(const messages::Catalogue& texts, messages::Language language,
                         const audit::Verdict& verdict, std::span<const audit::Checkpoint> against);

/// A page to print, sign and put away: the checkpoint in words and as a QR that holds its line.
std::string checkpoint_page(Office& office, const audit::Checkpoint& checkpoint);

}  // namespace ketnap::app
