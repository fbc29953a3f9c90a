// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "stage/dossier/facts.h"
#include "stage/dossier/http.h"
#include "support/api_fixture.h"
#include "support/dossier_fixture.h"

#include <fmt/format.h>

using namespace ketnap;
using http::Method;
using test::DossierOffice;

namespace {

struct FactsDesk : DossierOffice {
    test::ApiFixture api{rights};
    audit::Ctx leader = as("leader", root);
    dossier::Dossier held = complete(opened());

    FactsDesk() {
        auto table = api.api();
        dossier::add_routes(table, book);
    }
    http::Response put(const audit::Ctx& as, const std::string& what, const std::string& fields) {
        const auto version = as.read([&](db::Tx& tx) { return dossier::get(tx, held.id).version; });
        return api.send(as, Method::put, "/api/dossiers/" + held.id.value + "/" + what,
                        fmt::format("{{{}, \"version\": {}}}", fields, version));
    }
    http::Response open(const audit::Ctx& as) {
        return api.send(as, Method::post, "/api/dossiers/" + held.id.value + "/facts/open", "{}");
    }
    static bool holds(const http::Response& answer, const std::string& text) {
        return answer.body.find(text) != std::string::npos;
    }
};

constexpr const char* father_open =
    R"("relatives": [{"relation": "candidate", "state": "verified", "finished_on": "2024-04-20"},
       {"relation": "father", "state": "open", "name": "Nguyễn Văn Kín"},
       {"relation": "mother", "state": "verified", "finished_on": "2024-04-22"}])";

}  // namespace

DB_TEST_CASE("what is entered of relatives is judged on the page, by relation and never by name") {
    FactsDesk desk;
    const auto answer = desk.put(desk.clerk, "relatives", father_open);
    INFO(answer.body);
    CHECK(answer.status == 200);
    CHECK(desk.holds(answer, "Chưa thẩm tra cha đẻ."));
    CHECK(desk.holds(answer, R"("relatives":3,"relatives_done":2)"));
    CHECK_FALSE(desk.holds(answer, "Kín"));
}

DB_TEST_CASE("names of relatives are opened by who may edit, and each opening leaves its trace") {
    FactsDesk desk;
    desk.put(desk.clerk, "relatives", father_open);
    CHECK(desk.holds(desk.open(desk.officer), "Nguyễn Văn Kín"));
    CHECK(desk.open(desk.clerk_b).status == 404);
    CHECK(desk.open(desk.leader).status == 403);
    const auto entries = desk.cli().read(
        [&](db::Tx& tx) { return audit::history(tx, "dossier", desk.held.id.value); });
    CHECK(entries.front().action == "dossier.facts_opened");
    CHECK(entries.at(1).action == "dossier.facts_recorded");
    CHECK(entries.at(1).changes.front().to == "***");
}

DB_TEST_CASE("conditions, consents and sightings are kept, judged and given back as entered") {
    FactsDesk desk;
    auto answer =
        desk.put(desk.clerk, "conditions",
                 R"("conditions": {"citizenship": "Lào", "special_cases": ["religion"]})");
    INFO(answer.body);
    CHECK(desk.holds(answer, "Quốc tịch ghi “Lào”"));
    CHECK(desk.holds(answer, "Thiếu văn bản đồng ý kết nạp người có đạo."));
    answer = desk.put(
        desk.clerk, "consents",
        R"("consents": [{"kind": "religion", "number": "8-CV/BTC", "dated_on": "03/04/2024"}])");
    CHECK_FALSE(desk.holds(answer, "người có đạo"));
    answer = desk.put(
        desk.clerk, "papers/opinion_summary/sightings",
        R"("sightings": [{"fact": "full_name", "text": "Nguyễn Thị Hạnk Duyên", "page": 2}])");
    INFO(answer.body);
    CHECK(desk.holds(answer, "5-KNĐ trang 2"));
    CHECK(desk.holds(answer, R"("page":2)"));
    const auto opened = desk.open(desk.clerk);
    CHECK(desk.holds(opened, R"("citizenship":"Lào")"));
    CHECK(desk.holds(opened, "8-CV/BTC"));
    CHECK(desk.holds(opened, "Hạnk"));
    answer = desk.put(desk.clerk, "papers/opinion_summary/sightings", R"("sightings": [])");
    CHECK_FALSE(desk.holds(answer, "trang 2"));
}

