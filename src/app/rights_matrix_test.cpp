// SPDX-License-Identifier: Apache-2.0
// ASVS 4.1–4.3 as one generated matrix: every role × every route of the table × an object of the
// own unit, of another unit and of nobody; no answer may hold a sealed value, every unsafe route
// wants its token, every body its fields.
#include "support/whole_office.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

using namespace ketnap;
using auth::Action;
using test::canary;
using test::filled;
using test::is_public;
using test::is_unsafe;
using test::object_for;
using test::WholeOffice;

namespace {

WholeOffice& house() {
    static WholeOffice one;
    return one;
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

TEST_CASE("an account of another tenant reaches nothing here, on any route") {
    auto& h = house();
    const auto theirs = h.neighbour();
    int cases = 0;
    for (const auto& route : h.router.routes()) {
        const auto object = object_for(route.path, h.own);
        if (is_public(route) || object.empty()) {
            continue;
        }
        CAPTURE(route.path);
        const auto response = h.call(route, filled(route.path, object), theirs, empty_body(route));
        CHECK((response.status == 404 || response.status == 403 || response.status == 422));
        CHECK(response.body.find(canary) == std::string::npos);
        ++cases;
    }
    CHECK(cases > 15);
    for (const auto& route : h.router.routes()) {
        if (is_public(route) || is_unsafe(route) || route.path.find('{') != std::string::npos) {
            continue;
        }
        CAPTURE(route.path);
        const auto response = h.call(route, route.path, theirs, "");
        for (const auto& ours :
             {h.own.person, h.own.dossier, h.own.body.id.value, h.root.id.value}) {
            CHECK(response.body.find(ours) == std::string::npos);
        }
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
    int bodies = 0;
    for (const auto& route : h.router.routes()) {
        if (is_public(route) || route.body != http::BodyKind::json) {
            continue;
        }
        CAPTURE(route.path);
        const auto path = filled(route.path, "01900000-0000-7000-8000-00000000eeee");
        const auto response =
            h.call(route, path, test::token_for(h, route), R"({"zzz_not_a_field": 1})");
        CHECK((response.status == 422 || response.status == 404));
        if (response.status == 422) {
            CHECK(response.body.find("zzz_not_a_field") != std::string::npos);
        }
        ++bodies;
    }
    CHECK(bodies > 20);
}

TEST_CASE("a field of another type than its schema's is refused by its name, on every route") {
    auto& h = house();
    int fields = 0;
    for (const auto& route : h.router.routes()) {
        if (route.body != http::BodyKind::json || !route.request_schema) {
            continue;
        }
        const auto& schema = *route.request_schema;
        const auto record = schema.objects.find(schema.root.name);
        if (record == schema.objects.end()) {
            continue;
        }
        const auto path = filled(route.path, "01900000-0000-7000-8000-00000000eeee");
        for (const auto& field : record->second) {
            if (field.shape.kind == json::Shape::Kind::any) {
                continue;
            }
            CAPTURE(route.path);
            CAPTURE(field.name);
            const auto wrong = field.shape.kind == json::Shape::Kind::boolean ? "[7]" : "true";
            const auto response = h.call(route, path, test::token_for(h, route),
                                         fmt::format("{{\"{}\":{}}}", field.name, wrong));
            CHECK(response.status == 422);
            CHECK(response.body.find("\"" + field.name + "\"") != std::string::npos);
            ++fields;
        }
    }
    MESSAGE(fmt::format("{} fields", fields));
    CHECK(fields > 150);
}

namespace {

/// An account with the role and a second factor it gave so long ago.
std::string token_with_factor(WholeOffice& office, const std::string& role, std::int64_t ms_ago) {
    static const auto hash = crypto::password_hash(test::office_password);
    static int number = 0;
    const auto token =
        office.account("factor-" + std::to_string(++number), role, office.own.body.id, hash);
    auto ctx = office.office->cli_ctx();
    ctx.write([&](db::Tx& tx) {
        const auto hash_of_token = crypto::sha256_hex(token);
        tx.run(
            "INSERT INTO second_factor (tenant_id, id, key, secret, next_secret, confirmed_at) "
            "SELECT tenant_id, account_id, ?3, ?3, ?3, 1 FROM sign_in "
            "WHERE tenant_id = ?1 AND token_hash = ?2",
            {hash_of_token, db::Blob{}});
        tx.run("UPDATE sign_in SET factor_at = ?3 WHERE tenant_id = ?1 AND token_hash = ?2",
               {hash_of_token, office.clock.now().ms - ms_ago});
    });
    return token;
}

bool wants_fresh_factor(const http::Response& response) {
    return response.body.find("\"factor_not_fresh\"") != std::string::npos;
}

}  // namespace

TEST_CASE(
    "decisions, roles, exports and keys want a second factor of the last five minutes; every such "
    "route asks, no other does") {
    auto& h = house();
    constexpr std::int64_t minute = 60'000;
    int asked = 0;
    for (const auto& [role, rights] : h.shipped.rights.book().roles) {
        const auto stale = token_with_factor(h, role, 5 * minute + 1);
        const auto fresh = token_with_factor(h, role, 4 * minute);
        for (const auto& route : h.router.routes()) {
            if (is_public(route) || route.path == "/api/sign-out") {
                continue;
            }
            const auto action = *auth::action_of(route.right);
            if (action != Action::signed_in && !rights.may.contains(action)) {
                continue;
            }
            CAPTURE(role);
            CAPTURE(route.path);
            const auto path = filled(route.path, "01900000-0000-7000-8000-00000000eeee");
            const auto body = R"({"zzz_not_a_field": 1})";
            const auto sent = route.body == http::BodyKind::json ? body : "";
            if (route.fresh_factor) {
                const auto refused = h.call(route, path, stale, sent);
                CHECK(refused.status == 403);
                CHECK(wants_fresh_factor(refused));
                ++asked;
                if (route.body == http::BodyKind::json) {  // reads the body: it is past the gate
                    CHECK_FALSE(wants_fresh_factor(h.call(route, path, fresh, sent)));
                }
            } else if (route.body == http::BodyKind::json) {
                CHECK_FALSE(wants_fresh_factor(h.call(route, path, stale, sent)));
            }
        }
    }
    MESSAGE(fmt::format("{} cases", asked));
    CHECK(asked > 30);
}

TEST_CASE("what decides, grants, exports or touches keys is declared to want the second factor") {
    std::set<std::string> wanting;
    for (const auto& route : house().router.routes()) {
        if (route.fresh_factor) {
            wanting.insert(std::string{http::method_name(route.method)} + " " + route.path);
        }
    }
    for (const auto& route : house().router.routes()) {
        const auto name = std::string{http::method_name(route.method)} + " " + route.path;
        CAPTURE(name);
        const bool only_asks = name == "POST /api/access/why";
        const bool needs = is_unsafe(route) && !only_asks &&
                           (route.right == "account_manage" || route.right == "decision_issue" ||
                            route.right == "list_export");
        CHECK((!needs || wanting.contains(name)));
    }
    for (const auto* name :
         {"POST /api/accounts/{id}/grants", "POST /api/people/export", "POST /api/letters/export",
          "POST /api/meetings/{id}/items/{item_id}/decision", "PUT /api/settings/second-factor",
          "POST /api/campaigns/{id}/pack", "POST /api/resets/{id}/give",
          "POST /api/privacy/own-data", "POST /api/privacy/erasures/{id}/do",
          "POST /api/accounts/{id}/grants/{grant_id}/confirm", "POST /api/lent-roles",
          "POST /api/break-glass", "POST /api/audit/export", "POST /api/privacy/purges/{id}/do",
          "GET /api/privacy/incidents/{id}/notice"}) {
        CAPTURE(name);
        CHECK(wanting.contains(name));
    }
}
