// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/privacy/erasure.h"
#include "base/privacy/incidents.h"
#include "base/privacy/registers.h"
#include "base/privacy/secrets.h"
#include "platform/vocabulary/errors.h"
#include "support/office_fixture.h"
#include "support/sample_files.h"
#include "support/temp_folder.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace ketnap;
using namespace ketnap::privacy;

namespace {

constexpr const char* number = "001196000017";

struct House : test::OfficeFixture {
    test::TempFolder folder;
    std::filesystem::path data = std::filesystem::path{KETNAP_SOURCE_DIR} / "data";
    Book book = Book::load(data / "privacy", folder / "own");
    std::shared_ptr<const documents::Library> library = documents::library(data);
    rules::Calendar calendar = *rules::Calendar::load(data / "calendars");
    messages::Catalogue texts = messages::Catalogue::load(data / "ui/messages");
    lists::Lists lists = lists::Lists::load(data / "lists");
    std::unique_ptr<attachments::Shelf> shelf = attachments::folder_shelf(folder / "files");
    Findings kept{};
    Desk desk{
        book,
        *library,
        calendar,
        texts,
        lists,
        *shelf,
        {[this](db::Tx&, const PersonId&, const Periods&, time::Date) { return kept; },
         [](db::Tx&, const PersonId&, const std::string&) { return std::int64_t{3}; },
         [](db::Tx&, const PersonId&) { return std::vector<Held>{{"dossier", "", "KN26"}}; },
         [](db::Tx&, std::string_view kind, const std::string& id) {
             return kind == "person" ? std::vector{id} : std::vector<std::string>{};
         },
         [this](db::Tx& tx, const PersonId& id) { renamed.push_back(people::get(tx, id).name); }}};
    std::vector<std::string> renamed;  ///< what the neighbours were told
    audit::Ctx officer = as("data_protection_officer", root);
    audit::Ctx administrator = as("administrator", root);
    people::Person person;

    House() {
        person = people::add(cli(), rights, OfficeFixture::person("Lê Thị Hòa", cell_a1),
                             {number, "02", "01"});
    }
    Work work(const audit::Ctx& ctx) { return {ctx, rights, desk}; }
    Work dpo() { return work(officer); }
    std::string id() const { return person.id.value; }
};

std::string refusal(const std::function<void()>& run) {
    try {
        run();
    } catch (const Refused& refused) {
        return refused.findings().at(0).rule;
    } catch (const RequestError& error) {
        return error.code();
    }
    return "";
}

}  // namespace

DB_TEST_CASE("a request runs by the periods of its day: two working days to answer, ten to show") {
    House h;
    const auto one = add_request(h.dpo(), {h.id(), RequestKind::access, "2026-01-02", "xem"});
    CHECK(one.number == 1);
    CHECK(one.answer_by == "2026-01-06");  // a Friday: Monday, Tuesday
    CHECK(one.act_by == "2026-01-12");
    CHECK_FALSE(one.late);
    h.clock.set(time::Date{2026, 1, 7});
    h.officer.read([&](db::Tx& tx) { CHECK(requests(tx, h.dpo(), "").at(0).late); });
    CHECK(refusal([&] {
              close_request(h.dpo(), one.id, {"2026-01-07", Outcome::done, "", one.version});
          }) == "privacy.answer_first");
    const auto answered = answer_request(h.dpo(), one.id, {"2026-01-07", {}, "", one.version});
    const auto put_off =
        extend_request(h.dpo(), one.id, {"2026-01-07", {}, "nhiều dữ liệu", answered.version});
    CHECK(put_off.act_by == "2026-01-22");
    CHECK(refusal([&] {
              extend_request(h.dpo(), one.id, {"2026-01-07", {}, "nữa", put_off.version});
          }) == "privacy.extended_once");
    CHECK(refusal([&] {
              close_request(h.dpo(), one.id,
                            {"2026-01-07", Outcome::refused, " ", put_off.version});
          }) == "field.required");
    const auto closed = close_request(
        h.dpo(), one.id, {"2026-01-07", Outcome::done, "đã cấp bản sao", put_off.version});
    CHECK(closed.answer == "đã cấp bản sao");
    CHECK(refusal([&] {
              close_request(h.dpo(), one.id, {"2026-01-07", Outcome::done, "", closed.version});
          }) == "conflict");
}

