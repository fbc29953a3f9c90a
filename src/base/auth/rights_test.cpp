// SPDX-License-Identifier: Apache-2.0
#include "base/auth/can.h"

#include <doctest/doctest.h>

#include <random>

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

namespace {

Object about(const std::string& path, const std::string& person) {
    return {path, "", {person}};
}

auth::Verdict verdict(const Actor& actor, Action action, const Object& object) {
    return rights().why(actor, action, object).front().verdict;
}

Actor today(Actor actor) {
    actor.at = 1'000'000;
    actor.today = "2026-03-31";
    return actor;
}

}  // namespace

TEST_CASE("a nominee reads own data only, a guide only people in their hands") {
    auto nominee = with("nominee", "/r/a/");
    nominee.person_id = "p1";
    CHECK(rights().can(nominee, Action::person_read, about("/r/a/", "p1")));
    CHECK(verdict(nominee, Action::person_read, about("/r/a/", "p2")) == auth::Verdict::only_own);
    CHECK(verdict(nominee, Action::dossier_read, about("/r/a/", "p1")) == auth::Verdict::role);
    auto guide = with("guide", "/r/a/");
    guide.assigned = {"p1"};
    CHECK(rights().can(guide, Action::person_read, about("/r/a/a1/", "p1")));
    CHECK(verdict(guide, Action::person_read, about("/r/a/", "p2")) ==
          auth::Verdict::only_assigned);
    CHECK_FALSE(rights().can(guide, Action::dossier_read, about("/r/a/", "p1")));
}

TEST_CASE("a committee member reads what is on the agenda, until the meeting is over") {
    auto member = with("committee_member", "/r/");
    member.agenda = {"p1"};
    CHECK(rights().can(member, Action::dossier_read, about("/r/a/", "p1")));
    CHECK(verdict(member, Action::dossier_read, about("/r/a/", "p2")) ==
          auth::Verdict::only_agenda);
    CHECK(rights().can(member, Action::meeting_read, at("/r/")));
    member.agenda.clear();
    CHECK_FALSE(rights().can(member, Action::dossier_read, about("/r/a/", "p1")));
}

TEST_CASE("a closed dossier is seen for thirty days, by its keeper for ever") {
    const auto clerk = today(with("unit_clerk", "/r/a/"));
    auto object = about("/r/a/", "p1");
    for (const auto& [closed_on, seen] : std::vector<std::pair<std::string, bool>>{
             {"", true}, {"2026-03-31", true}, {"2026-03-01", true}, {"2026-02-28", false}}) {
        CAPTURE(closed_on);
        object.closed_on = closed_on;
        CHECK(rights().can(clerk, Action::dossier_read, object) == seen);
    }
    CHECK(verdict(clerk, Action::dossier_read, object) == auth::Verdict::stage_over);
    CHECK(rights().can(today(with("organization_officer", "/r/")), Action::dossier_read, object));
    object.closed_on = "2026-03-31";
    CHECK_FALSE(rights().can(with("unit_clerk", "/r/a/"), Action::dossier_read, object));
}

TEST_CASE("verification and opinions are read by few, and only while their stage is open") {
    auto object = about("/r/a/", "p1").of(auth::FieldClass::p3);
    object.p3_open = true;
    auto verifier = with("verifier", "/r/");
    verifier.assigned = {"p1"};
    CHECK(rights().can(verifier, Action::dossier_read, object));
    for (const auto* role : {"organization_officer", "approver"}) {
        CHECK(rights().can(with(role, "/r/"), Action::dossier_read, object));
    }
    for (const auto* role : {"unit_clerk", "cell_secretary", "committee_member"}) {
        auto actor = with(role, "/r/");
        actor.agenda = {"p1"};
        CHECK(verdict(actor, Action::dossier_read, object) == auth::Verdict::field);
    }
    object.p3_open = false;
    CHECK(verdict(verifier, Action::dossier_read, object) == auth::Verdict::field_stage);
}

TEST_CASE("nobody moves the dossier of a relative") {
    auto officer = with("organization_officer", "/r/");
    officer.kin = {"p2"};
    CHECK(verdict(officer, Action::dossier_appraise, about("/r/a/", "p2")) ==
          auth::Verdict::relative);
    CHECK(rights().can(officer, Action::dossier_read, about("/r/a/", "p2")));
    CHECK(rights().can(officer, Action::dossier_appraise, about("/r/a/", "p3")));
}

TEST_CASE("a role just given makes no decision before a second administrator stands for it") {
    auto approver = today(with("approver", "/r/"));
    approver.grants[0].decides_from = approver.at + 1;
    CHECK(verdict(approver, Action::decision_issue, at("/r/")) == auth::Verdict::fresh);
    CHECK(rights().can(approver, Action::dossier_read, at("/r/")));
    approver.grants[0].decides_from = approver.at;
    CHECK(rights().can(approver, Action::decision_issue, at("/r/")));
}

