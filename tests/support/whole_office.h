// SPDX-License-Identifier: Apache-2.0
// For tests over the whole route table: an office with two units, one account of every role, and
// calls that go through the real gate.
#pragma once
#include "app/office.h"
#include "app/wiring.h"
#include "base/auth/factor.h"
#include "base/auth/gate.h"
#include "base/auth/sign_in.h"
#include "base/org/org.h"
#include "base/people/people.h"
#include "platform/crypto/crypto.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/operations.h"
#include "support/db_fixture.h"

#include <fstream>
#include <map>

namespace ketnap::test {

inline constexpr const char* canary = "001196000017";
inline constexpr const char* office_password = "Đường xa nắng mới lên";

struct Unit {
    org::Org body;
    std::string person;
    std::string dossier;
};

// One office, one account a role; each role sits on unit A unless it only makes sense on the
// office.
struct WholeOffice {
    test::TempFolder folder;
    app::Options options;
    app::Shipped shipped;
    time::FixedClock clock;
    std::unique_ptr<app::Office> office;
    std::unique_ptr<app::Books> books;
    http::Router router;
    org::Org root;
    Unit own;
    Unit other;
    std::map<std::string, std::string> tokens;

    explicit WholeOffice(const app::Office::Between& between = {}, time::Date today = {2026, 1, 5})
        : options{.data = folder / "data", .db = {}, .share = {}},
          shipped(app::Shipped::load(options)),
          clock(today) {
        office = std::make_unique<app::Office>(options, shipped, clock,
                                               app::Office::Missing::create, between);
        books = std::make_unique<app::Books>(shipped);
        app::add_all_routes(router, *office, *books);
        root = add_body("ROOT", "Đảng ủy Khối tỉnh Vĩnh Sơn", {});
        own = add_unit("A", "Đảng bộ Sở Xây dựng");
        other = add_unit("B", "Đảng bộ Bệnh viện Đa khoa");
        const auto hash = crypto::password_hash(office_password);
        auth::set_strictness(office->cli_ctx(), auth::Strictness::who_has_it);
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
        auto user = role;
        std::replace(user.begin(), user.end(), '_', '-');
        return account(user, role, own.body.id, hash);
    }
    /// A new account; the token of its sign-in.
    std::string account(const std::string& user, const std::string& role, const org::OrgId& at,
                        const std::string& hash) {
        const auto ctx = office->cli_ctx();
        ctx.write([&](db::Tx& tx) {
            const auto id = auth::insert_account(tx, ctx, {user, user, "", "", false, 0}, hash);
            auth::insert_grant(tx, ctx, {id, role, at.value, "", 0});
        });
        return auth::sign_in(ctx, {office->tenant(), user, office_password, "127.0.0.1", "test"})
            .token;
    }

    /// The sign-in of an officer and administrator of another tenant in the same database.
    std::string neighbour() {
        auto ctx = office->cli_ctx();
        ctx.actor.tenant = new_uuid(clock.now().ms);
        ctx.db.write("", clock.now().ms, [&](db::Tx& tx) {
            tx.raw("INSERT INTO tenant (id, code, name, created_at) VALUES (?1, ?2, ?2, 1)",
                   {ctx.actor.tenant, "neighbour"});
        });
        org::Org body;
        body.code = "N";
        body.name = "Đảng ủy láng giềng";
        body.kind = "party_committee";
        const auto theirs = org::add(ctx, shipped.rights, body);
        const auto hash = crypto::password_hash(office_password);
        ctx.write([&](db::Tx& tx) {
            const auto id = auth::insert_account(tx, ctx, {"lan", "Lan", "", "", false, 0}, hash);
            for (const auto* role : {"organization_officer", "administrator"}) {
                auth::insert_grant(tx, ctx, {id, role, theirs.id.value, "", 0});
            }
        });
        return auth::sign_in(ctx, {ctx.actor.tenant, "lan", office_password, "127.0.0.1", "test"})
            .token;
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
            request.headers.emplace_back("X-Contains-Secret", "no");
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

inline std::string filled(const std::string& pattern, const std::string& first_value) {
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
inline std::string object_for(const std::string& path, const Unit& unit) {
    if (path.starts_with("/api/people/{")) {
        return unit.person;
    }
    if (path.starts_with("/api/orgs/{")) {
        return unit.body.id.value;
    }
    return path.starts_with("/api/dossiers/{") ? unit.dossier : "";
}

inline bool is_public(const http::Route& route) {
    return route.right == "public";
}

inline bool is_unsafe(const http::Route& route) {
    return route.method != http::Method::get;
}

/// A sign-in whose role has the right of the route.
inline std::string token_for(const WholeOffice& office, const http::Route& route) {
    if (is_public(route)) {
        return {};
    }
    const auto action = *auth::action_of(route.right);
    for (const auto& [role, token] : office.tokens) {
        const auto& may = office.shipped.rights.book().roles.at(role).may;
        if (action == auth::Action::signed_in || may.contains(action)) {
            return token;
        }
    }
    return {};
}

}  // namespace ketnap::test
