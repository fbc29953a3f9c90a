// SPDX-License-Identifier: Apache-2.0
// Promises of the way through the office: hold, undo, register, rounds item by item, stand-ins.
#include "base/audit/trace.h"
#include "base/auth/accounts.h"
#include "base/workflow/stand_in.h"
#include "stage/campaign/campaign.h"
#include "stage/dossier/changes.h"
#include "stage/dossier/opinions.h"
#include "stage/dossier/store.h"
#include "support/dossier_fixture.h"

#include <algorithm>

using namespace ketnap;
using dossier::Dossier;
using dossier::State;
using test::DossierOffice;

namespace {

using Names = std::vector<std::string>;

template <class F>
Names refused(F&& f) {
    try {
        f();
    } catch (const Refused& problem) {
        Names names;
        for (const auto& one : problem.findings()) {
            names.push_back(one.rule);
        }
        return names;
    }
    return {};
}

struct Way : DossierOffice {
    Dossier step(const Dossier& d, State to, const audit::Ctx& who, const std::string& reason = {},
                 const std::string& on = {}) {
        dossier::Stride stride{.to = to, .reason = reason, .on = on};
        stride.hold_kind = "other";
        return dossier::move(work(who), d.id, stride, d.version);
    }
    Dossier undo(const Dossier& d, const audit::Ctx& who, const std::string& why = "bấm nhầm") {
        return dossier::undo(work(who), d.id, why, d.version);
    }
    Dossier sent_back(const Dossier& d) {
        dossier::ReturnNote note;
        note.due_days = 5;
        dossier::ReturnItem item;
        item.rule = "facts.full_name";
        item.paper = "union_resolution";
        item.field = "fact.full_name";
        item.text = "Ghi lại họ tên";
        note.items = {item};
        return dossier::send_back(work(officer), d.id, note, d.version);
    }
    dossier::Contents held(const Dossier& d) {
        return db.read([&](db::Tx& tx) { return dossier::contents(tx, d.id); });
    }
    std::vector<dossier::Receipt> receipts(const Dossier& d) {
        return db.read([&](db::Tx& tx) { return dossier::store::receipts(tx, d.id); });
    }
    std::string account(const std::string& user, const std::string& role, const org::Org& body) {
        return db.write([&](db::Tx& tx) {
            const auto id = auth::insert_account(tx, cli(), {user, user, "", "", false, 0}, "x");
            auth::insert_grant(tx, cli(), {id, role, body.id.value, "", 1});
            return id.value;
        });
    }
    audit::Ctx bare(const std::string& account_id, const std::string& name) {
        auto ctx = officer;
        ctx.actor.account_id = account_id;
        ctx.actor.name = name;
        ctx.actor.grants.clear();
        ctx.actor.grants.push_back({"approver", root.id.value, root.path, "", 0});
        return ctx;
    }
};

}  // namespace

DB_TEST_CASE("a held dossier comes back to where it was, and nowhere else") {
    Way f;
    auto d = f.appraising();
    CHECK(refused([&] { f.step(d, State::held, f.officer); }) == Names{"field.required"});
    d = f.step(d, State::held, f.officer, "chờ xác minh đơn thư");
    CHECK(d.state == State::held);
    CHECK(refused([&] { f.step(d, State::received, f.officer, "x"); }) ==
          Names{"dossier.no_such_step"});
    d = f.step(d, State::appraising, f.officer, "đã xác minh xong");
    CHECK(d.state == State::appraising);
    const auto holds = f.held(d).holds;
    REQUIRE(holds.size() == 1);
    CHECK(holds[0].ended_on == "2024-06-10");
    CHECK(holds[0].reason == "chờ xác minh đơn thư");
}

DB_TEST_CASE("a hold stops the clock only when its kind says so") {
    Way f;
    const auto d = f.appraising();
    const auto before = d.due_on;
    const auto held = f.step(d, State::held, f.officer, "đi công tác");
    f.clock.set(time::Date{2024, 6, 20});
    const auto back = f.step(held, State::appraising, f.officer, "đã về");
    CHECK(back.due_on == before);
}

