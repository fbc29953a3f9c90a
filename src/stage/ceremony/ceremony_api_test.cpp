// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/documents/documents.h"
#include "stage/campaign/campaign.h"
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/http.h"
#include "stage/ceremony/papers.h"
#include "support/api_fixture.h"

#include <fmt/format.h>

#include <string>
#include <vector>

using namespace ketnap;
using http::Method;

namespace {

struct ApiCase {
    std::string name;
    const audit::Ctx& as;
    Method method;
    std::string path;
    std::string body;
    int status = 200;
    std::vector<std::string> has;
    std::vector<std::string> absent;
};

const std::filesystem::path data = std::string{KETNAP_SOURCE_DIR} + "/data";

struct Gate : test::OfficeFixture {
    test::ApiFixture api{rights};
    std::shared_ptr<const documents::Library> library = documents::library(data);
    ceremony::Programmes programmes =
        ceremony::Programmes::load(data / "ceremony" / "programmes.json");
    ceremony::Print print{*library, api.texts, programmes};
    audit::Ctx officer = as("organization_officer", root);
    audit::Ctx office = as("office", root);
    audit::Ctx desk = as("ceremony_desk", root);
    audit::Ctx clerk = as("unit_clerk", unit_a);
    audit::Ctx verifier = as("verifier", root);
    std::string campaign;
    std::string url;
    ceremony::Delegate guest;

    Gate() {
        auto table = api.api();
        ceremony::add_routes(table, print);
        auto ctx = cli();
        ceremony::CeremonyId id;
        ctx.write([&](db::Tx& tx) {
            campaign::PlanForm plan;
            plan.code = "LE";
            plan.title = "Kế hoạch tổ chức Lễ kết nạp";
            plan.short_title = "Lễ kết nạp";
            plan.bodies.emplace_back().name = "Đảng ủy Khối";
            plan.place = "Hội trường 4A";
            campaign = campaign::create(tx, ctx, plan).id;
            auto form = ceremony::proposal(tx, campaign);
            form.starts_on = time::Date{2026, 3, 26};
            form.starts_minute = 480;
            form.hall_rows = 2;
            form.hall_seats = 3;
            id.value = ceremony::create(tx, ctx, form).id;
        });
        url = "/api/ceremonies/" + id.value;
        ceremony::DelegateForm one;
        one.name = "Đinh Quang Thước";
        guest = ceremony::add(ctx, rights, id, one);
    }
    void check(const std::vector<ApiCase>& cases) {
        for (const auto& one : cases) {
            INFO(one.name);
            const auto answer = api.send(one.as, one.method, one.path, one.body);
            INFO(answer.body.substr(0, 400));
            CHECK(answer.status == one.status);
            for (const auto& text : one.has) {
                CHECK(answer.body.find(text) != std::string::npos);
            }
            for (const auto& text : one.absent) {
                CHECK(answer.body.find(text) == std::string::npos);
            }
        }
    }
    std::string scan(const std::string& input) const {
        return fmt::format(
            R"({{"device":"Cổng 1","device_now":0,"scans":[{{"id":"{}","kind":"in","input":"{}",)"
            R"("delegate_id":null,"undoes":null,"device_seq":1,"device_at":1}}]}})",
            new_uuid(1), input);
    }
};

}  // namespace

DB_TEST_CASE("each role sees of the day what is its own and no more") {
    Gate g;
    g.check({
        {"officer", g.officer, Method::get, g.url, "", 200, {"\"capacity\":6", "Hội trường"}, {}},
        {"clerk", g.clerk, Method::get, g.url + "/delegates", "", 200, {"Thước"}, {}},
        {"desk, head", g.desk, Method::get, g.url, "", 200, {"\"headcount\":1"}, {}},
        {"desk, list", g.desk, Method::get, g.url + "/delegates", "", 403, {}, {"Thước"}},
        {"desk, invitations", g.desk, Method::get, g.url + "/invitations.pdf", "", 403, {}, {}},
        {"desk, workbook", g.desk, Method::get, g.url + "/check_in_list.xlsx", "", 403, {}, {}},
        {"verifier", g.verifier, Method::get, g.url, "", 404, {"not_found"}, {"Hội trường"}},
        {"verifier, list", g.verifier, Method::get, "/api/ceremonies", "", 200, {"[]"}, {"Hội"}},
        {"clerk seats", g.clerk, Method::post, g.url + "/seats", "{}", 403, {}, {}},
        {"office seats", g.office, Method::post, g.url + "/seats", "{}", 200, {"A-2"}, {}},
        {"office admits", g.office, Method::post, g.url + "/held", "{}", 403, {}, {}},
        {"officer too early",
         g.officer,
         Method::post,
         g.url + "/held",
         "{}",
         422,
         {"ceremony.not_yet"},
         {}},
        {"nowhere", g.officer, Method::get, "/api/ceremonies/" + new_uuid(1), "", 404, {}, {}},
    });
}

