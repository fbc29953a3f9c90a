// SPDX-License-Identifier: Apache-2.0
#include "base/auth/can.h"

#include <doctest/doctest.h>

using namespace ketnap;
using audit::Actor;
using auth::Action;
using auth::Object;

namespace {

const auth::Rights& rights() {
    static const auth::Rights shipped{
        auth::RoleBook::load(std::string{KETNAP_SOURCE_DIR} + "/data/auth/roles.json")};
    return shipped;
}

Actor with(const std::string& role, const std::string& path, const std::string& campaign = "") {
    Actor actor;
    actor.grants.push_back({role, "o", path, campaign, 0});
    return actor;
}

Object at(const std::string& path, const std::string& campaign = "") {
    return {path, campaign, {}};
}

}  // namespace

TEST_CASE("whoever holds no role may nothing but be signed in") {
    const Actor nobody;
    for (const auto& [name, role] : rights().book().roles) {
        for (const auto action : role.may) {
            CHECK_FALSE(rights().can(nobody, action, at("/r/")));
            CHECK_FALSE(rights().may(nobody, action));
        }
    }
    CHECK(rights().can(nobody, Action::signed_in, at("/r/")));
}

TEST_CASE("a role reaches its own subtree and nothing beside it") {
    const auto clerk = with("unit_clerk", "/r/a/");
    CHECK(rights().can(clerk, Action::dossier_read, at("/r/a/")));
    CHECK(rights().can(clerk, Action::dossier_read, at("/r/a/a1/")));
    CHECK_FALSE(rights().can(clerk, Action::dossier_read, at("/r/b/")));
    CHECK_FALSE(rights().can(clerk, Action::dossier_read, at("/r/")));
    CHECK_FALSE(rights().can(clerk, Action::dossier_read, at("/r/ab/")));
    CHECK_FALSE(rights().can(clerk, Action::dossier_appraise, at("/r/a/")));
}

TEST_CASE("a clerk reads the campaign of the body above but not its dossiers") {
    const auto clerk = with("unit_clerk", "/r/a/");
    CHECK(rights().can(clerk, Action::campaign_read, at("/r/")));
    CHECK_FALSE(rights().can(clerk, Action::campaign_edit, at("/r/")));
}

TEST_CASE("a role for one campaign does not reach another") {
    const auto desk = with("ceremony_desk", "/r/", "c1");
    CHECK(rights().can(desk, Action::check_in, at("/r/", "c1")));
    CHECK_FALSE(rights().can(desk, Action::check_in, at("/r/", "c2")));
    CHECK_FALSE(rights().can(desk, Action::person_read, at("/r/", "c1")));
}

TEST_CASE("the desk of a ceremony may check in at its ceremony and nothing else") {
    CHECK(rights().book().roles.at("ceremony_desk").may == std::set{Action::check_in});
    const auto desk = with("ceremony_desk", "/r/", "c1");
    for (const auto& [name, role] : rights().book().roles) {
        for (const auto action : role.may) {
            CHECK(rights().may(desk, action) == (action == Action::check_in));
            CHECK(rights().can(desk, action, at("/r/", "c1")) == (action == Action::check_in));
            CHECK_FALSE(rights().can(desk, action, at("/r/", "c2")));
        }
    }
}

TEST_CASE("nobody moves their own dossier, whatever their role") {
    auto officer = with("organization_officer", "/r/");
    officer.person_id = "p1";
    const Object own{"/r/a/", "", {"p1"}};
    CHECK_FALSE(rights().can(officer, Action::dossier_appraise, own));
    CHECK_FALSE(rights().can(officer, Action::decision_issue, own));
    CHECK(rights().can(officer, Action::dossier_read, own));
    CHECK(rights().can(officer, Action::dossier_appraise, Object{"/r/a/", "", {"p2"}}));
}

TEST_CASE("an administrator gets no content by that role") {
    const auto administrator = with("administrator", "/r/");
    for (const auto action : {Action::person_read, Action::person_reveal, Action::dossier_read,
                              Action::decision_read}) {
        CHECK_FALSE(rights().may(administrator, action));
    }
    CHECK(rights().may(administrator, Action::account_manage));
}

TEST_CASE("lists reach the outermost subtrees only") {
    auto actor = with("unit_clerk", "/r/a/");
    actor.grants.push_back({"unit_clerk", "o", "/r/a/a1/", "", 0});
    actor.grants.push_back({"unit_clerk", "o", "/r/c/", "", 0});
    CHECK(rights().reach(actor, Action::person_read) == std::vector<std::string>{"/r/a/", "/r/c/"});
    CHECK(rights().reach(Actor{}, Action::person_read).empty());
}

TEST_CASE("a subtree is the byte range from its path to the next sibling") {
    const auto end = auth::path_end("/r/a/");
    CHECK(std::string{"/r/a/z/"} < end);
    CHECK(std::string{"/r/a0/"} >= end);
    CHECK(std::string{"/r/b/"} > end);
}
