// SPDX-License-Identifier: Apache-2.0
// A real batch: cover sheets as they are printed, put together with papers by poppler-utils.
#include "base/attachments/pages.h"
#include "base/documents/documents.h"
#include "platform/child/child.h"
#include "platform/jobs/jobs.h"
#include "stage/envelope/scan.h"
#include "support/dossier_fixture.h"
#include "support/poppler.h"
#include "support/sample_files.h"
#include "support/temp_folder.h"

#include <fstream>

using namespace ketnap;
using envelope::PartState;
using envelope::ScanState;

namespace {

struct Desk : test::DossierOffice {
    test::TempFolder folder;
    std::unique_ptr<attachments::Shelf> shelf = attachments::folder_shelf(folder / "attachments");
    std::shared_ptr<const documents::Library> library = documents::library(data);
    envelope::Desk desk{book, *shelf, *library, folder / "work"};

    Desk() {
        std::filesystem::create_directories(folder / "work");
        envelope::add_scan_jobs(
            jobs,
            [this](audit::Actor actor) {
                auto ctx = cli();
                actor.tenant = ctx.actor.tenant;
                ctx.actor = std::move(actor);
                return ctx;
            },
            rights, desk);
    }
    envelope::Work at(const audit::Ctx& ctx) { return {ctx, rights, desk}; }
    std::string joined(const std::vector<std::string>& pdfs) {
        std::vector<std::string> words;
        for (const auto& pdf : pdfs) {
            words.push_back(std::to_string(words.size()) + ".pdf");
            std::ofstream{folder / words.back(), std::ios::binary} << pdf;
        }
        words.emplace_back("all.pdf");
        child::Request request{.program = "pdfunite", .arguments = words};
        request.folder = folder / "";
        REQUIRE(child::run(request).has_value());
        std::ifstream file{folder / "all.pdf", std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    std::string cover(const dossier::Dossier& d, const std::string& form) {
        return envelope::covers_pdf(at(clerk), {d.id.value}, {form});
    }
    envelope::Batch split(const std::string& pdf, const std::string& name = "lô sáng.pdf") {
        std::ofstream{folder / "incoming", std::ios::binary} << pdf;
        const auto batch = envelope::receive(at(clerk), {folder / "incoming", name});
        jobs.drain();
        return envelope::batch(at(clerk), batch.id);
    }
    std::string text_of(const dossier::Dossier& d, std::size_t which) {
        const auto files = envelope::files_of(at(clerk), d.id);
        REQUIRE(files.size() > which);
        return support::pdf_text(envelope::download(at(clerk), d.id, files[which]));
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

DB_TEST_CASE("a batch is cut at its cover sheets and each part lies at its paper") {
    Desk desk;
    const auto d = desk.opened();
    const auto other = desk.opened("Lê Thị Thùy");
    const auto batch = desk.split(desk.joined(
        {test::sample_pdf(1, "Truoc"), desk.cover(d, "application"), test::sample_pdf(2, "Don"),
         desk.cover(other, "life_history"), test::sample_pdf(3, "Khai")}));
    CHECK(batch.state == ScanState::split);
    CHECK(batch.pages == 8);
    REQUIRE(batch.parts.size() == 3);
    CHECK(batch.parts[0].state == PartState::open);
    CHECK(batch.parts[0].problem == "scan.no_cover");
    CHECK(batch.parts[1].problem == "");
    CHECK(batch.parts[1].state == PartState::filed);
    CHECK(batch.parts[2].state == PartState::filed);
    const auto first = desk.text_of(d, 0);
    CHECK(first.find("Don 1") != std::string::npos);
    CHECK(first.find("Don 2") != std::string::npos);
    CHECK(first.find("Khai") == std::string::npos);
    CHECK(desk.text_of(other, 0).find("Khai 3") != std::string::npos);
    CHECK(envelope::files_of(desk.at(desk.clerk), other.id)[0].at.place == "life_history");
}

DB_TEST_CASE("a file that is refused leaves nothing on the shelf") {
    Desk desk;
    const auto d = desk.opened();
    const auto lying = [&] { return desk.shelf->older_than(INT64_MAX).size(); };
    const auto send = [&](const char* form) {
        std::ofstream{desk.folder / "incoming", std::ios::binary} << test::sample_pdf(1, "Don");
        envelope::attach(desk.at(desk.clerk), d.id, form, {desk.folder / "incoming", "don.pdf"});
    };
    send("application");
    CHECK(lying() == 1);
    CHECK(first_rule([&] { send("application"); }) == "attachment.same_file");
    CHECK(first_rule([&] { send("no_such_form"); }) != "");
    CHECK(lying() == 1);
}

DB_TEST_CASE("a cover sheet says no name, and one of another office is not taken for own") {
    Desk desk;
    const auto d = desk.opened();
    const auto text = envelope::cover_text(desk.clerk, {d.code, "application"});
    CHECK(text.starts_with("ketnap:1:KN24-0001:application:"));
    CHECK(envelope::read_cover(desk.clerk, text)->form == "application");
    CHECK(!envelope::read_cover(desk.clerk, text + "0"));
    CHECK(!envelope::read_cover(desk.clerk, "https://example.com"));
    auto elsewhere = desk.clerk;
    elsewhere.actor.tenant = "01900000-0000-7000-8000-00000000abcd";
    CHECK(!envelope::read_cover(elsewhere, text));
}

DB_TEST_CASE("pages without a cover are put to a paper by hand, the rest stays open") {
    Desk desk;
    const auto d = desk.opened();
    auto batch = desk.split(test::sample_pdf(5, "Trang"));
    REQUIRE(batch.parts.size() == 1);
    const auto work = desk.at(desk.clerk);
    CHECK(first_rule([&] { envelope::assign(work, batch.id, {2, 9, d.code, "application"}); }) ==
          "scan.pages_not_open");
    CHECK(first_rule([&] {
              envelope::assign(work, batch.id, {2, 3, "KN24-9999", "application"});
          }) == "scan.dossier_unknown");
    CHECK(first_rule([&] { envelope::assign(work, batch.id, {2, 3, d.code, "x"}); }) ==
          "paper.unknown");
    batch = envelope::assign(work, batch.id, {2, 3, "kn24-0001 ", "application"});
    REQUIRE(batch.parts.size() == 3);
    CHECK(batch.parts[0].last_page == 1);
    CHECK(batch.parts[1].state == PartState::filed);
    CHECK(batch.parts[2].first_page == 4);
    CHECK(batch.parts[2].state == PartState::open);
    CHECK(desk.text_of(d, 0).find("Trang 3") != std::string::npos);
    batch = envelope::drop_part(work, batch.id, batch.parts[0].id);
    CHECK(batch.parts[0].state == PartState::dropped);
}

DB_TEST_CASE("a part of a dossier that one may not change waits, and nobody else sees the batch") {
    Desk desk;
    const auto theirs = dossier::open(
        desk.work(desk.clerk_b),
        {.person_id = desk.added("Phạm Văn Bình", desk.cell_b1).id.value, .opened_on = ""});
    const auto sheet =
        envelope::covers_pdf(desk.at(desk.clerk_b), {theirs.id.value}, {"application"});
    const auto batch = desk.split(desk.joined({sheet, test::sample_pdf(1)}));
    REQUIRE(batch.parts.size() == 1);
    CHECK(batch.parts[0].state == PartState::open);
    CHECK(batch.parts[0].problem == "scan.dossier_unknown");
    CHECK(envelope::files_of(desk.at(desk.clerk_b), theirs.id).empty());
    auto other = desk.clerk_b;
    other.actor.account_id = "01900000-0000-7000-8000-0000000000bb";
    CHECK_THROWS_AS(envelope::batch(desk.at(other), batch.id), NotFound);
    CHECK(envelope::batches(desk.at(other)).empty());
}

DB_TEST_CASE("a closed batch is gone for good, what was filed stays") {
    Desk desk;
    const auto d = desk.opened();
    const auto batch = desk.split(desk.joined(
        {test::sample_pdf(1), desk.cover(d, "application"), test::sample_pdf(1, "Don")}));
    const auto work = desk.at(desk.clerk);
    CHECK(envelope::scan_page(work, batch, 1, false).type == "image/jpeg");
    CHECK(first_rule([&] { envelope::close_batch(work, batch.id, false); }) == "scan.parts_open");
    envelope::close_batch(work, batch.id, true);
    const auto closed = envelope::batch(work, batch.id);
    CHECK(closed.state == ScanState::closed);
    CHECK_THROWS_AS(envelope::scan_page(work, closed, 1, false), Refused);
    CHECK(desk.text_of(d, 0).find("Don 1") != std::string::npos);
}

DB_TEST_CASE("blank pages are told, and what is neither a PDF nor pictures is refused") {
    Desk desk;
    auto empty = test::sample_pdf(1, "");
    const auto at = empty.find(" 1) Tj");
    empty.replace(at, 6, "  ) Tj");
    const auto batch = desk.split(desk.joined({test::sample_pdf(1), empty}));
    CHECK(batch.blank_pages == std::vector<std::int64_t>{2});
    const auto refused = [&](const std::string& bytes, const char* name) {
        return first_rule([&] {
            std::ofstream{desk.folder / "incoming", std::ios::binary} << bytes;
            envelope::receive(desk.at(desk.clerk), {desk.folder / "incoming", name});
        });
    };
    const auto jpeg = test::sample_jpeg();
    auto glass = test::sample_png();
    glass[8 + 8 + 9] = 6;  // with transparency
    CHECK(refused("MZ a program", "a.pdf") == "attachment.not_allowed");
    CHECK(refused(jpeg, "a.pdf") == "attachment.not_what_it_says");
    CHECK(refused(jpeg + "MZ a program", "a.jpg") == "scan.picture_else");
    CHECK(refused(jpeg + jpeg.substr(0, 30), "a.jpg") == "scan.picture_damaged");
    CHECK(refused(jpeg + glass, "a.jpg") == "scan.picture_kind");
    CHECK(desk.shelf->older_than(INT64_MAX).size() == 1);
}

DB_TEST_CASE("pictures one behind another are the pages of a batch and are cut at the covers too") {
    Desk desk;
    const auto d = desk.opened();
    const auto drawn = [&](const std::string& pdf) {
        const auto file = attachments::PlainFile::in_memory();
        file.append(pdf);
        return attachments::pages::image(file, 1, 1'300).value();
    };
    std::ofstream{desk.folder / "one.pdf", std::ios::binary} << test::sample_pdf(1, "Don");
    child::Request request{.program = "pdftoppm",
                           .arguments = {"-png", "-r", "60", "-singlefile", "one.pdf", "one"}};
    request.folder = desk.folder / "";
    REQUIRE(child::run(request).has_value());
    std::ifstream png{desk.folder / "one.png", std::ios::binary};
    const std::string second{std::istreambuf_iterator<char>{png}, {}};
    const auto first = test::jpeg_with_place(drawn(test::sample_pdf(1, "Truoc")), 6);
    const auto batch =
        desk.split(first + drawn(desk.cover(d, "application")) + second, "IMG_0001.jpg");
    CHECK(batch.name == "IMG_0001.pdf");
    CHECK(batch.pages == 3);
    CHECK(batch.blank_pages.empty());
    REQUIRE(batch.parts.size() == 2);
    CHECK(batch.parts[0].problem == "scan.no_cover");
    CHECK(batch.parts[1].state == PartState::filed);
    const auto files = envelope::files_of(desk.at(desk.clerk), d.id);
    REQUIRE(files.size() == 1);
    CHECK(files[0].pages == 1);
    const auto kept = envelope::download(desk.at(desk.clerk), d.id, files[0]);
    CHECK(kept.find("GPS of a house") == std::string::npos);
    const auto page = envelope::scan_page(desk.at(desk.clerk), batch, 1, true);
    CHECK(page.bytes.starts_with("\xFF\xD8"));
}
