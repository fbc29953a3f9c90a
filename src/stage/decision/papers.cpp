// SPDX-License-Identifier: Apache-2.0
// Fields handed to the templates of this stage; sizes and places are the layout's business.
#include "base/documents/letterhead.h"
#include "platform/text/text.h"
#include "stage/decision/decision.h"
#include "stage/decision/inside.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::decision {
namespace {

using Values = std::map<std::string, std::string>;

// "02/02/2024", "14/9/1996": in a paper's running text only the months 1 and 2 are padded.
std::string vn(const std::string& iso) {
    const auto date = time::Date::parse_iso(iso);
    return date ? fmt::format("{:02}/{}{}/{}", date->day(), date->month() < 3 ? "0" : "",
                              date->month(), date->year())
                : iso;
}

std::string first_of(const std::string& preferred, const std::string& otherwise) {
    return preferred.empty() ? otherwise : preferred;
}

void put_letterhead(Values& values, const documents::Letterhead& l, const org::Org& org) {
    values["superior"] = l.superior;
    values["issuer"] = l.issuer;
    values["place"] = l.place;
    values["layout"] = l.layout;
    values["office_name"] = first_of(org.short_name, org.name);
    values["superior_department"] = "";
    values["keeper"] = "";
}

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

// "Quy định 24-QĐ/TW" of the set in force that day: its number and date.
void put_regulation(Values& values, const rules::Rules& rules, const std::string& on) {
    values["regulation_number"] = "";
    values["regulation_date"] = "";
    values["ceremony_days"] = "";
    values["clock_receipt"] = "1";
    values["clock_issue"] = "";
    const auto day = time::Date::parse_iso(on);
    if (!day || rules.in_force_on(*day).empty()) {
        return;
    }
    const auto& set = *rules.in_force_on(*day).front();
    const auto cite = set.citation("ceremony.limit");
    values["regulation_number"] = cite.doc.substr(cite.doc.rfind(' ') + 1);
    values["regulation_date"] = vn(cite.date);
    values["ceremony_days"] = std::to_string(set.working_days("ceremony.limit").value_or(30));
    if (set.text("ceremony.clock_start") == "issue") {
        std::swap(values["clock_receipt"], values["clock_issue"]);
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

documents::Paper proposal_paper(db::Tx& tx, const Ctx&, const Desk& desk, const MeetingId& id) {
    const auto meeting = inside::assemble(tx, desk, inside::meeting_row(tx, id));
    const auto org = org::get(tx, org::OrgId{meeting.form.org_id});
    documents::Fields fields;
    auto& v = fields.values;
    put_letterhead(v, documents::letterhead(tx, org.id), org);
    put_regulation(v, desk.rules, meeting.form.held_on);
    v["dated"] = "";
    v["dated_vn"] = "";
    v["addressee"] = meeting.form.body_name + " " + v["office_name"];
    v["count"] = std::to_string(meeting.items.size());
    v["head_name"] = "";
    auto& people = fields.lists["people"];
    for (const auto& item : meeting.items) {
        const auto c = dossier::candidate(tx, item.dossier_id);
        const auto vote = [&](std::string_view body) {
            const auto found = std::ranges::find(item.earlier, body, &EarlierVote::body);
            return found == item.earlier.end()
                       ? std::string{}
                       : std::to_string(found->in_favour) + "/" + std::to_string(found->base);
        };
        people.push_back({{"order", std::to_string(item.position)},
                          {"full_name", item.full_name},
                          {"born_on", vn(item.born_on)},
                          {"home_place", c.person.home_place},
                          {"occupation", item.occupation},
                          {"cell", item.unit_name.empty() || item.unit_name == item.cell_name
                                       ? item.cell_name
                                       : item.cell_name + ", " + item.unit_name},
                          {"cell_vote", vote("cell")},
                          {"committee_vote", vote("grassroots")}});
    }
    return documents::fill(desk.library, "proposal", fields);
}

}  // namespace ketnap::decision
