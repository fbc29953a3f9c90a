// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/exchange/exchange.h"
#include "base/exchange/legacy_file.h"
#include "base/exchange/people_export.h"
#include "base/people/history.h"
#include "platform/vocabulary/errors.h"
#include "support/office.h"

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace ketnap;
using namespace ketnap::exchange;

namespace {

const std::filesystem::path source{KETNAP_SOURCE_DIR};

// The office, the data that ships, and jobs that run when the test says so.
struct Desk {
    test::Office office;
    lists::Lists lists = lists::Lists::load(source / "data/lists");
    ColumnBook columns = ColumnBook::load(source / "data/import/people_columns.json");
    text::Legacy legacy = load_legacy(source / "data/text/legacy.json");

    Desk() {
        add_jobs(
            office.jobs,
            [this](audit::Actor actor) {
                auto ctx = office.ctx();
                actor.all_rights = false;
                ctx.actor = std::move(actor);
                return ctx;
            },
            kit());
    }
    Kit kit() const { return {lists, columns, legacy}; }
    Import send(const Ctx& ctx, const std::string& csv) {
        return start(ctx, office.rights, kit(), "nguon.csv", csv);
    }
    Import check(const Ctx& ctx, const Import& import, const Mapping& mapping) {
        begin_check(ctx, office.rights, kit(), import.id, mapping);
        office.jobs.drain();
        return get(ctx, import.id);
    }
    Import apply(const Ctx& ctx, const Import& import) {
        begin_apply(ctx, import.id);
        office.jobs.drain();
        return get(ctx, import.id);
    }
    people::List people() {
        return office.read(
            [&](db::Tx& tx) { return people::query(tx, std::vector<std::string>{"/"}, {}); });
    }
};

const std::string list =
    "Họ và tên,Ngày sinh,Giới tính,CCCD,Chi bộ\n"
    "Lê Thị Thắm,17/5/1996,Nữ,008196001234,Chi bộ Văn phòng\n"
    "Hà Đức Thịnh,31/02/1998,Nam,008098001235,Chi bộ Giao dịch\n"
    "Trần Văn Khỏe,1990,Nam,008090001236,Chi bộ Giao dịch\n"
    "Trần Văn Khoẻ,1990,Nam,,Chi bộ Giao dịch\n"
    "Ngô Thị Thêm,2/3/1996,Nữ,008196001234,Chi bộ Giao dịch\n"
    "Đỗ Minh,4/5/1991,Nam,8091001237,CB Giao dich 2\n";

std::string rules_of(const FoundRow& row) {
    std::string out = std::to_string(row.line) + " " + row.level;
    for (const auto& one : row.findings) {
        out += " " + one.rule;
    }
    return out;
}

std::string found(const Ctx& ctx, const Import& import, const std::string& level = "") {
    std::string out;
    for (const auto& row : found_rows(ctx, import.id, level, 0, 100)) {
        out += rules_of(row) + "\n";
    }
    return out;
}

}  // namespace

DB_TEST_CASE("a dry run writes nobody and lists every row with every reason") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    const auto sent = desk.send(ctx, list);
    CHECK(sent.state == State::uploaded);
    const auto checked = desk.check(ctx, sent, sent.mapping);
    CHECK(checked.state == State::checked);
    CHECK(checked.summary.rows == 6);
    CHECK(checked.summary.clean == 1);
    CHECK(checked.summary.errors == 3);
    CHECK(checked.dates.day_first == 2);
    CHECK(checked.dates.year_only == 2);
    CHECK(found(ctx, checked) ==
          "3 error date.no_such_day\n4 hint import.year_only\n"
          "5 warning import.year_only import.same_person\n6 error import.same_number\n"
          "7 error import.lost_zeros import.unit_nearest\n");
    CHECK(found(ctx, checked, "warning") == "5 warning import.year_only import.same_person\n");
    CHECK(desk.people().items.empty());
}

DB_TEST_CASE("a list is taken over with one audit row, and the history of each person shows it") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    const auto sent = desk.send(ctx, list);
    CHECK_THROWS_AS(begin_apply(ctx, sent.id), Refused);
    auto mapping = sent.mapping;
    mapping.skip_lines = {5};
    mapping.units["CB Giao dich 2"] = desk.office.org("cell_b").id.value;
    const auto checked = desk.check(ctx, sent, mapping);
    CHECK(checked.summary.skipped == 1);
    const auto rows = [&] {
        return desk.office.read([](db::Tx& tx) { return audit::chain_end(tx).seq; });
    };
    const auto before = rows();
    const auto applied = desk.apply(ctx, checked);
    CHECK(rows() == before + 1);
    CHECK(applied.state == State::applied);
    CHECK(applied.summary.imported == 2);
    const auto people = desk.people();
    REQUIRE(people.items.size() == 2);
    const auto& one = people.items[1].person;
    CHECK(one.name == "Lê Thị Thắm");
    CHECK(one.org_id == desk.office.org("cell_a").id);
    CHECK_THROWS_AS(begin_apply(ctx, sent.id), Refused);
    remove(ctx, sent.id);  // what came in stays, and so does where it came from
    const auto history = desk.office.read([&](db::Tx& tx) { return people::history(tx, one.id); });
    REQUIRE(history.size() == 1);
    CHECK(history[0].action == "person.imported");
    CHECK(history[0].seq == before + 1);
    CHECK(history[0].actor.find("organization_officer") != std::string::npos);
    REQUIRE(history[0].changes.size() == 2);
    CHECK(history[0].changes[0].to == sent.name);
    CHECK(history[0].changes[1].field == "line");
    CHECK(history[0].changes[1].to == "2");
    CHECK(desk.office.read([](db::Tx& tx) { return audit::verify_chain(tx).first_bad; }) == 0);
}

