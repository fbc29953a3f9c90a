// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/filters/filters.h"
#include "base/filters/http.h"
#include "support/api_fixture.h"
#include "support/office.h"

using namespace ketnap;
using http::Method;

namespace {

struct Desk {
    test::Office office;
    test::ApiFixture api{office.rights};
    audit::Ctx lan = someone("lan");
    audit::Ctx binh = someone("binh");

    Desk() {
        auto table = api.api();
        filters::add_routes(table);
    }
    audit::Ctx someone(const std::string& id) {
        auto ctx = office.as("office");
        ctx.actor.account_id = id;
        ctx.actor.name = id;
        return ctx;
    }
    http::Response save(const audit::Ctx& as, const std::string& name, bool shared = false,
                        const std::string& codes = R"("ready","late")") {
        return api.send(as, Method::post, "/api/filters",
                        R"({"list":"dossiers","name":")" + name + R"(","conditions":{"state":[)" +
                            codes + R"(]},"shared":)" + (shared ? "true" : "false") + "}");
    }
    std::vector<filters::SavedFilter> seen(const audit::Ctx& as) {
        return as.read([&](db::Tx& tx) { return filters::of_list(tx, as, "dossiers"); });
    }
};

}  // namespace

DB_TEST_CASE("a saved filter is its maker's, and everyone's when it is shared") {
    Desk d;
    REQUIRE(d.save(d.lan, "Chờ duyệt").status == 200);
    REQUIRE(d.save(d.lan, "Trễ hạn", true).status == 200);
    const auto mine = d.seen(d.lan);
    REQUIRE(mine.size() == 2);
    CHECK(mine.front().name == "Chờ duyệt");
    CHECK(mine.front().conditions.at("state") == std::vector<std::string>{"ready", "late"});
    const auto theirs = d.seen(d.binh);
    REQUIRE(theirs.size() == 1);
    CHECK(theirs.front().name == "Trễ hạn");
    CHECK_FALSE(theirs.front().mine);
    CHECK(theirs.front().owner_name == "lan");
    CHECK(d.lan.read([&](db::Tx& tx) { return filters::of_list(tx, d.lan, "people"); }).empty());
}

DB_TEST_CASE("the same name takes the place of the older one, however it is spaced or toned") {
    Desk d;
    REQUIRE(d.save(d.lan, "Hoà Bình").status == 200);
    REQUIRE(d.save(d.lan, "hòa  bình", true, R"("late")").status == 200);
    REQUIRE(d.save(d.binh, "Hòa Bình").status == 200);
    const auto mine = d.seen(d.lan);
    REQUIRE(mine.size() == 1);
    CHECK(mine.front().version == 2);
    CHECK(mine.front().conditions.at("state") == std::vector<std::string>{"late"});
    CHECK(d.seen(d.binh).size() == 2);
}

DB_TEST_CASE("only its maker drops a filter, another is told that there is none") {
    Desk d;
    REQUIRE(d.save(d.lan, "Trễ hạn", true).status == 200);
    const auto url = "/api/filters/" + d.seen(d.lan).front().id;
    CHECK(d.api.send(d.binh, Method::del, url).status == 404);
    CHECK(d.seen(d.binh).size() == 1);
    CHECK(d.api.send(d.lan, Method::del, url).status == 204);
    CHECK(d.seen(d.lan).empty());
    CHECK(d.api.send(d.lan, Method::del, url).status == 404);
}

DB_TEST_CASE("a list saved as a file leaves a trail, and wants the right to export") {
    Desk d;
    const auto note = [&](const audit::Ctx& as, const std::string& body) {
        return d.api.send(as, Method::post, "/api/lists/exports", body).status;
    };
    filters::note_export(d.lan, "dossiers", 70);
    CHECK(note(d.lan, R"({"list":"hồ sơ","rows":70})") == 422);
    CHECK(note(d.lan, R"({"list":"dossiers","rows":-1})") == 422);
    CHECK(note(d.office.as("verifier"), R"({"list":"dossiers","rows":1})") == 403);
    const auto trail =
        d.lan.read([](db::Tx& tx) { return audit::history(tx, "list", "dossiers"); });
    REQUIRE(trail.size() == 1);
    CHECK(trail.front().action == "list.exported");
    CHECK(trail.front().changes.front().to == "70");
}

DB_TEST_CASE("what is no code is not kept in a filter, for it may be a person's name") {
    Desk d;
    const auto refused = [&](const http::Response& answer, const std::string& rule) {
        CHECK(answer.status == 422);
        CHECK(answer.body.find(rule) != std::string::npos);
    };
    refused(d.save(d.lan, "Tìm", false, R"("Nguyễn Văn An")"), "filter.not_codes");
    refused(d.save(d.lan, "Tìm", false, '"' + std::string(65, 'a') + '"'), "filter.not_codes");
    refused(d.save(d.lan, " "), "field.required");
    refused(d.save(d.lan, std::string(61, 'a')), "filter.long_name");
    refused(d.api.send(d.lan, Method::post, "/api/filters",
                       R"({"list":"dossiers","name":"a","conditions":{},"shared":false})"),
            "filter.empty");
    CHECK(d.seen(d.lan).empty());
}
