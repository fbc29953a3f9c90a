// SPDX-License-Identifier: Apache-2.0
#include "base/documents/documents.h"
#include "base/workflow/reminders.h"
#include "stage/dossier/http.h"
#include "support/api_fixture.h"
#include "support/dossier_fixture.h"

#include <fmt/format.h>

using namespace ketnap;
using http::Method;
using test::DossierOffice;

namespace {

struct Desk : DossierOffice {
    std::shared_ptr<const documents::Library> library = documents::library(data);
    workflow::ReminderLadder ladder =
        workflow::ReminderLadder::load(data / "workflow/reminders.json");
    test::ApiFixture api{rights};

    Desk() {
        book.papers = library.get();
        book.ladder = &ladder;
        auto table = api.api();
        dossier::add_routes(table, book);
    }
    http::Response post(const audit::Ctx& as, const std::string& path, const std::string& body) {
        return api.send(as, Method::post, path, body);
    }
};

std::string url(const dossier::Dossier& d, const std::string& rest = {}) {
    return "/api/dossiers/" + d.id.value + rest;
}

bool holds(const http::Response& answer, const std::string& text) {
    return answer.body.find(text) != std::string::npos;
}

}  // namespace

DB_TEST_CASE("the page tells register, desk and the step that may be undone") {
    Desk desk;
    const auto d = desk.appraising();
    const auto page = desk.api.send(desk.officer, Method::get, url(d));
    CHECK(page.status == 200);
    CHECK(holds(page, R"("number":1,"round_no":0)"));
    CHECK(holds(page, R"("appraiser":"organization_officer")"));
    CHECK(holds(page, R"("undo":"appraising")"));
    CHECK(holds(desk.api.send(desk.clerk, Method::get, url(d)), R"("undo":null)"));
    const auto undone =
        desk.post(desk.officer, url(d, "/undo"),
                  fmt::format(R"({{"reason": "bấm nhầm", "version": {}}})", d.version));
    CHECK(holds(undone, R"("state":"received")"));
    CHECK(holds(undone, R"("undone_reason":"bấm nhầm")"));
}

DB_TEST_CASE("the register shows a unit its own lines, and prints") {
    Desk desk;
    const auto d = desk.appraising();
    CHECK(holds(desk.post(desk.clerk, "/api/receipts/query", "{}"), d.code));
    CHECK(holds(desk.post(desk.clerk_b, "/api/receipts/query", "{}"), R"("items":[])"));
    CHECK(holds(desk.post(desk.officer, "/api/receipts/query", R"({"late": true})"),
                R"("items":[])"));
    for (const char* format : {"docx", "pdf", "xlsx"}) {
        const auto file =
            desk.post(desk.officer, "/api/receipts/print",
                      fmt::format(R"({{"filter": {{"year": 2024}}, "format": "{}"}})", format));
        CHECK(file.status == 200);
        CHECK(file.body.size() > 1000);
    }
}

DB_TEST_CASE("the slips of a return and of a receipt are papers of who may read the dossier") {
    Desk desk;
    auto d = desk.appraising();
    const auto back = desk.post(desk.officer, url(d, "/return"),
                                fmt::format(R"({{"due_days": 5, "version": {},
            "items": [{{"paper": "union_resolution", "field": "met_on", "text": "Ghi lại ngày"}}]}})",
                                            d.version));
    CHECK(holds(back, R"("due_on":"2024-06-17")"));
    const auto slip = [&](const audit::Ctx& as, const std::string& which) {
        return desk.api.send(as, Method::get, url(d, which)).status;
    };
    CHECK(slip(desk.clerk, "/rounds/1/slip?format=pdf") == 200);
    CHECK(slip(desk.clerk, "/rounds/1/slip?format=docx") == 200);
    CHECK(slip(desk.clerk, "/rounds/2/slip?format=pdf") == 404);
    CHECK(slip(desk.clerk_b, "/rounds/1/slip?format=pdf") == 404);
    CHECK(slip(desk.clerk, "/rounds/1/slip?format=odt") == 422);
    const auto at = back.body.find(R"("receipts":[{"id":")") + 19;
    const auto id = back.body.substr(at, 36);
    CHECK(slip(desk.officer, "/receipts/" + id + "/slip?format=pdf") == 200);
    CHECK(slip(desk.clerk_b, "/receipts/" + id + "/slip?format=pdf") == 404);
}

