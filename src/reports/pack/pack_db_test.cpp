// SPDX-License-Identifier: Apache-2.0
#include "base/lists/lists.h"
#include "base/messages/messages.h"
#include "platform/ooxml/xlsx_read.h"
#include "platform/ooxml/zip_read.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"
#include "reports/pack/pack.h"
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/seating/seat_plan.h"
#include "support/decision_fixture.h"
#include "support/poppler.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace ketnap;
using namespace ketnap::reports;
namespace fs = std::filesystem;

namespace {

/// Two decided, one seated hall.
struct PackOffice : test::DecisionOffice {
    messages::Catalogue catalogue = messages::Catalogue::load(data / "ui" / "messages");
    lists::Lists lists = lists::Lists::load(data / "lists");
    ceremony::Programmes programmes =
        ceremony::Programmes::load(data / "ceremony" / "programmes.json");
    PackKit kit{desk, {*library, catalogue, programmes}, book, lists};
    campaign::CampaignId campaign{made_campaign()};
    ceremony::CeremonyId ceremony;

    std::string made_campaign() {
        return cli()
            .write([&](db::Tx& tx) {
                campaign::PlanForm plan;
                plan.code = "LE-70";
                plan.title = "Lễ kết nạp 70 đảng viên tiêu biểu";
                plan.short_title = "Lễ kết nạp 70";
                plan.bodies.emplace_back().name = "Đảng ủy Khối";
                plan.bodies.back().org_id = root.id.value;
                plan.plan_number = "105-KH/ĐUK";
                plan.plan_on = "2024-01-08";
                plan.event_as_written = "ngày 26/9/2024";
                plan.place = "Hội trường 4A";
                return campaign::create(tx, cli(), plan);
            })
            .id;
    }

    dossier::DossierId qualified_here(const std::string& name) {
        const auto person = added(name, cell_a1);
        auto d = complete(dossier::open(work(clerk), {.person_id = person.id.value,
                                                      .campaign_id = campaign.value,
                                                      .opened_on = "2024-03-18"}));
        d = moved(d, dossier::State::submitted, clerk);
        d = moved(d, dossier::State::received, officer);
        d = moved(d, dossier::State::appraising, officer);
        return moved(d, dossier::State::qualified, officer).id;
    }

    void decide_two() {
        auto f = form();
        f.campaign_id = campaign.value;
        const auto an = qualified_here("Vi Thị Bích");
        const auto binh = qualified_here("Lê Thị Tố Như");
        auto m = decision::make_meeting(officer, rights, desk, f);
        m = decision::put_on_agenda(officer, rights, desk, m.id, {an, binh});
        m = voted(m, 0, 12);
        voted(m, 1, 11);
    }

    void seat_hall() {
        const auto ctx = cli();
        ceremony = ctx.write([&](db::Tx& tx) {
            auto hall = ceremony::proposal(tx, campaign.value);
            hall.starts_minute = 8 * 60;
            hall.hall_name = "Hội trường 4A";
            hall.hall_rows = 6;
            hall.hall_seats = 10;
            return ceremony::CeremonyId{ceremony::create(tx, ctx, hall).id};
        });
        ceremony::derive(ctx, rights, ceremony);
        ceremony::seat_all(ctx, rights, ceremony);
    }
};

std::vector<std::string> below(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            names.push_back(fs::relative(entry.path(), folder).string());
        }
    }
    std::ranges::sort(names);
    return names;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::vector<std::string> refused(const std::function<void()>& operation) {
    std::vector<std::string> out;
    try {
        operation();
    } catch (const Refused& error) {
        for (const auto& finding : error.findings()) {
            out.push_back(finding.rule);
        }
    }
    return out;
}

}  // namespace

