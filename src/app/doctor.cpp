// SPDX-License-Identifier: Apache-2.0
#include "app/doctor.h"

#include "app/checkpoints.h"
#include "app/keeper.h"
#include "app/store.h"
#include "base/attachments/shelf_state.h"
#include "platform/db/open.h"

#include <sys/stat.h>
#include <unistd.h>

namespace ketnap::app {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t mib = 1'048'576;
constexpr std::int64_t comfortable = 1'024 * mib;
constexpr std::int64_t clock_slack_ms = 5 * 60'000;

Finding says(Level level, std::string rule, std::vector<std::string> values = {}) {
    Finding finding;
    finding.rule = std::move(rule);
    finding.level = level;
    finding.values = std::move(values);
    return finding;
}

bool is_private(const fs::path& path) {
    struct stat about{};
    return ::stat(path.c_str(), &about) == 0 && (about.st_mode & 077) == 0;
}

bool is_ours(const fs::path& path) {
    struct stat about{};
    return ::stat(path.c_str(), &about) == 0 && (about.st_uid == ::geteuid() || ::geteuid() == 0);
}

void look_at_rights(const fs::path& data, Findings& found) {
    const auto before = found.size();
    for (const auto& path : {data, data / "keys"}) {
        if (fs::exists(path) && !is_private(path)) {
            found.push_back(says(Level::error, "doctor.open_to_others", {path.string()}));
        }
        if (fs::exists(path) && !is_ours(path)) {
            found.push_back(says(Level::error, "doctor.not_ours", {path.string()}));
        }
    }
    if (found.size() == before) {
        found.push_back(says(Level::hint, "doctor.rights_fine"));
    }
}

void look_at_key(const fs::path& data, Findings& found) {
    const auto vault = crypto::Vault::open(data / "keys" / "ketnap.key");
    found.push_back(vault ? says(Level::hint, "doctor.key_fine")
                          : says(Level::error, vault.error().key, {vault.error().detail}));
}

void look_at_space(const fs::path& data, Findings& found) {
    const auto space = free_space(data);
    const auto level = space < disk_reserve  ? Level::error
                       : space < comfortable ? Level::warning
                                             : Level::hint;
    found.push_back(says(level, level == Level::hint ? "doctor.space_fine" : "doctor.space_low",
                         {std::to_string(space / mib)}));
}

void look_at_file(const Options& options, Findings& found) {
    if (!options.db.empty()) {
        return;  // the server checks its own files
    }
    try {
        db::check_sqlite_file(options.data / "ketnap.db");
        found.push_back(says(Level::hint, "doctor.file_fine"));
    } catch (const DbError&) {
        found.push_back(says(Level::error, "doctor.file_damaged"));
    }
}

std::string when(std::int64_t ms) {
    const time::Moment at{ms};
    return time::clock_time_in_vietnam(at) + " " + time::date_in_vietnam(at).vn();
}

void look_at_clock(Office& office, Findings& found) {
    const auto newest = office.cli_ctx().read([](db::Tx& tx) { return audit::latest(tx, 1); });
    const auto now = office.clock().now().ms;
    const bool behind = !newest.empty() && now + clock_slack_ms < newest[0].at;
    found.push_back(behind
                        ? says(Level::error, "doctor.clock_behind", {when(now), when(newest[0].at)})
                        : says(Level::hint, "doctor.clock_fine", {when(now)}));
}

void look_at_audit(Office& office, const Options& options, messages::Language language,
                   Findings& found) {
    std::vector<audit::Checkpoint> against;
    const auto file = own_checkpoints(options.data);
    if (fs::exists(file)) {
        auto read = audit::read_checkpoints(file);
        if (!read) {
            found.push_back(says(Level::error, read.error().key, {read.error().detail}));
            return;
        }
        against = std::move(*read);
    }
    const auto verdict = office.cli_ctx().read([&](db::Tx& tx) {
        return audit::verify(tx, against, audit::checkpoint_key(office.vault(), office.tenant()));
    });
    const auto text = verdict_text(office.shipped().messages, language, verdict, against);
    found.push_back(verdict.fault == audit::Fault::none
                        ? says(Level::hint, "doctor.audit_fine", {text})
                        : says(Level::error, "doctor.audit_bad", {text}));
}

void look_at_files(Office& office, Findings& found) {
    const auto state = attachments::look_at_shelf(office.cli_ctx(), office.shelf());
    if (state.missing > 0) {
        found.push_back(says(Level::error, "doctor.files_missing",
                             {std::to_string(state.missing), std::to_string(state.files)}));
    }
    if (state.orphans > 0) {
        found.push_back(
            says(Level::warning, "doctor.files_orphaned", {std::to_string(state.orphans)}));
    }
    if (state.missing == 0 && state.orphans == 0) {
        found.push_back(says(Level::hint, "doctor.files_fine", {std::to_string(state.files)}));
    }
}

void look_at_backups(Office& office, Findings& found) {
    const auto state = office.cli_ctx().read(backup_state);
    const auto now = office.clock().now().ms;
    if (!state.trouble.empty()) {
        found.push_back(says(Level::error, "doctor.backup_failed", {when(state.tried_at)}));
    }
    if (state.made_at == 0) {
        found.push_back(says(Level::warning, "doctor.backup_none"));
    } else if (now - state.made_at > backup_late_ms) {
        found.push_back(says(Level::warning, "doctor.backup_late", {when(state.made_at)}));
    } else {
        found.push_back(says(Level::hint, "doctor.backup_fine", {when(state.made_at)}));
    }
    if (!state.planned) {
        found.push_back(says(Level::warning, "doctor.backup_unplanned"));
    }
}

}  // namespace

Findings look_at_folder(const fs::path& data) {
    Findings found;
    look_at_rights(data, found);
    look_at_key(data, found);
    look_at_space(data, found);
    return found;
}

Findings look_at_schema(const Options& options, const Share& share) {
    const auto known = db::newest_migration(share.migrations());
    std::int64_t there = 0;
    try {
        const auto db = options.db.empty() ? db::open_sqlite(options.data / "ketnap.db")
                                           : db::open_postgres(options.db);
        there = db->read("", store::schema);
    } catch (const DbError&) {
        return {says(Level::error, "doctor.unreadable")};
    }
    if (there == known) {
        return {says(Level::hint, "doctor.schema_fine", {std::to_string(there)})};
    }
    return {says(Level::error, there > known ? "doctor.schema_newer" : "doctor.schema_older",
                 {std::to_string(there), std::to_string(known)})};
}

Findings look_at_office(Office& office, const Options& options, messages::Language language) {
    Findings found;
    look_at_file(options, found);
    look_at_clock(office, found);
    look_at_audit(office, options, language, found);
    look_at_files(office, found);
    look_at_backups(office, found);
    return found;
}

}  // namespace ketnap::app
