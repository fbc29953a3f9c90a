// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/http.h"
#include "base/workflow/workflow.h"
#include "support/api_fixture.h"
#include "support/office.h"

using namespace ketnap;
using http::Method;

namespace {

struct Desk {
    test::Office office;
    test::ApiFixture api{office.rights};
    std::string task;

    Desk() {
        auto table = api.api();
        workflow::add_routes(table);
        workflow::TaskForm form;
        form.owner = "Văn phòng";
        form.owner_role = "office";
        form.text = "Giấy mời";
        form.due_as_written = "trước ngày 03/6/2024";
        office.write(
            [&](db::Tx& tx) { task = workflow::add_task(tx, {"campaign", new_uuid(1)}, form).id; });
    }
    std::string done(const std::string& on, int version) const {
        return R"({"done_on":")" + on + R"(","done_note":"","version":)" + std::to_string(version) +
               "}";
    }
};

}  // namespace

DB_TEST_CASE("tasks are listed as mine and as late, and ticked by whose they are") {
    Desk d;
    const auto owner = d.office.as("office");
    const auto reader = d.office.as("leader");
    CHECK(d.api.send(owner, Method::get, "/api/tasks?mine=true").body.find("Giấy mời") !=
          std::string::npos);
    CHECK(d.api.send(reader, Method::get, "/api/tasks?mine=true").body.find("Giấy mời") ==
          std::string::npos);
    CHECK(d.api.send(reader, Method::get, "/api/tasks?late=true").body.find("2024-06-02") !=
          std::string::npos);
    const auto url = "/api/tasks/" + d.task + "/done";
    CHECK(d.api.send(reader, Method::put, url, d.done("2024-06-03", 1)).status == 403);
    CHECK(d.api.send(owner, Method::put, url, d.done("2024-06-04", 1)).status == 422);
    CHECK(d.api.send(owner, Method::put, url, d.done("2024-06-03", 1)).status == 200);
    CHECK(d.api.send(owner, Method::put, url, d.done("2024-06-03", 1)).status == 409);
    CHECK(d.api.send(d.office.as("ceremony_desk"), Method::get, "/api/tasks").status == 403);
}

DB_TEST_CASE("a written date is read for whoever has signed in, and says why when it cannot be") {
    Desk d;
    const auto anyone = d.office.as("verifier");
    const auto read = [&](const std::string& text) {
        return d.api.send(anyone, Method::post, "/api/dates/read", R"({"text":")" + text + "\"}")
            .body;
    };
    CHECK(read("trước ngày 01/8/2024").find(R"("last_day_on":"2024-07-31")") != std::string::npos);
    CHECK(read("dự kiến tháng 9/2024").find(R"("tentative":true)") != std::string::npos);
    CHECK(read("sớm").find("deadline.no_date") != std::string::npos);
}

DB_TEST_CASE("a key that is sent again gets the answer of then, whatever has happened since") {
    Desk d;
    const auto owner = d.office.as("office");
    const auto url = "/api/tasks/" + d.task + "/done";
    const std::string key = "01900000-0000-7000-8000-00000000c0de";
    const auto first = d.api.send(owner, Method::put, url, d.done("2024-06-03", 1), key);
    REQUIRE(first.status == 200);
    CHECK(d.api.send(owner, Method::put, url, R"({"done_note":"","version":2})").status == 200);
    const auto again = d.api.send(owner, Method::put, url, d.done("2024-06-03", 1), key);
    CHECK(again.status == 200);
    CHECK(again.body == first.body);
}
