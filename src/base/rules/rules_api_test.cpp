// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/rules/http.h"
#include "support/api_fixture.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ketnap;
using http::Method;

namespace {

struct RulesApi {
    test::OfficeFixture office;
    rules::Rules rules =
        rules::Rules::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/rules").value();
    std::filesystem::path own =
        std::filesystem::temp_directory_path() / ("ketnap-rules-" + new_uuid(0));
    rules::OwnFiles files{rules, std::filesystem::path{KETNAP_SOURCE_DIR} / "data/rules", own};
    test::ApiFixture fixture{office.rights};

    RulesApi() {
        auto api = fixture.api();
        rules::add_routes(api, rules, files);
    }
    ~RulesApi() { std::filesystem::remove_all(own); }
    RulesApi(const RulesApi&) = delete;
    RulesApi& operator=(const RulesApi&) = delete;
    RulesApi(RulesApi&&) = delete;
    RulesApi& operator=(RulesApi&&) = delete;
    http::Response post(const std::string& path, const boost::json::object& body) {
        return fixture.send(office.cli(), Method::post, path, boost::json::serialize(body));
    }
    boost::json::object get(const std::string& path, int status = 200) {
        const auto answer = fixture.send(office.cli(), Method::get, path);
        REQUIRE(answer.status == status);
        return status == 200 ? boost::json::parse(answer.body).as_object() : boost::json::object{};
    }
};

}  // namespace

TEST_CASE("the book of rules says which sets hold on a day, the arguable ones after") {
    RulesApi api;
    const auto book = api.get("/api/rules?on=2026-05-01");
    CHECK(boost::json::serialize(book.at("holding")) == R"(["G4","G3"])");
    CHECK(book.at("sets").as_array().size() == 8);
    CHECK(book.at("refused").as_array().empty());
}

TEST_CASE("a set is read with its rules, an unknown one is not found, a wrong day refused") {
    RulesApi api;
    const auto set = api.get("/api/rules/G1");
    CHECK(set.at("title").as_string() == "Quy định 24-QĐ/TW ngày 30/7/2021");
    CHECK(set.at("rules").as_array().size() > 100);
    api.get("/api/rules/G99", 404);
    api.get("/api/rules?on=26-03-2024", 422);
}

namespace {

boost::json::object form_of(int months, int version) {
    return {
        {"name", "VP.json"},
        {"text", R"({"set": "VP", "title": "Quy ước", "in_force": {"from": "2024-01-01",
 "confidence": "H"}, "rules": {"certificate.life": {"months": )" +
                     std::to_string(months) +
                     R"(, "cite": {"doc": "Công văn 1-CV/VP", "date": "2024-01-01", "point": "1"},
 "confidence": "H", "title": "Giấy chứng nhận"}}})"},
        {"version", version}};
}

}  // namespace

TEST_CASE("a rule file put by the administrator holds at once, leaves a trace, and is taken back") {
    RulesApi api;
    const auto life = [&] {
        return api.rules.in_force_on({2026, 11, 24}).front()->months("certificate.life");
    };
    CHECK(life() == 60);
    CHECK(api.post("/api/rules/own", form_of(36, 0)).status == 200);
    CHECK(life() == 36);
    CHECK(api.post("/api/rules/own", form_of(24, 0)).status == 409);
    CHECK(life() == 36);
    CHECK(api.post("/api/rules/own", form_of(24, 1)).status == 200);
    CHECK(life() == 24);
    const auto old = api.get("/api/rules/own/VP.json/1");
    CHECK(old.at("text").as_string().find("36") != std::string::npos);
    const boost::json::object gone{{"name", "VP.json"}, {"reason", "Hết hiệu lực"}, {"version", 2}};
    CHECK(api.post("/api/rules/own/take-back", gone).status == 200);
    CHECK(life() == 60);
    const auto files = api.get("/api/rules/own").at("items").as_array();
    REQUIRE(files.size() == 1);
    CHECK(files[0].at("in_use") == false);
    CHECK(files[0].at("earlier").as_array().size() == 2);
    const auto trail =
        api.office.db.read([](db::Tx& tx) { return audit::history(tx, "rules", "VP.json", 10); });
    CHECK(trail.size() == 3);
}

TEST_CASE("a broken rule file is refused with its line and changes nothing") {
    RulesApi api;
    auto broken = form_of(36, 0);
    broken["text"] = "{\n \"set\": \"VP\",\n \"titel\": \"x\"\n}";
    const auto answer = api.post("/api/rules/own", broken);
    CHECK(answer.status == 422);
    CHECK(answer.body.find("\"line\":3") != std::string::npos);
    CHECK(api.get("/api/rules/own").at("items").as_array().empty());
    auto named = form_of(36, 0);
    for (const auto* name : {"../VP.json", "VP", ".json", "a b.json", "kept/VP.json"}) {
        named["name"] = name;
        CHECK(api.post("/api/rules/own", named).status == 422);
    }
}
