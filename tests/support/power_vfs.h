// SPDX-License-Identifier: Apache-2.0
// For tests: a SQLite file system that remembers what was written and what was made durable, so
// that the disk can be shown as any power cut would have left it, and that fails when it is told
// to.
#pragma once
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace ketnap::test {

/// The default file system of SQLite while it lives; passes everything on to the real one.
class PowerVfs {
  public:
    PowerVfs();
    ~PowerVfs();
    PowerVfs(const PowerVfs&) = delete;
    PowerVfs& operator=(const PowerVfs&) = delete;

    /// Begins to remember; what lies in the folder now is durable. Files elsewhere are left alone.
    void record(const std::filesystem::path& folder);
    /// Ends it. Operations are writes, truncations, removals and syncs, counted from 1.
    void stop_recording();
    std::int64_t operations() const;
    /// Puts the files of the folder into `target` as they may lie there after the power went at
    /// that operation: what was synced, and a random part of what was not, torn in sectors.
    void cut_at(std::int64_t operation, std::mt19937& random,
                const std::filesystem::path& target) const;

    enum class Failure { io, full, short_write };
    /// The n-th operation from now on (reads too) fails, and each one after it for `lasting`.
    void fail_at(std::int64_t operation, Failure failure, std::int64_t lasting = 1);
    void heal();
    /// True when a failure was given since fail_at().
    bool failed() const;
};

}  // namespace ketnap::test
