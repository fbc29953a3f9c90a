// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/rules/office_days.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/store.h"
#include "support/dossier_fixture.h"

using namespace ketnap;
using namespace ketnap::dossier;
using test::DossierOffice;

namespace {

std::vector<std::string> rules_of(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& one : findings) {
        out.push_back(one.rule);
    }
    return out;
}

template <class F>
std::vector<std::string> refused(F&& operation) {
    try {
        operation();
    } catch (const Refused& error) {
        return rules_of(error.findings());
    }
    return {};
}

ReturnNote note(const std::string& due_on) {
    return {due_on,
            "Các giấy khác giữ nguyên.",
            {{"", "order.application_then_life_history", "life_history", "Khai lại 2-KNĐ", ""},
             {"", "facts.same", "union_resolution", "Ban hành lại 4-KNĐ", ""}},
            ""};
}

}  // namespace

DB_TEST_CASE("a dossier gets a code for life and each year counts from one") {
    DossierOffice office;
    const auto first = office.opened("Nguyễn Thị Hạnh Duyên");
    const auto second = office.opened("Lê Minh Quân");
    CHECK(first.code == "KN24-0001");
    CHECK(second.code == "KN24-0002");
    office.clock.set(time::Date{2025, 1, 6});
    const auto person = office.added("Phạm Thu Hà", office.cell_a2);
    CHECK(open(office.work(office.clerk), {.person_id = person.id.value}).code == "KN25-0001");
}

DB_TEST_CASE("a person has one open dossier, and another one after it was withdrawn") {
    DossierOffice office;
    const auto d = office.opened();
    const auto again = [&] {
        return open(office.work(office.clerk), {.person_id = d.person_id.value});
    };
    CHECK(refused(again) == std::vector<std::string>{"dossier.already_open"});
    CHECK(refused([&] {
              move(office.work(office.clerk), d.id, {State::withdrawn, "", ""}, d.version);
          }) == std::vector<std::string>{"field.required"});
    move(office.work(office.clerk), d.id, {State::withdrawn, "xin rút", ""}, d.version);
    CHECK(again().code == "KN24-0002");
}

DB_TEST_CASE("a Party member and an unknown person get no dossier") {
    DossierOffice office;
    auto person = office.person("Võ Văn Tâm", office.cell_a1);
    person.standing = people::Standing::official_member;
    person = people::add(office.cli(), office.rights, person, {});
    CHECK(refused([&] { open(office.work(office.clerk), {.person_id = person.id.value}); }) ==
          std::vector<std::string>{"dossier.already_member"});
    CHECK(refused([&] { open(office.work(office.clerk), {.person_id = new_uuid(1)}); }) ==
          std::vector<std::string>{"field.reference", "field.reference"});
}

DB_TEST_CASE("the clerk of another unit does not even know the dossier") {
    DossierOffice office;
    const auto d = office.opened();
    CHECK_THROWS_AS(office.moved(d, State::submitted, office.clerk_b), NotFound);
    CHECK_THROWS_AS(put_vote(office.work(office.clerk_b), d.id, {}, d.version), NotFound);
    CHECK_THROWS_AS(open_remark(office.work(office.clerk_b), d.id, "opinion_summary"), NotFound);
    const auto person = office.added("Phạm Thu Hà", office.cell_a2);
    CHECK_THROWS_AS(open(office.work(office.clerk_b), {.person_id = person.id.value}), NotFound);
}

DB_TEST_CASE("a unit prepares and submits; only the office receives, appraises and qualifies") {
    DossierOffice office;
    auto d = office.complete(office.opened());
    CHECK(d.error_count == 0);
    CHECK(d.due_on == "2024-08-12");  // 60 working days from the cell's meeting
    d = office.moved(d, State::submitted, office.clerk);
    CHECK_THROWS_AS(office.moved(d, State::received, office.clerk), Forbidden);
    CHECK_THROWS_AS(put_vote(office.work(office.clerk), d.id, {}, d.version), Refused);
    d = office.moved(d, State::received, office.officer);
    CHECK(d.received_on == "2024-06-10");
    CHECK_THROWS_AS(put_vote(office.work(office.clerk), d.id, {}, d.version), Forbidden);
    d = office.moved(d, State::appraising, office.officer);
    d = office.moved(d, State::qualified, office.officer);
    CHECK(d.state == State::qualified);
    const auto steps = office.db.read([&](db::Tx& tx) { return contents(tx, d.id).steps; });
    REQUIRE(steps.size() == 5);
    CHECK(steps.front().state == State::drafting);
    CHECK(steps.back().by == "organization_officer");
}

