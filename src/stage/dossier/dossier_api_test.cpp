// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "stage/dossier/http.h"
#include "support/api_fixture.h"
#include "support/dossier_fixture.h"

#include <fmt/format.h>

using namespace ketnap;
using http::Method;
using test::DossierOffice;

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

struct Desk : DossierOffice {
    test::ApiFixture api{rights};
    audit::Ctx leader = as("leader", root);
    audit::Ctx verifier = as("verifier", root);
    audit::Ctx administrator = as("administrator", root);

    Desk() {
        auto table = api.api();
        dossier::add_routes(table, book);
    }
    void check(const std::vector<ApiCase>& cases) {
        for (const auto& one : cases) {
            INFO(one.name);
            const auto answer = api.send(one.as, one.method, one.path, one.body);
            INFO(answer.body);
            CHECK(answer.status == one.status);
            for (const auto& text : one.has) {
                CHECK(answer.body.find(text) != std::string::npos);
            }
            for (const auto& text : one.absent) {
                CHECK(answer.body.find(text) == std::string::npos);
            }
        }
    }
};

std::string url(const dossier::Dossier& d, const std::string& rest = {}) {
    return "/api/dossiers/" + d.id.value + rest;
}

}  // namespace

DB_TEST_CASE("who may read a dossier reads it, and nobody else learns that it exists") {
    Desk desk;
    const auto d = desk.appraising();
    desk.verifier.actor.assigned = {d.person_id.value};
    const std::string nobody = "/api/dossiers/" + new_uuid(1);
    desk.check({
        {"its unit",
         desk.clerk,
         Method::get,
         url(d),
         "",
         200,
         {"KN24-0001", "Nguyễn Thị Hạnh Duyên", "\"passed_count\":", "11 trên 15 tán thành"},
         {}},
        {"the office", desk.officer, Method::get, url(d), "", 200, {"\"may_appraise\":true"}, {}},
        {"a verifier", desk.verifier, Method::get, url(d), "", 200, {"\"may_edit\":false"}, {}},
        {"another unit",
         desk.clerk_b,
         Method::get,
         url(d),
         "",
         404,
         {"not_found"},
         {"Duyên", "KN24"}},
        {"another unit, no such id", desk.clerk_b, Method::get, nobody, "", 404, {"not_found"}, {}},
        {"a leader", desk.leader, Method::get, url(d), "", 403, {"forbidden"}, {"Duyên"}},
        {"an administrator", desk.administrator, Method::get, url(d), "", 403, {}, {"Duyên"}},
        {"history of another unit", desk.clerk_b, Method::get, url(d, "/history"), "", 404, {}, {}},
        {"history",
         desk.clerk,
         Method::get,
         url(d, "/history"),
         "",
         200,
         {"Chuyển bước hồ sơ", "dossier.opened"},
         {}},
    });
}

DB_TEST_CASE("the list shows what the page would show, and no more") {
    Desk desk;
    desk.appraising();
    desk.check({
        {"its unit",
         desk.clerk,
         Method::post,
         "/api/dossiers/query",
         "{}",
         200,
         {"KN24-0001", "\"days_left\":45", "Đảng bộ Sở Xây dựng", "\"count\":1"},
         {}},
        {"of somebody else",
         desk.clerk,
         Method::post,
         "/api/dossiers/query",
         "{\"person_id\": \"" + new_uuid(1) + "\"}",
         200,
         {"\"count\":0"},
         {}},
        {"another unit",
         desk.clerk_b,
         Method::post,
         "/api/dossiers/query",
         "{}",
         200,
         {"\"items\":[]", "\"count\":0"},
         {"Duyên"}},
        {"by state",
         desk.officer,
         Method::post,
         "/api/dossiers/query",
         R"({"states": ["qualified"]})",
         200,
         {"\"items\":[]"},
         {}},
        {"a state that is none",
         desk.officer,
         Method::post,
         "/api/dossiers/query",
         R"({"states": ["lost"]})",
         422,
         {"field.choice", "states[0]"},
         {}},
        {"a field that is none",
         desk.officer,
         Method::post,
         "/api/dossiers/query",
         R"({"tenant_id": "x"})",
         422,
         {"field.unknown"},
         {}},
        {"counts of its unit",
         desk.clerk,
         Method::get,
         "/api/dossiers/counts",
         "",
         200,
         {R"({"state":"appraising","count":1})"},
         {}},
        {"counts of another",
         desk.clerk_b,
         Method::get,
         "/api/dossiers/counts",
         "",
         200,
         {R"({"items":[]})"},
         {}},
    });
}

