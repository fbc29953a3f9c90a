// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/hall_fixture.h"
#include "stage/ceremony/seating/seat_plan.h"
#include "stage/ceremony/store.h"
#include "support/db_fixture.h"

#include <algorithm>
#include <string>

using namespace ketnap;
using ceremony::CeremonyId;
using ceremony::DelegateId;
using ceremony::Group;
using test::TestDb;

namespace {

using Hall = test::HallFixture;

std::vector<std::string> rules_of(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& one : findings) {
        out.push_back(one.rule);
    }
    return out;
}

bool has(const Findings& findings, const std::string& rule) {
    const auto rules = rules_of(findings);
    return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

using ceremony::gate::Verdict;

}  // namespace

DB_TEST_CASE("a ceremony begins with what the plan says and counts its groups against the hall") {
    Hall hall;
    auto one = ceremony::get(hall.ctx, hall.rights, hall.id);
    CHECK(one.form.title == "Lễ kết nạp 70 đảng viên");
    CHECK(one.form.place == "Hội trường 4A");
    CHECK(one.form.starts_on == time::Date{2024, 9, 26});
    CHECK(one.number == 1);
    CHECK(one.capacity == 300);
    hall.derive({hall.admitted("Lê An", "Bùi Bình"), hall.admitted("Võ Chi", "")});
    hall.guest("Đinh Quang Thước");
    one = ceremony::get(hall.ctx, hall.rights, hall.id);
    CHECK(one.headcount == 4);
    CHECK(one.groups[0].expected == 1);
    CHECK(one.groups[1].expected == 2);
    CHECK(one.groups[2].expected == 1);
    CHECK(has(one.findings, "ceremony.without_helper"));
    CHECK(has(one.findings, "ceremony.not_seated"));
    CHECK_FALSE(has(one.findings, "ceremony.hall_too_small"));
}

DB_TEST_CASE("a ceremony saved twice from one reading is a conflict, and broken fields are named") {
    Hall hall;
    const auto read = ceremony::get(hall.ctx, hall.rights, hall.id);
    auto form = read.form;
    form.place = "Nhà văn hóa";
    CHECK(ceremony::change(hall.ctx, hall.rights, hall.id, form, read.version).version ==
          read.version + 1);
    CHECK_THROWS_AS(ceremony::change(hall.ctx, hall.rights, hall.id, form, read.version), Conflict);
    form.title.clear();
    form.hall_aisles = {25};
    form.starts_minute = 1440;
    const auto findings = ceremony::check(form);
    CHECK(findings.size() == 3);
    CHECK_THROWS_AS(ceremony::change(hall.ctx, hall.rights, hall.id, form, read.version + 1),
                    Refused);
}

DB_TEST_CASE("delegates come from decisions again and again without losing ticket or chair") {
    Hall hall;
    const auto an = hall.admitted("Lê An", "Bùi Bình");
    const auto chi = hall.admitted("Võ Chi", "Hồ Dung");
    CHECK(hall.derive({an, chi}).added == 2);
    ceremony::seat_all(hall.ctx, hall.rights, hall.id);
    const auto before = hall.named("Lê An");
    CHECK(before.seat.has_value());
    CHECK(before.helper_id == hall.named("Bùi Bình").id);

    const auto again = hall.derive({an, chi});
    CHECK(again.kept == 2);
    CHECK(again.withdrawn == 0);
    CHECK(hall.named("Lê An").version == before.version);

    const auto fewer = hall.derive({an});
    CHECK(fewer.withdrawn == 1);
    CHECK(hall.named("Võ Chi").state == ceremony::DelegateState::withdrawn);
    CHECK(hall.named("Hồ Dung").state == ceremony::DelegateState::withdrawn);
    CHECK(hall.named("Lê An").short_code == before.short_code);
    CHECK(hall.named("Lê An").seat == before.seat);

    CHECK(hall.derive({an, chi}).kept == 2);
    CHECK(hall.named("Võ Chi").state == ceremony::DelegateState::expected);
}

