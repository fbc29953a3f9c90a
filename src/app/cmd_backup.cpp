// SPDX-License-Identifier: Apache-2.0
// backup, restore: one checked file of an office, and back again.
#include "app/commands.h"
#include "app/keeper.h"
#include "app/office.h"
#include "base/audit/trace.h"
#include "base/backup/backup.h"
#include "platform/db/open.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace ketnap::app {
namespace {

struct BackupOptions {
    std::filesystem::path file;
    std::filesystem::path passphrase_file;
    std::filesystem::path key_file;
};

/// The texts of this program in the language asked for.
class Speaker {
  public:
    explicit Speaker(const Options& options)
        : m_texts(messages::Catalogue::load(find_share(options.share).data() / "ui" / "messages")),
          m_language(messages::language_of(options.language)) {}

    void say(const char* key, const std::vector<std::string>& values) const {
        fmt::print("{}\n", m_texts.text(key, m_language, values));
    }
    int refuse(const Problem& problem) const {
        Findings findings{field_finding(problem.key, "file", {problem.detail})};
        m_texts.localize(findings, m_language);
        fmt::print(stderr, "ketnap: {} {}\n", findings[0].message, findings[0].way_out);
        return problem.key == "backup.not_written" ? Exit::failed : Exit::unreadable;
    }

  private:
    messages::Catalogue m_texts;
    messages::Language m_language;
};

// From a file, never from the command line, which others on the machine can read.
std::string passphrase_of(const BackupOptions& backup) {
    return backup.passphrase_file.empty() ? "" : passphrase_in(backup.passphrase_file);
}

std::string size_of(const backup::Manifest& manifest) {
    std::int64_t bytes = 0;
    for (const auto& file : manifest.files) {
        bytes += file.size;
    }
    return std::to_string((bytes + 1'048'575) / 1'048'576);
}

int make_backup(const BackupOptions& wanted, const Options& options) {
    const Speaker speaker{options};
    const auto shipped = Shipped::load(options);
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    const auto made = backup::make(
        office.cli_ctx(),
        {options.data, wanted.file, passphrase_of(wanted), KETNAP_VERSION, options.db});
    if (!made) {
        return speaker.refuse(made.error());
    }
    note_backup(office, {options.data, {}, {}}, made->made_at);
    speaker.say("backup.done",
                {wanted.file.string(), std::to_string(made->files.size()), size_of(*made)});
    if (!made->keys_included) {
        speaker.say("backup.keys_apart", {(options.data / "keys" / "ketnap.key").string()});
    }
    return Exit::fine;
}

// Opened once, it is brought to this program's schema, and the restoring itself is on record.
void record_restore(const BackupOptions& wanted, Options options, const Shipped& shipped) {
    const time::SystemClock clock;
    Office office{options, shipped, clock, Office::Missing::refuse};
    audit::trace_apart(office.cli_ctx(), "backup.restored", "installation", "",
                       {{"file", "", wanted.file.filename().string()}});
}

int restore_backup(const BackupOptions& wanted, const Options& options) {
    const Speaker speaker{options};
    const auto shipped = Shipped::load(options);
    const auto restored = backup::restore(
        {wanted.file, options.data, passphrase_of(wanted), wanted.key_file,
         db::newest_migration(shipped.share.migrations()), options.db, shipped.share.migrations()});
    if (!restored) {
        return speaker.refuse(restored.error());
    }
    speaker.say("backup.restored",
                {options.data.string(), std::to_string(restored->manifest.files.size()),
                 size_of(restored->manifest)});
    if (restored->keys_missing) {
        speaker.say("backup.put_key", {(options.data / "keys" / "ketnap.key").string()});
    } else if (restored->manifest.engine == "sqlite" || restored->manifest.tables) {
        record_restore(wanted, options, shipped);
    }
    if (restored->manifest.engine != "sqlite" && !restored->manifest.tables) {
        speaker.say("backup.no_database", {});
    }
    for (const auto& tenant : restored->bad_chains) {
        speaker.say("backup.chain_broken", {tenant});
    }
    return restored->bad_chains.empty() ? Exit::fine : Exit::found;
}

void add_file_options(CLI::App& command, BackupOptions& backup) {
    command.add_option("file", backup.file, "The backup file")->required();
    command.add_option("--passphrase-file", backup.passphrase_file,
                       "File whose first line encrypts the backup, keys included");
}

}  // namespace

void add_backup(CLI::App& root, Options& options, Run& run) {
    auto* make = root.add_subcommand("backup", "Write the office into one checked file");
    add_common(*make, options);
    auto wanted = std::make_shared<BackupOptions>();
    add_file_options(*make, *wanted);
    make->callback([wanted, &options, &run] {
        run = [wanted, &options] { return make_backup(*wanted, options); };
    });
    auto* restore = root.add_subcommand("restore", "Bring an office back into an empty folder");
    add_common(*restore, options);
    auto found = std::make_shared<BackupOptions>();
    add_file_options(*restore, *found);
    restore->add_option("--key", found->key_file, "The key file, when it was kept apart");
    restore->callback([found, &options, &run] {
        run = [found, &options] { return restore_backup(*found, options); };
    });
}

}  // namespace ketnap::app