DB_TEST_CASE("steps are taken in order and none is skipped") {
    DossierOffice office;
    const auto d = office.complete(office.opened());
    for (const State to : {State::appraising, State::qualified, State::returned, State::decided,
                           State::admitted, State::resubmitted}) {
        CHECK(refused([&] { office.moved(d, to, office.officer); }) ==
              std::vector<std::string>{"dossier.no_such_step"});
    }
}

DB_TEST_CASE("nothing is qualified while an error stands, and every error is told") {
    DossierOffice office;
    auto d = office.appraising();
    d = put_vote(office.work(office.officer), d.id, {"cell", {2024, 5, 20}, 15, 15, 9, 6, {}},
                 d.version);
    CHECK(d.error_count == 1);
    CHECK(refused([&] { office.moved(d, State::qualified, office.officer); }) ==
          std::vector<std::string>{"vote.cell"});
}

DB_TEST_CASE("the decision clock stands still while the dossier is with its unit") {
    DossierOffice office;
    auto d = office.appraising();
    office.clock.set(time::Date{2024, 7, 24});
    d = send_back(office.work(office.officer), d.id, note("2024-08-20"), d.version);
    CHECK(d.state == State::returned);
    office.clock.set(time::Date{2024, 8, 5});
    const auto rounds = office.db.read([&](db::Tx& tx) { return store::rounds(tx, d.id); });
    REQUIRE(rounds.size() == 1);
    CHECK(rounds[0].round_no == 1);
    REQUIRE(rounds[0].items.size() == 2);
    d = resubmit(office.work(office.clerk), d.id, {rounds[0].items[1].id}, {}, d.version);
    CHECK(d.state == State::resubmitted);
    CHECK(d.due_on == "2024-08-22");  // 60 working days and 8 on which it stood still
    const auto after = office.db.read([&](db::Tx& tx) { return store::rounds(tx, d.id); });
    CHECK(after[0].answered_on == "2024-08-05");
    CHECK(after[0].items[0].fixed_on.empty());
    CHECK(after[0].items[1].fixed_on == "2024-08-05");
    d = office.moved(d, State::appraising, office.officer);
    d = send_back(office.work(office.officer), d.id, note("2024-08-20"), d.version);
    const auto second = office.db.read([&](db::Tx& tx) { return store::rounds(tx, d.id); });
    CHECK(second.at(1).round_no == 2);
}

DB_TEST_CASE("a return needs something to mend and a working day to mend it by") {
    DossierOffice office;
    const auto d = office.appraising();
    const auto back = [&](ReturnNote slip) {
        return refused([&] { send_back(office.work(office.officer), d.id, slip, d.version); });
    };
    CHECK(back({"", "", {}, ""}) ==
          std::vector<std::string>{"dossier.return_empty", "field.required"});
    CHECK(back(note("2024-06-10")) == std::vector<std::string>{"dossier.due_too_early"});
    CHECK(back(note("2024-06-15")) == std::vector<std::string>{"dossier.due_day_off"});
    CHECK_THROWS_AS(send_back(office.work(office.clerk), d.id, note("2024-06-20"), d.version),
                    Forbidden);
}

DB_TEST_CASE("who saves a version that someone changed meanwhile is told") {
    DossierOffice office;
    const auto d = office.opened();
    Support helper;
    helper.kind = "helper";
    helper.name = "Lê Thị Mai";
    put_support(office.work(office.clerk), d.id, helper, d.version);
    CHECK_THROWS_AS(put_support(office.work(office.clerk), d.id, helper, d.version), Conflict);
    CHECK_THROWS_AS(office.moved(d, State::submitted, office.clerk), Conflict);
}