DB_TEST_CASE("a pack holds everything of the day, in a folder that is new") {
    PackOffice office;
    office.decide_two();
    office.seat_hall();
    const test::TempFolder folder;
    const auto out = folder / "pack";
    const auto made = write_pack(office.cli(), office.kit, office.campaign, out);
    REQUIRE(made);
    CHECK(made->decision_count == 2);
    CHECK(made->campaign_code == "LE-70");
    CHECK(below(out) ==
          std::vector<std::string>{
              "01-quyet-dinh.pdf", "01-quyet-dinh/01-QĐ-ĐUK.docx", "01-quyet-dinh/02-QĐ-ĐUK.docx",
              "02-danh-sach-trich-ngang.docx", "02-danh-sach-trich-ngang.xlsx", "03-giay-moi.pdf",
              "04-so-do-cho-ngoi.pdf", "05-chuong-trinh.pdf", "06-danh-sach-diem-danh.pdf",
              "06-danh-sach-diem-danh.xlsx", "07-tong-hop.pdf"});
    const auto pages = support::pdf_pages(read_own_file(out / "01-quyet-dinh.pdf"));
    REQUIRE(pages.size() == 2);
    CHECK(has(pages[0], "Số 01-QĐ/ĐUK"));
    CHECK(has(pages[1], "Lê Thị Tố Như"));
    std::string cells;
    REQUIRE(ooxml::xlsx_read(out / "02-danh-sach-trich-ngang.xlsx", 0,
                             [&](std::int64_t, const ooxml::Cells& row) {
                                 for (const auto& cell : row) {
                                     cells += cell.text + "|";
                                 }
                                 return true;
                             }));
    CHECK(has(cells, "Vi Thị Bích|Nữ|1996-09-14"));
    CHECK(has(cells, "02-QĐ/ĐUK, ngày 10/06/2024"));
    const auto summary = support::pdf_text(read_own_file(out / "07-tong-hop.pdf"));
    // Cells got no decision yet, and the hall comes after their 30 working days.
    CHECK(has(summary, "2 quyết định chưa ghi ngày chi bộ nhận"));
    CHECK(made->warning_count >= 1);
}

DB_TEST_CASE("a pack without a ceremony says so and has the rest") {
    PackOffice office;
    office.decide_two();
    const test::TempFolder folder;
    const auto made = write_pack(office.cli(), office.kit, office.campaign, folder / "p");
    REQUIRE(made);
    CHECK(made->files.size() == 6);
    CHECK(has(support::pdf_text(read_own_file(folder / "p" / "07-tong-hop.pdf")),
              "Chưa lập buổi lễ"));
}

DB_TEST_CASE("a pack is whole or leaves nothing behind") {
    PackOffice office;
    const test::TempFolder folder;
    const auto out = folder / "p";
    const auto make = [&](const PackProgress& progress = {}) {
        return write_pack(office.cli(), office.kit, office.campaign, out, progress);
    };
    CHECK(refused([&] { make(); }) == std::vector<std::string>{"pack.no_decision"});
    office.decide_two();
    int asked = 0;
    const PackProgress stop{{}, [&] { return ++asked > 3; }};
    CHECK_FALSE(make(stop).has_value());
    CHECK(fs::is_empty(folder.path()));
    fs::create_directory(out);
    std::ofstream(out / "mine.txt") << "x";
    CHECK(refused([&] { make(); }) == std::vector<std::string>{"pack.out_in_use"});
    CHECK(below(folder.path()) == std::vector<std::string>{"p/mine.txt"});
    fs::remove(out / "mine.txt");
    CHECK(make().has_value());
}

DB_TEST_CASE("a pack that was ordered is one zip, made by a job that shows how far it is") {
    PackOffice office;
    office.decide_two();
    office.seat_hall();
    const test::TempFolder folder;
    const PackDesk desk{office.kit, folder / "packs"};
    add_pack_jobs(
        office.jobs,
        [&](audit::Actor actor) {
            auto ctx = office.cli();
            ctx.actor = std::move(actor);
            return ctx;
        },
        desk);
    CHECK_THROWS_AS(order_pack(office.clerk, office.rights, office.campaign), Forbidden);
    const auto job = order_pack(office.officer, office.rights, office.campaign);
    office.jobs.drain();
    const auto status = office.jobs.status(test::TestDb::tenant, job);
    REQUIRE(status);
    CHECK(status->state == jobs::State::done);
    CHECK(has(status->result, "LE-70"));
    auto zip = ooxml::ZipReader::open(zip_of(desk, job), {.max_ratio = 100});
    // Its own documents are archives: our reader of foreign files says no, and names why.
    CHECK(zip.error().key == "zip.nested");
    CHECK(below(desk.folder) == std::vector<std::string>{job.value + ".zip"});
}
