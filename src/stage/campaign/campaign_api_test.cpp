// SPDX-License-Identifier: Apache-2.0
#include "base/rules/calendar.h"
#include "platform/json/write.h"
#include "stage/campaign/campaign.h"
#include "stage/campaign/http.h"
#include "support/api_fixture.h"
#include "support/office.h"

using namespace ketnap;
using http::Method;

namespace {

campaign::PlanForm plan(const std::string& code = "LE-2024") {
    campaign::PlanForm form;
    form.code = code;
    form.title = "Tổ chức Lễ kết nạp";
    form.short_title = "Lễ kết nạp";
    form.bodies = {{"Ban Thường vụ", {}, {}, {}, {}}};
    form.target_kind = campaign::TargetKind::exact;
    form.target_count = 3;
    form.event_as_written = "dự kiến tháng 9/2024";
    form.dossier_due_as_written = "chậm nhất ngày 02/9/2024";
    return form;
}

struct Desk {
    test::Office office;
    test::ApiFixture api{office.rights};
    rules::Calendar calendar =
        *rules::Calendar::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/calendars");
    audit::Ctx officer = office.as("organization_officer");
    audit::Ctx clerk = office.as("unit_clerk", "unit_a");
    audit::Ctx desk = office.as("ceremony_desk");

    Desk() {
        auto table = api.api();
        campaign::add_routes(table, calendar);
    }
    http::Response send(const audit::Ctx& as, Method method, const std::string& path,
                        const std::string& body = {}) {
        return api.send(as, method, path, body);
    }
    std::string entered() { return campaign::create(office.ctx(), office.rights, plan()).id; }
    std::string unit(const char* name) const { return office.org(name).id.value; }
};

bool has(const http::Response& answer, const std::string& text) {
    return answer.body.find(text) != std::string::npos;
}

std::string change(const campaign::PlanForm& form, int version) {
    return R"({"plan":)" + json::write(form) + R"(,"version":)" + std::to_string(version) + "}";
}

}  // namespace

DB_TEST_CASE("an officer enters a plan; a unit reads it; a desk does not even know it") {
    Desk d;
    const auto made = d.send(d.officer, Method::post, "/api/campaigns", json::write(plan()));
    CHECK(made.status == 200);
    CHECK(has(made, R"("dossier_last_day_on":"2024-09-02")"));
    CHECK(has(made, "campaign.due_day_off"));  // National Day
    CHECK(d.send(d.clerk, Method::post, "/api/campaigns", json::write(plan("X"))).status == 403);
    CHECK(has(d.send(d.clerk, Method::get, "/api/campaigns"), "LE-2024"));
    CHECK(d.send(d.desk, Method::get, "/api/campaigns").status == 403);
    const auto id =
        d.office.read([&](db::Tx& tx) { return campaign::find_by_code(tx, "LE-2024")->value; });
    CHECK(d.send(d.clerk, Method::get, "/api/campaigns/" + id).status == 200);
    CHECK(d.send(d.officer, Method::get, "/api/campaigns/" + new_uuid(1)).status == 404);
}

DB_TEST_CASE(
    "a plan is checked without being stored, and refused with every finding at its field") {
    Desk d;
    auto wrong = plan();
    wrong.code = "lễ";
    wrong.event_as_written = "sau hè";
    wrong.target_count = 0;
    const auto body = json::write(wrong);
    const auto checked = d.send(d.officer, Method::post, "/api/campaigns/check", body);
    CHECK(checked.status == 200);
    const auto refused = d.send(d.officer, Method::post, "/api/campaigns", body);
    CHECK(refused.status == 422);
    for (const auto* rule : {"campaign.code_format", "deadline.no_date", "field.number_range"}) {
        CAPTURE(rule);
        CHECK(has(checked, rule));
        CHECK(has(refused, rule));
    }
    CHECK(has(d.send(d.officer, Method::get, "/api/campaigns"), R"("items":[])"));
    CHECK(d.send(d.officer, Method::post, "/api/campaigns", R"({"code":"X","secret":1})").status ==
          422);
}

DB_TEST_CASE("two desks on one plan, and steps of the state, over the API") {
    Desk d;
    const auto url = "/api/campaigns/" + d.entered();
    CHECK(d.send(d.clerk, Method::put, url, change(plan(), 1)).status == 403);
    CHECK(d.send(d.officer, Method::put, url, change(plan(), 1)).status == 200);
    CHECK(d.send(d.officer, Method::put, url, change(plan(), 1)).status == 409);
    const auto state = [&](const char* to, int version) {
        return d.send(
            d.officer, Method::put, url + "/state",
            std::string{R"({"state":")"} + to + R"(","version":)" + std::to_string(version) + "}");
    };
    CHECK(state("closed", 2).status == 422);
    CHECK(state("approved", 2).status == 200);
    CHECK(state("paused", 3).status == 422);
}

DB_TEST_CASE("places are allotted, set and moved by the officer, and read by a unit") {
    Desk d;
    const auto url = "/api/campaigns/" + d.entered() + "/quota";
    const auto a = d.unit("unit_a");
    const auto b = d.unit("unit_b");
    const auto units = R"({"units":[{"org_id":")" + a +
                       R"(","weight":2,"source_count":0},{"org_id":")" + b +
                       R"(","weight":1,"source_count":0}]})";
    CHECK(d.send(d.clerk, Method::post, url + "/allot", units).status == 403);
    CHECK(has(d.send(d.officer, Method::post, url + "/allot", units), R"("place_sum":3)"));
    const auto move = [&](int places, const std::string& reason) {
        return d.send(d.officer, Method::post, url + "/moves",
                      R"({"from_org_id":")" + a + R"(","to_org_id":")" + b + R"(","places":)" +
                          std::to_string(places) + R"(,"reason":")" + reason + "\"}");
    };
    CHECK(has(move(3, "x"), "quota.not_enough_places"));
    CHECK(has(move(1, ""), "field.required"));
    CHECK(move(1, "không còn người").status == 200);
    const auto set = R"({"changes":[{"org_id":")" + a + R"(","places":5,"version":2}]})";
    CHECK(has(d.send(d.officer, Method::put, url, set), R"("place_sum":7)"));
    CHECK(d.send(d.officer, Method::put, url, set).status == 409);
    CHECK(has(d.send(d.clerk, Method::get, url), R"("place_sum":7)"));
    CHECK(d.send(d.desk, Method::get, url).status == 403);
}