DB_TEST_CASE("one step is undone with a reason, and the trail keeps both") {
    Way f;
    auto d = f.appraising();
    d = f.moved(d, State::qualified, f.officer);
    CHECK(refused([&] { f.undo(d, f.officer, " "); }) == Names{"field.required"});
    CHECK_THROWS_AS(f.undo(d, f.clerk), Forbidden);
    d = f.undo(d, f.officer);
    CHECK(d.state == State::appraising);
    CHECK(d.appraised_by.empty());
    const auto steps = f.held(d).steps;
    CHECK(steps.back().state == State::qualified);
    CHECK(steps.back().undone_reason == "bấm nhầm");
    CHECK(refused([&] { f.undo(d, f.officer); }) == Names{"dossier.undo_twice"});
}

DB_TEST_CASE("what a later stage did is not undone from here, and the refusal names it") {
    Way f;
    const auto d = f.qualified();
    f.db.write([&](db::Tx& tx) {
        dossier::mark_decided(tx, f.officer, d.id, {"05-QĐ/ĐUK", "2024-06-07", ""});
        return 0;
    });
    const auto decided = f.db.read([&](db::Tx& tx) { return dossier::get(tx, d.id); });
    CHECK(refused([&] { f.undo(decided, f.officer); }) == Names{"dossier.later_decided"});

    Way g;
    g.book.acted_later = [](db::Tx&, const dossier::DossierId&) {
        return Findings{field_finding("dossier.later_agenda", "state", {"Ban Thường vụ", "x"})};
    };
    const auto waiting = g.qualified();
    CHECK(refused([&] { g.undo(waiting, g.officer); }) == Names{"dossier.later_agenda"});
    CHECK(refused([&] { g.step(waiting, State::withdrawn, g.officer, "xin rút"); }) ==
          Names{"dossier.later_agenda"});
}

DB_TEST_CASE("a first step cannot be undone, a withdrawal can unless the person has another one") {
    Way f;
    const auto d = f.opened();
    CHECK(refused([&] { f.undo(d, f.clerk); }) == Names{"dossier.undo_first"});
    const auto gone = f.step(d, State::withdrawn, f.clerk, "xin rút");
    const auto back = f.undo(gone, f.clerk);
    CHECK(back.state == State::drafting);
    CHECK(back.code == d.code);
    const auto again = f.step(back, State::withdrawn, f.clerk, "rút hẳn");
    dossier::open(f.work(f.clerk), {.person_id = d.person_id.value});
    CHECK(refused([&] { f.undo(again, f.clerk); }) == Names{"dossier.already_open"});
}

DB_TEST_CASE("the register has no gap: an undone receipt keeps its number, struck out") {
    Way f;
    auto d = f.complete(f.opened());
    d = f.moved(d, State::submitted, f.clerk);
    d = f.moved(d, State::received, f.officer);
    d = f.undo(d, f.officer, "nhận nhầm");
    CHECK(d.state == State::submitted);
    CHECK(d.received_on.empty());
    d = f.moved(d, State::received, f.officer);
    const auto lines = f.receipts(d);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].number == 1);
    CHECK(lines[0].struck_reason == "nhận nhầm");
    CHECK(lines[1].number == 2);
    CHECK(lines[1].struck_on.empty());
    CHECK(lines[1].paper_count == 9);
    CHECK(lines[1].from_name == "Chi bộ Văn phòng Sở");
}

DB_TEST_CASE(
    "before the first of August: received on the last of July in time, on the first late") {
    Way f;
    const auto on_day = [&](const std::string& on, const std::string& name) {
        const auto campaign_id = f.db.write([&](db::Tx& tx) {
            campaign::PlanForm plan;
            plan.code = "D" + on;
            plan.title = plan.short_title = "Lễ kết nạp";
            plan.bodies = {{.name = "Ban Thường vụ Đảng ủy Khối",
                            .org_id = {},
                            .authority = "T/M BAN THƯỜNG VỤ",
                            .post = "BÍ THƯ",
                            .signer = "Lò Văn Xuân"}};
            plan.event_as_written = "dự kiến tháng 9/2024";
            plan.dossier_due_as_written = "trước ngày 01/8/2024";
            return campaign::create(tx, f.officer, plan).id;
        });
        const auto person = f.added(name, f.cell_a1);
        auto d = dossier::open(
            f.work(f.clerk),
            {.person_id = person.id.value, .campaign_id = campaign_id, .opened_on = "2024-03-18"});
        d = f.step(d, State::received, f.officer, "", on);
        return f.receipts(d).back();
    };
    f.clock.set(time::Date{2024, 8, 2});
    const auto in_time = on_day("2024-07-31", "Lê Thị Ánh");
    const auto late = on_day("2024-08-01", "Lê Thị Bình");
    CHECK_FALSE(in_time.late);
    CHECK(late.late);
    CHECK(late.deadline_as_written == "trước ngày 01/8/2024");
}

