// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"
#include "stage/campaign/quota/quota.h"
#include "support/office.h"

#include <algorithm>

using namespace ketnap;
using namespace ketnap::campaign;

namespace {

PlanForm plan(const std::string& code = "LE-70-2024") {
    PlanForm form;
    form.code = code;
    form.title = "Tổ chức Lễ kết nạp 70 đảng viên tiêu biểu";
    form.short_title = "Lễ kết nạp 70 đảng viên";
    form.bodies = {{.name = "Ban Thường vụ Đảng ủy Khối",
                    .org_id = {},
                    .authority = "T/M BAN THƯỜNG VỤ",
                    .post = "BÍ THƯ",
                    .signer = "Lò Văn Xuân"}};
    form.plan_number = "131-KH/ĐUK";
    form.plan_on = "2024-05-02";
    form.issued_at = "Vĩnh Sơn";
    form.bases = {"Kế hoạch số 98-KH/ĐUK", "Chỉ tiêu năm 2024"};
    form.purposes = {"Chào mừng ngày thành lập"};
    form.requirements = {"Trang trọng"};
    form.contents = {"Lễ kết nạp"};
    form.methods = {"Tập thể"};
    form.audience = "Đảng viên tiêu biểu";
    form.target_kind = TargetKind::exact;
    form.target_count = 70;
    form.target_as_written = "Kết nạp 70 đảng viên tiêu biểu";
    form.event_as_written = "dự kiến tháng 9/2024";
    form.place = "Hội trường A";
    form.expected_count = 300;
    form.expected_approximate = true;
    form.groups = {{.kind = GroupKind::guest, .text = "Thường trực cấp trên", .expected_count = {}},
                   {.kind = GroupKind::summoned, .text = "70 đảng viên", .expected_count = 70},
                   {.kind = GroupKind::press, .text = "Phóng viên", .expected_count = 6}};
    form.dossier_due_as_written = "trước ngày 01/8/2024";
    form.funding_source = "Kinh phí Đảng ủy Khối";
    form.tasks = {{.owner = "Văn phòng",
                   .owner_org_id = {},
                   .owner_person_id = {},
                   .owner_role = "office",
                   .text = "Giấy mời",
                   .due_as_written = "chậm nhất ngày 15/8/2024"}};
    form.recipients = {"Các đơn vị", "Lưu"};
    return form;
}

Campaign entered(test::Office& office, const PlanForm& form = plan()) {
    return create(office.ctx(), office.rights, form);
}

std::int64_t sum(const QuotaTable& table) {
    std::int64_t places = 0;
    for (const auto& row : table.rows) {
        places += row.places;
    }
    return places;
}

}  // namespace

DB_TEST_CASE("a plan comes back as it was entered, with its dates understood") {
    test::Office office;
    const auto id = CampaignId{entered(office).id};
    const auto back = get(office.ctx(), office.rights, id);
    CHECK(back.plan == plan());
    CHECK(back.state == CampaignState::draft);
    CHECK(back.version == 1);
    CHECK(back.reading.event_on == "2024-09");
    CHECK(back.reading.event_tentative);
    CHECK(back.reading.dossier_last_day_on == "2024-07-31");
    REQUIRE(back.tasks.size() == 1);
    CHECK(back.tasks[0].last_day_on == "2024-08-15");
}

DB_TEST_CASE("a joint plan keeps its bodies in their order, and an open number has none") {
    test::Office office;
    auto form = plan("TRAO-2024");
    form.event_kind = EventKind::decision_and_list_handover;
    form.bodies = {{.name = "Ban Thường vụ Đoàn Khối",
                    .org_id = office.org("bloc").id.value,
                    .authority = {},
                    .post = {},
                    .signer = {}},
                   {.name = "Ban Tổ chức Đảng ủy Khối",
                    .org_id = {},
                    .authority = {},
                    .post = {},
                    .signer = {}}};
    form.target_kind = TargetKind::open;
    form.target_count = std::nullopt;
    form.target_as_written = "Tùy tình hình thực tế";
    form.window_as_written = "từ tháng 01/2024 – 03/2024";
    form.list_voted_year = 2023;
    form.list_cutoff_as_written = "tháng 03/2024";
    const auto back = entered(office, form);
    CHECK(back.plan == form);
    CHECK(back.reading.window_from == "2024-01");
    CHECK(back.reading.window_to == "2024-03");
    CHECK(back.reading.list_cutoff == "2024-03");
}

