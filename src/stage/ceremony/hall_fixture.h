// SPDX-License-Identifier: Apache-2.0
// One office, one campaign, one ceremony: what the tests of this slice begin with.
#pragma once
#include "base/org/org.h"
#include "base/people/people.h"
#include "platform/crypto/vault.h"
#include "platform/jobs/jobs.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"
#include "stage/ceremony/gate/card.h"
#include "stage/ceremony/gate/check_in.h"
#include "support/db_fixture.h"

#include <string>
#include <vector>

namespace ketnap::test {

/// An office with one campaign and one ceremony in a hall of 12 × 25.
struct HallFixture {
    TestDb db;
    time::FixedClock clock{time::Date{2024, 9, 20}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};
    auth::Rights rights{
        auth::RoleBook::load(std::string{KETNAP_SOURCE_DIR} + "/data/auth/roles.json")};
    audit::Ctx ctx{*db, clock, vault, jobs, actor(), {}};
    org::OrgId office;
    std::string campaign;
    ceremony::CeremonyId id;

    HallFixture() {
        std::vector<org::Org> orgs(1);
        orgs[0].id = new_id<org::OrgId>(clock.now().ms);
        orgs[0].name = "Đảng ủy Khối";
        orgs[0].code = "DUK";
        orgs[0].kind = "party_committee";
        ctx.write([&](db::Tx& tx) { org::add_many(tx, ctx, orgs); });
        office = orgs[0].id;
        campaign = ctx.write([&](db::Tx& tx) {
                          campaign::PlanForm plan;
                          plan.code = "LE-70";
                          plan.title = "Kế hoạch tổ chức Lễ kết nạp";
                          plan.short_title = "Lễ kết nạp 70 đảng viên";
                          auto& body = plan.bodies.emplace_back();
                          body.name = "Đảng ủy Khối";
                          body.authority = "T/M BAN THƯỜNG VỤ";
                          body.post = "BÍ THƯ";
                          body.signer = "Cao Viết Sáu";
                          plan.plan_number = "105-KH/ĐUK";
                          plan.plan_on = "2024-01-08";
                          plan.event_as_written = "dự kiến ngày 26/9/2024";
                          plan.place = "Hội trường 4A";
                          return campaign::create(tx, ctx, plan);
                      })
                       .id;
        id = ceremony::CeremonyId{ceremony::create(ctx, rights, form()).id};
    }

    static audit::Actor actor() {
        audit::Actor one;
        one.tenant = TestDb::tenant;
        one.account_id = "cli";
        one.user = "cli:test";
        one.all_rights = true;
        return one;
    }
    ceremony::CeremonyForm form() {
        auto out = ctx.read([&](db::Tx& tx) { return ceremony::proposal(tx, campaign); });
        out.starts_minute = 8 * 60;
        out.hall_name = "Hội trường 4A";
        out.hall_rows = 12;
        out.hall_seats = 25;
        out.hall_aisles = {7, 18};
        return out;
    }
    std::string person(const std::string& name) {
        people::Person one;
        one.org_id = office;
        one.name = name;
        return ctx.write([&](db::Tx& tx) { return people::insert(tx, ctx, one, {}); }).id.value;
    }
    ceremony::Admitted admitted(const std::string& name, const std::string& helper) {
        return {.person_id = person(name),
                .name = name,
                .position = "Chuyên viên",
                .unit = "Chi bộ 1",
                .decision_number = "12-QĐ/ĐUK",
                .helper_person_id = helper.empty() ? "" : person(helper),
                .helper_name = helper,
                .helper_position = "",
                .helper_unit = "Chi bộ 1"};
    }
    ceremony::Derived derive(const std::vector<ceremony::Admitted>& all) {
        return ctx.write([&](db::Tx& tx) { return ceremony::derive(tx, ctx, id, all); });
    }
    ceremony::Delegate guest(const std::string& name, std::int64_t rank = 0) {
        ceremony::DelegateForm form;
        form.name = name;
        form.rank = rank;
        return ceremony::add(ctx, rights, id, form);
    }
    std::vector<ceremony::Delegate> all() { return ceremony::delegates(ctx, rights, id); }
    ceremony::Delegate named(const std::string& name) {
        for (const auto& one : all()) {
            if (one.name == name) {
                return one;
            }
        }
        throw NotFound{};
    }
    std::string card(const ceremony::Delegate& one) {
        const auto number = ceremony::get(ctx, rights, id).number;
        const auto ticket = ceremony::gate::read_short_code(one.short_code);
        return ceremony::gate::card_digits(vault.signing_key(TestDb::tenant, "ceremony"),
                                           TestDb::tenant, {number, *ticket});
    }
    ceremony::gate::ScanAnswer scan(const std::string& input, const std::string& device = "Cổng 1",
                                    const std::string& scan_id = {}) {
        ceremony::gate::ScanForm one;
        one.id = scan_id.empty() ? new_uuid(clock.now().ms) : scan_id;
        one.input = input;
        one.device_at = clock.now().ms;
        return ceremony::gate::check_in(ctx, rights, id, {device, clock.now().ms, {one}}).at(0);
    }
};

}  // namespace ketnap::test
