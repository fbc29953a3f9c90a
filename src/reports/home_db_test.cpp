// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/workflow.h"
#include "reports/home.h"
#include "stage/campaign/quota/quota.h"
#include "stage/nomination/nomination.h"
#include "support/dossier_fixture.h"
#include "support/office.h"

#include <algorithm>

using namespace ketnap;
using namespace ketnap::reports;
using campaign::CampaignId;

namespace {

std::filesystem::path data(const char* folder) {
    return std::filesystem::path{KETNAP_SOURCE_DIR} / "data" / folder;
}

template <class Office>
Home shown(Office& office, const audit::Ctx& ctx, const std::string& campaign = {}) {
    static const auto calendar = *rules::Calendar::load(data("calendars"));
    static const auto texts = messages::Catalogue::load(data("ui/messages"));
    return home({ctx, office.rights, calendar, texts}, campaign);
}

CampaignId campaign_of(test::Office& office) {
    campaign::PlanForm form;
    form.code = "LE-2024";
    form.title = form.short_title = "Lễ kết nạp";
    form.bodies = {{"Ban Thường vụ", {}, {}, {}, {}}};
    form.target_kind = campaign::TargetKind::exact;
    form.target_count = 3;
    form.tasks = {{"Văn phòng", {}, {}, "office", "Giấy mời", "chậm nhất ngày 05/6/2024"},
                  {"Ban Tuyên giáo", {}, {}, "propaganda", "Thông tin", "trước ngày 01/6/2024"}};
    const CampaignId id{campaign::create(office.ctx(), office.rights, form).id};
    campaign::allot(office.ctx(), office.rights, id,
                    {{office.org("unit_a").id.value, 2, 0}, {office.org("unit_b").id.value, 1, 0}});
    return id;
}

const HomeStage& stage(const Home& home, const std::string& id) {
    return *std::find_if(home.stages.begin(), home.stages.end(),
                         [&](const HomeStage& one) { return one.id == id; });
}

}  // namespace

DB_TEST_CASE("mine are the tasks of my desk with the working days left") {
    test::Office office;
    campaign_of(office);
    const auto home = shown(office, office.as("office"));
    REQUIRE(home.mine.size() == 1);
    CHECK(home.mine[0].what == "Giấy mời");
    CHECK(home.mine[0].days_left == 2);
    CHECK(home.mine[0].kind == "plan");
    office.clock.set(time::Date{2024, 6, 10});
    CHECK(shown(office, office.as("office")).mine[0].days_left == -3);
}

DB_TEST_CASE("what is late names who; the late units of one request are one line with its board") {
    test::Office office;
    const auto id = campaign_of(office);
    const auto request = nomination::ask_units(office.ctx(), office.rights, id,
                                               {.kind = exchange::RequestKind::nominate,
                                                .title = "Giới thiệu",
                                                .text = {},
                                                .due_as_written = "trước ngày 01/8/2024",
                                                .units = {}});
    CHECK(shown(office, office.as("organization_officer")).late.size() == 1);
    office.clock.set(time::Date{2024, 8, 6});
    exchange::remind(office.ctx(), office.rights, exchange::RequestId{request.id},
                     {{office.org("unit_b").id.value}, exchange::Channel::call});
    const auto late = shown(office, office.as("organization_officer")).late;
    REQUIRE(late.size() == 3);
    const auto board = std::find_if(late.begin(), late.end(),
                                    [&](const HomeLate& one) { return one.id == request.id; });
    REQUIRE(board != late.end());
    CHECK(board->days_late == 4);
    CHECK(board->who == "2 đơn vị, xem bảng");
    CHECK(board->reminded == "lần 1 · 06/08");
    CHECK(board->link == "/nominations/" + request.id);
}

DB_TEST_CASE("each stage shows what is open and late in the campaign") {
    test::Office office;
    const auto id = campaign_of(office);
    nomination::propose(office.ctx(), office.rights, id,
                        {office.person("Lò Thị Ánh", "cell_a").id.value, {}, {}, {}});
    const auto home = shown(office, office.as("organization_officer"), id.value);
    CHECK(stage(home, "plan").open == 2);
    CHECK(stage(home, "plan").late == 1);
    CHECK(stage(home, "quota").open == 2);
    CHECK(stage(home, "dossier").open == 0);
}

DB_TEST_CASE("dossiers are counted of the chosen campaign only") {
    test::DossierOffice office;
    campaign::PlanForm plan;
    plan.code = "LE-2024";
    plan.title = plan.short_title = "Lễ kết nạp";
    plan.bodies = {{"Ban Thường vụ", {}, {}, {}, {}}};
    const auto chosen = campaign::create(office.officer, office.rights, plan).id;
    const auto open = [&](const char* name, const std::string& campaign_id) {
        const auto person = office.added(name, office.cell_a1);
        dossier::open(office.work(office.clerk),
                      {.person_id = person.id.value, .campaign_id = campaign_id});
    };
    open("Lò Thị Ánh", chosen);
    open("Hà Văn Chung", {});
    CHECK(stage(shown(office, office.officer, chosen), "dossier").open == 1);
}

DB_TEST_CASE("changes are sentences, and a unit sees none about people elsewhere") {
    test::Office office;
    const auto id = campaign_of(office);
    nomination::propose(office.ctx(), office.rights, id,
                        {office.person("Lò Thị Ánh", "cell_b").id.value, {}, {}, {}});
    const auto of = [&](const audit::Ctx& ctx) {
        std::vector<std::string> says;
        for (const auto& change : shown(office, ctx).changes) {
            says.push_back(change.says);
        }
        return says;
    };
    const auto officer = of(office.as("organization_officer"));
    CHECK(std::find(officer.begin(), officer.end(), "Giới thiệu kết nạp") != officer.end());
    const auto clerk = of(office.as("unit_clerk", "unit_a"));
    CHECK(std::find(clerk.begin(), clerk.end(), "Giới thiệu kết nạp") == clerk.end());
    CHECK(std::find(clerk.begin(), clerk.end(), "Phân bổ chỉ tiêu") != clerk.end());
}

DB_TEST_CASE("one who may not read campaigns sees no stages") {
    test::Office office;
    const auto id = campaign_of(office);
    CHECK(shown(office, office.as("ceremony_desk"), id.value).stages.empty());
}
