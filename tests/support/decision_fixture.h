// SPDX-License-Identifier: Apache-2.0
// For tests: an office whose letterhead is written and whose board meets. Invented names.
#pragma once
#include "base/documents/letterhead.h"
#include "stage/decision/decision.h"
#include "support/dossier_fixture.h"

namespace ketnap::test {

struct DecisionOffice : DossierOffice {
    std::shared_ptr<const documents::Library> library = documents::library(data);
    decision::Desk desk{rules, *library};
    people::Person secretary = added("Cao Viết Sáu", cell_b1, "1966-04-02");

    DecisionOffice() {
        db.write([&](db::Tx& tx) {
            return documents::put_letterhead(
                tx, cli(), *library, root.id,
                {"ĐẢNG BỘ TỈNH VĨNH SƠN", "ĐẢNG ỦY KHỐI CÁC CƠ QUAN", "ĐUK", "Vĩnh Sơn",
                 "2020-2025", "dang_2018", "Ban Thường vụ", "Bí thư", "Cao Viết Sáu",
                 secretary.id.value, 0});
        });
    }

    decision::MeetingForm form() const {
        decision::MeetingForm f;
        f.org_id = root.id.value;
        f.body_name = "Ban Thường vụ";
        f.held_on = "2024-06-10";
        f.member_count = 13;
        f.present_count = 12;
        f.absent_note = "Tẩn Láo Sử, đi công tác";
        f.signer_post = "Bí thư";
        f.signer_name = "Cao Viết Sáu";
        f.signer_person_id = secretary.id.value;
        return f;
    }

    dossier::Dossier qualified_of(const std::string& name) {
        auto d = complete(opened(name));
        d = moved(d, dossier::State::submitted, clerk);
        d = moved(d, dossier::State::received, officer);
        d = moved(d, dossier::State::appraising, officer);
        return moved(d, dossier::State::qualified, officer);
    }

    decision::Meeting met(const std::vector<dossier::DossierId>& agenda) {
        const auto m = decision::make_meeting(officer, rights, desk, form());
        return decision::put_on_agenda(officer, rights, desk, m.id, agenda);
    }

    decision::Meeting voted(const decision::Meeting& m, std::size_t item, std::int64_t in_favour,
                            bool issue = true) {
        const auto& i = m.items.at(item);
        return decision::record_ballot(officer, rights, desk, m.id, i.id,
                                       {in_favour, 12 - in_favour, 0, issue, i.version});
    }
};

}  // namespace ketnap::test