TEST_CASE("a lent role allows what its owner may, and the use of it is noted only when needed") {
    auto actor = today(with("unit_clerk", "/r/a/"));
    actor.grants.push_back({"unit_clerk", "o", "/r/b/", "", 0, 0, "Nguyễn Văn Bình"});
    actor.used = std::make_shared<audit::Used>();
    CHECK(rights().can(actor, Action::dossier_read, at("/r/a/")));
    CHECK(actor.used->lent_by.empty());
    CHECK(verdict(actor, Action::dossier_read, at("/r/b/")) == auth::Verdict::lent);
    CHECK(rights().can(actor, Action::dossier_read, at("/r/b/")));
    CHECK(actor.used->lent_by == "Nguyễn Văn Bình");
}

TEST_CASE("a dossier opened outside the scope is read for its hour, and changed never") {
    auto approver = today(with("approver", "/r/a/"));
    approver.used = std::make_shared<audit::Used>();
    approver.opened = {{"g1", "p9", "approver", approver.at + 1}};
    const auto object = about("/r/b/", "p9");
    CHECK(verdict(approver, Action::dossier_read, object) == auth::Verdict::opened);
    CHECK(rights().can(approver, Action::dossier_read, object));
    CHECK(approver.used->opened == "g1");
    CHECK_FALSE(rights().can(approver, Action::dossier_read, about("/r/b/", "p8")));
    CHECK_FALSE(rights().can(approver, Action::decision_issue, object));
    CHECK_FALSE(rights().can(approver, Action::dossier_read, object.of(auth::FieldClass::p2)));
    approver.at += 1;
    CHECK_FALSE(rights().can(approver, Action::dossier_read, object));
}

TEST_CASE("a reason is given for every no, one a role held, and for whoever holds none") {
    CHECK(verdict(Actor{}, Action::org_read, at("/r/")) == auth::Verdict::no_role);
    CHECK(verdict(Actor{}, Action::signed_in, at("/r/")) == auth::Verdict::everyone);
    auto actor = with("unit_clerk", "/r/a/");
    actor.grants.push_back({"ceremony_desk", "o", "/r/", "c1"});
    actor.grants.push_back({"no_such_role", "o", "/r/", ""});
    const auto reasons = rights().why(actor, Action::dossier_read, at("/r/b/"));
    REQUIRE(reasons.size() == 3);
    CHECK(reasons[0].verdict == auth::Verdict::subtree);
    CHECK(reasons[1].verdict == auth::Verdict::role);
    CHECK(reasons[2].verdict == auth::Verdict::role);
    CHECK(verdict(with("ceremony_desk", "/r/", "c1"), Action::check_in, at("/r/", "c2")) ==
          auth::Verdict::campaign);
    auto own = with("unit_clerk", "/r/a/");
    own.person_id = "p1";
    CHECK(verdict(own, Action::dossier_edit, about("/r/a/", "p1")) == auth::Verdict::own_dossier);
    Actor all;
    all.all_rights = true;
    CHECK(verdict(all, Action::decision_issue, at("/r/")) == auth::Verdict::everyone);
}

TEST_CASE("yes and its reason never differ, whoever asks about whatever") {
    std::mt19937 random{7};
    const auto pick = [&](const auto& some) { return some[random() % some.size()]; };
    const std::vector<std::string> paths{"/r/", "/r/a/", "/r/a/a1/", "/r/b/"};
    const std::vector<std::string> campaigns{"", "c1", "c2"};
    const std::vector<std::string> people{"p1", "p2", "p3"};
    const std::vector<std::string> days{"", "2026-01-01", "2026-03-30"};
    std::vector<std::string> roles;
    std::vector<Action> actions;
    for (const auto& [name, role] : rights().book().roles) {
        roles.push_back(name);
        actions.insert(actions.end(), role.may.begin(), role.may.end());
    }
    int allowed = 0;
    for (int i = 0; i < 20'000; ++i) {
        auto actor = today({});
        actor.person_id = pick(people);
        actor.kin = {pick(people)};
        actor.assigned = {pick(people)};
        actor.agenda = {pick(people)};
        for (unsigned n = random() % 3; n > 0; --n) {
            actor.grants.push_back({pick(roles), "o", pick(paths), pick(campaigns), 0,
                                    random() % 2 ? 2'000'000 : 0, random() % 4 ? "" : "Lan"});
        }
        const Object object{pick(paths), pick(campaigns),   {pick(people)},
                            pick(days),  random() % 2 == 0, auth::FieldClass(random() % 4)};
        const auto action = pick(actions);
        const auto first = verdict(actor, action, object);
        const bool yes = first == auth::Verdict::allowed || first == auth::Verdict::lent;
        CHECK(rights().can(actor, action, object) == yes);
        CHECK((!yes || rights().may(actor, action)));
        allowed += yes ? 1 : 0;
    }
    CHECK(allowed > 500);
}