DB_TEST_CASE("what somebody asked lies sealed with that person's key") {
    House h;
    add_request(h.dpo(), {h.id(), RequestKind::object, "2026-01-05", "không muốn nêu tên bố"});
    h.officer.read([&](db::Tx& tx) {
        tx.each("SELECT asked_sealed FROM data_request WHERE tenant_id = ?1", {},
                [](const db::Row& r) {
                    const auto bytes = r.blob(0);
                    const std::string raw{bytes.begin(), bytes.end()};
                    CHECK(raw.find("tên bố") == std::string::npos);
                });
        CHECK(requests(tx, h.dpo(), h.id()).at(0).asked == "không muốn nêu tên bố");
    });
}

DB_TEST_CASE(
    "a consent needs the version of its text, is in force once, and its withdrawal begins a case") {
    House h;
    ConsentForm form{h.id(), "ceremony", Basis::consent, "", "", "2026-01-05"};
    CHECK(refusal([&] { add_consent(h.dpo(), form); }) == "field.required");
    form.text_version = "01/2026";
    const auto one = add_consent(h.dpo(), form);
    CHECK(refusal([&] { add_consent(h.dpo(), form); }) == "privacy.in_force");
    const auto path = h.folder / "form.pdf";
    std::ofstream{path, std::ios::binary} << test::sample_pdf(1, "Toi dong y");
    attach_form(h.dpo(), one.id, path, "phiếu.pdf");
    CHECK(open_form(h.dpo(), one.id).bytes == test::sample_pdf(1, "Toi dong y"));
    const auto request = withdraw_consent(h.dpo(), one.id, "2026-01-05", one.version);
    CHECK(request.kind == RequestKind::withdraw);
    CHECK(request.act_by == "2026-01-20");
    h.officer.read([&](db::Tx& tx) {
        const auto now = consents(tx, h.dpo(), h.id()).at(0);
        CHECK(now.withdrawn_on == "2026-01-05");
        CHECK(now.has_scan);
    });
    form.basis = Basis::rule;
    CHECK(refusal([&] { add_consent(h.dpo(), form); }) == "field.required");
    form.rule = "Hướng dẫn 12, điểm 3";
    const auto by_rule = add_consent(h.dpo(), form);
    CHECK(refusal([&] { withdraw_consent(h.dpo(), by_rule.id, "2026-01-05", 1); }) ==
          "privacy.no_consent");
}

DB_TEST_CASE("the office lays its own words over the register, and adds entries") {
    House h;
    ProcessingForm form{"Mục đích", "Căn cứ", "", "Trường", "", "5 năm", "", 0};
    put_processing(h.dpo(), "dossier", form);
    put_processing(h.dpo(), "own_purpose", form);
    CHECK(refusal([&] { put_processing(h.dpo(), "dossier", form); }) == "conflict");
    CHECK(refusal([&] { put_processing(h.dpo(), "../x", form); }) == "field.format");
    h.officer.read([&](db::Tx& tx) {
        const auto all = processing(tx, h.dpo());
        CHECK(all.size() == h.book.processing().size() + 1);
        CHECK(all.back().entry.id == "own_purpose");
        CHECK(documents::to_docx(*h.library, processing_paper(tx, h.dpo())).size() > 1000);
    });
}