DB_TEST_CASE("an assignment that ended stays beside the one that replaced it") {
    DossierOffice office;
    auto d = office.opened();
    Support support;
    support.kind = "introducer";
    support.name = "Trần Văn Kiên";
    support.together_since = "2021";
    d = put_support(office.work(office.clerk), d.id, support, d.version);
    support = office.db.read([&](db::Tx& tx) { return store::supports(tx, d.id).at(0); });
    support.until_on = "2024-05-02";
    CHECK(refused([&] { put_support(office.work(office.clerk), d.id, support, d.version); }) ==
          std::vector<std::string>{"field.required"});
    support.reason = "chuyển công tác";
    d = put_support(office.work(office.clerk), d.id, support, d.version);
    Support next;
    next.kind = "introducer";
    next.name = "Lê Thị Mai";
    d = put_support(office.work(office.clerk), d.id, next, d.version);
    const auto candidate = office.db.read([&](db::Tx& tx) { return dossier::candidate(tx, d.id); });
    REQUIRE(candidate.introducers.size() == 1);
    CHECK(candidate.introducers[0].name == "Lê Thị Mai");
    CHECK(office.db.read([&](db::Tx& tx) { return store::supports(tx, d.id).size(); }) == 2);
}

DB_TEST_CASE(
    "a member of our own who introduces gives name and standing; nobody introduces oneself") {
    DossierOffice office;
    auto d = office.opened();
    auto member = office.person("Trần Văn Kiên", office.cell_a1, "1980-02-01");
    member.standing = people::Standing::probationary_member;
    member = people::add(office.cli(), office.rights, member, {});
    Support support;
    support.kind = "introducer";
    support.person_id = member.id.value;
    d = put_support(office.work(office.clerk), d.id, support, d.version);
    const auto kept = office.db.read([&](db::Tx& tx) { return store::supports(tx, d.id).at(0); });
    CHECK(kept.name == "Trần Văn Kiên");
    CHECK_FALSE(kept.official);
    support.person_id = d.person_id.value;
    CHECK(refused([&] { put_support(office.work(office.clerk), d.id, support, d.version); }) ==
          std::vector<std::string>{"dossier.own_support"});
}

DB_TEST_CASE("a remark is sealed, is opened by the appraising officer only, and that is audited") {
    DossierOffice office;
    auto d = office.appraising();
    PaperRow paper;
    paper.form = "opinion_summary";
    paper.dates = {{"dated_on", "15/05/2024"}};
    const std::string words = "Ý kiến riêng của chi ủy";
    CHECK_THROWS_AS(put_paper(office.work(office.clerk), d.id, paper, words, d.version), Forbidden);
    d = put_paper(office.work(office.officer), d.id, paper, words, d.version);
    d = put_paper(office.work(office.officer), d.id, paper, std::nullopt, d.version);
    CHECK_THROWS_AS(open_remark(office.work(office.clerk), d.id, paper.form), Forbidden);
    CHECK(open_remark(office.work(office.officer), d.id, paper.form) == words);
    office.db.read([&](db::Tx& tx) {
        const auto sealed = store::sealed_remark(tx, d.id, paper.form);
        const std::string bytes(sealed.bytes.begin(), sealed.bytes.end());
        CHECK(bytes.find("chi") == std::string::npos);
        const auto history = audit::history(tx, "dossier", d.id.value);
        CHECK(history.front().action == "dossier.remark_opened");
        for (const auto& entry : history) {
            for (const auto& change : entry.changes) {
                CHECK(change.to.find("riêng") == std::string::npos);
            }
        }
    });
}

DB_TEST_CASE("papers are refused for a form that is not on the list and dates that are none") {
    DossierOffice office;
    const auto d = office.opened();
    PaperRow paper;
    paper.form = "passport";
    paper.dates = {{"dated_on", "tháng ba"}};
    CHECK(refused([&] {
              put_paper(office.work(office.clerk), d.id, paper, std::nullopt, d.version);
          }) == std::vector<std::string>{"field.choice", "field.format"});
}