DB_TEST_CASE("who is there already is not brought in twice") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    const auto first = desk.send(ctx, list);
    desk.apply(ctx, desk.check(ctx, first, first.mapping));
    const auto again = desk.send(ctx, list);
    const auto checked = desk.check(ctx, again, again.mapping);
    CHECK(found(ctx, checked, "error").starts_with("2 error import.number_known\n"));
    CHECK(found(ctx, checked, "warning") ==
          "5 warning import.year_only import.same_person import.person_known\n");
}

DB_TEST_CASE("a code that is taken rejects its row and lets the others in") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    const std::string coded =
        "Mã nhân sự,Họ và tên,Ngày sinh,Chi bộ\n"
        "NV1,Lê Thị Thắm,17/5/1996,Chi bộ Văn phòng\n"
        "NV1,Trần Văn Khỏe,18/5/1990,Chi bộ Văn phòng\n";
    const auto sent = desk.send(ctx, coded);
    const auto checked = desk.check(ctx, sent, sent.mapping);
    CHECK(desk.apply(ctx, checked).summary.imported == 1);
    CHECK(found(ctx, sent, "error") == "3 error import.code_known\n");
    const auto latest = desk.office.read([](db::Tx& tx) { return audit::latest(tx, 1); });
    REQUIRE(latest.size() == 1);
    CHECK(latest[0].action == "import.partly");
    CHECK(latest[0].changes.at(0).to == "1");
    const auto again = desk.send(ctx, coded);
    desk.check(ctx, again, again.mapping);
    CHECK(found(ctx, again, "error") == "2 error import.code_known\n3 error import.code_known\n");
}

DB_TEST_CASE("a clerk can bring people into the own unit only") {
    Desk desk;
    const auto clerk = desk.office.as("unit_clerk", "unit_a");
    const auto sent = desk.send(clerk, list);
    const auto checked = desk.check(clerk, sent, sent.mapping);
    CHECK(checked.summary.acceptable() == 1);
    CHECK(found(clerk, checked, "error").find("\n4 error") != std::string::npos);
    CHECK_THROWS_AS(desk.send(desk.office.as("propaganda"), list), Forbidden);
}

DB_TEST_CASE("a file is seen by its sender only, and is gone when thrown away") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    const auto sent = desk.send(ctx, list);
    CHECK(recent(ctx).size() == 1);
    const auto other = desk.office.as("unit_clerk", "unit_a");
    CHECK(recent(other).empty());
    CHECK_THROWS_AS(get(other, sent.id), NotFound);
    CHECK_THROWS_AS(remove(other, sent.id), NotFound);
    remove(ctx, sent.id);
    CHECK_THROWS_AS(get(ctx, sent.id), NotFound);
}

DB_TEST_CASE("a mapping that cannot be meant is refused before anything runs") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    const auto sent = desk.send(ctx, list);
    auto mapping = sent.mapping;
    mapping.columns[0].field = "";
    CHECK_THROWS_AS(desk.check(ctx, sent, mapping), Refused);
    mapping.columns[0].field = "no such field";
    CHECK_THROWS_AS(desk.check(ctx, sent, mapping), Refused);
    mapping.columns[0].field = "born_on";
    CHECK_THROWS_AS(desk.check(ctx, sent, mapping), Refused);
    CHECK_THROWS_AS(desk.send(ctx, "nothing\nof a list\n"), Refused);
}