DB_TEST_CASE("erasing takes two people, and then nothing of the person opens any more") {
    House h;
    const auto asked = ask_erasure(h.dpo(), {h.id(), {}, "theo yêu cầu của người đó"});
    CHECK(asked.mine);
    CHECK(refusal([&] { ask_erasure(h.dpo(), {h.id(), {}, "lần nữa nhé"}); }) ==
          "privacy.erasure_asked");
    CHECK(refusal([&] { do_erasure(h.dpo(), asked.id, asked.version); }) ==
          "privacy.second_person");
    const auto done = do_erasure(h.work(h.administrator), asked.id, asked.version);
    CHECK(done.number == 1);
    CHECK(done.row_count == 4);
    CHECK(h.renamed == std::vector<std::string>{"(đã xóa dữ liệu)"});
    h.officer.read([&](db::Tx& tx) {
        const auto now = people::get(tx, h.person.id);
        CHECK(now.name == "(đã xóa dữ liệu)");
        CHECK(now.born_on.empty());
        CHECK_FALSE(now.active);
        CHECK(people::sealed_key(tx, h.person.id) == crypto::Vault::destroyed_key());
        CHECK(people::open_sensitive(tx, h.officer, h.person.id).national_id.empty());
        CHECK_FALSE(people::find_by_national_id(tx, h.officer, number));
        people::Query words;
        words.text = "Hòa";
        CHECK(people::query(tx, std::vector<std::string>{"/"}, words).items.empty());
        CHECK(documents::to_docx(*h.library, certificate(tx, h.dpo(), done.id)).size() > 1000);
    });
    CHECK(refusal([&] { do_erasure(h.work(h.administrator), asked.id, done.version); }) ==
          "conflict");
    CHECK(refusal([&] { ask_erasure(h.dpo(), {h.id(), {}, "lần nữa nhé"}); }) ==
          "privacy.erased_already");
}

DB_TEST_CASE("what must be kept is not erased, whoever asks, and the reason is told") {
    House h;
    h.kept = {field_finding("privacy.dossier_open", "person_id", {"KN26-0001"})};
    CHECK(refusal([&] { ask_erasure(h.dpo(), {h.id(), {}, "theo yêu cầu"}); }) ==
          "privacy.dossier_open");
    h.kept.clear();
    const auto asked = ask_erasure(h.dpo(), {h.id(), {}, "theo yêu cầu"});
    h.kept = {field_finding("privacy.dossier_open", "person_id", {"KN26-0001"})};
    CHECK(refusal([&] { do_erasure(h.work(h.administrator), asked.id, asked.version); }) ==
          "privacy.dossier_open");
    drop_erasure(h.work(h.administrator), asked.id, asked.version);
    h.officer.read([&](db::Tx& tx) {
        CHECK(erasures(tx, h.dpo()).at(0).state == ErasureState::dropped);
        CHECK(people::get(tx, h.person.id).name == "Lê Thị Hòa");
    });
}

DB_TEST_CASE("a person's own copy holds what is theirs and leaves a row with its reason") {
    House h;
    CHECK(refusal([&] { own_data(h.dpo(), h.id(), "x", {}); }) == "field.too_short");
    const auto data = own_data(h.dpo(), h.id(), "theo yêu cầu số 1", {});
    const auto holds = [&](const char* text) {
        return std::any_of(data.held.begin(), data.held.end(),
                           [&](const Held& one) { return one.text == text; });
    };
    CHECK(holds(number));
    CHECK(holds("Lê Thị Hòa"));
    CHECK(holds("KN26"));
    CHECK(holds("Tày"));  // by name, not by the code that is stored
    h.officer.read([&](db::Tx& tx) {
        CHECK(audit::history(tx, "person", h.id()).at(0).action == "privacy.own_data_given");
        const auto page = documents::to_html(*h.library, own_data_paper(tx, h.dpo(), data));
        CHECK(page.find(time::PartialDate::parse(h.person.born_on)->earliest().vn()) != page.npos);
        CHECK(page.find(h.person.born_on) == page.npos);  // days as papers write them
    });
    CHECK(refusal([&] { own_data(h.work(h.administrator), h.id(), "vì tò mò", {}); }) ==
          "not_found");
}