DB_TEST_CASE("only a qualified dossier is decided, once, and the person joins at the ceremony") {
    DossierOffice office;
    const auto d = office.qualified();
    const auto decide = [&] {
        office.officer.write([&](db::Tx& tx) {
            mark_decided(tx, office.officer, d.id, {"112-QĐ/ĐUK", "2024-06-10", ""});
        });
    };
    decide();
    CHECK(refused(decide) == std::vector<std::string>{"dossier.no_such_step"});
    office.officer.write([&](db::Tx& tx) {
        set_decision_received(tx, office.officer, d.id, "2024-06-12");
        const auto decided = candidates(tx, State::decided);
        REQUIRE(decided.size() == 1);
        CHECK(decided[0].dossier.decision_number == "112-QĐ/ĐUK");
        CHECK(decided[0].unit->code == "A");
        CHECK(decided[0].cell_vote->in_favour == 11);
        const auto running = clocks(tx, office.book, d.id, {2024, 6, 20});
        REQUIRE(running.size() == 2);
        CHECK(running[1].rule == "ceremony.limit");
        CHECK(running[1].due_on == time::Date{2024, 7, 24});
        mark_admitted(tx, office.officer, d.id, "2024-06-25");
    });
    office.db.read([&](db::Tx& tx) {
        CHECK(get(tx, d.id).state == State::admitted);
        const auto person = people::get(tx, d.person_id);
        CHECK(person.standing == people::Standing::probationary_member);
        CHECK(person.joined_on == "2024-06-25");
        CHECK_FALSE(open_of(tx, d.person_id).has_value());
        CHECK(audit::verify_chain(tx).first_bad == 0);
    });
}

DB_TEST_CASE("a decision that is taken back leaves the dossier qualified") {
    DossierOffice office;
    const auto d = office.qualified();
    office.officer.write([&](db::Tx& tx) {
        mark_decided(tx, office.officer, d.id, {"112-QĐ/ĐUK", "2024-06-10", ""});
        unmark_decided(tx, office.officer, d.id, "sai họ tên");
        const auto now = get(tx, d.id);
        CHECK(now.state == State::qualified);
        CHECK(now.decision_number.empty());
    });
}

DB_TEST_CASE("the list filters by state, unit, name, code and due day, and turns its pages") {
    DossierOffice office;
    office.opened("Đặng Thị Ánh");
    office.opened("Nguyễn Văn Bình");
    office.appraising();
    const auto person = office.added("Bùi Gia Bảo", office.cell_b1);
    open(office.work(office.officer), {.person_id = person.id.value});
    office.db.read([&](db::Tx& tx) {
        const auto names = [&](Query query, const std::vector<std::string>& reach = {"/"},
                               const std::string& path = {}) {
            std::vector<std::string> out;
            for (const auto& row : store::page(tx, reach, query, path).rows) {
                out.push_back(row.person_name);
            }
            return out;
        };
        CHECK(names({}) == std::vector<std::string>{"Đặng Thị Ánh", "Bùi Gia Bảo",
                                                    "Nguyễn Văn Bình", "Nguyễn Thị Hạnh Duyên"});
        CHECK(names({}, {office.unit_b.path}) == std::vector<std::string>{"Bùi Gia Bảo"});
        CHECK(names({}, {"/"}, office.unit_a.path).size() == 3);
        CHECK(names({}, {}).empty());
        Query query;
        query.states = {State::appraising, State::qualified};
        CHECK(names(query) == std::vector<std::string>{"Nguyễn Thị Hạnh Duyên"});
        query = {};
        query.text = "dang anh";
        CHECK(names(query) == std::vector<std::string>{"Đặng Thị Ánh"});
        query.text = "kn24-0002";
        CHECK(names(query) == std::vector<std::string>{"Nguyễn Văn Bình"});
        query = {};
        query.due_until = "2024-08-12";
        CHECK(names(query) == std::vector<std::string>{"Nguyễn Thị Hạnh Duyên"});
        query = {};
        query.with_errors = true;
        CHECK(names(query).size() == 3);
    });
    for (const std::string sort : {"name", "code", "due_on"}) {
        office.db.read([&](db::Tx& tx) {
            Query query;
            query.sort = sort;
            query.limit = 1;
            std::vector<std::string> seen;
            do {
                const auto page = store::page(tx, std::vector<std::string>{"/"}, query, {});
                CHECK(page.count == 4);
                seen.push_back(page.rows.at(0).dossier.code);
                query.cursor = page.next;
            } while (!query.cursor.empty());
            CHECK(seen.size() == 4);
        });
    }
}

DB_TEST_CASE("states are counted for the reach of who asks") {
    DossierOffice office;
    office.opened("Đặng Thị Ánh");
    office.appraising();
    office.db.read([&](db::Tx& tx) {
        CHECK(count_by_state(tx)[State::drafting] == 1);
        CHECK(count_by_state(tx)[State::appraising] == 1);
        CHECK(store::count_by_state(tx, std::vector<std::string>{office.unit_b.path}, {}).empty());
    });
}