DB_TEST_CASE("a round tells item by item, and shows the appraiser only what changed") {
    Way f;
    auto d = f.sent_back(f.appraising());
    auto round = f.held(d).rounds.back();
    CHECK(round.due_on == "2024-06-17");
    const auto item = round.items[0];
    CHECK(item.field == "fact.full_name");
    dossier::PaperRow paper;
    paper.form = "union_resolution";
    paper.is_signed = true;
    paper.is_sealed = true;
    paper.dates = {{"met_on", "06/05/2024"}};
    paper.facts = {{"full_name", "Nguyễn Thị Hạnh Duyên"}};
    d = dossier::put_paper(f.work(f.clerk), d.id, paper, std::nullopt, d.version);
    d = dossier::answer_item(f.work(f.clerk), d.id, item.id, "đã ban hành lại", d.version);
    d = dossier::resubmit(f.work(f.clerk), d.id, {item.id}, "", d.version);
    d = f.moved(d, State::appraising, f.officer);
    paper.number = "12";
    d = dossier::put_paper(f.work(f.officer), d.id, paper, std::nullopt, d.version);
    const auto held = f.held(d);
    const auto changes = f.db.read([&](db::Tx& tx) {
        return dossier::changes_of_round(tx, d.id, people::get(tx, d.person_id), held);
    });
    CHECK(changes.round_no == 1);
    REQUIRE(changes.items.size() == 1);
    CHECK(changes.items[0].place == "union_resolution");
    CHECK(changes.items[0].field == "fact.full_name");
    CHECK(changes.items[0].from.empty());
    CHECK(f.receipts(d).back().round_no == 1);

    d = dossier::settle_item(f.work(f.officer), d.id, item.id, true, "", d.version);
    CHECK(f.held(d).rounds.back().items[0].done_on == "2024-06-10");
    CHECK(refused([&] {
              dossier::settle_item(f.work(f.officer), d.id, item.id, false, "", d.version);
          }) == Names{"field.required"});
    CHECK_THROWS_AS(dossier::settle_item(f.work(f.clerk), d.id, item.id, true, "", d.version),
                    Forbidden);
}

DB_TEST_CASE("an undone return stops no clock and an undone resubmission is out again") {
    Way f;
    auto d = f.appraising();
    const auto due = d.due_on;
    d = f.sent_back(d);
    f.clock.set(time::Date{2024, 6, 14});
    d = dossier::resubmit(f.work(f.clerk), d.id, {}, "", d.version);
    d = f.undo(d, f.clerk);
    CHECK(d.state == State::returned);
    CHECK(f.held(d).rounds.back().answered_on.empty());
    d = dossier::resubmit(f.work(f.clerk), d.id, {}, "", d.version);

    Way g;
    auto other = g.sent_back(g.appraising());
    other = g.undo(other, g.officer);
    CHECK(other.state == State::appraising);
    CHECK(other.due_on == due);
    CHECK(g.held(other).rounds.back().undone_on == "2024-06-10");
    other = g.sent_back(other);
    CHECK(g.held(other).rounds.back().round_no == 2);
}

