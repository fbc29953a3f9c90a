// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/auth/accounts.h"
#include "base/documents/documents.h"
#include "base/workflow/stand_in.h"
#include "stage/envelope/letters.h"
#include "stage/envelope/originals.h"
#include "support/dossier_fixture.h"
#include "support/poppler.h"
#include "support/temp_folder.h"

using namespace ketnap;
using envelope::LetterState;
using envelope::OriginalState;

namespace {

struct Desk : test::DossierOffice {
    test::TempFolder folder;
    std::unique_ptr<attachments::Shelf> shelf = attachments::folder_shelf(folder / "attachments");
    std::shared_ptr<const documents::Library> library = documents::library(data);
    audit::Ctx verifier = as("verifier", root);
    audit::Ctx committee = as("committee_member", root);

    envelope::Work at(const audit::Ctx& ctx) {
        return {ctx, rights, {book, *shelf, *library, folder / "work"}};
    }
    envelope::Letter written(const dossier::Dossier& d, const std::string& to,
                             const std::string& about = "Bố đẻ: ông Nguyễn Văn Hòa") {
        return envelope::write_letter(
            at(clerk), d.id, {"", about, "", to, "Vĩnh Sơn", "lịch sử chính trị của gia đình"});
    }
    envelope::Letter sent(const dossier::Dossier& d, const std::string& to, const std::string& on) {
        const auto one = written(d, to);
        return envelope::send_letter(at(clerk), one.id, {"12-CV/CB", false, on, ""}, one.version);
    }
    audit::Ctx second(const audit::Ctx& like) {
        auto other = like;
        other.actor.account_id = "01900000-0000-7000-8000-0000000000bb";
        other.actor.name = "second";
        return other;
    }
};

std::string first_rule(const std::function<void()>& work) {
    try {
        work();
    } catch (const Refused& refused) {
        return refused.findings().at(0).rule;
    }
    return "";
}

}  // namespace

DB_TEST_CASE("a letter goes out, waits, is reminded of and answered") {
    Desk desk;
    const auto d = desk.opened();
    const auto work = desk.at(desk.clerk);
    auto one = desk.written(d, "Đảng ủy xã Hòa Bình");
    CHECK(one.state == LetterState::draft);
    CHECK(first_rule([&] { envelope::remind(work, one.id, one.version); }) == "letter.wrong_step");
    one = envelope::send_letter(work, one.id, {"12-CV/CB", false, "2024-04-25", ""}, one.version);
    CHECK(one.state == LetterState::sent);
    // 30 working days from 25/4/2024: 29/4, 30/4 and 01/5 are off
    CHECK(one.remind_on == "2024-06-10");
    CHECK_THROWS_AS(envelope::remind(work, one.id, one.version - 1), Conflict);
    one = envelope::remind(work, one.id, one.version);
    CHECK(one.reminded_on == "2024-06-10");
    CHECK(first_rule([&] {
              envelope::answer_letter(work, one.id, {"2024-04-01", "", "confirmed", ""},
                                      one.version);
          }) == "letter.answer_before");
    one = envelope::answer_letter(
        work, one.id, {"2024-06-03", "45-CV/ĐU", "confirmed", "Đúng như khai"}, one.version);
    CHECK(one.state == LetterState::answered);
    CHECK(one.answer == "Đúng như khai");
    CHECK(one.about == "Bố đẻ: ông Nguyễn Văn Hòa");
    desk.clerk.read([&](db::Tx& tx) { CHECK(envelope::waiting_days(work, tx, one) == 25); });
}

DB_TEST_CASE("who stands in sends the letters of the other, and both names stand in the trail") {
    Desk desk;
    const auto d = desk.opened();
    const auto account = [&](const std::string& name, const org::Org& body) {
        return desk.db.write([&](db::Tx& tx) {
            const auto id =
                auth::insert_account(tx, desk.cli(), {name, name, "", "", false, 0}, "x");
            auth::insert_grant(tx, desk.cli(), {id, "unit_clerk", body.id.value, "", 1});
            return id.value;
        });
    };
    auto principal = desk.clerk;
    principal.actor.account_id = account("van-thu-a", desk.unit_a);
    auto deputy = desk.clerk_b;
    deputy.actor.account_id = account("van-thu-b", desk.unit_b);
    const auto one = desk.written(d, "Đảng ủy xã Hòa Bình");
    const auto send = [&] {
        return envelope::send_letter(desk.at(deputy), one.id, {"12-CV/CB", false, "", ""},
                                     one.version);
    };
    CHECK_THROWS_AS(send(), NotFound);
    workflow::add_stand_in(principal, desk.rights,
                           {{}, deputy.actor.account_id, "2024-06-10", "2024-06-14", "đi học"});
    CHECK(send().state == LetterState::sent);
    const auto trail =
        desk.db.read([&](db::Tx& tx) { return audit::history(tx, "dossier", d.id.value); });
    const auto& changes = trail.front().changes;
    CHECK(std::any_of(changes.begin(), changes.end(), [](const auto& change) {
        return change.field == "on_behalf_of" && change.to == "van-thu-a";
    }));
}