DB_TEST_CASE("ethnicity that differs is told on the page without what either paper says") {
    FactsDesk desk;
    desk.put(desk.clerk, "papers/life_history/sightings",
             R"("sightings": [{"fact": "ethnicity", "text": "Tày"}])");
    const auto answer = desk.put(desk.clerk, "papers/application/sightings",
                                 R"("sightings": [{"fact": "ethnicity", "text": "Nùng"}])");
    INFO(answer.body);
    CHECK(desk.holds(answer, "Một thông tin riêng trên 1-KNĐ"));
    CHECK_FALSE(desk.holds(answer, "Nùng"));
    CHECK_FALSE(desk.holds(answer, "Tày"));
}

DB_TEST_CASE("a waiver without a reason, a paper that is none and a stale version are refused") {
    FactsDesk desk;
    CHECK(desk.put(desk.clerk, "relatives",
                   R"("relatives": [{"relation": "father", "state": "waived"}])")
              .status == 422);
    CHECK(desk.put(desk.clerk, "relatives",
                   R"("relatives": [{"relation": "uncle", "state": "open"}])")
              .status == 422);
    CHECK(desk.put(desk.clerk, "papers/letter/sightings", R"("sightings": [])").status == 422);
    CHECK(desk.put(desk.clerk_b, "relatives", R"("relatives": [])").status == 404);
    CHECK(desk.api
              .send(desk.clerk, Method::put, "/api/dossiers/" + desk.held.id.value + "/consents",
                    R"({"consents": [], "version": 1})")
              .status == 409);
}

DB_TEST_CASE("how many open dossiers a member introduces is counted for the page and as a list") {
    FactsDesk desk;
    const auto member = desk.added("Trần Văn Kiên", desk.cell_a1);
    const auto introduce = [&](const dossier::Dossier& d) {
        dossier::Support support;
        support.kind = "introducer";
        support.person_id = member.id.value;
        return dossier::put_support(desk.work(desk.clerk), d.id, support, d.version);
    };
    introduce(desk.opened("Lê Minh Quân"));
    const auto second = introduce(desk.opened("Phạm Thu Hà"));
    auto answer = desk.api.send(desk.clerk, Method::get, "/api/introducers", "");
    CHECK(desk.holds(answer, R"("name":"Trần Văn Kiên","open_dossiers":2)"));
    answer = desk.api.send(desk.clerk, Method::get, "/api/dossiers/" + second.id.value, "");
    CHECK(desk.holds(answer, R"("open_dossiers":2)"));
    dossier::move(desk.work(desk.clerk), second.id, {dossier::State::withdrawn, "xin rút", ""},
                  second.version);
    answer = desk.api.send(desk.clerk, Method::get, "/api/introducers", "");
    CHECK(desk.holds(answer, R"("name":"Trần Văn Kiên","open_dossiers":1)"));
    CHECK_FALSE(
        desk.holds(desk.api.send(desk.clerk_b, Method::get, "/api/introducers", ""), "Kiên"));
}

DB_TEST_CASE("nothing of it lies readable in the database, and an erased person's is gone") {
    FactsDesk desk;
    desk.put(desk.clerk, "relatives", father_open);
    const auto ctx = desk.cli();
    ctx.write([&](db::Tx& tx) {
        bool readable = false;
        tx.each("SELECT content_sealed FROM dossier_facts WHERE tenant_id = ?1", {},
                [&](const db::Row& r) {
                    const auto bytes = r.maybe_blob(0).value_or(db::Blob{});
                    const std::string text{bytes.begin(), bytes.end()};
                    readable = readable || text.find("father") != std::string::npos;
                });
        CHECK_FALSE(readable);
        tx.run("UPDATE person SET sealed_key = ?3 WHERE tenant_id = ?1 AND id = ?2",
               {desk.held.person_id, crypto::Vault::destroyed_key()});
        CHECK_FALSE(dossier::facts(tx, ctx, desk.held).relatives.has_value());
    });
}