DB_TEST_CASE("a stand-in acts until the day, and both names stand in step and audit") {
    Way f;
    const auto boss = f.account("truong-ban", "organization_officer", f.root);
    const auto deputy = f.account("pho-ban", "approver", f.root);
    auto principal = f.officer;
    principal.actor.account_id = boss;
    const auto helper = f.bare(deputy, "pho-ban");
    const auto d = f.moved(f.complete(f.opened()), State::submitted, f.clerk);
    const auto receive = [&](const std::string& whom) {
        auto work = f.work(helper);
        work.on_behalf_of = whom;
        return dossier::move(work, d.id, {.to = State::received, .reason = "", .on = ""},
                             d.version);
    };
    CHECK_THROWS_AS(receive(""), Forbidden);
    CHECK(refused([&] { receive(boss); }) == Names{"stand_in.none"});
    workflow::StandInForm form{{}, deputy, "2024-06-10", "2024-06-14", "đi công tác"};
    workflow::add_stand_in(principal, f.rights, form);
    const auto received = receive(boss);
    const auto step = f.held(received).steps.back();
    CHECK(step.by == "pho-ban");
    CHECK(step.for_name == "truong-ban");
    const auto history =
        f.db.read([&](db::Tx& tx) { return audit::history(tx, "dossier", d.id.value); });
    const auto& changes = history.front().changes;
    CHECK(std::any_of(changes.begin(), changes.end(), [](const auto& one) {
        return one.field == "on_behalf_of" && one.to == "truong-ban";
    }));
    f.clock.set(time::Date{2024, 6, 17});
    auto work = f.work(helper);
    work.on_behalf_of = boss;
    CHECK(refused([&] {
              dossier::move(work, d.id, {.to = State::appraising, .reason = "", .on = ""},
                            received.version);
          }) == Names{"stand_in.none"});
}

DB_TEST_CASE("a stand-in needs a reason, days in order, and another person") {
    Way f;
    auto me = f.officer;
    me.actor.account_id = f.account("truong-ban", "organization_officer", f.root);
    workflow::StandInForm form{{}, me.actor.account_id, "2024-06-14", "2024-06-10", " "};
    CHECK(refused([&] { workflow::add_stand_in(me, f.rights, form); }) ==
          Names{"stand_in.reversed", "field.required", "stand_in.oneself"});
}

DB_TEST_CASE("the second open dossier is refused, with the code only for who may see the other") {
    Way f;
    const auto person = f.added("Lê Minh Quân", f.cell_a1);
    const auto first = dossier::open(f.work(f.clerk), {.person_id = person.id.value});
    try {
        dossier::open(f.work(f.clerk), {.person_id = person.id.value});
        FAIL("opened twice");
    } catch (const Refused& problem) {
        CHECK(problem.findings()[0].values == Names{first.code});
    }
    // the dossier went to unit B with the person's cell; the clerk of A sees the person no more
    const auto there = dossier::change_cell(f.work(f.officer), first.id, f.cell_b1.id.value,
                                            "chuyển công tác", first.version);
    CHECK(there.state == State::drafting);
    try {
        dossier::open(f.work(f.clerk), {.person_id = person.id.value});
        FAIL("opened twice");
    } catch (const Refused& problem) {
        CHECK(problem.findings()[0].rule == "dossier.already_open_elsewhere");
        CHECK(problem.findings()[0].values.empty());
    }
    CHECK_THROWS_AS(dossier::open(f.work(f.clerk_b), {.person_id = person.id.value}), NotFound);
}

DB_TEST_CASE("a dossier changes its cell with a reason and keeps its state") {
    Way f;
    const auto d = f.appraising();
    const auto change = [&](const audit::Ctx& who, const org::Org& to, const char* why) {
        return dossier::change_cell(f.work(who), d.id, to.id.value, why, d.version);
    };
    CHECK(refused([&] { change(f.officer, f.cell_a2, ""); }) == Names{"field.required"});
    CHECK_THROWS_AS(change(f.clerk, f.cell_a2, "chuyển phòng"), Forbidden);
    const auto moved = change(f.officer, f.cell_b1, "chuyển đơn vị");
    CHECK(moved.state == State::appraising);
    CHECK(moved.org_id == f.cell_b1.id);
}

