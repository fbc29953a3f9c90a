// SPDX-License-Identifier: Apache-2.0
// For tests: an office with a Party tree, a Union tree and whoever acts.
#pragma once
#include "base/audit/ctx.h"
#include "base/org/org.h"
#include "base/people/people.h"
#include "platform/crypto/vault.h"
#include "platform/jobs/jobs.h"
#include "support/db_fixture.h"

namespace ketnap::test {

/// root ─ unit_a ─ cell_a1, cell_a2; unit_b ─ cell_b1; union ─ branch (linked to unit_a). Invented
/// names.
struct OfficeFixture {
    TestDb db;
    time::FixedClock clock{time::Date{2026, 1, 5}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};
    auth::Rights rights{
        auth::RoleBook::load(std::string{KETNAP_SOURCE_DIR} + "/data/auth/roles.json")};
    org::Org root;
    org::Org unit_a;
    org::Org cell_a1;
    org::Org cell_a2;
    org::Org unit_b;
    org::Org cell_b1;
    org::Org union_body;
    org::Org branch;

    OfficeFixture() {
        const auto ctx = cli();
        root = add("ROOT", "Đảng ủy Khối tỉnh Vĩnh Sơn", "party_committee", {});
        unit_a = add("A", "Đảng bộ Sở Xây dựng", "grassroots_party_body", root.id);
        cell_a1 = add("A1", "Chi bộ Văn phòng Sở", "sub_cell", unit_a.id);
        cell_a2 = add("A2", "Chi bộ Thanh tra", "sub_cell", unit_a.id);
        unit_b = add("B", "Đảng bộ Bệnh viện Đa khoa", "grassroots_party_body", root.id);
        cell_b1 = add("B1", "Chi bộ Khoa Dược", "sub_cell", unit_b.id);
        union_body =
            add("D", "Đoàn Khối tỉnh Vĩnh Sơn", "union_bloc", root.id, org::System::youth_union);
        branch = add("D1", "Chi đoàn Sở Xây dựng", "union_branch", union_body.id,
                     org::System::youth_union);
    }

    audit::Ctx cli() { return ctx_of("cli:test", {}, true); }
    audit::Ctx as(const std::string& role, const org::Org& body) {
        return ctx_of(role, {{role, body.id.value, body.path, "", 0}}, false);
    }
    people::Person person(const std::string& name, const org::Org& body,
                          const std::string& born_on = "1996-09-14") {
        people::Person p;
        p.name = name;
        p.org_id = body.id;
        p.sex = "female";
        p.born_on = born_on;
        p.born_on_as_written = born_on;
        return p;
    }
    people::Person added(const std::string& name, const org::Org& body,
                         const std::string& born_on = "1996-09-14") {
        return people::add(cli(), rights, person(name, body, born_on), {});
    }

  private:
    audit::Ctx ctx_of(const std::string& user, std::vector<audit::Grant> grants, bool all) {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.account_id = "01900000-0000-7000-8000-0000000000aa";
        actor.user = user;
        actor.name = user;
        actor.grants = std::move(grants);
        actor.all_rights = all;
        actor.today = "2000-01-01";  // nothing has been closed for long
        return {*db, clock, vault, jobs, actor, nullptr};
    }
    org::Org add(const std::string& code, const std::string& name, const std::string& kind,
                 const org::OrgId& parent, org::System system = org::System::party) {
        org::Org body;
        body.code = code;
        body.name = name;
        body.kind = kind;
        body.parent_id = parent;
        body.system = system;
        return org::add(cli(), rights, body);
    }
};

}  // namespace ketnap::test