DB_TEST_CASE("my work is what I may do, the unit's is the unit's, and late stands on the list") {
    Desk desk;
    auto d = desk.appraising();
    const auto mine = [&](const audit::Ctx& as) {
        return desk.post(as, "/api/work/query", R"({"mine": true})");
    };
    CHECK(holds(mine(desk.officer), R"("kind":"appraise")"));
    CHECK(holds(mine(desk.clerk), R"("items":[])"));
    CHECK(holds(desk.post(desk.clerk_b, "/api/work/query", "{}"), R"("items":[])"));
    const auto slip = fmt::format(
        R"({{"due_on": "2024-06-12", "version": {}, "items": [{{"text": "Ghi lại ngày"}}]}})",
        d.version);
    CHECK(desk.post(desk.officer, url(d, "/return"), slip).status == 200);
    CHECK(holds(mine(desk.clerk), R"("kind":"mend")"));
    CHECK(holds(mine(desk.officer), R"("items":[])"));
    desk.clock.set(time::Date{2024, 6, 13});
    const auto late = desk.post(desk.officer, "/api/work/query", R"({"late": true})");
    CHECK(holds(late, R"("days_left":-1)"));
    CHECK(holds(late, R"("due":"late")"));
    // what there is of other stages and days is told whatever is chosen
    const auto other = desk.post(desk.officer, "/api/work/query", R"({"due": ["today"]})");
    CHECK(holds(other, R"("items":[])"));
    CHECK(holds(other, R"("groups":[{"kind":"mend","due":"late","count":1}])"));
    CHECK(holds(late, R"("step":"late")"));
    const auto remind = fmt::format(
        R"({{"items": [{{"kind": "mend", "id": "{0}", "dossier_id": "{0}", "step": "late"}}],
            "note": "đã gọi đồng chí phụ trách"}})",
        d.id.value);
    CHECK(desk.post(desk.clerk, "/api/work/remind", remind).status == 403);
    CHECK(desk.post(desk.officer, "/api/work/remind", remind).status == 204);
    CHECK(holds(desk.post(desk.officer, "/api/work/query", R"({"late": true})"),
                "đã gọi đồng chí phụ trách"));
    const auto paper = desk.post(desk.officer, "/api/work/overdue",
                                 R"({"filter": {"late": true}, "format": "pdf"})");
    CHECK(paper.status == 200);
}

DB_TEST_CASE("the same act on many: each row is judged alone, a repetition does nothing twice") {
    Desk desk;
    auto first =
        desk.moved(desk.complete(desk.opened("Lê Thị Ánh")), dossier::State::submitted, desk.clerk);
    const auto second = desk.opened("Lê Thị Bình");
    const auto body = [&](const char* act, std::int64_t a, std::int64_t b) {
        return fmt::format(
            R"({{"act": "{}", "due_days": 5, "text": "Bổ sung ảnh", "items": [
                {{"id": "{}", "version": {}}}, {{"id": "{}", "version": {}}},
                {{"id": "{}", "version": 1}}]}})",
            act, first.id.value, a, second.id.value, b, new_uuid(3));
    };
    const auto received =
        desk.post(desk.officer, "/api/dossiers/bulk", body("receive", first.version, 99));
    CHECK(holds(received, R"("outcome":"done")"));
    CHECK(holds(received, "dossier.bulk_stale"));
    CHECK(holds(received, "dossier.bulk_unknown"));
    const auto again =
        desk.post(desk.officer, "/api/dossiers/bulk", body("receive", first.version, 99));
    CHECK(holds(again, R"("outcome":"already")"));
    CHECK_FALSE(holds(again, R"("outcome":"done")"));
    CHECK(desk.post(desk.clerk, "/api/dossiers/bulk", body("receive", 1, 1)).status == 403);
    CHECK(desk.post(desk.officer, "/api/dossiers/bulk", R"({"act": "receive", "items": []})")
              .status == 422);
    const auto version = first.version + 1;
    CHECK(holds(desk.post(desk.officer, "/api/dossiers/bulk", body("take_up", version, 99)),
                R"("outcome":"done")"));
    const auto back =
        desk.post(desk.officer, "/api/dossiers/bulk", body("send_back", version + 1, 99));
    CHECK(holds(back, R"("state":"returned")"));
}
