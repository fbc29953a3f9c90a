// SPDX-License-Identifier: Apache-2.0
// A small invented office for storage tests of the stages: two units with cells, their Youth Union
// twins, people, and actors by role.
#pragma once
#include "base/org/org.h"
#include "base/people/people.h"
#include "platform/crypto/vault.h"
#include "platform/jobs/jobs.h"
#include "platform/time/clock.h"
#include "support/db_fixture.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace ketnap::test {

class Office {
  public:
    /// An office of two units on that day.
    explicit Office(time::Date today = time::Date{2024, 6, 3})
        : clock(today),
          vault(crypto::Vault::in_memory()),
          jobs(*m_db, clock),
          rights(auth::RoleBook::load(std::filesystem::path{KETNAP_SOURCE_DIR} /
                                      "data/auth/roles.json")) {
        add_tree();
    }

    db::Database& db() const { return *m_db; }

    /// "root", "unit_a", "cell_a", "unit_b", "cell_b", "bloc", "union_a", "union_b", "branch_a".
    const org::Org& org(std::string_view name) const { return m_orgs.at(std::string{name}); }

    /// One who may do everything, as the command line does.
    audit::Ctx ctx() {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = "test";
        actor.all_rights = true;
        return ctx_of(std::move(actor));
    }
    /// One with that role on that body.
    audit::Ctx as(const std::string& role, std::string_view org_name = "root") {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = role;
        const auto& body = org(org_name);
        audit::Grant grant;
        grant.role = role;
        grant.org_id = body.id.value;
        grant.org_path = body.path;
        actor.grants.push_back(grant);
        return ctx_of(std::move(actor));
    }

    template <class F>
    auto read(F&& f) {
        return ctx().read(std::forward<F>(f));
    }
    template <class F>
    auto write(F&& f) {
        return ctx().write(std::forward<F>(f));
    }

    people::Person person(const std::string& name, std::string_view org_name,
                          people::Standing standing = people::Standing::union_member,
                          std::string_view union_name = {}) {
        people::Person p;
        p.name = name;
        p.org_id = org(org_name).id;
        p.org_path = org(org_name).path;
        if (!union_name.empty()) {
            p.union_org_id = org(union_name).id;
            p.union_org_path = org(union_name).path;
        }
        p.born_on = p.born_on_as_written = "1995-04-01";
        p.standing = standing;
        return write([&](db::Tx& tx) { return people::insert(tx, ctx(), p, {}); });
    }

  private:
    TestDb m_db;
    std::map<std::string, org::Org> m_orgs;

  public:
    time::FixedClock clock;
    crypto::Vault vault;
    jobs::Jobs jobs;
    auth::Rights rights;

  private:
    audit::Ctx ctx_of(audit::Actor actor) {
        return {.db = *m_db,
                .clock = clock,
                .vault = vault,
                .jobs = jobs,
                .actor = std::move(actor),
                .command = {}};
    }

    void add(const std::string& name, const std::string& parent, org::System system,
             const std::string& kind, const std::string& title, const std::string& linked = {}) {
        org::Org body;
        body.system = system;
        body.kind = kind;
        body.code = name;
        body.name = title;
        body.parent_id = parent.empty() ? org::OrgId{} : org(parent).id;
        body.linked_org_id = linked.empty() ? org::OrgId{} : org(linked).id;
        m_orgs[name] = org::add(ctx(), rights, body);
    }

    void add_tree() {
        using enum org::System;
        add("root", "", party, "party_committee", "Đảng ủy Khối tỉnh Vĩnh Sơn");
        add("unit_a", "root", party, "grassroots_party_body", "Đảng bộ Sở Y tế");
        add("cell_a", "unit_a", party, "sub_cell", "Chi bộ Văn phòng");
        add("unit_b", "root", party, "grassroots_party_body", "Đảng bộ Bưu điện");
        add("cell_b", "unit_b", party, "sub_cell", "Chi bộ Giao dịch");
        add("bloc", "root", youth_union, "union_bloc", "Đoàn Khối");
        add("union_a", "bloc", youth_union, "union_grassroots", "Đoàn cơ sở Sở Y tế", "unit_a");
        add("branch_a", "union_a", youth_union, "union_branch", "Chi đoàn Văn phòng");
        add("union_b", "bloc", youth_union, "union_grassroots", "Đoàn cơ sở Bưu điện");
    }
};

}  // namespace ketnap::test
