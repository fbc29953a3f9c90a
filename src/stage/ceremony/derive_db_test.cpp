// SPDX-License-Identifier: Apache-2.0
// The way from a dossier's decision to a chair, through the public operations of both stages.
#include "stage/campaign/campaign.h"
#include "stage/ceremony/delegates/delegates.h"
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
