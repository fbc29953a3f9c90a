// SPDX-License-Identifier: Apache-2.0
// What a serving office does by itself: a checkpoint of the audit every hour, a backup every day,
// a word in time when the disk runs full.
#pragma once
#include "app/checkpoints.h"
#include "app/office.h"
#include "platform/json/describe.h"

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace ketnap::app {

struct BackupPlan {
    std::filesystem::path folder;
    std::string passphrase;
    std::int64_t keep = 14;
    std::string database;  ///< of a PostgreSQL office
};

struct KeeperPlan {
    std::filesystem::path data;
    Folders checkpoints;  ///< besides the data folder
    std::optional<BackupPlan> backup;
};

/// What the office knows of its backups; a row of `setting`.
struct BackupState {
    bool planned = false;       ///< the serving program makes one every day
    std::int64_t made_at = 0;   ///< the newest that was read back and held
    std::int64_t tried_at = 0;  ///< when the daily one was last tried
    std::string trouble;        ///< why that failed; empty when it did not
};
BOOST_DESCRIBE_STRUCT(BackupState, (), (planned, made_at, tried_at, trouble))

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;
/// A backup is late when none was made for this long.
constexpr std::int64_t backup_late_ms = day_ms + 12 * hour_ms;
/// Less free space than this on the disk of the data is told.
constexpr std::int64_t disk_reserve = 50LL * 1'048'576;

BackupState backup_state(db::Tx& tx);
void set_backup_state(db::Tx& tx, const BackupState& state);
/// A backup was made and read back: remembered, its checkpoint kept.
void note_backup(Office& office, const KeeperPlan& plan, std::int64_t made_at);

/// Free bytes for us where the folder lies; -1 when nobody knows.
std::int64_t free_space(const std::filesystem::path& folder);
/// The first line of a file. Throws std::runtime_error when there is none.
std::string passphrase_in(const std::filesystem::path& file);

class Keeper {
  public:
    Keeper(Office& office, KeeperPlan plan);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    /// Does what is due by the clock of the office.
    void tick();
    /// A thread that ticks every minute.
    void start();
    void stop();

  private:
    void keep_chain();
    void back_up();
    void look_at_disk();
    void forget_old_backups() const;

    Office& m_office;
    KeeperPlan m_plan;
    std::int64_t m_chain_at = 0;
    std::int64_t m_disk_at = 0;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace ketnap::app
