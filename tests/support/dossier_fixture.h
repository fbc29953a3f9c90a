// SPDX-License-Identifier: Apache-2.0
// For tests: an office whose dossiers are judged by the shipped rules. Invented names.
#pragma once
#include "stage/dossier/operations.h"
#include "support/office_fixture.h"

namespace ketnap::test {

struct DossierOffice : OfficeFixture {
    std::filesystem::path data = std::filesystem::path{KETNAP_SOURCE_DIR} / "data";
    rules::Rules rules = rules::Rules::load(data / "rules").value();
    rules::Calendar calendar = rules::Calendar::load(data / "calendars").value();
    rules::Checklists checklists = rules::Checklists::load(data / "forms").value();
    dossier::StateTable states = dossier::StateTable::load(data / "dossier/states.json");
    dossier::Book book{{rules, calendar, checklists}, states};
    audit::Ctx officer = as("organization_officer", root);
    audit::Ctx clerk = as("unit_clerk", unit_a);
    audit::Ctx clerk_b = as("unit_clerk", unit_b);

    DossierOffice() { clock.set(time::Date{2024, 6, 10}); }

    dossier::Work work(const audit::Ctx& ctx) const { return {ctx, rights, book, nullptr}; }

    dossier::Dossier opened(const std::string& name = "Nguyễn Thị Hạnh Duyên") {
        const auto person = added(name, cell_a1);
        return dossier::open(work(clerk),
                             {.person_id = person.id.value, .opened_on = "2024-03-18"});
    }

    /// Everything that the rules of 2024 ask of a union member.
    dossier::Dossier complete(dossier::Dossier d) {
        const auto w = work(clerk);
        const auto paper = [&](const char* form, std::map<std::string, std::string> dates) {
            dossier::PaperRow row;
            row.form = form;
            row.is_signed = true;
            row.is_sealed = true;
            row.dates = std::move(dates);
            d = dossier::put_paper(w, d.id, row, std::nullopt, d.version);
        };
        paper("awareness_certificate", {{"issued_on", "08/11/2020"}});
        paper("application", {{"dated_on", "18/03/2024"}});
        paper("life_history", {{"declared_on", "19/03/2024"}, {"certified_on", "02/05/2024"}});
        paper("verification", {{"finished_on", "26/04/2024"}});
        paper("member_introduction", {{"dated_on", "10/05/2024"}});
        paper("union_resolution", {{"met_on", "06/05/2024"}});
        paper("opinion_summary", {{"dated_on", "15/05/2024"}});
        paper("cell_resolution", {{"met_on", "20/05/2024"}});
        paper("committee_resolution", {{"met_on", "03/06/2024"}});
        dossier::Support introducer;
        introducer.kind = "introducer";
        introducer.name = "Trần Văn Kiên";
        introducer.together_since = "03/2021";
        d = dossier::put_support(w, d.id, introducer, d.version);
        d = dossier::put_vote(w, d.id, {"cell", {2024, 5, 20}, 15, 15, 11, 4, {}}, d.version);
        return dossier::put_vote(w, d.id, {"grassroots", {2024, 6, 3}, 17, 17, 14, 3, {}},
                                 d.version);
    }

    dossier::Dossier moved(dossier::Dossier d, dossier::State to, const audit::Ctx& who) {
        return dossier::move(work(who), d.id, {.to = to, .reason = "", .on = ""}, d.version);
    }

    dossier::Dossier appraising() {
        auto d = complete(opened());
        d = moved(d, dossier::State::submitted, clerk);
        d = moved(d, dossier::State::received, officer);
        return moved(d, dossier::State::appraising, officer);
    }

    dossier::Dossier qualified() { return moved(appraising(), dossier::State::qualified, officer); }
};

}  // namespace ketnap::test