DB_TEST_CASE("an extension is given by the office, with a reason") {
    DossierOffice office;
    const auto d = office.appraising();
    Head head{d.org_id.value, "", d.candidate_type, false, "Kệ 3, ngăn B", 30, ""};
    CHECK(refused([&] { change(office.work(office.officer), d.id, head, d.version); }) ==
          std::vector<std::string>{"field.required"});
    head.extension_reason = "chờ thẩm tra ở nước ngoài";
    const auto after = change(office.work(office.officer), d.id, head, d.version);
    CHECK(after.shelf == "Kệ 3, ngăn B");
    CHECK(after.due_on == "2024-09-25");
}

DB_TEST_CASE("an operation joins the transaction of its caller and is undone with it") {
    DossierOffice office;
    const auto person = office.added("Phạm Thu Hà", office.cell_a2);
    struct Stop {};
    CHECK_THROWS_AS(office.clerk.write([&](db::Tx& tx) {
        Work work = office.work(office.clerk);
        work.tx = &tx;
        open(work, {.person_id = person.id.value});
        throw Stop{};
    }),
                    Stop);
    office.db.read([&](db::Tx& tx) { CHECK_FALSE(open_of(tx, person.id).has_value()); });
}

DB_TEST_CASE("a day the office takes off moves its due days") {
    DossierOffice office;
    office.officer.write([&](db::Tx& tx) {
        rules::put_office_day(tx, {time::Date{2024, 8, 12}, rules::DayKind::office_day_off,
                                   "Nghỉ cả cơ quan", "Thông báo 5", "high"});
    });
    const auto d = office.appraising();
    CHECK(d.due_on == "2024-08-13");
    CHECK(refused([&] {
              send_back(office.work(office.officer), d.id, note("2024-08-12"), d.version);
          }) == std::vector<std::string>{"dossier.due_day_off"});
}

DB_TEST_CASE("failed votes on a person follow them into their next dossier, told once each") {
    DossierOffice office;
    const auto first = office.opened("Phạm Thu Hà");
    const auto other = office.opened("Đặng Thị Ánh");
    const checks::Vote vote{"deciding", {2024, 4, 2}, 13, 12, 6, 6, "vote.standing_board"};
    office.db.write([&](db::Tx& tx) {
        tell_failed_vote(tx, first.id, "item-1", vote);
        auto mended = vote;
        mended.in_favour = 5;
        tell_failed_vote(tx, first.id, "item-1", mended);
        tell_failed_vote(tx, other.id, "item-2", vote);
    });
    move(office.work(office.clerk), first.id,
         {.to = State::withdrawn, .reason = "Xin rút", .on = ""}, first.version);
    const auto again = open(office.work(office.clerk), {.person_id = first.person_id.value}).id;
    office.db.read([&](db::Tx& tx) {
        const auto told = failed_votes(tx, again);
        REQUIRE(told.size() == 1);
        CHECK(told[0].in_favour == 5);
        CHECK(told[0].held_on == time::Date{2024, 4, 2});
        CHECK(contents(tx, again).failed_votes.size() == 1);
    });
    office.db.write([&](db::Tx& tx) { take_back_failed_vote(tx, "item-1"); });
    office.db.read([&](db::Tx& tx) { CHECK(failed_votes(tx, again).empty()); });
}

DB_TEST_CASE("who prepared and appraised is a person, named with a reason where another typed") {
    DossierOffice office;
    const auto by = office.added("Lò Thị Ngân", office.cell_a2);
    const auto d = office.qualified();
    const auto w = office.work(office.officer);
    CHECK(refused([&] { name_hands(w, d.id, {by.id.value, new_uuid(1), " "}, d.version); }) ==
          std::vector<std::string>{"field.reference", "field.required"});
    CHECK(refused([&] { name_hands(w, d.id, {d.person_id.value, "", "Ghi hộ"}, d.version); }) ==
          std::vector<std::string>{"dossier.own_hand"});
    CHECK_THROWS_AS(
        name_hands(office.work(office.clerk), d.id, {by.id.value, "", "Ghi hộ"}, d.version),
        Forbidden);
    const auto named = name_hands(w, d.id, {by.id.value, "", "Văn thư nhập hộ"}, d.version);
    CHECK(named.prepared_by == by.id.value);
    CHECK(named.appraised_by.empty());
    CHECK_THROWS_AS(name_hands(w, d.id, {by.id.value, "", "Ghi hộ"}, d.version), Conflict);
}
