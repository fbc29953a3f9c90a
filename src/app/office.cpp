// SPDX-License-Identifier: Apache-2.0
#include "app/office.h"

#include "app/store.h"
#include "base/exchange/legacy_file.h"
#include "base/org/org.h"
#include "platform/crypto/crypto.h"
#include "platform/db/open.h"
#include "platform/vocabulary/errors.h"

#include <pwd.h>
#include <unistd.h>

#include <stdexcept>

namespace ketnap::app {
namespace {

std::string system_user() {
    const auto* entry = getpwuid(geteuid());
    return entry == nullptr ? std::to_string(geteuid()) : std::string{entry->pw_name};
}

std::string first_reason(const Findings& findings) {
    if (findings.empty()) {
        return "unreadable";
    }
    const auto& finding = findings.front();
    const auto place = finding.where.empty()
                           ? std::string{}
                           : finding.where[0].paper + ":" + std::to_string(finding.where[0].line) +
                                 " " + finding.where[0].quote + " ";
    return place + finding.rule;
}

template <class T>
T loaded(Result<T, Findings> result, const char* what) {
    if (!result) {
        throw std::runtime_error{std::string{what} + ": " + first_reason(result.error())};
    }
    return std::move(*result);
}

void make_folder(const std::filesystem::path& folder, Office::Missing missing) {
    if (!std::filesystem::exists(folder)) {
        if (missing == Office::Missing::refuse) {
            throw std::runtime_error{"no data folder " + folder.string()};
        }
        std::filesystem::create_directories(folder);
    }
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);  // 0700
}

// A key that is lost or broken is told in words, with what to do.
[[noreturn]] void explain_keys(const Shipped& shipped, const Options& options,
                               const Problem& problem) {
    Findings findings{field_finding(problem.key, "keys", {problem.detail})};
    shipped.messages.localize(findings, messages::language_of(options.language));
    throw std::runtime_error{findings[0].message + " " + findings[0].way_out};
}

std::unique_ptr<crypto::Vault> open_vault(const Shipped& shipped, const Options& options,
                                          bool holds_data) {
    const auto& folder = options.data;
    const auto file = folder / "keys" / "ketnap.key";
    std::filesystem::create_directories(file.parent_path());
    std::filesystem::permissions(file.parent_path(), std::filesystem::perms::owner_all);
    auto vault = holds_data ? crypto::Vault::open(file) : crypto::Vault::open_or_create(file);
    if (!vault) {
        explain_keys(shipped, options, vault.error());
    }
    return std::make_unique<crypto::Vault>(std::move(*vault));
}

}  // namespace

Shipped Shipped::load(const Options& options) {
    auto share = find_share(options.share);
    const auto data = share.data();
    return {std::move(share),
            messages::Catalogue::load(data / "ui" / "messages"),
            auth::Rights{auth::RoleBook::load(data / "auth" / "roles.json")},
            auth::PasswordRules::load(data / "auth" / "common_passwords.txt"),
            lists::Lists::load(data / "lists"),
            loaded(rules::Rules::load(data / "rules", options.data / "rules"), "data/rules"),
            loaded(rules::Calendar::load(data / "calendars"), "data/calendars"),
            loaded(rules::Checklists::load(data / "forms"), "data/forms"),
            dossier::StateTable::load(data / "dossier" / "states.json"),
            workflow::ReminderLadder::load(data / "workflow" / "reminders.json"),
            exchange::ColumnBook::load(data / "import" / "people_columns.json"),
            exchange::load_legacy(data / "text" / "legacy.json"),
            documents::library(data),
            ceremony::Programmes::load(data / "ceremony" / "programmes.json"),
            privacy::Book::load(data / "privacy", options.data / "privacy"),
            audit::FieldBook::load(data / "audit" / "fields.json")};
}

Office::Office(const Options& options, const Shipped& shipped, const time::Clock& clock,
               Missing missing, const Between& between)
    : m_shipped(shipped),
      m_clock(clock),
      m_folder(options.data),
      m_own_rules(shipped.rules, shipped.share.data() / "rules", options.data / "rules") {
    crypto::init();
    make_folder(m_folder, missing);
    const auto file = m_folder / "ketnap.db";
    if (options.db.empty() && missing == Missing::refuse && !std::filesystem::exists(file)) {
        throw std::runtime_error{"no office in " + m_folder.string()};
    }
    m_db = options.db.empty() ? db::open_sqlite(file) : db::open_postgres(options.db);
    db::migrate(*m_db, shipped.share.migrations());
    if (between) {
        m_db = between(std::move(m_db));
    }
    find_tenant();
    m_vault = open_vault(shipped, options, !m_tenant.empty());
    if (m_tenant.empty()) {
        m_tenant = new_uuid(clock.now().ms);
        m_db->write(m_tenant, clock.now().ms,
                    [&](db::Tx& tx) { store::insert_tenant(tx, "vp", ""); });
    }
    m_shelf = attachments::folder_shelf(m_folder / "attachments");
    m_jobs = std::make_unique<jobs::Jobs>(*m_db, m_clock);
}

Office::~Office() {
    if (m_jobs) {
        m_jobs->stop();
    }
}

void Office::find_tenant() {
    m_tenant = m_db->read("", [](db::Tx& tx) { return store::only_tenant(tx); });
}

audit::Ctx Office::ctx_of(audit::Actor actor) {
    actor.tenant = m_tenant;
    return {*m_db, m_clock, *m_vault, *m_jobs, std::move(actor), nullptr};
}

audit::Ctx Office::cli_ctx() {
    audit::Actor actor;
    actor.user = "cli:" + system_user();
    actor.name = actor.user;
    actor.all_rights = true;
    return ctx_of(std::move(actor));
}

auth::BranchResolver Office::branches() const {
    return [](db::Tx& tx, const std::string& org_id) { return org::path_of(tx, org_id); };
}

std::string setting(db::Tx& tx, const std::string& name) {
    return store::setting(tx, name);
}

void set_setting(db::Tx& tx, const std::string& name, const std::string& value) {
    store::set_setting(tx, name, value);
}

}  // namespace ketnap::app