DB_TEST_CASE(
    "whom a letter is about and what came back lie sealed, and only who may read letters sees") {
    Desk desk;
    const auto d = desk.opened();
    const auto one = desk.sent(d, "Đảng ủy xã Hòa Bình", "2024-05-02");
    CHECK_THROWS_AS(envelope::letter(desk.at(desk.verifier), one.id), NotFound);
    desk.verifier.actor.assigned = {d.person_id.value};
    desk.committee.actor.agenda = {d.person_id.value};
    CHECK(envelope::letter(desk.at(desk.verifier), one.id).about == one.about);
    CHECK_THROWS_AS(envelope::letter(desk.at(desk.committee), one.id), NotFound);
    CHECK_THROWS_AS(envelope::letter(desk.at(desk.clerk_b), one.id), NotFound);
    CHECK(envelope::letters_of(desk.at(desk.committee), d.id).empty());
    CHECK(envelope::query_letters(desk.at(desk.clerk_b), {}).items.empty());
    CHECK(envelope::query_letters(desk.at(desk.committee), {}).count == 0);
    const auto raw = desk.db->read(test::TestDb::tenant, [](db::Tx& tx) {
        std::string all;
        tx.each("SELECT about_sealed FROM verification_letter WHERE tenant_id = ?1", {},
                [&](const db::Row& r) {
                    const auto bytes = r.blob(0);
                    all.append(bytes.begin(), bytes.end());
                });
        return all;
    });
    CHECK(!raw.empty());
    CHECK(raw.find("Hòa") == std::string::npos);
}

DB_TEST_CASE("letters across dossiers: the longest waiting first, by place, page by page") {
    Desk desk;
    const auto d = desk.opened();
    const auto other = desk.opened("Lê Thị Thùy");
    desk.sent(d, "Đảng ủy xã Xuân Mai", "2024-05-10");
    desk.sent(other, "Đảng ủy xã Hòa Bình", "2024-03-01");
    desk.written(other, "Đảng ủy phường An Lạc");
    const auto work = desk.at(desk.officer);
    envelope::LetterQuery query;
    query.limit = 2;
    auto page = envelope::query_letters(work, query);
    CHECK(page.count == 3);
    REQUIRE(page.items.size() == 2);
    CHECK(page.items[0].to_name == "Đảng ủy xã Hòa Bình");
    CHECK(page.items[1].to_name == "Đảng ủy xã Xuân Mai");
    query.cursor = page.next;
    page = envelope::query_letters(work, query);
    REQUIRE(page.items.size() == 1);
    CHECK(page.items[0].state == LetterState::draft);
    CHECK(page.next.empty());

    query = {};
    query.sort = "place";
    CHECK(envelope::query_letters(work, query).items[0].to_name == "Đảng ủy phường An Lạc");
    query.text = "dang uy xa hoa";
    CHECK(envelope::query_letters(work, query).count == 1);
    const auto count_of = [&](const std::string& text) {
        query.text = text;
        return envelope::query_letters(work, query).count;
    };
    CHECK(count_of("thuy le") == 2);  // the candidate's name
    CHECK(count_of(other.code) == 2);
    CHECK(count_of("kn24") == 3);
    CHECK(count_of("12-cv") == 2);
    CHECK(count_of("13") == 0);
    query = {};
    query.remind_until = "2024-06-10";
    CHECK(envelope::query_letters(work, query).count == 1);
    query = {};
    query.states = {LetterState::sent, LetterState::answered};
    CHECK(envelope::query_letters(work, query).count == 2);
}