// allow(function): one story, each request standing on the one before
DB_TEST_CASE("a unit prepares its dossier over the API and every refusal names its field") {
    Desk desk;
    const auto person = desk.added("Lê Minh Quân", desk.cell_a1);
    const auto begun = desk.api.send(
        desk.clerk, Method::post, "/api/dossiers",
        fmt::format(R"({{"person_id": "{}", "candidate_type": "union_member"}})", person.id.value));
    REQUIRE(begun.status == 200);
    const auto id = desk.db.read([&](db::Tx& tx) { return *dossier::open_of(tx, person.id); });
    const auto d = desk.db.read([&](db::Tx& tx) { return dossier::get(tx, id); });
    desk.verifier.actor.assigned = {person.id.value};
    const auto paper = [&](std::int64_t version, const std::string& date) {
        return fmt::format(R"({{"received": true, "is_signed": true, "dates": {{"dated_on": "{}"}},
                               "facts": {{"full_name": "LÊ MINH QUÂN"}}, "version": {}}})",
                           date, version);
    };
    desk.check({
        {"a second one",
         desk.clerk,
         Method::post,
         "/api/dossiers",
         fmt::format(R"({{"person_id": "{}", "candidate_type": "other"}})", person.id.value),
         422,
         {"dossier.already_open", d.code},
         {}},
        {"a date that is none",
         desk.clerk,
         Method::put,
         url(d, "/papers/application"),
         paper(d.version, "24/3"),
         422,
         {"dates.dated_on", "field.format"},
         {}},
        {"an unknown form",
         desk.clerk,
         Method::put,
         url(d, "/papers/passport"),
         paper(d.version, "18/03/2024"),
         422,
         {"field.choice"},
         {}},
        {"another unit writes",
         desk.clerk_b,
         Method::put,
         url(d, "/papers/application"),
         paper(d.version, "18/03/2024"),
         404,
         {},
         {}},
        {"a verifier writes",
         desk.verifier,
         Method::put,
         url(d, "/papers/application"),
         paper(d.version, "18/03/2024"),
         403,
         {},
         {}},
        {"its unit writes",
         desk.clerk,
         Method::put,
         url(d, "/papers/application"),
         paper(d.version, "18/03/2024"),
         200,
         {"LÊ MINH QUÂN", "18/03/2024"},
         {}},
        {"someone saved first",
         desk.clerk,
         Method::put,
         url(d, "/papers/application"),
         paper(d.version, "19/03/2024"),
         409,
         {"conflict"},
         {}},
        {"no version",
         desk.clerk,
         Method::del,
         url(d, "/papers/application"),
         "",
         422,
         {"field.required", "version"},
         {}},
        {"taken out again",
         desk.clerk,
         Method::del,
         url(d, fmt::format("/papers/application?version={}", d.version + 1)),
         "",
         200,
         {},
         {"LÊ MINH QUÂN"}},
    });
}

DB_TEST_CASE("counts and introducers that cannot be are refused at their field") {
    Desk desk;
    const auto d = desk.opened();
    desk.check({
        {"more votes than members",
         desk.clerk,
         Method::post,
         url(d, "/votes"),
         fmt::format(R"({{"body": "cell", "held_on": "2024-05-20", "base": 9, "in_favour": 8,
                        "against": 2, "version": {}}})",
                     d.version),
         422,
         {"vote.count"},
         {}},
        {"who introduces whom",
         desk.clerk,
         Method::post,
         url(d, "/supports"),
         fmt::format(R"({{"kind": "friend", "version": {}}})", d.version),
         422,
         {"field.choice", "kind", "name"},
         {}},
    });
}

DB_TEST_CASE("return and resubmission over the API, each by who may") {
    Desk desk;
    auto d = desk.appraising();
    const auto slip = [&](const std::string& due) {
        return fmt::format(R"({{"due_on": "{}", "message": "Bổ sung", "version": {},
                 "items": [{{"rule": "facts.same", "paper": "union_resolution",
                             "text": "Ban hành lại 4-KNĐ"}}]}})",
                           due, d.version);
    };
    desk.check({
        {"the unit returns",
         desk.clerk,
         Method::post,
         url(d, "/return"),
         slip("2024-06-24"),
         403,
         {},
         {}},
        {"due on a Sunday",
         desk.officer,
         Method::post,
         url(d, "/return"),
         slip("2024-06-23"),
         422,
         {"dossier.due_day_off", "24/06/2024"},
         {}},
        {"the office returns",
         desk.officer,
         Method::post,
         url(d, "/return"),
         slip("2024-06-24"),
         200,
         {"\"state\":\"returned\"", "Ban hành lại 4-KNĐ", "\"round_no\":1"},
         {}},
        {"another unit answers",
         desk.clerk_b,
         Method::post,
         url(d, "/resubmit"),
         fmt::format(R"({{"fixed_items": [], "version": {}}})", d.version + 1),
         404,
         {},
         {}},
        {"its unit answers",
         desk.clerk,
         Method::post,
         url(d, "/resubmit"),
         fmt::format(R"({{"fixed_items": [], "version": {}}})", d.version + 1),
         200,
         {"\"state\":\"resubmitted\""},
         {}},
        {"no step over two",
         desk.officer,
         Method::post,
         url(d, "/move"),
         fmt::format(R"({{"to": "qualified", "version": {}}})", d.version + 2),
         422,
         {"dossier.no_such_step"},
         {}},
        {"appraised again",
         desk.officer,
         Method::post,
         url(d, "/move"),
         fmt::format(R"({{"to": "appraising", "version": {}}})", d.version + 2),
         200,
         {"\"state\":\"appraising\""},
         {}},
    });
}

