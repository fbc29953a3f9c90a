// SPDX-License-Identifier: Apache-2.0
// The way from a dossier's decision to a chair, through the public operations of both stages.
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/gate/check_in.h"
#include "stage/ceremony/gate/held.h"
#include "support/dossier_fixture.h"

#include <string>

using namespace ketnap;

namespace {

struct Decided : test::DossierOffice {
    std::string campaign;
    ceremony::CeremonyId id;

    Decided() {
        auto ctx = cli();
        ctx.write([&](db::Tx& tx) {
            campaign::PlanForm plan;
            plan.code = "LE";
            plan.title = "Kế hoạch tổ chức Lễ kết nạp";
            plan.short_title = "Lễ kết nạp";
            plan.bodies.emplace_back().name = "Đảng ủy Khối";
            plan.place = "Hội trường 4A";
            campaign = campaign::create(tx, ctx, plan).id;
            id.value = ceremony::create(tx, ctx, ceremony::proposal(tx, campaign)).id;
        });
    }

    dossier::Dossier qualified_here(const std::string& name, const people::Person* helper) {
        auto d = opened(name);
        d = dossier::change(work(clerk), d.id,
                            {.org_id = d.org_id.value,
                             .campaign_id = campaign,
                             .shelf = {},
                             .extension_reason = {}},
                            d.version);
        if (helper != nullptr) {
            dossier::Support support;
            support.kind = "helper";
            support.person_id = helper->id.value;
            support.name = helper->name;
            d = dossier::put_support(work(clerk), d.id, support, d.version);
        }
        d = moved(complete(d), dossier::State::submitted, clerk);
        d = moved(d, dossier::State::received, officer);
        d = moved(d, dossier::State::appraising, officer);
        return moved(d, dossier::State::qualified, officer);
    }
    void arrives(const std::string& name) {
        for (const auto& one : ceremony::delegates(cli(), rights, id)) {
            if (one.name == name) {
                ceremony::gate::ScanForm scan;
                scan.id = new_uuid(clock.now().ms);
                scan.input = one.short_code;
                scan.device_at = clock.now().ms;
                ceremony::gate::check_in(cli(), rights, id, {"Cổng 1", clock.now().ms, {scan}});
            }
        }
    }
    void set_day(time::Date day, ceremony::EventKind kind) {
        auto read = ceremony::get(cli(), rights, id);
        read.form.starts_on = day;
        read.form.starts_minute = 480;
        read.form.event_kind = kind;
        ceremony::change(cli(), rights, id, read.form, read.version);
    }
    dossier::Dossier now(const dossier::Dossier& d) {
        return cli().read([&](db::Tx& tx) { return dossier::get(tx, d.id); });
    }
    void decide(const dossier::Dossier& d) {
        auto ctx = cli();
        ctx.write([&](db::Tx& tx) {
            dossier::mark_decided(tx, ctx, d.id, {"12-QĐ/ĐUK", "2024-06-10", ""});
        });
    }
};

}  // namespace

DB_TEST_CASE("who has a decision in the campaign is a new member, with the helper of the dossier") {
    Decided office;
    const auto helper = office.added("Bùi Bình", office.cell_a1);
    const auto an = office.qualified_here("Lê Thị An", &helper);
    const auto chi = office.qualified_here("Võ Chi", nullptr);
    CHECK(ceremony::derive(office.cli(), office.rights, office.id).added == 0);

    office.decide(an);
    office.decide(chi);
    const auto derived = ceremony::derive(office.cli(), office.rights, office.id);
    CHECK(derived.added == 2);
    CHECK(derived.without_helper == 1);
    const auto all = ceremony::delegates(office.cli(), office.rights, office.id);
    REQUIRE(all.size() == 3);
    CHECK(all[0].name == "Lê Thị An");
    CHECK(all[0].rank == 1);
    CHECK(all[0].decision_number == "12-QĐ/ĐUK");
    CHECK(all[0].person_id == an.person_id.value);
    CHECK(all[0].helper_id == all[2].id);
    CHECK(all[1].name == "Võ Chi");
    CHECK(all[2].name == "Bùi Bình");
    CHECK(all[2].person_id == helper.id.value);
}

DB_TEST_CASE("a decision that is taken back takes the delegate off the list") {
    Decided office;
    const auto an = office.qualified_here("Lê Thị An", nullptr);
    office.decide(an);
    ceremony::derive(office.cli(), office.rights, office.id);
    auto ctx = office.cli();
    ctx.write([&](db::Tx& tx) { dossier::unmark_decided(tx, ctx, an.id, "sai số quyết định"); });
    CHECK(ceremony::derive(office.cli(), office.rights, office.id).withdrawn == 1);
    CHECK(ceremony::delegates(office.cli(), office.rights, office.id).at(0).state ==
          ceremony::DelegateState::withdrawn);
}

DB_TEST_CASE("an admission ceremony is the day of joining of those who came, and of nobody else") {
    Decided office;
    const auto an = office.qualified_here("Lê Thị An", nullptr);
    const auto chi = office.qualified_here("Võ Chi", nullptr);
    office.decide(an);
    office.decide(chi);
    ceremony::derive(office.cli(), office.rights, office.id);
    office.set_day({2024, 6, 12}, ceremony::EventKind::admission_ceremony);
    office.arrives("Lê Thị An");
    CHECK_THROWS_AS(ceremony::gate::record_held(office.cli(), office.rights, office.id), Refused);

    office.clock.set(time::Date{2024, 6, 12});
    const auto held = ceremony::gate::record_held(office.cli(), office.rights, office.id);
    CHECK(held.recorded == 1);
    CHECK(held.missing == std::vector<std::string>{"Võ Chi"});
    CHECK(office.now(an).state == dossier::State::admitted);
    CHECK(office.now(an).ceremony_on == "2024-06-12");
    CHECK(office.now(chi).state == dossier::State::decided);

    office.arrives("Võ Chi");
    CHECK(ceremony::gate::record_held(office.cli(), office.rights, office.id).recorded == 1);
    CHECK(office.now(chi).state == dossier::State::admitted);
    CHECK(ceremony::derive(office.cli(), office.rights, office.id).withdrawn == 0);
}

DB_TEST_CASE("a hand-over tells when the decision was received and admits nobody") {
    Decided office;
    const auto an = office.qualified_here("Lê Thị An", nullptr);
    office.decide(an);
    ceremony::derive(office.cli(), office.rights, office.id);
    office.set_day({2024, 6, 10}, ceremony::EventKind::decision_handover);
    office.arrives("Lê Thị An");
    CHECK(ceremony::gate::record_held(office.cli(), office.rights, office.id).recorded == 1);
    CHECK(office.now(an).state == dossier::State::decided);
    CHECK(office.now(an).decision_received_on == "2024-06-10");
    CHECK(ceremony::gate::record_held(office.cli(), office.rights, office.id).recorded == 0);
}
