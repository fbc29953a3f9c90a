// SPDX-License-Identifier: Apache-2.0
// ASVS 4.1–4.3 as one generated matrix: every role × every route of the table × an object of the
// own unit, of another unit and of nobody; no answer may hold a sealed value, every unsafe route
// wants its token, every body its fields.
#include "app/office.h"
#include "app/wiring.h"
#include "base/auth/gate.h"
#include "base/auth/sign_in.h"
#include "base/org/org.h"
#include "base/people/people.h"
#include "platform/crypto/crypto.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/operations.h"
#include "support/db_fixture.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <map>
#include <set>

using namespace ketnap;
using auth::Action;

namespace {

constexpr const char* canary = "001196000017";
constexpr const char* password = "Đường xa nắng mới lên";

struct Unit {
    org::Org body;
    std::string person;
    std::string dossier;
};

// One office, one account a role; each role sits on unit A unless it only makes sense on the
// office.
struct House {
    test::TempFolder folder;
    app::Options options;
    app::Shipped shipped;
    time::FixedClock clock{time::Date{2026, 1, 5}};
    std::unique_ptr<app::Office> office;
    std::unique_ptr<app::Books> books;
    http::Router router;
    org::Org root;
    Unit own;
    Unit other;
    std::map<std::string, std::string> tokens;

    House()
        : options{.data = folder / "data", .db = {}, .share = {}},
          shipped(app::Shipped::load(options)) {
        office =
            std::make_unique<app::Office>(options, shipped, clock, app::Office::Missing::create);
        books = std::make_unique<app::Books>(shipped);
        app::add_all_routes(router, *office, *books);
        root = add_body("ROOT", "Đảng ủy Khối tỉnh Vĩnh Sơn", {});
        own = add_unit("A", "Đảng bộ Sở Xây dựng");
        other = add_unit("B", "Đảng bộ Bệnh viện Đa khoa");
        const auto hash = crypto::password_hash(password);
        for (const auto& [role, rights] : shipped.rights.book().roles) {
            tokens[role] = account(role, hash);
        }
    }

    org::Org add_body(const std::string& code, const std::string& name, const org::OrgId& parent) {
        org::Org body;
        body.code = code;
        body.name = name;
        body.kind = "grassroots_party_body";
        body.parent_id = parent;
        return org::add(office->cli_ctx(), shipped.rights, body);
    }
    Unit add_unit(const std::string& code, const std::string& name) {
        Unit unit{add_body(code, name, root.id), {}, {}};
        people::Person person;
        person.name = "Lê Thị " + code;
        person.org_id = unit.body.id;
        person.sex = "female";
        person.born_on = "1996-09-14";
        const auto number = code == "A" ? std::string{canary} : std::string{"001196000018"};
        const auto ctx = office->cli_ctx();
        unit.person = people::add(ctx, shipped.rights, person, {number, "02", "01"}).id.value;
        dossier::NewDossier wanted{.person_id = unit.person, .org_id = unit.body.id.value};
        unit.dossier = dossier::open({ctx, shipped.rights, books->dossiers}, wanted).id.value;
        return unit;
    }
    std::string account(const std::string& role, const std::string& hash) {
        const auto ctx = office->cli_ctx();
        auto user = role;
        std::replace(user.begin(), user.end(), '_', '-');
        ctx.write([&](db::Tx& tx) {
            const auto id = auth::insert_account(tx, ctx, {user, role, "", "", false, 0}, hash);
            auth::insert_grant(tx, ctx, {id, role, own.body.id.value, "", 0});
        });
        return auth::sign_in(ctx, {office->tenant(), user, password, "127.0.0.1", "test"}).token;
    }

    http::Response call(const http::Route& route, const std::string& path, const std::string& token,
                        const std::string& body, bool with_csrf = true) {
        http::Request request;
        request.method = route.method;
        request.path = path;
        request.body = body;
        request.remote_address = "127.0.0.1";
        request.request_id = "test";
        if (route.body == http::BodyKind::upload) {
            request.upload_file = folder / "upload";
            std::ofstream{request.upload_file} << "họ và tên\n";
        }
        if (!token.empty()) {
            request.headers.emplace_back("Cookie", std::string{auth::sign_in_cookie} + "=" + token);
        }
        if (with_csrf) {
            request.headers.emplace_back("X-CSRF-Token", auth::csrf_token_of(token));
        }
        auto match = router.match(route.method, path);
        REQUIRE(match.route == &route);
        request.path_params = match.params;
        return router.run(route, request);
    }
};

House& house() {
    static House one;
    return one;
}

std::string filled(const std::string& pattern, const std::string& first_value) {
    std::string path;
    bool first = true;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '{') {
            path += pattern[i];
            continue;
        }
        path += first ? first_value : "01900000-0000-7000-8000-00000000ffff";
        first = false;
        i = pattern.find('}', i);
    }
    return path;
}

// What {id} names, by the beginning of the path; empty when routes of that kind have no row in this
// office.
std::string object_for(const std::string& path, const Unit& unit) {
    if (path.starts_with("/api/people/{")) {
        return unit.person;
    }
    if (path.starts_with("/api/orgs/{")) {
        return unit.body.id.value;
    }
    return path.starts_with("/api/dossiers/{") ? unit.dossier : "";
}