DB_TEST_CASE("a code is taken once, and a body that does not exist is refused") {
    test::Office office;
    entered(office);
    auto form = plan();
    form.bodies[0].org_id = "01900000-0000-7000-8000-00000000dead";
    try {
        entered(office, form);
        FAIL("not refused");
    } catch (const Refused& refused) {
        const auto& findings = refused.findings();
        const auto has = [&](const std::string& rule, const std::string& field) {
            return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
                return f.rule == rule && f.where[0].field == field;
            });
        };
        CHECK(has("field.taken", "code"));
        CHECK(has("field.reference", "bodies[0].org_id"));
    }
}

DB_TEST_CASE("two desks on one plan: the second is told, and nothing of it is saved") {
    test::Office office;
    const auto campaign = entered(office);
    const CampaignId id{campaign.id};
    auto first = plan();
    first.place = "Hội trường B";
    const auto saved = change(office.ctx(), office.rights, id, first, campaign.version);
    CHECK(saved.version == 2);
    auto second = plan();
    second.title = "Khác";
    CHECK_THROWS_AS(change(office.ctx(), office.rights, id, second, campaign.version), Conflict);
    const auto kept = get(office.ctx(), office.rights, id);
    CHECK(kept.plan.place == "Hội trường B");
    CHECK(kept.plan.title == plan().title);
}

DB_TEST_CASE("a change is traced field by field") {
    test::Office office;
    const auto campaign = entered(office);
    auto form = plan();
    form.place = "Hội trường B";
    form.recipients.push_back("Báo");
    change(office.ctx(), office.rights, CampaignId{campaign.id}, form, 1);
    const auto entries =
        office.read([&](db::Tx& tx) { return audit::history(tx, "campaign", campaign.id); });
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].action == "campaign.changed");
    REQUIRE(entries[0].changes.size() == 2);
    CHECK(entries[0].changes[0].field == "place");
    CHECK(entries[0].changes[1].field == "recipients");
}

DB_TEST_CASE("a campaign goes through its states one step at a time and is closed for good") {
    test::Office office;
    const CampaignId id{entered(office).id};
    const auto step = [&](CampaignState to, std::int64_t version) {
        return set_state(office.ctx(), office.rights, id, to, version);
    };
    CHECK_THROWS_AS(step(CampaignState::closed, 1), Refused);
    CHECK(step(CampaignState::approved, 1).state == CampaignState::approved);
    CHECK_THROWS_AS(step(CampaignState::running, 1), Conflict);
    CHECK(step(CampaignState::running, 2).state == CampaignState::running);
    CHECK(step(CampaignState::closed, 3).state == CampaignState::closed);
    CHECK_THROWS_AS(step(CampaignState::running, 4), Refused);
    CHECK_THROWS_AS(change(office.ctx(), office.rights, id, plan(), 4), Refused);
}

DB_TEST_CASE("a unit reads the campaign and cannot change it; another office sees nothing") {
    test::Office office;
    const CampaignId id{entered(office).id};
    const auto clerk = office.as("unit_clerk", "unit_a");
    CHECK(get(clerk, office.rights, id).plan.code == "LE-70-2024");
    CHECK(list(clerk, office.rights).size() == 1);
    CHECK_THROWS_AS(change(clerk, office.rights, id, plan(), 1), Forbidden);
    CHECK_THROWS_AS(create(clerk, office.rights, plan("X")), Forbidden);
    CHECK(list(office.as("ceremony_desk"), office.rights).empty());
    auto stranger = office.ctx();
    stranger.actor.tenant = test::TestDb::other_tenant;
    CHECK_THROWS_AS(get(stranger, office.rights, id), NotFound);
    CHECK(list(stranger, office.rights).empty());
}

DB_TEST_CASE("the list tells the open tasks of each campaign and puts the latest event first") {
    test::Office office;
    entered(office);
    auto spring = plan("XUAN-2024");
    spring.event_as_written = "ngày 26/3/2024";
    spring.dossier_due_as_written = "";
    entered(office, spring);
    const auto rows = list(office.ctx(), office.rights);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].code == "LE-70-2024");
    CHECK(rows[0].open_task_count == 1);
    CHECK(rows[1].code == "XUAN-2024");
}

