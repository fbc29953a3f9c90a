// SPDX-License-Identifier: Apache-2.0
// The end of an audit chain, signed and kept outside the database: it shows what a chain alone
// cannot, a tail that was cut off and a database that was replaced or rewritten as a whole.
#pragma once
#include "base/audit/trace.h"
#include "platform/crypto/vault.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/result.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace ketnap::audit {

struct Checkpoint {
    std::string tenant;
    std::int64_t seq = 0;
    std::string hash;
    std::int64_t at = 0;
    std::string public_key;
    std::string signature;
};
BOOST_DESCRIBE_STRUCT(Checkpoint, (), (tenant, seq, hash, at, public_key, signature))

Checkpoint sign_checkpoint(const crypto::Vault& vault, const std::string& tenant,
                           const ChainEnd& end, std::int64_t at_ms);
/// By the key that it names itself.
bool is_signed(const Checkpoint& checkpoint);

/// One JSON object a line, oldest first. Problem: `audit.checkpoint_unreadable`.
Result<std::vector<Checkpoint>> read_checkpoints(const std::filesystem::path& file);
/// Durable when it returns; the folder is made when it is not there. Throws std::runtime_error.
void append_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint);

enum class Fault {
    none,
    changed,     ///< the row is not what was written under its number
    missing,     ///< a number has no row
    unlinked,    ///< the row does not follow the one before it: one of the two was put there
    inserted,    ///< a row that the program did not write
    cut,         ///< the rows from here on are gone
    rewritten,   ///< the chain holds but is not the one that was signed
    other_data,  ///< the checkpoint is of another office or another key
    forged,      ///< the checkpoint is not signed by the key that it names
};
/// The name in messages and JSON: `audit.fault.<name>`.
std::string name_of(Fault fault);

struct Verdict {
    std::int64_t rows = 0;       ///< that fit
    std::int64_t first_bad = 0;  ///< number of the first bad row; 0 when the fault is of no row
    Fault fault = Fault::none;
    std::int64_t checkpoints = 0;   ///< that fit
    std::int64_t bad_line = 0;      ///< of `against`, counted from 1: the checkpoint that does not
    std::int64_t last_checked = 0;  ///< row of the last checkpoint that fits
};

/// Recomputes every hash of the tenant, compares the end with the counter and every checkpoint with
/// its row. `public_key` (hex) is that of the office; empty when its key file is not at hand.
Verdict verify(db::Tx& tx, std::span<const Checkpoint> against, const std::string& public_key);

/// The key by which checkpoints of the tenant are signed, in hex.
std::string checkpoint_key(const crypto::Vault& vault, const std::string& tenant);

}  // namespace ketnap::audit
