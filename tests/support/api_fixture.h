// SPDX-License-Identifier: Apache-2.0
// For tests of one slice's routes: a table of calls as different people, without server or sign-in.
#pragma once
#include "base/auth/api.h"
#include "platform/http/router.h"
#include "support/office_fixture.h"

namespace ketnap::test {

/// A route table whose callers are said, not signed in. The coarse right of the route is asked as
/// the real gate asks it; the rest is the slice's own.
struct ApiFixture {
    http::Router router;
    messages::Catalogue texts =
        messages::Catalogue::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/ui/messages");
    const auth::Rights& rights;
    std::optional<audit::Ctx> who;

    explicit ApiFixture(const auth::Rights& given) : rights(given) {}
    ApiFixture(const ApiFixture&) = delete;
    ApiFixture& operator=(const ApiFixture&) = delete;

    auth::Api api() {
        return {router, [this](http::Request& request, const auth::Wants& wants) {
                    auth::require(wants.open || rights.may(who->actor, wants.action));
                    auto ctx = *who;
                    if (const auto key = request.header("Idempotency-Key"); !key.empty()) {
                        ctx.command = std::make_shared<audit::Command>();
                        ctx.command->key = std::string{key};
                    }
                    return auth::Call{ctx, rights, texts, request, {}};
                }};
    }

    http::Response send(const audit::Ctx& as, http::Method method, const std::string& target,
                        const std::string& body = {}, const std::string& key = {}) {
        who.emplace(as);
        keep_account(as);
        http::Request request;
        request.method = method;
        const auto mark = target.find('?');
        request.path = request.raw_path = target.substr(0, mark);
        if (mark != std::string::npos) {
            const auto query = target.substr(mark + 1);
            const auto is = query.find('=');
            request.query[query.substr(0, is)] = query.substr(is + 1);
        }
        request.body = body;
        if (!body.empty()) {
            request.headers.emplace_back("Content-Type", "application/json");
        }
        if (!key.empty()) {
            request.headers.emplace_back("Idempotency-Key", key);
        }
        return router.dispatch(request);
    }

    /// What is counted of a reader is kept beside the account.
    static void keep_account(const audit::Ctx& as) {
        const auto& actor = as.actor;
        as.db.write(actor.tenant, as.clock.now().ms, [&](db::Tx& tx) {
            tx.run(
                "INSERT INTO account (tenant_id, id, user_name, name, password_hash, must_change, "
                "language, disabled, created_at, version) VALUES (?1, ?2, ?2, ?3, '', 0, 'vi', 1, "
                "0, 1) ON CONFLICT (tenant_id, id) DO NOTHING",
                {actor.account_id, actor.name});
        });
    }
};

}  // namespace ketnap::test