DB_TEST_CASE("a desk checks in by card number and by name, and a clerk does not") {
    Gate g;
    g.check({
        {"clerk", g.clerk, Method::post, g.url + "/scans", g.scan("1"), 403, {}, {}},
        {"mistyped",
         g.desk,
         Method::post,
         g.url + "/scans",
         g.scan("12"),
         200,
         {"\"refused\"", "card.mistyped", "Gõ sai số thẻ"},
         {}},
        {"in",
         g.desk,
         Method::post,
         g.url + "/scans",
         g.scan(g.guest.short_code),
         200,
         {"\"come_in\"", "Đinh Quang Thước"},
         {}},
        {"again",
         g.desk,
         Method::post,
         g.url + "/scans",
         g.scan(g.guest.short_code),
         200,
         {"\"already_in\""},
         {}},
        {"by name",
         g.desk,
         Method::post,
         g.url + "/delegates/find",
         R"({"text":"thuoc"})",
         200,
         {"Đinh Quang Thước"},
         {"short_code"}},
        {"board", g.desk, Method::get, g.url + "/board", "", 200, {"\"arrived\":1"}, {}},
    });
}

DB_TEST_CASE(
    "wrong fields and unknown ones are refused at the field, a stale version is a conflict") {
    Gate g;
    g.check({
        {"no name",
         g.officer,
         Method::post,
         g.url + "/delegates",
         R"({"group":"guest","name":" ","position":"","unit":"","rank":0,"note":""})",
         422,
         {"field.required", "\"name\""},
         {}},
        {"unknown field",
         g.officer,
         Method::post,
         g.url + "/delegates",
         R"({"group":"guest","name":"An","position":"","unit":"","rank":0,"note":"","seat":1})",
         422,
         {"field.unknown"},
         {}},
        {"unknown group",
         g.officer,
         Method::post,
         g.url + "/delegates",
         R"({"group":"boss","name":"An","position":"","unit":"","rank":0,"note":""})",
         422,
         {"\"group\""},
         {}},
        {"stale",
         g.officer,
         Method::put,
         g.url + "/delegates/" + g.guest.id + "/state",
         R"({"state":"withdrawn","note":"","version":9})",
         409,
         {"conflict"},
         {}},
        {"withdrawn",
         g.officer,
         Method::put,
         g.url + "/delegates/" + g.guest.id + "/state",
         R"({"state":"withdrawn","note":"bận","version":1})",
         200,
         {"\"withdrawn\""},
         {}},
    });
}

DB_TEST_CASE("papers come as files under their Vietnamese names, and printing leaves its trace") {
    Gate g;
    const auto pdf = g.api.send(g.office, Method::get, g.url + "/invitations.pdf");
    CHECK(pdf.status == 200);
    CHECK(pdf.download_name == "Giấy mời.pdf");
    CHECK(pdf.body.substr(0, 5) == "%PDF-");
    const auto list = g.api.send(g.office, Method::get, g.url + "/check_in_list.xlsx");
    CHECK(list.status == 200);
    CHECK(list.remove_file);
    CHECK(std::filesystem::file_size(list.file) > 1'000);
    std::filesystem::remove(list.file);
    g.cli().read([&](db::Tx& tx) {
        const auto id = g.url.substr(g.url.rfind('/') + 1);
        CHECK(audit::history(tx, "ceremony", id).at(0).action == "ceremony.invitations_printed");
    });
}
