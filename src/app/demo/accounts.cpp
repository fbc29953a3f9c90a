// SPDX-License-Identifier: Apache-2.0
#include "base/auth/accounts.h"

#include "app/demo/world.h"
#include "platform/crypto/crypto.h"

namespace ketnap::demo {
namespace {

constexpr int granted_days_ago = 200;

/// Where a role of the demo sits, and who holds it.
struct Post {
    org::OrgId org;
    Member member;
};

Post post_of(const World& world, const std::string& user, const std::string& role,
             std::size_t number) {
    if (user == "canbo") {
        return {world.root.id, world.desk.officer};
    }
    if (user == "donvi") {
        return {world.units[0].id, world.desk.clerk};
    }
    if (user == "lanhdao") {
        return {world.root.id, world.desk.leader};
    }
    const auto& unit = world.units[number % world.units.size()];
    const auto& cell = unit.cells.front();
    const auto& member = cell.officials[1 % cell.officials.size()];
    if (role == "unit_clerk") {
        return {unit.id, member};
    }
    if (role == "cell_secretary") {
        return {cell.id, cell.officials.front()};
    }
    return {role == "union_officer" ? world.bloc.id : world.root.id, member};
}

}  // namespace

void make_accounts(World& world, Made& made) {
    const auto& password = world.scenario.password;
    // One hash for all: the passwords are known to everybody, and each hash costs a tenth of a
    // second.
    const auto hash = crypto::password_hash(password);
    const auto granted_at = time::moment_in_vietnam(world.on() - granted_days_ago, 8, 0).ms;
    world.at(world.on() - granted_days_ago);
    world.write([&](db::Tx& tx) {
        const auto gate = campaign::find_by_code(tx, made.campaign);
        std::size_t number = 0;
        for (const auto& one : world.scenario.accounts) {
            const auto post = post_of(world, one.user, one.role, ++number);
            auth::NewAccount account;
            account.user_name = one.user;
            account.name = post.member.name;
            account.person_id = post.member.id;
            account.must_change = false;
            account.password_hours = 0;
            const auto id = auth::insert_account(tx, world.tools.ctx, account, hash);
            auth::NewGrant grant;
            grant.account_id = id;
            grant.role = one.role;
            grant.org_id = post.org.value;
            grant.campaign_id = one.role == "ceremony_desk" && gate ? gate->value : "";
            grant.granted_at = granted_at;
            auth::insert_grant(tx, world.tools.ctx, grant);
            made.sign_ins.push_back({one.user, password, one.role, std::nullopt});
        }
    });
}

}  // namespace ketnap::demo
