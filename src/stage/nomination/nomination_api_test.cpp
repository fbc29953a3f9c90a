// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/request_http.h"
#include "platform/json/write.h"
#include "stage/campaign/quota/quota.h"
#include "stage/nomination/http.h"
#include "stage/nomination/nomination.h"
#include "stage/nomination/outstanding.h"
#include "support/api_fixture.h"
#include "support/office.h"

using namespace ketnap;
using http::Method;

namespace {

struct Desk {
    test::Office office{time::Date{2024, 3, 20}};
    test::ApiFixture api{office.rights};
    std::filesystem::path data = std::filesystem::path{KETNAP_SOURCE_DIR} / "data";
    rules::Rules rules = *rules::Rules::load(data / "rules");
    rules::Calendar calendar = *rules::Calendar::load(data / "calendars");
    audit::Ctx officer = office.as("organization_officer");
    audit::Ctx clerk_a = office.as("unit_clerk", "unit_a");
    audit::Ctx clerk_b = office.as("unit_clerk", "unit_b");
    std::string campaign;

    Desk() {
        auto table = api.api();
        nomination::add_routes(table, rules);
        exchange::add_request_routes(table, calendar);
        campaign::PlanForm form;
        form.code = "TRAO-2024";
        form.title = form.short_title = "Trao danh sách";
        form.bodies = {{"Đoàn Khối", {}, {}, {}, {}}};
        form.target_kind = campaign::TargetKind::exact;
        form.target_count = 3;
        form.list_voted_year = 2023;
        form.list_cutoff_as_written = "tháng 03/2024";
        campaign = campaign::create(office.ctx(), office.rights, form).id;
        campaign::allot(office.ctx(), office.rights, {campaign},
                        {{unit("unit_a"), 2, 0}, {unit("unit_b"), 1, 0}});
    }
    std::string unit(const char* name) const { return office.org(name).id.value; }
    std::string url(const std::string& tail) const {
        return "/api/campaigns/" + campaign + "/" + tail;
    }
    http::Response send(const audit::Ctx& as, Method method, const std::string& path,
                        const std::string& body = {}) {
        return api.send(as, method, path, body);
    }
};

bool has(const http::Response& answer, const std::string& text) {
    return answer.body.find(text) != std::string::npos;
}

std::string proposal(const people::Person& person) {
    return R"({"person_id":")" + person.id.value +
           R"(","request_id":null,"nominated_on":null,"note":""})";
}

}  // namespace

DB_TEST_CASE("a unit proposes its own people only, and reads no other unit's") {
    Desk d;
    const auto own = d.office.person("Lò Thị Ánh", "cell_a");
    const auto other = d.office.person("Cà Văn Bình", "cell_b");
    CHECK(d.send(d.clerk_a, Method::post, d.url("nominations"), proposal(own)).status == 200);
    CHECK(d.send(d.clerk_a, Method::post, d.url("nominations"), proposal(other)).status == 403);
    CHECK(d.send(d.clerk_b, Method::post, d.url("nominations"), proposal(other)).status == 200);
    const auto seen = d.send(d.clerk_a, Method::get, d.url("nominations"));
    CHECK(has(seen, "Lò Thị Ánh"));
    CHECK_FALSE(has(seen, "Cà Văn Bình"));
    CHECK(has(d.send(d.officer, Method::get, d.url("nominations")), R"("count":2)"));
    CHECK(d.send(d.office.as("propaganda"), Method::get, d.url("nominations")).status == 403);
}

DB_TEST_CASE("a request is sent by the office, answered by each unit for itself") {
    Desk d;
    const auto form = R"({"kind":"nominate","title":"Giới thiệu","text":"",)"
                      R"("due_as_written":"trước ngày 01/4/2024","units":[]})";
    CHECK(d.send(d.clerk_a, Method::post, d.url("requests"), form).status == 403);
    CHECK(d.send(d.officer, Method::post, d.url("requests"), form).status == 200);
    const auto id = d.office.read(
        [&](db::Tx& tx) { return exchange::requests_of(tx, {"campaign", d.campaign}).at(0).id; });
    const auto board = "/api/requests/" + id;
    const auto answer = [&](const char* name) {
        return R"({"org_id":")" + d.unit(name) +
               R"(","answer":"given","answered_count":1,"answered_on":null,"note":"",)"
               R"("version":1})";
    };
    CHECK(d.send(d.clerk_a, Method::put, board + "/answer", answer("unit_b")).status == 404);
    CHECK(d.send(d.clerk_a, Method::put, board + "/answer", answer("unit_a")).status == 200);
    CHECK(d.send(d.clerk_a, Method::put, board + "/answer", answer("unit_a")).status == 409);
    const auto own = d.send(d.clerk_a, Method::get, board);
    CHECK(has(own, d.unit("unit_a")));
    CHECK_FALSE(has(own, d.unit("unit_b")));
    CHECK(d.send(d.clerk_a, Method::put, board + "/close", R"({"version":1})").status == 403);
    CHECK(d.send(d.officer, Method::post, board + "/reminders",
                 R"({"org_ids":[")" + d.unit("unit_b") + R"("],"channel":"call"})")
              .status == 200);
    CHECK(d.send(d.officer, Method::put, board + "/close", R"({"version":1})").status == 200);
    CHECK(d.send(d.officer, Method::get, "/api/requests/" + new_uuid(1)).status == 404);
}

DB_TEST_CASE("the list is compiled and frozen by the office; a unit gets its own extract") {
    Desk d;
    const auto person =
        d.office.person("Lò Thị Ánh", "cell_a", people::Standing::union_member, "branch_a");
    const auto vote = R"({"person_id":")" + person.id.value + R"(","org_id":")" +
                      d.unit("union_a") +
                      R"(","level":"grassroots","voted_year":2023,"held_on":"2023-12-20",)"
                      R"("member_count":11,"present_count":11,"votes_for":10,)"
                      R"("recognised":true,"minutes_number":""})";
    CHECK(d.send(d.clerk_a, Method::post, "/api/union-votes", vote).status == 403);
    CHECK(d.send(d.officer, Method::post, "/api/union-votes", vote).status == 200);
    CHECK(d.send(d.officer, Method::post, "/api/union-votes", vote).status == 422);
    const auto list = d.url("outstanding-list");
    CHECK(d.send(d.officer, Method::get, list).status == 404);
    CHECK(d.send(d.clerk_a, Method::post, list, "{}").status == 403);
    CHECK(has(d.send(d.officer, Method::post, list, "{}"), R"("entry_count":1)"));
    CHECK(has(d.send(d.clerk_a, Method::get, list), "Lò Thị Ánh"));
    CHECK(d.send(d.clerk_b, Method::get, list).status == 404);
    CHECK(d.send(d.officer, Method::put, list + "/freeze", R"({"version":9})").status == 409);
    CHECK(d.send(d.officer, Method::put, list + "/freeze", R"({"version":1})").status == 200);
    CHECK(has(d.send(d.officer, Method::post, list, "{}"), "nomination.list_frozen"));
}
