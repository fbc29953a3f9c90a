// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/papers.h"

#include "base/messages/messages.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/circulated.h"
#include "support/decision_fixture.h"
#include "support/poppler.h"

using namespace ketnap;
using namespace ketnap::decision;
using test::DecisionOffice;

namespace {

struct Press : DecisionOffice {
    messages::Catalogue texts =
        messages::Catalogue::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/ui/messages");
    Print print{desk, book,
                [this](Findings& findings) { texts.localize(findings, messages::Language::vi); }};

    Meeting board() {
        auto f = form();
        f.starts_at = "14:00";
        f.venue = "Phòng họp số 1";
        f.chair_name = "Cao Viết Sáu";
        f.secretary_name = "Lưu Bách Điền";
        const auto m = make_meeting(officer, rights, desk, f);
        auto with = put_on_agenda(officer, rights, desk, m.id,
                                  {qualified_of("Vi Thị Bích").id, qualified_of("Hứa Văn Tùng").id,
                                   qualified_of("Trịnh Bá Khương").id});
        with = voted(with, 0, 12);
        with = set_aside(officer, rights, desk, m.id, with.items[1].id, ItemState::withdrawn,
                         "xin rút", with.items[1].version);
        return voted(with, 2, 6);
    }
    template <class F>
    std::string text(F&& make) {
        return words(officer.read([&](db::Tx& tx) { return make(tx); }));
    }
    // What stands on the paper, whatever line it falls on.
    std::string words(const documents::Paper& paper) const {
        std::string out;
        bool tag = false;
        for (const auto c : documents::to_html(*library, paper)) {
            tag = c == '<' || (tag && c != '>');
            if (!tag && c != '>') {
                out.push_back(c);
            }
        }
        return out;
    }
};

void check_has(const std::string& text, const std::vector<std::string>& parts) {
    CAPTURE(text);
    for (const auto& part : parts) {
        CAPTURE(part);
        CHECK(text.find(part) != std::string::npos);
    }
}

}  // namespace

DB_TEST_CASE("the agenda names who is voted on, in order, without a hole") {
    Press press;
    const auto m = press.board();
    const auto text =
        press.text([&](db::Tx& tx) { return agenda_paper(tx, press.officer, press.print, m.id); });
    check_has(text, {"CHƯƠNG TRÌNH", "14:00, ngày 10/6/2024", "Phòng họp số 1", "Vi Thị Bích",
                     "Trịnh Bá Khương", "danh sách 2 người", "11/15"});
    CHECK(text.find("Hứa Văn Tùng") == std::string::npos);
}

DB_TEST_CASE("the minutes say how many voted how, by which share, and who was withdrawn") {
    Press press;
    const auto m = press.board();
    check_has(
        press.text([&](db::Tx& tx) { return minutes_paper(tx, press.officer, press.print, m.id); }),
        {"BIÊN BẢN", "ngày 10 tháng 6 năm 2024", "13 ủy viên", "dự họp 12", "Tẩn Láo Sử", "quá nửa",
         "ít nhất 7 phiếu", "01-QĐ/ĐUK", "Không đạt", "rút khỏi danh sách (xin rút)",
         "có 1 người được quyết định kết nạp, 1 người không đạt, 1 người không biểu quyết",
         "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ", "Lưu Bách Điền"});
}

DB_TEST_CASE("the summary table tells facts, votes with their base and what is left to look at") {
    Press press;
    const auto m = press.board();
    check_has(
        press.text([&](db::Tx& tx) { return summary_paper(tx, press.officer, press.print, m.id); }),
        {"BẢNG TỔNG HỢP", "Vi Thị Bích", "11/15", "20/5/2024", "14/17", "Trần Văn Kiên",
         "Đủ điều kiện", "Danh sách có 2 người"});
}

DB_TEST_CASE("there is one ballot for each member present, and one for each member asked") {
    Press press;
    auto f = press.form();
    f.kind = MeetingKind::circulated;
    f.sent_on = "2024-06-10";
    f.closes_on = "2024-06-20";
    auto asked = make_meeting(press.officer, press.rights, press.desk, f);
    asked = put_on_agenda(press.officer, press.rights, press.desk, asked.id,
                          {press.qualified_of("Kim Thị Sa Rây").id});
    const auto ballots = [&](const MeetingId& id) {
        return press.officer.read(
            [&](db::Tx& tx) { return ballot_papers(tx, press.officer, press.print, id); });
    };
    CHECK_THROWS_AS(ballots(asked.id), Refused);
    asked = set_members(press.officer, press.rights, press.desk, asked.id,
                        {"Giàng A Tủa", "Sầm Thị Xuyến"});
    const auto sent = ballots(asked.id);
    const auto pages = support::pdf_pages(documents::to_pdf(*press.library, sent));
    REQUIRE(pages.size() == 2);
    check_has(press.words(sent[1]), {"PHIẾU LẤY Ý KIẾN", "Sầm Thị Xuyến", "Kim Thị Sa Rây",
                                     "20/6/2024", "Không tán thành"});
    const auto in_room = ballots(press.board().id);
    CHECK(in_room.size() == 12);
}

DB_TEST_CASE("a cell is told yes and no in one notice") {
    Press press;
    const auto m = press.board();
    const auto cell = press.officer.read(
        [&](db::Tx& tx) { return dossier::get(tx, m.items[0].dossier_id).org_id; });
    check_has(press.text([&](db::Tx& tx) {
        return notice_paper(tx, press.officer, press.print, m.id, cell);
    }),
              {"THÔNG BÁO", "Vi Thị Bích", "được kết nạp, 12 trên 13", "01-QĐ/ĐUK",
               "Trịnh Bá Khương", "không được kết nạp, 6 trên 13", "T/M BAN THƯỜNG VỤ"});
    CHECK_THROWS_AS(press.text([&](db::Tx& tx) {
        return notice_paper(tx, press.officer, press.print, m.id, press.unit_b.id);
    }),
                    NotFound);
}

DB_TEST_CASE("after the third failed vote the report names every vote, and not before") {
    Press press;
    const auto one = press.qualified_of("Trịnh Bá Khương");
    auto m = press.voted(press.met({one.id}), 0, 6);
    const auto report = [&] {
        return press.text([&](db::Tx& tx) {
            return failed_votes_paper(tx, press.officer, press.print, m.id, m.items[0].id);
        });
    };
    CHECK_THROWS_AS(report(), Refused);
    m = press.voted(press.met({one.id}), 0, 5);
    m = press.voted(press.met({one.id}), 0, 4);
    check_has(report(), {"BÁO CÁO", "qua 3 lần biểu quyết không đạt", "Quy định 24-QĐ/TW", "Lần 3",
                         "4 trên 13", "2 × 5 = 10"});
}
