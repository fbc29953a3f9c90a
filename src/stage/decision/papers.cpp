// SPDX-License-Identifier: Apache-2.0
// Fields handed to the templates of this stage; sizes and places are the layout's business.
#include "platform/text/text.h"
#include "stage/decision/decision.h"
#include "stage/decision/inside.h"
#include "stage/decision/paper_parts.h"

#include <algorithm>

namespace ketnap::decision {

using paper_parts::first_of;
using paper_parts::proposers;
using paper_parts::put_letterhead;
using paper_parts::put_regulation;
using paper_parts::Values;
using paper_parts::vn;
using paper_parts::vote_of;

namespace {

// A whole date is a day; what is known only in part is printed as it was written.
void put_birth(Values& values, const people::Person& person) {
    const bool whole = person.born_on.size() == 10;
    values["born_day"] = whole ? vn(person.born_on) : "";
    values["born_year"] = whole ? "" : first_of(person.born_on_as_written, person.born_on);
}

void put_resolution(Values& values, const std::string& prefix, const dossier::Contents& contents,
                    const std::string& form) {
    const auto found = std::ranges::find(contents.papers, form, &dossier::PaperRow::form);
    values[prefix + "_number"] = found == contents.papers.end() ? "" : found->number;
    values[prefix + "_date"] = "";
    if (found != contents.papers.end()) {
        const auto met = found->dates.find("met_on");
        values[prefix + "_date"] = met == found->dates.end() ? "" : vn(met->second);
    }
}

void put_bodies(Values& values, const dossier::Candidate& c) {
    values["cell"] = c.cell.name;
    values["committee"] = c.unit && c.unit->id != c.cell.id ? c.unit->name : "";
}

}  // namespace

documents::Paper decision_paper(db::Tx& tx, const Ctx&, const Desk& desk, const DecisionId& id) {
    const auto d = get(tx, id);
    const auto meeting = inside::meeting_row(tx, d.meeting_id);
    const auto c = dossier::candidate(tx, d.dossier_id);
    const auto contents = dossier::contents(tx, d.dossier_id);
    const auto org = org::get(tx, org::OrgId{meeting.form.org_id});
    documents::Fields fields;
    auto& v = fields.values;
    put_letterhead(v, documents::letterhead(tx, org.id), org);
    put_birth(v, c.person);
    put_bodies(v, c);
    put_regulation(v, desk.rules, d.decided_on);
    put_resolution(v, "cell_resolution", contents, "cell_resolution");
    put_resolution(v, "committee_resolution", contents, "committee_resolution");
    v["number"] = d.number_text;
    v["dated"] = d.decided_on;
    v["full_name"] = c.person.name;
    v["home_place"] = c.person.home_place;
    v["occupation"] = first_of(c.person.occupation, c.person.position);
    v["body_upper"] = text::upper(meeting.form.body_name);
    v["deciding_body_upper"] = text::upper(meeting.form.body_name + " " + v["office_name"]);
    v["signer_post_upper"] = text::upper(d.signer_post);
    v["signer_name"] = d.signer_name;
    return documents::fill(desk.library, "decision_9knd", fields);
}

documents::Paper proposal_paper(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingId& id) {
    const auto meeting = inside::assemble(tx, ctx, desk, inside::meeting_row(tx, id));
    const auto org = org::get(tx, org::OrgId{meeting.form.org_id});
    documents::Fields fields;
    auto& v = fields.values;
    put_letterhead(v, documents::letterhead(tx, org.id), org);
    put_regulation(v, desk.rules, meeting.form.held_on);
    v["dated"] = "";
    v["dated_vn"] = "";
    v["addressee"] = meeting.form.body_name + " " + v["office_name"];
    v["head_name"] = "";
    auto& people = fields.lists["people"];
    for (const auto& item : meeting.items) {
        if (item.order == 0) {
            continue;  // withdrawn: no hole in the list
        }
        const auto c = dossier::candidate(tx, item.dossier_id);
        people.push_back({{"order", std::to_string(item.order)},
                          {"full_name", item.full_name},
                          {"born_on", vn(item.born_on)},
                          {"home_place", c.person.home_place},
                          {"occupation", item.occupation},
                          {"cell", proposers(item.cell_name, item.unit_name)},
                          {"cell_vote", vote_of(item, "cell")},
                          {"committee_vote", vote_of(item, "grassroots")}});
    }
    v["count"] = std::to_string(people.size());
    return documents::fill(desk.library, "proposal", fields);
}

}  // namespace ketnap::decision