DB_TEST_CASE("taking over goes on where it stopped, and brings nobody in twice") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    std::string many = "Họ tên,Ngày sinh,Chi bộ\n";
    for (int i = 0; i < 1200; ++i) {
        many += "Người Thứ " + std::to_string(i) + "," + std::to_string(i % 12 + 13) +
                "/2/1990,Chi bộ Văn phòng\n";
    }
    const auto sent = desk.send(ctx, many);
    desk.check(ctx, sent, sent.mapping);
    begin_apply(ctx, sent.id);
    struct PowerCut {};
    int pieces = 0;
    const Progress broken{.report =
                              [&](std::int64_t, std::int64_t) {
                                  if (++pieces == 1) {
                                      throw PowerCut{};
                                  }
                              },
                          .cancelled = {}};
    CHECK_THROWS_AS(run_apply(ctx, sent.id, broken), PowerCut);
    CHECK(get(ctx, sent.id).summary.imported == 300);  // one piece
    desk.office.jobs.drain();
    CHECK(get(ctx, sent.id).state == State::applied);
    CHECK(get(ctx, sent.id).summary.imported == 1200);
    CHECK(desk.people().count == 1000);
    CHECK(desk.people().count_capped);
}

DB_TEST_CASE("a cancelled run stops between two pieces and can be made again") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    std::string many = "Họ tên,Ngày sinh,Chi bộ\n";
    for (int i = 0; i < 600; ++i) {
        many += "Người Thứ " + std::to_string(i) + "," + std::to_string(i % 12 + 13) +
                "/2/1990,Chi bộ Văn phòng\n";
    }
    const auto sent = desk.send(ctx, many);
    begin_check(ctx, desk.office.rights, desk.kit(), sent.id, sent.mapping);
    run_check(ctx, desk.kit(), sent.id, {.report = {}, .cancelled = [] { return true; }});
    CHECK(get(ctx, sent.id).state == State::cancelled);
    desk.office.jobs.drain();
    CHECK(desk.check(ctx, sent, sent.mapping).summary.clean == 600);
}

DB_TEST_CASE(
    "the rejected rows come back with their reasons, and nothing of a file lies in the clear") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    const auto sent = desk.send(ctx, list);
    desk.check(ctx, sent, sent.mapping);
    const auto bytes = rejected_workbook(ctx, desk.kit(), sent.id, "Lý do",
                                         [](const Finding& finding) { return finding.rule; });
    std::vector<std::string> lines;
    REQUIRE(Source{bytes, Format::xlsx}.each_row(0, [&](std::int64_t, const ooxml::Cells& cells) {
        lines.push_back(cells.at(0).text + "|" + cells.at(1).text);
        return true;
    }));
    CHECK(lines == std::vector<std::string>{"Lý do|Họ và tên", "date.no_such_day|Hà Đức Thịnh",
                                            "import.same_number|Ngô Thị Thêm",
                                            "import.lost_zeros import.unit_nearest|Đỗ Minh"});
    if (desk.office.db().engine() == db::Engine::sqlite) {
        for (const auto* suffix : {"", "-wal"}) {
            std::ifstream file{desk.office.db().file().string() + suffix, std::ios::binary};
            const std::string raw{std::istreambuf_iterator<char>{file}, {}};
            CHECK(raw.find("008098001235") == std::string::npos);
            CHECK(raw.find("Hà Đức Thịnh") == std::string::npos);
        }
    }
}

DB_TEST_CASE("rejected rows wider than a head of two lines come back whole") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    const auto sent = desk.send(ctx,
                                "TT,Họ tên,Ngày sinh,,Chi bộ\n,,Nam,Nữ,\n"
                                "1,Lê Thị Thắm,,31/2/1996,Chi bộ Văn phòng,ghi thêm\n");
    desk.check(ctx, sent, sent.mapping);
    const auto bytes = rejected_workbook(ctx, desk.kit(), sent.id, "Lý do",
                                         [](const Finding& finding) { return finding.rule; });
    std::string read;
    REQUIRE(Source{bytes, Format::xlsx}.each_row(0, [&](std::int64_t, const ooxml::Cells& cells) {
        for (const auto& cell : cells) {
            read += cell.text + "|";
        }
        read += "\n";
        return true;
    }));
    CHECK(read ==
          "Lý do|TT|Họ tên|Ngày sinh Nam|Ngày sinh Nữ|Chi bộ|\n"
          "date.no_such_day|1|Lê Thị Thắm||31/2/1996|Chi bộ Văn phòng|ghi thêm|\n");
}

DB_TEST_CASE("an export holds what the reach lets through and can be sent in again") {
    Desk desk;
    const auto ctx = desk.office.as("organization_officer");
    const auto sent = desk.send(ctx, list);
    desk.apply(ctx, desk.check(ctx, sent, sent.mapping));
    const auto words = [](const std::string& key) { return key; };
    const auto all = export_people(ctx, {"/"}, {}, Format::csv, words);
    CHECK(all.find("Lê Thị Thắm,import.sex.female,17/05/1996,Chi bộ Văn phòng") !=
          std::string::npos);
    CHECK(all.find("008196001234") == std::string::npos);
    const auto unit = export_people(ctx, {desk.office.org("unit_b").path}, {}, Format::csv, words);
    CHECK(unit.find("Lê Thị Thắm") == std::string::npos);
    CHECK(unit.find("Trần Văn Khỏe") != std::string::npos);
}
