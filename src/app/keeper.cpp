// SPDX-License-Identifier: Apache-2.0
#include "app/keeper.h"

#include "base/auth/sign_in.h"
#include "base/backup/backup.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/log/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>

namespace ketnap::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* state_setting = "backup.state";
constexpr std::string_view file_head = "ketnap-";
constexpr std::string_view file_tail = ".backup";

/// "ketnap-2026-11-24-0730.backup": the names stand in the order of their making.
fs::path file_for(const fs::path& folder, time::Moment now) {
    auto clock = time::clock_time_in_vietnam(now);
    std::erase(clock, ':');
    return folder /
           fmt::format("{}{}-{}{}", file_head, time::date_in_vietnam(now).iso(), clock, file_tail);
}

void change_state(Office& office, const std::function<void(BackupState&)>& change) {
    const auto ctx = office.cli_ctx();
    ctx.write([&](db::Tx& tx) {
        auto state = backup_state(tx);
        change(state);
        set_backup_state(tx, state);
    });
}

}  // namespace

BackupState backup_state(db::Tx& tx) {
    const auto text = setting(tx, state_setting);
    auto state = text.empty() ? Result<BackupState, Findings>{} : json::read<BackupState>(text);
    return state ? std::move(*state) : BackupState{};
}

void set_backup_state(db::Tx& tx, const BackupState& state) {
    set_setting(tx, state_setting, json::write(state));
}

void note_backup(Office& office, const KeeperPlan& plan, std::int64_t made_at) {
    change_state(office, [&](BackupState& state) {
        state.made_at = made_at;
        state.trouble.clear();
    });
    for (const auto& file : keep_checkpoint(plan.data, plan.checkpoints, checkpoint_now(office))) {
        log::error("checkpoint.not_written", {{"file", file.string()}});
    }
}

std::int64_t free_space(const fs::path& folder) {
    std::error_code failed;
    const auto space = fs::space(folder, failed);
    return failed ? -1 : static_cast<std::int64_t>(space.available);
}

std::string passphrase_in(const fs::path& file) {
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    if (line.empty()) {
        throw std::runtime_error{"the passphrase file is empty or cannot be read"};
    }
    return line;
}

Keeper::Keeper(Office& office, KeeperPlan plan) : m_office(office), m_plan(std::move(plan)) {
    const bool planned = m_plan.backup.has_value();
    if (office.db().read(office.tenant(), backup_state).planned != planned) {
        change_state(office, [&](BackupState& state) { state.planned = planned; });
    }
}

Keeper::~Keeper() {
    stop();
}

void Keeper::tick() {
    const auto safely = [](const char* what, const std::function<void()>& work) {
        try {
            work();
        } catch (const std::exception& error) {
            log::error(what, {{"what", error.what()}});
        }
    };
    safely("sign_ins.failed", [&] { auth::end_stale_sign_ins(m_office.cli_ctx()); });
    safely("checkpoint.failed", [&] { keep_chain(); });
    safely("backup.failed", [&] { back_up(); });
    safely("disk.failed", [&] { look_at_disk(); });
}

void Keeper::keep_chain() {
    const auto now = m_office.clock().now().ms;
    // a clock that was set back must not silence it until the old hour comes again
    if (m_chain_at != 0 && now >= m_chain_at && now < m_chain_at + hour_ms) {
        return;
    }
    m_chain_at = now;
    const auto checkpoint = checkpoint_now(m_office);
    if (is_kept(m_plan.data, checkpoint)) {
        return;
    }
    for (const auto& file : keep_checkpoint(m_plan.data, m_plan.checkpoints, checkpoint)) {
        log::error("checkpoint.not_written", {{"file", file.string()}});
    }
}

void Keeper::back_up() {
    if (!m_plan.backup) {
        return;
    }
    const auto now = m_office.clock().now();
    const auto state = m_office.db().read(m_office.tenant(), backup_state);
    const bool due = now.ms >= state.made_at + day_ms || now.ms < state.made_at;
    const bool again = now.ms >= state.tried_at + hour_ms || now.ms < state.tried_at;
    if (!due || !again) {
        return;
    }
    const auto& plan = *m_plan.backup;
    std::error_code failed;
    fs::create_directories(plan.folder, failed);
    const Result<backup::Manifest> made =
        failed ? Result<backup::Manifest>{problem("backup.not_written", plan.folder.string())}
               : backup::make(m_office.cli_ctx(), {m_plan.data, file_for(plan.folder, now),
                                                   plan.passphrase, KETNAP_VERSION, plan.database});
    change_state(m_office, [&](BackupState& after) {
        after.tried_at = now.ms;
        after.trouble = made ? "" : made.error().key;
    });
    if (!made) {
        log::error("backup.failed", {{"what", made.error().key}});
        return;
    }
    note_backup(m_office, m_plan, made->made_at);
    forget_old_backups();
}

// Only what this program made by itself, and only after a newer one was read back.
void Keeper::forget_old_backups() const {
    std::vector<fs::path> made;
    for (const auto& entry : fs::directory_iterator{m_plan.backup->folder}) {
        const auto name = entry.path().filename().string();
        if (entry.is_regular_file() && name.starts_with(file_head) && name.ends_with(file_tail)) {
            made.push_back(entry.path());
        }
    }
    std::sort(made.begin(), made.end());
    const auto keep = static_cast<std::size_t>(std::max<std::int64_t>(m_plan.backup->keep, 1));
    for (std::size_t i = 0; i + keep < made.size(); ++i) {
        fs::remove(made[i]);
    }
}

void Keeper::look_at_disk() {
    const auto now = m_office.clock().now().ms;
    if (m_disk_at != 0 && now >= m_disk_at && now < m_disk_at + hour_ms) {
        return;
    }
    const auto space = free_space(m_plan.data);
    if (space >= 0 && space < disk_reserve) {
        m_disk_at = now;
        log::warn("disk.nearly_full", {{"free_mib", space / 1'048'576}});
    }
}

void Keeper::start() {
    m_thread = std::thread{[this] {
        constexpr std::chrono::minutes pause{1};
        std::unique_lock lock{m_mutex};
        while (!m_stopping) {
            lock.unlock();
            tick();
            lock.lock();
            m_wake.wait_for(lock, pause, [&] { return m_stopping; });
        }
    }};
}

void Keeper::stop() {
    {
        const std::scoped_lock lock{m_mutex};
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

}  // namespace ketnap::app