DB_TEST_CASE("one helper of two new members is one delegate") {
    Hall hall;
    auto an = hall.admitted("Lê An", "Bùi Bình");
    auto chi = hall.admitted("Võ Chi", "");
    chi.helper_person_id = an.helper_person_id;
    chi.helper_name = an.helper_name;
    CHECK(hall.derive({an, chi}).added == 2);
    CHECK(hall.all().size() == 3);
    CHECK(hall.named("Võ Chi").helper_id == hall.named("Lê An").helper_id);
}

DB_TEST_CASE("guests keep the order of the protocol, names are cleaned or refused") {
    Hall hall;
    hall.guest("Tạ Hữu Kiên", 3);
    hall.guest("ÐINH  Quang Thước", 1);
    hall.guest("Mạc Thị Thu Hoài", 2);
    hall.guest("Phan Bá Liễn");
    std::vector<std::string> names;
    for (const auto& one : hall.all()) {
        names.push_back(one.name);
    }
    CHECK(names == std::vector<std::string>{"ĐINH Quang Thước", "Mạc Thị Thu Hoài", "Tạ Hữu Kiên",
                                            "Phan Bá Liễn"});
    CHECK(hall.named("Phan Bá Liễn").rank == 4);
    CHECK_THROWS_AS(hall.guest("  "), Refused);
    CHECK_THROWS_AS(hall.guest("An\u202Egnad"), Refused);
    const auto one = hall.named("Tạ Hữu Kiên");
    ceremony::DelegateForm form;
    form.name = "Tạ Hữu Kiên";
    form.group = Group::new_member;
    form.helper_id = hall.named("Phan Bá Liễn").id;
    CHECK_THROWS_AS(
        ceremony::change(hall.ctx, hall.rights, hall.id, DelegateId{one.id}, form, one.version),
        Refused);
}

DB_TEST_CASE("everyone gets a chair, and two can change places") {
    Hall hall;
    hall.derive({hall.admitted("Lê An", "Bùi Bình"), hall.admitted("Võ Chi", "Hồ Dung")});
    hall.guest("Đinh Quang Thước");
    auto plan = ceremony::seat_all(hall.ctx, hall.rights, hall.id);
    CHECK(plan.chairs.size() == 5);
    CHECK(plan.chairs.front().label == "A-13");
    CHECK(plan.findings.empty());
    CHECK(hall.named("Lê An").seat_label == "B-1");

    const auto an = hall.named("Lê An");
    const auto dung = hall.named("Hồ Dung");
    plan = ceremony::move_to(hall.ctx, hall.rights, hall.id, DelegateId{an.id}, *dung.seat);
    CHECK(hall.named("Lê An").seat == dung.seat);
    CHECK(hall.named("Hồ Dung").seat == an.seat);
    CHECK(has(plan.findings, "ceremony.pairs_apart"));
    CHECK_THROWS_AS(ceremony::move_to(hall.ctx, hall.rights, hall.id, DelegateId{an.id}, {13, 1}),
                    Refused);
}

DB_TEST_CASE("a hall that is too small seats nobody, and a smaller one takes lost chairs back") {
    Hall hall;
    hall.derive({hall.admitted("Lê An", "Bùi Bình")});
    ceremony::seat_all(hall.ctx, hall.rights, hall.id);
    auto read = ceremony::get(hall.ctx, hall.rights, hall.id);
    read.form.hall_rows = 1;
    read.form.hall_seats = 1;
    read.form.hall_aisles = {};
    const auto small = ceremony::change(hall.ctx, hall.rights, hall.id, read.form, read.version);
    CHECK(has(small.findings, "ceremony.hall_too_small"));
    CHECK_FALSE(hall.named("Bùi Bình").seat.has_value());
    CHECK_THROWS_AS(ceremony::seat_all(hall.ctx, hall.rights, hall.id), Refused);
}