bool is_public(const http::Route& route) {
    return route.right == "public";
}

bool is_unsafe(const http::Route& route) {
    return route.method != http::Method::get;
}

// A body with every field of the schema's root, of the right type: what a well-meaning caller would
// send.
std::string empty_body(const http::Route& route) {
    return route.body == http::BodyKind::json ? "{}" : "";
}

std::string text_of(const http::Response& response) {
    return response.body;
}

}  // namespace

TEST_CASE("every route names a right that the program knows") {
    for (const auto& route : house().router.routes()) {
        CAPTURE(route.path);
        CHECK((is_public(route) || auth::action_of(route.right).has_value()));
    }
    CHECK(house().router.routes().size() > 60);
}

TEST_CASE(
    "every role on every route: no right no answer, no reach no object, and nothing sealed in any "
    "answer") {
    auto& h = house();
    int cases = 0;
    for (const auto& route : h.router.routes()) {
        if (is_public(route) || route.path == "/api/sign-out") {
            continue;
        }
        const auto action = *auth::action_of(route.right);
        for (const auto& [role, token] : h.tokens) {
            const auto& may = h.shipped.rights.book().roles.at(role).may;
            const bool allowed = action == Action::signed_in || may.contains(action);
            for (const auto* unit : {&h.own, &h.other}) {
                const auto object = object_for(route.path, *unit);
                const auto id = object.empty() ? "01900000-0000-7000-8000-00000000eeee" : object;
                const auto response =
                    h.call(route, filled(route.path, id), token, empty_body(route));
                CAPTURE(role);
                CAPTURE(route.path);
                CAPTURE(response.status);
                ++cases;
                if (!allowed) {
                    CHECK(response.status == 403);
                } else if (unit == &h.other && !object.empty()) {
                    // known or unknown to be there, never given and never changed
                    CHECK((response.status == 403 || response.status == 404 ||
                           response.status == 422));
                } else {
                    CHECK(response.status != 500);
                    CHECK(response.status != 401);
                }
                CHECK(text_of(response).find(canary) == std::string::npos);
                CHECK(text_of(response).find(h.tokens.at(role)) == std::string::npos);
            }
        }
    }
    MESSAGE(fmt::format("{} cases", cases));
    CHECK(cases >= 2000);
}

TEST_CASE("an own object is readable for whoever has the right, so that the matrix can fail") {
    auto& h = house();
    for (const auto& route : h.router.routes()) {
        if (route.path != "/api/people/{id}" || is_unsafe(route)) {
            continue;
        }
        CHECK(h.call(route, "/api/people/" + h.own.person, h.tokens.at("unit_clerk"), "").status ==
              200);
        CHECK(
            h.call(route, "/api/people/" + h.other.person, h.tokens.at("unit_clerk"), "").status ==
            404);
    }
}

TEST_CASE(
    "every unsafe route refuses a call without its token, with a wrong one, or from elsewhere") {
    auto& h = house();
    const auto& token = h.tokens.at("organization_officer");
    for (const auto& route : h.router.routes()) {
        if (is_public(route) || !is_unsafe(route)) {
            continue;
        }
        CAPTURE(route.path);
        const auto path = filled(route.path, "01900000-0000-7000-8000-00000000eeee");
        CHECK(h.call(route, path, token, empty_body(route), false).status == 403);
        http::Request request;
        request.method = route.method;
        request.path = path;
        request.headers.emplace_back("Cookie", std::string{auth::sign_in_cookie} + "=" + token);
        request.headers.emplace_back("X-CSRF-Token", auth::csrf_token_of(token));
        request.headers.emplace_back("Origin", "https://elsewhere.example");
        request.headers.emplace_back("Host", "127.0.0.1:8080");
        request.path_params = h.router.match(route.method, path).params;
        CHECK(h.router.run(route, request).status == 403);
    }
}

TEST_CASE("nobody gets past the door without a sign-in") {
    auto& h = house();
    for (const auto& route : h.router.routes()) {
        if (is_public(route)) {
            continue;
        }
        CAPTURE(route.path);
        const auto path = filled(route.path, "01900000-0000-7000-8000-00000000eeee");
        CHECK(h.call(route, path, "", empty_body(route)).status == 401);
    }
}

TEST_CASE("a field that a body does not know is refused on every route that takes one") {
    auto& h = house();
    const auto& officer = h.tokens.at("organization_officer");
    const auto& administrator = h.tokens.at("administrator");
    int bodies = 0;
    for (const auto& route : h.router.routes()) {
        if (is_public(route) || route.body != http::BodyKind::json) {
            continue;
        }
        CAPTURE(route.path);
        const auto path = filled(route.path, "01900000-0000-7000-8000-00000000eeee");
        const auto right = auth::action_of(route.right);
        const auto& token =
            right && h.shipped.rights.book().roles.at("organization_officer").may.contains(*right)
                ? officer
                : administrator;
        const auto response = h.call(route, path, token, R"({"zzz_not_a_field": 1})");
        CHECK((response.status == 422 || response.status == 404));
        if (response.status == 422) {
            CHECK(response.body.find("zzz_not_a_field") != std::string::npos);
        }
        ++bodies;
    }
    CHECK(bodies > 20);
}