DB_TEST_CASE("opinions are asked side by side, answered by right, and block nothing") {
    Way f;
    const auto d = f.appraising();
    const auto member = f.account("uy-vien", "committee_member", f.root);
    dossier::AskForm ask;
    ask.question = "Có ý kiến gì về lịch sử chính trị";
    ask.due_on = "2024-06-14";
    ask.asked = {{f.unit_b.id.value, {}}, {{}, member}};
    ask.version = d.version;
    const auto asked = dossier::ask_opinions(f.work(f.officer), d.id, ask);
    ask.version = asked.version;
    CHECK(refused([&] { dossier::ask_opinions(f.work(f.officer), d.id, ask); }) ==
          Names{"dossier.asked_twice", "dossier.asked_twice"});
    const auto all = [&] {
        return f.db.read([&](db::Tx& tx) { return dossier::opinions(tx, d.id); });
    };
    const auto list = all();
    REQUIRE(list.size() == 2);
    auto voter = f.as("committee_member", f.root);
    voter.actor.account_id = member;
    voter.actor.assigned = {d.person_id.value};
    const auto& mine = list[0].account_id == member ? list[0] : list[1];
    const auto& theirs = list[0].account_id == member ? list[1] : list[0];
    dossier::AnswerForm answer{dossier::Answer::disagree, "", {}, mine.version};
    CHECK(refused([&] { dossier::answer_opinion(f.work(voter), d.id, mine.id, answer); }) ==
          Names{"field.required"});
    CHECK_THROWS_AS(dossier::answer_opinion(f.work(voter), d.id, theirs.id, answer), Forbidden);
    CHECK_THROWS_AS(dossier::answer_opinion(f.work(f.clerk_b), d.id, theirs.id, answer), NotFound);
    answer.text = "cần làm rõ quan hệ gia đình";
    const auto deputy = f.bare(f.account("uy-vien-2", "verifier", f.root), "uy-vien-2");
    CHECK_THROWS_AS(dossier::answer_opinion(f.work(deputy), d.id, mine.id, answer), Forbidden);
    workflow::add_stand_in(voter, f.rights,
                           {{}, deputy.actor.account_id, "2024-06-10", "2024-06-14", "đi học"});
    dossier::answer_opinion(f.work(deputy), d.id, mine.id, answer);
    const auto trail =
        f.db.read([&](db::Tx& tx) { return audit::history(tx, "dossier", d.id.value); });
    CHECK(std::any_of(
        trail.front().changes.begin(), trail.front().changes.end(),
        [](const auto& one) { return one.field == "on_behalf_of" && one.to == "uy-vien"; }));
    CHECK_THROWS_AS(dossier::answer_opinion(f.work(voter), d.id, mine.id, answer), Conflict);
    CHECK(dossier::open_opinion(f.work(f.officer), d.id, mine.id) == answer.text);
    f.db.read([&](db::Tx& tx) {
        for (const auto& one : dossier::opinions(tx, d.id)) {
            const bool given = one.id == mine.id;
            CHECK_FALSE(one.answer.has_value());
            CHECK(one.sealed_answer.empty() != given);
            CHECK(dossier::answer_of(tx, f.work(f.officer), d, one).has_value() == given);
            CHECK_FALSE(dossier::answer_of(tx, f.work(f.clerk), d, one).has_value());
        }
    });
    CHECK_THROWS_AS(dossier::open_opinion(f.work(f.clerk), d.id, mine.id), Forbidden);
    CHECK(f.moved(asked, State::qualified, f.officer).state == State::qualified);
    dossier::drop_opinion(f.work(f.officer), d.id, theirs.id, theirs.version);
    CHECK(all().size() == 2);
}

DB_TEST_CASE("a dossier is handed only to who may appraise it") {
    Way f;
    const auto d = f.appraising();
    const auto appraiser = f.account("tham-dinh", "organization_officer", f.root);
    const auto reader = f.account("chi-doc", "verifier", f.root);
    CHECK(refused([&] { dossier::assign(f.work(f.officer), d.id, reader, d.version); }) ==
          Names{"dossier.cannot_appraise"});
    dossier::assign(f.work(f.officer), d.id, appraiser, d.version);
    const auto desk = f.db.read([&](db::Tx& tx) { return dossier::store::desk(tx, d.id); });
    REQUIRE(desk);
    CHECK(desk->name == "tham-dinh");
}
