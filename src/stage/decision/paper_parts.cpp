// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/paper_parts.h"

#include "platform/text/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::decision::paper_parts {

std::string vn(const std::string& iso) {
    const auto date = time::Date::parse_iso(iso);
    return date ? fmt::format("{:02}/{}{}/{}", date->day(), date->month() < 3 ? "0" : "",
                              date->month(), date->year())
                : iso;
}

std::string flag(bool holds) {
    return holds ? "1" : "";
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

std::string proposers(const std::string& cell, const std::string& unit) {
    return unit.empty() || unit == cell ? cell : cell + ", " + unit;
}

std::string vote_of(const AgendaItem& item, std::string_view body) {
    const auto found = std::ranges::find(item.earlier, body, &EarlierVote::body);
    return found == item.earlier.end() ? std::string{}
                                       : fmt::format("{}/{}", found->in_favour, found->base);
}

namespace {

void put_threshold(Values& v, const Verdict& threshold) {
    const bool half = threshold.more_than && threshold.over == 1 && threshold.under == 2;
    v["half"] = flag(half);
    v["share"] = flag(!half);
    v["over"] = std::to_string(threshold.over);
    v["under"] = std::to_string(threshold.under);
    v["needed"] = std::to_string(threshold.needed);
    v["rule_doc"] = threshold.known ? threshold.cite.doc : "";
    v["rule_date"] = vn(threshold.cite.date);
    v["rule_point"] = threshold.cite.point;
}

std::string unreturned(const Meeting& meeting) {
    std::string names;
    for (const auto& sheet : meeting.sheets) {
        if (sheet.returned_on.empty()) {
            names += (names.empty() ? "" : ", ") + sheet.member_name;
        }
    }
    return names;
}

void put_people(Values& v, const MeetingForm& f) {
    const auto absent = f.member_count - f.present_count;
    v["base"] = std::to_string(f.member_count);
    v["present"] = std::to_string(f.present_count);
    v["absent"] = absent > 0 ? std::to_string(absent) : "";
    v["absent_note"] = f.absent_note;
    v["chair_name"] = f.chair_name;
    v["secretary_name"] = f.secretary_name;
    v["tellers"] = f.tellers;
    v["signer_post_upper"] = text::upper(f.signer_post);
    v["signer_name"] = f.signer_name;
}

}  // namespace

void put_meeting(db::Tx& tx, Values& v, const Meeting& meeting) {
    const auto& f = meeting.form;
    const auto org = org::get(tx, org::OrgId{f.org_id});
    const auto letterhead = documents::letterhead(tx, org.id);
    put_letterhead(v, letterhead, org);
    put_threshold(v, meeting.threshold);
    put_people(v, f);
    v["agency"] = letterhead.agency;
    v["dated"] = "";
    v["round"] = flag(f.kind == MeetingKind::circulated);
    v["meets"] = flag(f.kind != MeetingKind::circulated);
    v["body_name"] = f.body_name;
    v["body_upper"] = text::upper(f.body_name);
    v["held_on"] = vn(f.held_on);
    v["held_on_long"] = time::Date::parse_iso(f.held_on)->long_vn();
    v["starts_at"] = f.starts_at;
    v["venue"] = f.venue;
    v["sent_on"] = vn(f.sent_on);
    v["closes_on"] = vn(f.closes_on);
    v["unreturned"] = unreturned(meeting);
}

}  // namespace ketnap::decision::paper_parts
