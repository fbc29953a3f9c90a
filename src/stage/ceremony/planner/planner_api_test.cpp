// SPDX-License-Identifier: Apache-2.0
// The planner over a campaign, as different people ask for it.
#include "base/documents/documents.h"
#include "base/rules/office_days.h"
#include "stage/campaign/campaign.h"
#include "stage/ceremony/papers.h"
#include "stage/ceremony/planner/http.h"
#include "support/api_fixture.h"
#include "support/dossier_fixture.h"

#include <boost/json.hpp>

using namespace ketnap;
using http::Method;

namespace {

struct Planned : test::DossierOffice {
    test::ApiFixture api{rights};
    std::shared_ptr<const documents::Library> library = documents::library(data);
    ceremony::Programmes programmes =
        ceremony::Programmes::load(data / "ceremony" / "programmes.json");
    ceremony::Print print{*library, api.texts, programmes};
    std::string campaign;
    std::string url;

    Planned() {
        auto table = api.api();
        ceremony::planner::add_routes(table, book, print);
        auto ctx = cli();
        campaign = ctx.write([&](db::Tx& tx) {
            campaign::PlanForm plan;
            plan.code = "LE";
            plan.title = "Kế hoạch trao quyết định kết nạp";
            plan.short_title = "Trao quyết định 26/8";
            plan.bodies.emplace_back().name = "Đảng ủy Khối";
            plan.event_as_written = "26/8/2024";
            return campaign::create(tx, ctx, plan).id;
        });
        url = "/api/campaigns/" + campaign + "/planner";
        decided("Vương Ánh Nguyệt", "2024-07-11");
        decided("Triệu Quang Tấn", "2024-07-15");
        decided("Lỗ Thị Hoài Ân", "");
        placed(opened("Hứa Thị Ngọc Diễm"));
    }

    dossier::Dossier placed(const dossier::Dossier& d) {
        return dossier::change(work(clerk), d.id,
                               {.org_id = d.org_id.value,
                                .campaign_id = campaign,
                                .shelf = {},
                                .extension_reason = {}},
                               d.version);
    }
    void decided(const std::string& name, const std::string& received_on) {
        auto d = complete(placed(opened(name)));
        d = moved(d, dossier::State::submitted, clerk);
        d = moved(d, dossier::State::received, officer);
        d = moved(d, dossier::State::appraising, officer);
        d = moved(d, dossier::State::qualified, officer);
        auto ctx = cli();
        ctx.write([&](db::Tx& tx) {
            dossier::mark_decided(tx, ctx, d.id, {"214-QĐ/ĐUK", "2024-07-08", received_on});
        });
    }
    boost::json::object ask(const std::string& query = {}) {
        const auto answer = api.send(officer, Method::get, url + query);
        REQUIRE(answer.status == 200);
        return boost::json::parse(answer.body).as_object();
    }
};

std::string standing(const boost::json::object& view, std::string_view name) {
    for (const auto& one : view.at("people").as_array()) {
        if (one.at("full_name").as_string() == boost::json::string_view{name.data(), name.size()}) {
            return one.at("standing").as_string().c_str();
        }
    }
    return "nobody";
}

}  // namespace

TEST_CASE("the planner begins with the plan's day and says who stands how, by which rule") {
    Planned office;
    const auto view = office.ask();
    CHECK(view.at("on").as_string() == "2024-08-26");
    CHECK(standing(view, "Vương Ánh Nguyệt") == "late");
    CHECK(standing(view, "Triệu Quang Tấn") == "in_time");
    CHECK(standing(view, "Lỗ Thị Hoài Ân") == "waiting");
    CHECK(standing(view, "Hứa Thị Ngọc Diễm") == "waiting");
    const auto& clock = view.at("clock").as_object();
    CHECK(clock.at("rule_set").as_string() == "G1");
    CHECK(clock.at("convention").as_string() == "day_after");
    CHECK(clock.at("earliest_start").as_string() == "2024-07-15");
    const auto& first = view.at("people").at(0);
    CHECK(first.at("due_on").as_string() == "2024-08-22");
    CHECK(first.at("late_by").as_int64() == 2);
    CHECK(view.at("best").at(0).at("late").as_int64() == 0);
}

TEST_CASE("a dossier that is set aside waits with the others and is told by its state") {
    Planned office;
    auto d = office.complete(office.placed(office.opened("Đàm Quốc Khải")));
    d = office.moved(d, dossier::State::submitted, office.clerk);
    d = office.moved(d, dossier::State::received, office.officer);
    const auto before = office.ask().at("count").at("waiting").as_int64();
    dossier::move(
        office.work(office.officer), d.id,
        {.to = dossier::State::held, .reason = "Đi học", .on = {}, .hold_kind = "candidate_away"},
        d.version);
    const auto view = office.ask();
    CHECK(view.at("count").at("waiting").as_int64() == before);
    CHECK(standing(view, "Đàm Quốc Khải") == "waiting");
    const auto& people = view.at("people").as_array();
    CHECK(std::count_if(people.begin(), people.end(), [](const auto& one) {
              return one.at("state").as_string() == "held";
          }) == 1);
}

TEST_CASE("another day may be looked at, the office's own days off counted") {
    Planned office;
    CHECK(standing(office.ask("?on=2024-08-22"), "Vương Ánh Nguyệt") == "in_time");
    auto ctx = office.cli();
    ctx.write([&](db::Tx& tx) {
        rules::put_office_day(tx, {time::Date{2024, 8, 1}, rules::DayKind::office_day_off,
                                   "Nghỉ cả cơ quan", "", "high"});
    });
    CHECK(standing(office.ask("?on=2024-08-23"), "Vương Ánh Nguyệt") == "in_time");
}

TEST_CASE("who may not read the campaign's ceremony is refused, a wrong day too") {
    Planned office;
    CHECK(office.api.send(office.as("verifier", office.root), Method::get, office.url).status ==
          403);
    CHECK(office.api.send(office.officer, Method::get, office.url + "?on=26/8").status == 422);
    CHECK(office.api.send(office.officer, Method::get, "/api/campaigns/none/planner").status ==
          404);
}

TEST_CASE("the report that asks for consent is made only when somebody is late") {
    Planned office;
    auto report = [&](const std::string& format) {
        return office.api.send(office.officer, Method::get,
                               office.url + "/report?format=" + format);
    };
    CHECK(report("docx").status == 200);
    CHECK(report("docx").body.starts_with("PK"));
    CHECK(report("pdf").body.starts_with("%PDF"));
    CHECK(report("odt").status == 422);
    const auto clerk = office.as("unit_clerk", office.unit_a);
    CHECK(office.api.send(clerk, Method::get, office.url + "/report?format=pdf").status == 403);
}
