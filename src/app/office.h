// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/options.h"
#include "app/share.h"
#include "base/attachments/shelf.h"
#include "base/audit/ctx.h"
#include "base/audit/words.h"
#include "base/auth/accounts.h"
#include "base/auth/can.h"
#include "base/documents/documents.h"
#include "base/exchange/exchange.h"
#include "base/lists/lists.h"
#include "base/messages/messages.h"
#include "base/privacy/book.h"
#include "base/rules/calendar.h"
#include "base/rules/checklist.h"
#include "base/rules/own_files.h"
#include "base/rules/rules.h"
#include "base/workflow/reminders.h"
#include "platform/crypto/vault.h"
#include "platform/jobs/jobs.h"
#include "platform/time/clock.h"
#include "stage/ceremony/programme/programme.h"
#include "stage/dossier/states.h"

#include <functional>
#include <memory>

namespace ketnap::app {

/// Everything that ships as data, read once at start.
struct Shipped {
    Share share;
    messages::Catalogue messages;
    auth::Rights rights;
    auth::PasswordRules passwords;
    lists::Lists lists;
    rules::Rules rules;
    rules::Calendar calendar;
    rules::Checklists checklists;
    dossier::StateTable dossier_states;
    workflow::ReminderLadder ladder;
    exchange::ColumnBook import_columns;
    text::Legacy legacy;
    std::shared_ptr<const documents::Library> papers;
    ceremony::Programmes programmes;
    privacy::Book privacy;
    audit::FieldBook audit_fields;

    exchange::Kit import_kit() const { return {lists, import_columns, legacy}; }

    static Shipped load(const Options& options);
};

/// An opened data folder: database brought to its schema, keys, jobs, the one tenant of an office
/// PC.
class Office {
  public:
    enum class Missing { create, refuse };
    /// What stands between an office and its database: tests that make it fail.
    using Between = std::function<std::unique_ptr<db::Database>(std::unique_ptr<db::Database>)>;

    /// Throws std::runtime_error with a plain reason: no such folder, keys lost, schema newer than
    /// the program.
    Office(const Options& options, const Shipped& shipped, const time::Clock& clock,
           Missing missing, const Between& between = {});
    ~Office();
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    /// The command line on its own data folder: `cli:<system user>`, all rights, audited like
    /// everyone.
    audit::Ctx cli_ctx();
    audit::Ctx ctx_of(audit::Actor actor);

    const std::filesystem::path& folder() const { return m_folder; }
    const std::string& tenant() const { return m_tenant; }
    db::Database& db() { return *m_db; }
    jobs::Jobs& jobs() { return *m_jobs; }
    crypto::Vault& vault() const { return *m_vault; }
    attachments::Shelf& shelf() { return *m_shelf; }
    rules::OwnFiles& own_rules() { return m_own_rules; }
    const time::Clock& clock() const { return m_clock; }
    const Shipped& shipped() const { return m_shipped; }
    auth::BranchResolver branches() const;

  private:
    void find_tenant();

    const Shipped& m_shipped;
    const time::Clock& m_clock;
    std::filesystem::path m_folder;
    rules::OwnFiles m_own_rules;
    std::unique_ptr<db::Database> m_db;
    std::unique_ptr<crypto::Vault> m_vault;
    std::unique_ptr<attachments::Shelf> m_shelf;
    std::unique_ptr<jobs::Jobs> m_jobs;
    std::string m_tenant;
};

/// Name of the setting: what network the machine that serves is on.
inline constexpr const char* network_setting = "network.mode";

/// Value of a row of `setting`; empty when unset.
std::string setting(db::Tx& tx, const std::string& name);
void set_setting(db::Tx& tx, const std::string& name, const std::string& value);

}  // namespace ketnap::app
