// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/http.h"
#include "stage/decision/scans.h"
#include "support/api_fixture.h"
#include "support/decision_fixture.h"
#include "support/sample_files.h"
#include "support/temp_folder.h"

#include <fmt/format.h>

#include <fstream>

using namespace ketnap;
using http::Method;
using test::DecisionOffice;

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

struct Room : DecisionOffice {
    test::ApiFixture api{rights};
    test::TempFolder scans;
    std::unique_ptr<attachments::Shelf> shelf = attachments::folder_shelf(scans / "attachments");
    audit::Ctx leader = as("leader", root);
    audit::Ctx administrator = as("administrator", root);
    decision::Meeting meeting;

    Room() {
        auto table = api.api();
        decision::add_routes(table, desk, book, *shelf);
        meeting = met({qualified_of("Vi Thị Bích").id});
    }
    std::string url(const std::string& rest = {}) const {
        return "/api/meetings/" + meeting.id.value + rest;
    }
    std::string item_url(const std::string& rest) const {
        return url("/items/" + meeting.items.at(0).id.value + rest);
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

std::string ballot(int in_favour, int against, int version, bool issue = true) {
    return fmt::format(R"({{"in_favour":{},"against":{},"invalid":0,"issue":{},"version":{}}})",
                       in_favour, against, issue, version);
}

}  // namespace

DB_TEST_CASE("who may see a meeting sees it, and nobody else learns that it was held") {
    Room room;
    room.check({
        {"the office",
         room.officer,
         Method::get,
         room.url(),
         "",
         200,
         {"Vi Thị Bích", "\"next_number\":1", "\"needed\":7", "3 × 11 = 33"},
         {}},
        {"a leader", room.leader, Method::get, room.url(), "", 200, {"Vi Thị Bích"}, {}},
        {"a unit", room.clerk, Method::get, room.url(), "", 403, {"forbidden"}, {"Bích"}},
        {"an administrator",
         room.administrator,
         Method::get,
         room.url(),
         "",
         403,
         {"forbidden"},
         {"Bích"}},
        {"nobody's",
         room.officer,
         Method::get,
         "/api/meetings/" + new_uuid(1),
         "",
         404,
         {"not_found"},
         {}},
        {"the list", room.officer, Method::get, "/api/meetings", "", 200, {"\"count\":1"}, {}},
    });
}

DB_TEST_CASE("a ballot is recorded as it was counted or refused with its reason") {
    Room room;
    const auto path = room.item_url("/ballot");
    room.check({
        {"papers that do not add up",
         room.officer,
         Method::put,
         path,
         ballot(11, 0, 1),
         422,
         {"ballot.sum"},
         {}},
        {"a field too many",
         room.officer,
         Method::put,
         path,
         R"({"in_favour":12,"against":0,"invalid":0,"issue":true,"version":1,"base":1})",
         422,
         {"field.unknown"},
         {}},
        {"a stale version",
         room.officer,
         Method::put,
         path,
         ballot(12, 0, 9),
         409,
         {"conflict"},
         {}},
        {"a leader does not record",
         room.leader,
         Method::put,
         path,
         ballot(12, 0, 1),
         403,
         {"forbidden"},
         {}},
        {"the office",
         room.officer,
         Method::put,
         path,
         ballot(12, 0, 1),
         200,
         {"2 × 12 = 24 > 13", "01-QĐ/ĐUK", "\"passed\""},
         {}},
        {"a second time",
         room.officer,
         Method::put,
         path,
         ballot(12, 0, 2),
         422,
         {"ballot.decided"},
         {}},
    });
}

DB_TEST_CASE("a decision is read, seen as a picture and taken away by those who may") {
    Room room;
    room.voted(room.meeting, 0, 12);
    const auto d = room.db.read([](db::Tx& tx) { return decision::decisions(tx, "").front(); });
    const auto at = "/api/decisions/" + d.id.value;
    room.check({
        {"the register",
         room.officer,
         Method::get,
         "/api/decisions",
         "",
         200,
         {"01-QĐ/ĐUK", "Vi Thị Bích", "\"received_on\":\"\""},
         {}},
        {"its pages", room.officer, Method::get, at + "/pages", "", 200, {"\"pages\":1"}, {}},
        {"the first page", room.officer, Method::get, at + "/pages/1", "", 200, {"PNG"}, {}},
        {"no such page", room.officer, Method::get, at + "/pages/2", "", 404, {"not_found"}, {}},
        {"as PDF", room.officer, Method::get, at + "/file?format=pdf", "", 200, {"%PDF"}, {}},
        {"as DOCX",
         room.officer,
         Method::get,
         at + "/file?format=docx",
         "",
         200,
         {"[Content_Types].xml"},
         {}},
        {"as nothing known",
         room.officer,
         Method::get,
         at + "/file?format=exe",
         "",
         422,
         {"field.choice"},
         {}},
        {"a unit", room.clerk, Method::get, at + "/pages", "", 403, {"forbidden"}, {"Bích"}},
        {"received before it was made",
         room.officer,
         Method::put,
         "/api/decisions/received",
         fmt::format(R"({{"ids":["{}"],"received_on":"2024-06-01"}})", d.id.value),
         422,
         {"decision.received_before"},
         {}},
        {"received that day",
         room.officer,
         Method::put,
         "/api/decisions/received",
         fmt::format(R"({{"ids":["{}"],"received_on":"2024-06-10"}})", d.id.value),
         204,
         {},
         {}},
    });
}

DB_TEST_CASE("a scan of what was decided on paper is kept sealed and read by those who may") {
    Room room;
    const decision::ScanWork work{room.officer, room.rights, *room.shelf};
    const auto file = room.scans / "incoming";
    const auto attach = [&](const audit::Ctx& as, const std::string& bytes) {
        std::ofstream{file, std::ios::binary} << bytes;
        return decision::attach_scan({as, room.rights, *room.shelf}, room.meeting.id, file,
                                     "bien-ban.png");
    };
    const auto png = test::sample_png();
    CHECK_THROWS_AS(attach(room.leader, png), Forbidden);
    CHECK_THROWS_AS(attach(room.clerk, png), NotFound);
    CHECK_THROWS_AS(attach(room.officer, "no picture"), Refused);
    const auto kept = attach(room.officer, png);
    CHECK_THROWS_AS(attach(room.officer, png), Refused);
    CHECK(decision::open_scan(work, room.meeting.id, kept.id).bytes.starts_with("\x89PNG"));
    const auto at = "/scans/" + kept.id.value;
    room.check({
        {"the list", room.leader, Method::get, room.url("/scans"), "", 200, {"bien-ban.png"}, {}},
        {"the file", room.leader, Method::get, room.url(at + "/file"), "", 200, {"PNG"}, {}},
        {"a unit", room.clerk, Method::get, room.url("/scans"), "", 403, {"forbidden"}, {"png"}},
        {"out without a reason",
         room.officer,
         Method::post,
         room.url(at + "/take-out"),
         R"({"reason":" "})",
         422,
         {"field.required"},
         {}},
        {"out",
         room.officer,
         Method::post,
         room.url(at + "/take-out"),
         R"({"reason":"Nhầm phiên"})",
         200,
         {"\"count\":0"},
         {}},
    });
}

namespace {

void check_results(Room& room) {
    room.check({
        {"who waits to be told",
         room.leader,
         Method::get,
         "/api/results?untold=1",
         "",
         200,
         {"\"count\":1", "Vi Thị Bích"},
         {}},
        {"a unit", room.clerk, Method::get, "/api/results", "", 403, {"forbidden"}, {"Bích"}},
        {"a leader tells nobody",
         room.leader,
         Method::put,
         "/api/results/told",
         fmt::format(R"({{"items":["{}"],"told_on":"2024-06-10","paper":""}})",
                     room.meeting.items[0].id.value),
         403,
         {"forbidden"},
         {}},
        {"the office tells",
         room.officer,
         Method::put,
         "/api/results/told",
         fmt::format(R"({{"items":["{}"],"told_on":"2024-06-10","paper":"7-TB/ĐUK"}})",
                     room.meeting.items[0].id.value),
         204,
         {},
         {}},
        {"nobody waits",
         room.officer,
         Method::get,
         "/api/results?untold=1",
         "",
         200,
         {"\"count\":0"},
         {}},
    });
}

void check_papers(Room& room, const std::string& meeting) {
    room.check({
        {"minutes",
         room.officer,
         Method::get,
         meeting + "/minutes?format=pdf",
         "",
         200,
         {"%PDF"},
         {}},
        {"a workbook of minutes",
         room.officer,
         Method::get,
         meeting + "/minutes?format=xlsx",
         "",
         422,
         {"field.choice"},
         {}},
        {"ballots", room.officer, Method::get, meeting + "/ballots", "", 200, {"%PDF"}, {}},
        {"a leader prints nothing",
         room.leader,
         Method::get,
         meeting + "/summary?format=docx",
         "",
         403,
         {"forbidden"},
         {}},
    });
}

}  // namespace

DB_TEST_CASE("ballots sent round, results told and papers taken, each by those who may") {
    Room room;
    const auto none = "/api/meetings/" + room.meeting.id.value;
    room.check({
        {"ballots of a meeting in a room",
         room.officer,
         Method::put,
         none + "/sheets",
         R"({"names":["Giàng A Tủa"]})",
         422,
         {"meeting.not_circulated"},
         {}},
        {"an agenda of others",
         room.officer,
         Method::put,
         none + "/agenda",
         R"({"item_ids":[]})",
         409,
         {"conflict"},
         {}},
        {"the count",
         room.officer,
         Method::put,
         room.item_url("/ballot"),
         ballot(6, 6, 1),
         200,
         {"\"failed\"", "\"failed_votes\":1", "\"report_due\":false"},
         {}},
        {"no report before the third",
         room.officer,
         Method::get,
         room.item_url("/report?format=docx"),
         "",
         422,
         {"vote.not_thrice"},
         {}},
    });
    check_results(room);
    check_papers(room, none);
}