DB_TEST_CASE("the target is shared out by the members of each unit, and the working is shown") {
    test::Office office;
    for (const auto* name : {"Bàn Văn A", "Bàn Văn B", "Bàn Văn C"}) {
        office.person(name, "cell_a", people::Standing::official_member);
    }
    office.person("Bàn Văn D", "cell_b", people::Standing::probationary_member);
    office.person("Bàn Văn E", "cell_b", people::Standing::sympathizer);
    const CampaignId id{entered(office).id};
    const auto units = office.read([](db::Tx& tx) { return units_by_members(tx); });
    REQUIRE(units.size() == 2);
    CHECK(units[0].org_id == office.org("unit_a").id.value);
    CHECK(units[0].weight == 3);
    CHECK(units[1].weight == 1);
    CHECK(units[1].source_count == 1);
    const auto table = allot(office.ctx(), office.rights, id, units);
    CHECK(sum(table) == 70);
    CHECK(table.place_sum == 70);
    CHECK(table.rows[0].places == 52);
    CHECK(table.rows[0].remainder == 2);
    CHECK(table.rows[0].rank == 2);
    CHECK(table.tie_at_the_border == false);
    CHECK(office.read([&](db::Tx& tx) { return places_of(tx, id, office.org("unit_b").id); }) ==
          18);
}

DB_TEST_CASE("places move between units with a reason and the sum stays") {
    test::Office office;
    const CampaignId id{entered(office).id};
    const auto a = office.org("unit_a").id.value;
    const auto b = office.org("unit_b").id.value;
    allot(office.ctx(), office.rights, id, {{a, 40, 0}, {b, 30, 0}});
    CHECK_THROWS_AS(move_places(office.ctx(), office.rights, id, {a, b, 1, " ", {}}), Refused);
    CHECK_THROWS_AS(move_places(office.ctx(), office.rights, id, {a, b, 41, "x", {}}), Refused);
    CHECK_THROWS_AS(move_places(office.ctx(), office.rights, id, {a, a, 1, "x", {}}), Refused);
    const auto table =
        move_places(office.ctx(), office.rights, id, {a, b, 2, "không còn người đủ điều kiện", {}});
    CHECK(sum(table) == 70);
    CHECK(table.rows[0].places == 38);
    CHECK(table.rows[0].formula_places == 40);
    REQUIRE(table.moves.size() == 1);
    CHECK(table.moves[0].moved_on == "2024-06-03");
}

DB_TEST_CASE("places set by hand may miss the target, which the table shows") {
    test::Office office;
    const CampaignId id{entered(office).id};
    const auto a = office.org("unit_a").id.value;
    const auto b = office.org("unit_b").id.value;
    allot(office.ctx(), office.rights, id, {{a, 40, 0}, {b, 30, 0}});
    const auto table = set_places(office.ctx(), office.rights, id, {{a, 35, 1}});
    CHECK(table.place_sum == 65);
    CHECK(table.target_count == 70);
    CHECK_THROWS_AS(set_places(office.ctx(), office.rights, id, {{a, 36, 1}}), Conflict);
    CHECK_THROWS_AS(set_places(office.ctx(), office.rights, id, {{b, -1, 1}}), Refused);
    CHECK_THROWS_AS(set_places(office.as("unit_clerk", "unit_a"), office.rights, id, {{a, 36, 2}}),
                    Forbidden);
}

DB_TEST_CASE("nothing is shared out for an open number, twice to one unit, or to a stranger") {
    test::Office office;
    auto open = plan("MO");
    open.target_kind = TargetKind::open;
    open.target_count = std::nullopt;
    const CampaignId open_id{entered(office, open).id};
    const auto a = office.org("unit_a").id.value;
    CHECK_THROWS_AS(allot(office.ctx(), office.rights, open_id, {{a, 1, 0}}), Refused);
    const CampaignId id{entered(office).id};
    CHECK_THROWS_AS(allot(office.ctx(), office.rights, id, {{a, 1, 0}, {a, 1, 0}}), Refused);
    CHECK_THROWS_AS(allot(office.ctx(), office.rights, id, {{"nobody", 1, 0}}), Refused);
    CHECK_THROWS_AS(allot(office.ctx(), office.rights, id, {}), Refused);
}