DB_TEST_CASE(
    "an incident names from the audit whom it touches, by whom and when, and its clock runs") {
    House h;
    const auto officer = h.as("organization_officer", h.root);
    people::reveal(officer, h.rights, h.person.id, "đối chiếu giấy tờ");
    const auto now = h.clock.now().ms;
    IncidentForm form{
        "Mất máy", now, now - 3'600'000, now + 1, "organization_officer", true, "", "", "", 0};
    const auto one = add_incident(h.dpo(), form);
    CHECK(one.notify_by == now + std::int64_t{72} * 3'600'000);
    h.officer.read([&](db::Tx& tx) {
        const auto list = touched(tx, h.dpo(), one, {});
        REQUIRE(list.people.size() == 1);
        CHECK(list.people[0].name == "Lê Thị Hòa");
        CHECK(list.people[0].times == 1);
        CHECK(list.people[0].actors == std::vector<std::string>{"organization_officer"});
        CHECK(documents::to_docx(*h.library, notice(tx, h.dpo(), one)).size() > 1000);
    });
    CHECK(refusal([&] { close_incident(h.dpo(), one.id, one.version); }) == "privacy.notify_first");
    const auto told = mark_notified(h.dpo(), one.id, one.version);
    CHECK(close_incident(h.dpo(), one.id, told.version).closed_at.has_value());
}

DB_TEST_CASE("a stub says where a secret paper lies and nothing of what it says") {
    House h;
    CHECK(refusal([&] { add_stub(h.dpo(), {"", "2026-01-05", "", "", {}}); }) == "field.required");
    const auto one =
        add_stub(h.dpo(), {"12-BC/TU", "2026-01-05", "Văn thư mật", "Tủ số 2", h.id()});
    CHECK(one.person_name == "Lê Thị Hòa");
    CHECK(end_stub(h.dpo(), one.id, one.version).ended_on == "2026-01-05");
}

DB_TEST_CASE("a secret file is held by one, destroyed by another, and its bytes leave the shelf") {
    House h;
    const auto consent =
        add_consent(h.dpo(), {h.id(), "ceremony", Basis::consent, "", "01/2026", "2026-01-05"});
    const auto path = h.folder / "form.pdf";
    std::ofstream{path, std::ios::binary} << test::sample_pdf(1, "Bao cao");
    attach_form(h.dpo(), consent.id, path, "báo cáo.pdf");
    const auto file =
        h.officer.read([&](db::Tx& tx) { return attachments::latest(tx, "bao cao", 5).at(0); });
    const auto held = hold_file(h.dpo(), {file.id.value, "có dấu mật"});
    CHECK(refusal([&] { open_form(h.dpo(), consent.id); }) == "attachment.held");
    CHECK(refusal([&] { hold_file(h.dpo(), {file.id.value, "có dấu mật"}); }) ==
          "privacy.held_already");
    CHECK(refusal([&] { purge_file(h.dpo(), held.id, held.version); }) == "privacy.second_person");
    purge_file(h.work(h.administrator), held.id, held.version);
    CHECK(h.shelf->open(file.stored) == nullptr);
    h.officer.read([&](db::Tx& tx) {
        CHECK(purges(tx, h.dpo()).at(0).state == PurgeState::done);
        CHECK(purges(tx, h.dpo()).at(0).file_name.empty());
        CHECK(attachments::latest(tx, "bao cao", 5).empty());
    });
}

DB_TEST_CASE("whoever has the right for a part of the office only sees no register of the whole") {
    House h;
    const auto part = h.as("data_protection_officer", h.unit_a);
    part.read([&](db::Tx& tx) {
        CHECK(refusal([&] { requests(tx, h.work(part), ""); }) == "forbidden");
        CHECK(refusal([&] { incidents(tx, h.work(part)); }) == "forbidden");
        CHECK(requests(tx, h.work(part), h.id()).empty());
    });
    const auto other = h.as("data_protection_officer", h.unit_b);
    other.read([&](db::Tx& tx) {
        CHECK(refusal([&] { requests(tx, h.work(other), h.id()); }) == "not_found");
    });
}