DB_TEST_CASE("a command that is sent twice is done once") {
    Desk desk;
    const auto d = desk.appraising();
    const auto body = fmt::format(R"({{"to": "qualified", "version": {}}})", d.version);
    const std::string key = new_uuid(2);
    const auto first = desk.api.send(desk.officer, Method::post, url(d, "/move"), body, key);
    const auto second = desk.api.send(desk.officer, Method::post, url(d, "/move"), body, key);
    CHECK(first.status == 200);
    CHECK(second.status == 200);
    CHECK(second.body == first.body);
    const auto steps = desk.db.read([&](db::Tx& tx) { return dossier::contents(tx, d.id).steps; });
    CHECK(steps.size() == 5);
}

DB_TEST_CASE("nobody moves their own dossier, whatever role they hold") {
    Desk desk;
    const auto d = desk.appraising();
    auto self = desk.officer;
    self.actor.person_id = d.person_id.value;
    desk.check({
        {"reads it", self, Method::get, url(d), "", 200, {"\"moves\":[]"}, {}},
        {"qualifies it",
         self,
         Method::post,
         url(d, "/move"),
         fmt::format(R"({{"to": "qualified", "version": {}}})", d.version),
         403,
         {},
         {}},
    });
}

DB_TEST_CASE("a remark never stands in the page and its opening is in the history") {
    Desk desk;
    auto d = desk.appraising();
    const auto body = fmt::format(
        R"({{"received": true, "dates": {{"dated_on": "15/05/2024"}}, "facts": {{}},
            "remark": "Ý kiến kín", "version": {}}})",
        d.version);
    desk.check({
        {"kept",
         desk.officer,
         Method::put,
         url(d, "/papers/opinion_summary"),
         body,
         200,
         {"\"has_remark\":true"},
         {"Ý kiến kín"}},
        {"the page", desk.officer, Method::get, url(d), "", 200, {}, {"Ý kiến kín"}},
        {"the unit opens",
         desk.clerk,
         Method::post,
         url(d, "/papers/opinion_summary/remark"),
         "{}",
         403,
         {},
         {"Ý kiến kín"}},
        {"the office opens",
         desk.officer,
         Method::post,
         url(d, "/papers/opinion_summary/remark"),
         "{}",
         200,
         {"Ý kiến kín"},
         {}},
        {"history",
         desk.officer,
         Method::get,
         url(d, "/history"),
         "",
         200,
         {"dossier.remark_opened"},
         {"Ý kiến kín"}},
    });
}

DB_TEST_CASE("a decided dossier is listed with the day its ceremony is due") {
    Desk desk;
    const auto d = desk.qualified();
    desk.officer.write([&](db::Tx& tx) {
        dossier::mark_decided(tx, desk.officer, d.id, {"112-QĐ/ĐUK", "2024-06-10", ""});
        dossier::set_decision_received(tx, desk.officer, d.id, "2024-06-12");
    });
    desk.check({{"the list",
                 desk.officer,
                 Method::post,
                 "/api/dossiers/query",
                 R"({"states": ["decided"]})",
                 200,
                 {"\"due_on\":\"2024-07-24\"", "\"days_left\":32"},
                 {}}});
}

DB_TEST_CASE("a dossier that was typed late begins with the earliest day that its papers know") {
    Desk desk;
    const auto d = desk.opened();
    const auto paper = R"({"received": true, "dates": {"met_on": "04/03/2024"}, "facts": {},
        "version": )" + std::to_string(d.version) +
                       "}";
    desk.check({
        {"before",
         desk.clerk,
         Method::get,
         url(d),
         "",
         200,
         {"\"begun_on\":\"2024-03-18\"", "\"cell_met_on\":\"\""},
         {}},
        {"with the resolution of the cell",
         desk.clerk,
         Method::put,
         url(d, "/papers/cell_resolution"),
         paper,
         200,
         {"\"begun_on\":\"2024-03-04\"", "\"cell_met_on\":\"2024-03-04\""},
         {}},
    });
}
