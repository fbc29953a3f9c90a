// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/auth/break_glass.h"
#include "base/auth/relations.h"
#include "base/auth/sign_in.h"
#include "platform/crypto/vault.h"
#include "platform/jobs/jobs.h"
#include "support/db_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ketnap;
using auth::AccountId;
using auth::Action;
using test::TestDb;

namespace {

constexpr std::int64_t hour = 3'600'000;

struct Bench {
    TestDb db;
    time::FixedClock clock{time::Date{2026, 3, 2}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};
    auth::Rights rights{
        auth::RoleBook::load(std::string{KETNAP_SOURCE_DIR} + "/data/auth/roles.json")};
    auth::BranchResolver branches = [](db::Tx&, const std::string& id) {
        return std::optional<std::string>{"/r/" + id + "/"};
    };
    AccountId lan = add("lan");
    AccountId minh = add("minh");

    AccountId add(const std::string& user) {
        return ctx("root").write([&](db::Tx& tx) {
            return auth::insert_account(tx, ctx("root"), {user, user, "", "", false, 0}, "hash");
        });
    }
    audit::Ctx ctx(const std::string& user, const AccountId& id = {}) {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = user;
        actor.name = user;
        actor.account_id = id.value;
        actor.all_rights = id.value.empty();
        return {*db, clock, vault, jobs, actor, nullptr};
    }
    audit::Ctx as(const std::string& user, const AccountId& id) {
        auto made = ctx(user, id);
        made.actor = actor(id);
        return made;
    }
    auth::Actor actor(const AccountId& id) {
        return db.read([&](db::Tx& tx) {
            auto found = auth::acting(tx, TestDb::tenant, *auth::account_of(tx, id), clock.now().ms,
                                      branches);
            auth::relate(tx, found, rights, {});
            return found;
        });
    }
    void grant(const auth::NewGrant& one, const std::string& by = "root") {
        auth::grant_role(ctx(by), rights, branches, one);
    }
    std::string first_grant(const AccountId& id) {
        return db.read([&](db::Tx& tx) { return auth::grants_of(tx, id).at(0).id; });
    }
    bool holds(const AccountId& id) { return !actor(id).grants.empty(); }
};

}  // namespace

DB_TEST_CASE("a role holds from its first day to its last and not a day longer") {
    Bench b;
    b.grant({b.lan, "unit_clerk", "a", "", 0, "2026-03-05", "2026-03-09"});
    for (const auto& [day, held] :
         std::vector<std::pair<int, bool>>{{4, false}, {5, true}, {9, true}, {10, false}}) {
        b.clock.set(time::Date{2026, 3, static_cast<unsigned>(day)});
        CAPTURE(day);
        CHECK(b.holds(b.lan) == held);
    }
    CHECK_THROWS_AS(b.grant({b.lan, "unit_clerk", "a", "", 0, "2026-03-09", "2026-03-05"}),
                    Refused);
    CHECK_THROWS_AS(b.grant({b.lan, "unit_clerk", "a", "", 0, "09/03/2026", ""}), Refused);
}

DB_TEST_CASE("a role lent names its lender in the trail and ends at once when taken back") {
    Bench b;
    b.grant({b.lan, "unit_clerk", "a", ""});
    const auto id = b.first_grant(b.lan);
    auth::lend_role(b.as("lan", b.lan), b.rights, b.lan,
                    {id, b.minh, "2026-03-02", "2026-03-06", "đi học"});
    const auto ctx = b.as("minh", b.minh);
    const auth::Object object{"/r/a/", "", {}};
    CHECK(b.rights.can(ctx.actor, Action::person_edit, object));
    const auto seq = b.db.write(
        [&](db::Tx& tx) { return audit::trace(tx, ctx, "person.changed", "person", "p"); });
    const auto told = b.db.read([&](db::Tx& tx) { return audit::history(tx, "person", "p"); });
    REQUIRE(told.at(0).seq == seq);
    CHECK(told.at(0).changes.back().field == audit::in_stead_of);
    CHECK(told.at(0).changes.back().to == "lan");
    CHECK_THROWS_AS(auth::end_lent(b.ctx("other", AccountId{"x"}), b.rights, "none"), NotFound);
    const auto lent = b.first_grant(b.minh);
    auth::end_lent(b.as("lan", b.lan), b.rights, lent);
    CHECK_FALSE(b.holds(b.minh));
}

DB_TEST_CASE("a role lent holds no longer than the role it is, and is not lent on") {
    Bench b;
    const auto third = b.add("hoa");
    b.grant({b.lan, "unit_clerk", "a", ""});
    const auto id = b.first_grant(b.lan);
    const auto lend = [&](const AccountId& from, const std::string& grant, const AccountId& to,
                          const std::string& until) {
        auth::lend_role(b.as("lan", from), b.rights, from, {grant, to, "2026-03-02", until, "ốm"});
    };
    lend(b.lan, id, b.minh, "2026-03-20");
    CHECK(b.holds(b.minh));
    CHECK_THROWS_AS(lend(b.minh, b.first_grant(b.minh), third, "2026-03-20"), Refused);
    CHECK_THROWS_AS(lend(b.lan, id, b.lan, "2026-03-20"), Refused);
    CHECK_THROWS_AS(lend(b.lan, id, third, "2026-03-01"), Refused);
    CHECK_THROWS_AS(auth::lend_role(b.as("minh", b.minh), b.rights, b.lan,
                                    {id, third, "2026-03-02", "2026-03-03", "ốm"}),
                    Forbidden);
    auth::revoke_role(b.ctx("root"), b.lan, id);
    CHECK_FALSE(b.holds(b.minh));
}

DB_TEST_CASE("a role just given decides nothing for a day, unless another administrator agrees") {
    Bench b;
    b.db.write([](db::Tx& tx) {
        tx.raw("UPDATE tenant SET created_at = 1 WHERE id = ?1", {TestDb::tenant});
    });
    const auto root = b.add("root");
    b.grant({b.lan, "approver", "a", ""});
    const auth::Object object{"/r/a/", "", {}};
    const auto decides = [&] {
        return b.rights.can(b.actor(b.lan), Action::decision_issue, object);
    };
    CHECK_FALSE(decides());
    CHECK_THROWS_AS(auth::confirm_role(b.ctx("root", root), b.lan, b.first_grant(b.lan)), Refused);
    CHECK_THROWS_AS(auth::confirm_role(b.ctx("lan", b.lan), b.lan, b.first_grant(b.lan)), Refused);
    CHECK_FALSE(decides());
    auth::confirm_role(b.ctx("minh", b.minh), b.lan, b.first_grant(b.lan));
    CHECK(decides());
    CHECK_THROWS_AS(auth::confirm_role(b.ctx("minh", b.minh), b.lan, b.first_grant(b.lan)),
                    Conflict);
    b.grant({b.minh, "approver", "a", ""});
    b.clock.set(time::Date{2026, 3, 3});
    CHECK(b.rights.can(b.actor(b.minh), Action::decision_issue, object));
}

DB_TEST_CASE("in the first week of an office a role decides at once") {
    Bench b;
    b.db.write([&](db::Tx& tx) {
        tx.raw("UPDATE tenant SET created_at = ?2 WHERE id = ?1",
               {TestDb::tenant, b.clock.now().ms - 24 * hour});
    });
    b.grant({b.lan, "approver", "a", ""});
    CHECK(b.rights.can(b.actor(b.lan), Action::decision_issue, {"/r/a/", "", {}}));
}