DB_TEST_CASE("the letter and the register are papers, the office's number has no gap") {
    Desk desk;
    const auto d = desk.opened();
    auto one = envelope::write_letter(desk.at(desk.officer), d.id,
                                      {"", "", "", "Đảng ủy xã Hòa Bình", "", "quê quán"});
    one = envelope::send_letter(desk.at(desk.officer), one.id, {"", true, "", ""}, one.version);
    CHECK(one.number.starts_with("01-CV/"));
    const auto paper = envelope::letter_paper(desk.at(desk.officer), one.id);
    auto text = support::pdf_text(documents::to_pdf(*desk.library, {&paper, 1}));
    std::replace(text.begin(), text.end(), '\n', ' ');
    CHECK(text.find("thẩm tra lý lịch") != std::string::npos);
    CHECK(text.find("Nguyễn Thị Hạnh Duyên") != std::string::npos);
    const auto all = envelope::letter_register(desk.at(desk.officer), {},
                                               [](const std::string& key) { return key; });
    const auto list = support::pdf_text(documents::to_pdf(*desk.library, {&all, 1}));
    CHECK(list.find("Hòa Bình") != std::string::npos);
    CHECK(list.find("01-CV/") != std::string::npos);
    const auto mine = desk.written(d, "Đảng ủy xã Xuân Mai");
    CHECK_THROWS_AS(
        envelope::send_letter(desk.at(desk.clerk), mine.id, {"", true, "", ""}, mine.version),
        Forbidden);
}

TEST_CASE("an original is compared twice when two readings and what was typed are one") {
    const envelope::Values typed{{"full_name", "Lê An"}, {"born_on", "1996"}};
    const auto reading = [](std::int64_t pass, const char* name) {
        return envelope::Reading{pass, "a", "",
                                 "An", 0,   {{"full_name", name}, {"born_on", "1996"}}};
    };
    CHECK(envelope::state_of(false, {}, {}) == OriginalState::missing);
    CHECK(envelope::state_of(true, {}, {}) == OriginalState::received);
    CHECK(envelope::state_of(true, typed, {}) == OriginalState::transcribed);
    CHECK(envelope::state_of(true, typed, {reading(1, "Lê An")}) == OriginalState::compared_once);
    CHECK(envelope::state_of(true, typed, {reading(1, "Lê An"), reading(2, "Lê Ân")}) ==
          OriginalState::compared_once);
    CHECK(envelope::state_of(true, typed, {reading(1, "Lê An"), reading(2, "Lê An")}) ==
          OriginalState::compared_twice);
    CHECK(envelope::differences_of(typed, {reading(1, "Lê An"), reading(2, "Lê Ân")}) ==
          std::vector<envelope::Difference>{{"full_name", "Lê An", "Lê An", "Lê Ân"}});
}

DB_TEST_CASE("two people compare a hand-written paper, one person cannot do both") {
    Desk desk;
    auto d = desk.complete(desk.opened());
    const auto work = desk.at(desk.clerk);
    const auto second = desk.second(desk.clerk);
    const envelope::Values read{{"dated_on", "18/03/2024"}};
    CHECK(first_rule([&] { envelope::read_original(work, d.id, "application", 2, read); }) ==
          "original.first_missing");
    envelope::read_original(work, d.id, "application", 1, read);
    CHECK(first_rule([&] { envelope::read_original(work, d.id, "application", 2, read); }) ==
          "original.same_person");
    auto one = envelope::read_original(desk.at(second), d.id, "application", 2,
                                       {{"dated_on", "19/03/2024"}});
    CHECK(one.state == OriginalState::compared_once);
    REQUIRE(one.differences.size() == 1);
    CHECK(one.differences[0].second == "19/03/2024");
    one = envelope::read_original(desk.at(second), d.id, "application", 2, read);
    CHECK(one.state == OriginalState::compared_twice);
    CHECK_THROWS_AS(envelope::read_original(work, d.id, "verification", 1, read), NotFound);
}

DB_TEST_CASE("opinions asked are summed up as 5-KNĐ wants them") {
    Desk desk;
    const auto d = desk.opened();
    const auto work = desk.at(desk.clerk);
    envelope::Opinion one;
    one.kind = envelope::OpinionKind::mass_organisation;
    one.body = "Công đoàn Sở Xây dựng";
    one.asked = 12;
    one.agreed = 11;
    one.disagreed = 1;
    one.answered_on = "2024-05-10";
    one.words = "Nhiệt tình, hòa đồng";
    const auto saved = envelope::put_opinion(work, d.id, one);
    CHECK(saved.words == "Nhiệt tình, hòa đồng");
    one.id = {};
    one.body = "Chi đoàn Sở Xây dựng";
    envelope::put_opinion(work, d.id, one);
    one.agreed = 12;
    CHECK(first_rule([&] { envelope::put_opinion(work, d.id, one); }) == "opinion.count");
    const auto all = envelope::opinions_of(work, d.id);
    CHECK(envelope::sums_of(all)[0] ==
          envelope::OpinionSum{envelope::OpinionKind::mass_organisation, 2, 2, 24, 22, 2});
    desk.committee.actor.agenda = {d.person_id.value};
    CHECK(envelope::opinions_of(desk.at(desk.committee), d.id)[0].words.empty());
    envelope::drop_opinion(work, d.id, saved.id);
    CHECK(envelope::opinions_of(work, d.id).size() == 1);
}
