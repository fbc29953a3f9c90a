// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"
#include "reports/progress.h"
#include "stage/nomination/nomination.h"
#include "support/office.h"

using namespace ketnap;
using campaign::CampaignId;

namespace {

CampaignId campaign_of(test::Office& office) {
    campaign::PlanForm form;
    form.code = "LE-2024";
    form.title = form.short_title = "Lễ kết nạp";
    form.bodies = {{"Ban Thường vụ", {}, {}, {}, {}}};
    return {campaign::create(office.ctx(), office.rights, form).id};
}

nomination::NominationId proposed(test::Office& office, const CampaignId& id,
                                  const std::string& name, const char* cell) {
    return {nomination::propose(office.ctx(), office.rights, id,
                                {office.person(name, cell).id.value, {}, {}, {}})
                .nomination.id};
}

}  // namespace

DB_TEST_CASE("places fill with whoever stands proposed, and each unit sees its own only") {
    test::Office office;
    const auto id = campaign_of(office);
    proposed(office, id, "Lò Thị Ánh", "cell_a");
    const auto gone = proposed(office, id, "Lò Văn Bình", "cell_a");
    proposed(office, id, "Cà Thị Chi", "cell_b");
    nomination::withdraw(office.ctx(), office.rights, gone, {"xin rút", 1});
    CHECK(reports::progress(office.ctx(), office.rights, id).size() == 2);
    const auto own = reports::progress(office.as("unit_clerk", "unit_a"), office.rights, id);
    REQUIRE(own.size() == 1);
    CHECK(own[0].org_id == office.org("unit_a").id.value);
    CHECK(own[0].proposed_count == 1);
    CHECK(own[0].decided_count == 0);
    CHECK_THROWS_AS(reports::progress(office.as("ceremony_desk"), office.rights, id), NotFound);
}
