// SPDX-License-Identifier: Apache-2.0
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
    test::ApiFixture fixture{office.rights};

    RulesApi() {
        auto api = fixture.api();
        rules::add_routes(api, rules);
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
