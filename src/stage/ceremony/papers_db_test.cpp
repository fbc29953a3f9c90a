// SPDX-License-Identifier: Apache-2.0
#include "base/documents/documents.h"
#include "base/messages/messages.h"
#include "platform/ooxml/xlsx_read.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/hall_fixture.h"
#include "stage/ceremony/papers.h"
#include "stage/ceremony/seating/seat_plan.h"
#include "support/poppler.h"

#include <filesystem>
#include <fstream>
#include <string>

using namespace ketnap;

namespace {

const std::filesystem::path data = std::string{KETNAP_SOURCE_DIR} + "/data";

/// A seated hall of two new members, their helpers and a guest.
struct Printed : test::HallFixture {
    messages::Catalogue catalogue = messages::Catalogue::load(data / "ui" / "messages");
    std::shared_ptr<const documents::Library> library = documents::library(data);
    ceremony::Programmes programmes =
        ceremony::Programmes::load(data / "ceremony" / "programmes.json");
    ceremony::Print print{*library, catalogue, programmes};

    Printed() {
        derive({admitted("Lê Thị An", "Bùi Bình"), admitted("Võ Chi", "Hồ Dung")});
        guest("Đinh Quang Thước");
        ceremony::seat_all(ctx, rights, id);
    }
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

DB_TEST_CASE("each invitation names its guest, time, place and seat, and carries the short code") {
    Printed hall;
    const auto pages = support::pdf_pages(ceremony::invitations_pdf(hall.ctx, hall.print, hall.id));
    REQUIRE(pages.size() == 5);
    const auto an = hall.named("Lê Thị An");
    const auto one = support::pdf_text(
        ceremony::invitations_pdf(hall.ctx, hall.print, hall.id, ceremony::DelegateId{an.id}));
    for (const auto& part :
         {std::string{"GIẤY MỜI"}, std::string{"Lê Thị An"},
          std::string{"08 giờ 00, ngày 26 tháng 9 năm 2024"}, std::string{"Hội trường 4A"},
          std::string{"T/M BAN THƯỜNG VỤ"}, std::string{"Cao Viết Sáu"},
          std::string{"hàng B, ghế 1"}, an.short_code}) {
        CAPTURE(part);
        CHECK(has(one, part));
    }
    CHECK_FALSE(has(one, "Võ Chi"));
}

DB_TEST_CASE("no invitation is printed while the day is open") {
    Printed hall;
    auto read = ceremony::get(hall.ctx, hall.rights, hall.id);
    read.form.starts_on.reset();
    ceremony::change(hall.ctx, hall.rights, hall.id, read.form, read.version);
    CHECK_THROWS_AS(ceremony::invitations_pdf(hall.ctx, hall.print, hall.id), Refused);
    CHECK(has(support::pdf_text(ceremony::programme_pdf(hall.ctx, hall.print, hall.id)),
              "chưa ấn định"));
}

DB_TEST_CASE(
    "the seat plan shows rows, numbers of call and guests; the programme its items in order") {
    Printed hall;
    const auto plan = support::pdf_text(ceremony::seat_plan_pdf(hall.ctx, hall.print, hall.id));
    for (const auto* part : {"SÂN KHẤU", "K1", "g2", "A", "N"}) {
        CHECK(has(plan, part));
    }
    const auto text = support::pdf_text(ceremony::programme_pdf(hall.ctx, hall.print, hall.id));
    CHECK(text.find("Chào cờ") < text.find("tuyên thệ"));
    CHECK(text.find("tuyên thệ") < text.find("Bế mạc"));
}

DB_TEST_CASE("the check-in list holds every expected delegate, on paper and as a workbook") {
    Printed hall;
    const auto text = support::pdf_text(ceremony::check_in_list_pdf(hall.ctx, hall.print, hall.id));
    for (const auto& one : hall.all()) {
        CHECK(has(text, one.short_code));
    }
    const test::TempFolder folder;
    const auto file = folder / "list.xlsx";
    ceremony::check_in_list_xlsx(hall.ctx, hall.print, hall.id, file);
    std::vector<std::string> names;
    const auto rows = ooxml::xlsx_read(file, 0, [&](std::int64_t, const ooxml::Cells& cells) {
        if (cells.size() > 5) {
            names.push_back(cells[1].text);
        }
        return true;
    });
    CHECK(rows.has_value());
    CHECK(names == std::vector<std::string>{"Họ và tên", "Lê Thị An", "Bùi Bình", "Võ Chi",
                                            "Hồ Dung", "Đinh Quang Thước"});
}