DB_TEST_CASE("a card lets its holder in once, the second time it says when and where") {
    Hall hall;
    hall.derive({hall.admitted("Lê An", "Bùi Bình")});
    ceremony::seat_all(hall.ctx, hall.rights, hall.id);
    const auto card = hall.card(hall.named("Lê An"));
    const auto first = hall.scan(card, "Cổng 1");
    CHECK(first.verdict == Verdict::come_in);
    REQUIRE(first.delegate);
    CHECK(first.delegate->name == "Lê An");
    CHECK(first.delegate->seat_label == "A-1");
    CHECK(first.delegate->beside_name == "Bùi Bình");
    CHECK(first.delegate->beside_arrived == false);
    hall.clock.advance_ms(60'000);
    const auto second = hall.scan(card, "Cổng 2");
    CHECK(second.verdict == Verdict::already_in);
    CHECK(second.first_device == "Cổng 1");
    CHECK(second.first_at == first.at);

    const auto board = ceremony::gate::board(hall.ctx, hall.rights, hall.id);
    CHECK(board.arrived == 1);
    CHECK(board.headcount == 2);
    CHECK(board.repeats == 1);
    CHECK(board.latest.at(0).name == "Lê An");
}

DB_TEST_CASE("a scan sent again is the same scan and gets the same answer") {
    Hall hall;
    const auto one = hall.guest("Đinh Quang Thước");
    const auto id = new_uuid(hall.clock.now().ms);
    CHECK(hall.scan(one.short_code, "Cổng 1", id).verdict == Verdict::come_in);
    hall.clock.advance_ms(5'000);
    CHECK(hall.scan(one.short_code, "Cổng 1", id).verdict == Verdict::come_in);
    const auto rows =
        hall.ctx.read([&](db::Tx& tx) { return ceremony::store::scans(tx, hall.id); });
    CHECK(rows.size() == 1);
}

DB_TEST_CASE("a typed short code works, with its digits only") {
    Hall hall;
    const auto one = hall.guest("Đinh Quang Thước");
    auto digits = one.short_code;
    digits.erase(5, 1);
    CHECK(hall.scan(digits).verdict == Verdict::come_in);
    digits[0] = digits[0] == '9' ? '0' : static_cast<char>(digits[0] + 1);
    const auto wrong = hall.scan(digits);
    CHECK(wrong.verdict == Verdict::refused);
    CHECK(wrong.reasons.at(0).rule == "card.mistyped");
}

DB_TEST_CASE(
    "what is not a card of this ceremony is refused, stored and counted, and is no error") {
    Hall hall;
    const auto one = hall.guest("Đinh Quang Thước");
    const auto other = CeremonyId{ceremony::create(hall.ctx, hall.rights, hall.form()).id};
    const auto ticket = ceremony::gate::read_short_code(one.short_code);
    const auto of_other = ceremony::gate::card_digits(
        hall.vault.signing_key(TestDb::tenant, "ceremony"), TestDb::tenant,
        {ceremony::get(hall.ctx, hall.rights, other).number, *ticket});
    CHECK(hall.scan("https://example.org/12345678901").reasons.at(0).rule == "card.not_a_card");
    CHECK(hall.scan(of_other).reasons.at(0).rule == "card.other_ceremony");
    auto forged = hall.card(one);
    forged.back() = forged.back() == '1' ? '2' : '1';
    CHECK(hall.scan(forged).reasons.at(0).rule == "card.forged");

    ceremony::set_state(hall.ctx, hall.rights, hall.id, DelegateId{one.id},
                        ceremony::DelegateState::withdrawn, "đơn vị cử người khác", one.version);
    const auto withdrawn = hall.scan(hall.card(one));
    CHECK(withdrawn.reasons.at(0).rule == "card.withdrawn");
    CHECK(withdrawn.delegate->name == "Đinh Quang Thước");
    const auto board = ceremony::gate::board(hall.ctx, hall.rights, hall.id);
    CHECK(board.refused == 4);
    CHECK(board.arrived == 0);
}

DB_TEST_CASE("a scan can be taken back") {
    Hall hall;
    const auto one = hall.guest("Đinh Quang Thước");
    const auto scan = hall.scan(one.short_code);
    ceremony::gate::ScanForm undo;
    undo.id = new_uuid(hall.clock.now().ms);
    undo.kind = ceremony::gate::ScanKind::undo;
    undo.undoes = scan.id;
    undo.device_at = hall.clock.now().ms;
    const auto answer = ceremony::gate::check_in(hall.ctx, hall.rights, hall.id,
                                                 {"Cổng 1", hall.clock.now().ms, {undo}});
    CHECK(answer.at(0).verdict == Verdict::undone);
    CHECK(ceremony::gate::board(hall.ctx, hall.rights, hall.id).arrived == 0);
    CHECK(hall.scan(one.short_code).verdict == Verdict::come_in);
}

DB_TEST_CASE("a desk with a wrong clock is corrected by the server's and told") {
    Hall hall;
    const auto one = hall.guest("Đinh Quang Thước");
    const auto now = hall.clock.now().ms;
    ceremony::gate::ScanForm scan;
    scan.id = new_uuid(now);
    scan.input = one.short_code;
    scan.device_at = now - 3'600'000 - 2'000;
    const auto answer = ceremony::gate::check_in(hall.ctx, hall.rights, hall.id,
                                                 {"Cổng 1", now - 3'600'000, {scan}});
    CHECK(answer.at(0).at == now - 2'000);
    CHECK(answer.at(0).clock_off);
}

DB_TEST_CASE("delegates are found by words of the name without dấu, within their ceremony only") {
    Hall hall;
    hall.derive({hall.admitted("Nguyễn Thị Ánh", "Đặng Văn Đức")});
    const auto other = CeremonyId{ceremony::create(hall.ctx, hall.rights, hall.form()).id};
    const auto found = [&](const CeremonyId& where, const char* words) {
        return ceremony::gate::find_by_name(hall.ctx, hall.rights, where, words).size();
    };
    CHECK(found(hall.id, "anh") == 1);
    CHECK(found(hall.id, "dang d") == 1);
    CHECK(found(hall.id, "NGUYỄN ÁNH") == 1);
    CHECK(found(hall.id, "không có") == 0);
    CHECK(found(hall.id, "") == 0);
    CHECK(found(other, "anh") == 0);
}

DB_TEST_CASE("who may only check in sees no list and changes nothing; strangers see nothing") {
    Hall hall;
    const auto one = hall.guest("Đinh Quang Thước");
    auto desk = hall.ctx;
    desk.actor.all_rights = false;
    desk.actor.grants = {
        {"ceremony_desk", hall.office.value, "/" + hall.office.value + "/", hall.campaign, 0}};
    ceremony::gate::ScanForm scan;
    scan.id = new_uuid(hall.clock.now().ms);
    scan.input = one.short_code;
    CHECK(
        ceremony::gate::check_in(desk, hall.rights, hall.id, {"Cổng 1", 0, {scan}}).at(0).verdict ==
        Verdict::come_in);
    CHECK(ceremony::gate::board(desk, hall.rights, hall.id).arrived == 1);
    CHECK_THROWS_AS(ceremony::delegates(desk, hall.rights, hall.id), RequestError);
    CHECK_THROWS_AS(ceremony::seat_all(desk, hall.rights, hall.id), RequestError);
    auto stranger = desk;
    stranger.actor.grants = {};
    CHECK_THROWS_AS(ceremony::get(stranger, hall.rights, hall.id), NotFound);
    CHECK(ceremony::list(stranger, hall.rights, "").empty());
    CHECK(ceremony::list(desk, hall.rights, "").size() == 1);
}

DB_TEST_CASE("broken batches are refused with every reason") {
    Hall hall;
    ceremony::gate::ScanForm scan;
    scan.id = "x";
    scan.kind = ceremony::gate::ScanKind::undo;
    try {
        ceremony::gate::check_in(hall.ctx, hall.rights, hall.id, {"", 0, {scan}});
        FAIL("not refused");
    } catch (const Refused& refused) {
        CHECK(refused.findings().size() == 3);
    }
}

DB_TEST_CASE("every change leaves its row in the audit chain") {
    Hall hall;
    hall.derive({hall.admitted("Lê An", "Bùi Bình")});
    ceremony::seat_all(hall.ctx, hall.rights, hall.id);
    hall.scan(hall.named("Lê An").short_code);
    hall.ctx.read([&](db::Tx& tx) {
        std::vector<std::string> actions;
        for (const auto& entry : audit::since(tx, 0, 1'000)) {
            actions.push_back(entry.action);
        }
        for (const auto* action : {"ceremony.created", "ceremony.delegates_derived",
                                   "ceremony.seated", "scan.recorded"}) {
            CHECK(std::find(actions.begin(), actions.end(), action) != actions.end());
        }
        CHECK(audit::verify_chain(tx).first_bad == 0);
    });
}
