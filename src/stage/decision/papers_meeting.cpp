// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"
#include "stage/decision/inside.h"
#include "stage/decision/paper_parts.h"
#include "stage/decision/papers.h"

#include <algorithm>

namespace ketnap::decision {

using paper_parts::first_of;
using paper_parts::flag;
using paper_parts::proposers;
using paper_parts::put_meeting;
using paper_parts::Values;
using paper_parts::vn;
using paper_parts::vote_of;

namespace {

Meeting meeting_of(db::Tx& tx, const Ctx& ctx, const Print& print, const MeetingId& id) {
    return inside::assemble(tx, ctx, print.desk, inside::meeting_row(tx, id));
}

/// One line of a list, with everything any template asks of it.
Values line_of(const AgendaItem& item) {
    return {{"order", item.order > 0 ? std::to_string(item.order) : ""},
            {"full_name", item.full_name},
            {"born_on", vn(item.born_on)},
            {"occupation", item.occupation},
            {"cell", proposers(item.cell_name, item.unit_name)},
            {"cell_vote", vote_of(item, "cell")},
            {"committee_vote", vote_of(item, "grassroots")},
            {"in_favour", std::to_string(item.in_favour)},
            {"against", std::to_string(item.against)},
            {"invalid", std::to_string(item.invalid)},
            {"base", item.verdict ? std::to_string(item.verdict->base) : ""},
            {"inequality", item.verdict ? item.verdict->inequality : ""},
            {"passed", flag(item.state == ItemState::passed)},
            {"failed", flag(item.state == ItemState::failed)},
            {"waiting", flag(item.state == ItemState::waiting)},
            {"withdrawn", flag(item.state == ItemState::withdrawn)},
            {"postponed", flag(item.state == ItemState::postponed)},
            {"reason", item.reason},
            {"decision_number", item.decision_number}};
}

std::vector<Values> lines_of(const Meeting& meeting) {
    std::vector<Values> lines;
    for (const auto& item : meeting.items) {
        if (item.order > 0) {
            lines.push_back(line_of(item));
        }
    }
    return lines;
}

std::string count_of(const Meeting& meeting, std::initializer_list<ItemState> states) {
    const auto count = std::ranges::count_if(meeting.items, [&](const AgendaItem& item) {
        return std::ranges::find(states, item.state) != states.end();
    });
    return count > 0 ? std::to_string(count) : "";
}

}  // namespace

documents::Paper agenda_paper(db::Tx& tx, const Ctx& ctx, const Print& print, const MeetingId& id) {
    const auto meeting = meeting_of(tx, ctx, print, id);
    documents::Fields fields;
    put_meeting(tx, fields.values, meeting);
    fields.lists["people"] = lines_of(meeting);
    fields.values["count"] = std::to_string(fields.lists["people"].size());
    return documents::fill(print.desk.library, "meeting_agenda", fields);
}

documents::Paper minutes_paper(db::Tx& tx, const Ctx& ctx, const Print& print,
                               const MeetingId& id) {
    const auto meeting = meeting_of(tx, ctx, print, id);
    documents::Fields fields;
    auto& v = fields.values;
    put_meeting(tx, v, meeting);
    fields.lists["people"] = lines_of(meeting);
    auto& aside = fields.lists["aside"];
    for (const auto& item : meeting.items) {
        if (item.order == 0) {
            aside.push_back(line_of(item));
        }
    }
    v["passed_count"] = count_of(meeting, {ItemState::passed});
    if (v["passed_count"].empty()) {
        v["passed_count"] = "0";
    }
    v["failed_count"] = count_of(meeting, {ItemState::failed});
    v["aside_count"] = count_of(meeting, {ItemState::withdrawn, ItemState::postponed});
    return documents::fill(print.desk.library, "meeting_minutes", fields);
}

std::vector<documents::Paper> ballot_papers(db::Tx& tx, const Ctx& ctx, const Print& print,
                                            const MeetingId& id) {
    const auto meeting = meeting_of(tx, ctx, print, id);
    documents::Fields fields;
    put_meeting(tx, fields.values, meeting);
    fields.values["dated"] =
        meeting.form.kind == MeetingKind::circulated ? meeting.form.sent_on : meeting.form.held_on;
    fields.lists["people"] = lines_of(meeting);
    fields.values["count"] = std::to_string(fields.lists["people"].size());
    std::vector<std::string> members;
    if (meeting.form.kind == MeetingKind::circulated) {
        std::ranges::transform(meeting.sheets, std::back_inserter(members), &Sheet::member_name);
        if (members.empty()) {
            refuse("ballot.no_sheets", "state");
        }
    } else {
        members.resize(static_cast<std::size_t>(meeting.form.present_count));
    }
    std::vector<documents::Paper> papers;
    for (const auto& member : members) {
        fields.values["member_name"] = member;
        papers.push_back(documents::fill(print.desk.library, "ballot_sheet", fields));
    }
    return papers;
}

documents::Paper notice_paper(db::Tx& tx, const Ctx& ctx, const Print& print, const MeetingId& id,
                              const org::OrgId& cell) {
    const auto meeting = meeting_of(tx, ctx, print, id);
    documents::Fields fields;
    auto& v = fields.values;
    put_meeting(tx, v, meeting);
    auto& people = fields.lists["people"];
    bool passed = false;
    bool failed = false;
    for (const auto& item : meeting.items) {
        if (!item.verdict || dossier::get(tx, item.dossier_id).org_id != cell) {
            continue;
        }
        people.push_back(line_of(item));
        v["cell"] = item.cell_name;
        v["unit"] = item.unit_name == item.cell_name ? "" : item.unit_name;
        passed = passed || item.state == ItemState::passed;
        failed = failed || item.state == ItemState::failed;
    }
    if (people.empty()) {
        throw NotFound{};
    }
    v["any_passed"] = flag(passed);
    v["any_failed"] = flag(failed);
    return documents::fill(print.desk.library, "result_notice", fields);
}

namespace {

Values failed_vote(const Desk& desk, std::size_t order, const dossier::checks::Vote& vote) {
    const auto verdict =
        checks::verdict(desk.rules, vote.rule, vote.held_on, vote.base, vote.in_favour);
    return {{"order", std::to_string(order)},
            {"held_on", vn(vote.held_on.iso())},
            {"in_favour", std::to_string(vote.in_favour)},
            {"base", std::to_string(vote.base)},
            {"inequality", verdict ? verdict->inequality : ""}};
}

void put_failed_rule(Values& v, const rules::Rules& rules, const std::string& on) {
    v["rule_doc"] = "";
    for (const auto& set : rules.in_force_on(*time::Date::parse_iso(on))) {
        const auto* rule = set->find("vote.failed_thrice");
        if (rule != nullptr && rule->known) {  // one that stands in is no article to rest on
            const auto cite = set->citation("vote.failed_thrice");
            v["rule_doc"] = cite.doc;
            v["rule_date"] = vn(cite.date);
            v["rule_point"] = cite.point;
            return;
        }
    }
}

}  // namespace

documents::Paper failed_votes_paper(db::Tx& tx, const Ctx& ctx, const Print& print,
                                    const MeetingId& id, const ItemId& wanted) {
    const auto meeting = meeting_of(tx, ctx, print, id);
    const auto item = std::ranges::find(meeting.items, wanted, &AgendaItem::id);
    if (item == meeting.items.end()) {
        throw NotFound{};
    }
    if (!item->report_due) {
        refuse("vote.not_thrice", "state", {std::to_string(item->failed_votes)});
    }
    documents::Fields fields;
    auto& v = fields.values;
    put_meeting(tx, v, meeting);
    put_failed_rule(v, print.desk.rules, meeting.form.held_on);
    for (const auto& [name, value] : line_of(*item)) {
        v[name] = value;
    }
    v["count"] = std::to_string(item->failed_votes);
    for (const auto& vote : dossier::failed_votes(tx, item->dossier_id)) {
        auto& votes = fields.lists["votes"];
        votes.push_back(failed_vote(print.desk, votes.size() + 1, vote));
    }
    return documents::fill(print.desk.library, "failed_votes_report", fields);
}

namespace {

// What the checks still have to say, in words: what is wrong first.
std::string words_of(Findings findings, const Print& print) {
    print.localize(findings);
    std::string out;
    for (const auto& finding : findings) {
        if (finding.level != Level::hint) {
            out += (out.empty() ? "" : " ") + finding.message;
        }
    }
    return out;
}

std::string appraiser_words(const dossier::Contents& contents) {
    for (auto step = contents.steps.rbegin(); step != contents.steps.rend(); ++step) {
        if (step->state == dossier::State::qualified) {
            return step->note;
        }
    }
    return {};
}

std::string introducers_of(const dossier::Candidate& c) {
    std::string out;
    for (const auto& introducer : c.introducers) {
        out += (out.empty() ? "" : ", ") + introducer.name;
    }
    return out;
}

std::string day_of(const std::optional<dossier::checks::Vote>& vote) {
    return vote ? vn(vote->held_on.iso()) : "";
}

Values summary_line(db::Tx& tx, const Ctx& ctx, const Print& print, const AgendaItem& item) {
    const auto c = dossier::candidate(tx, item.dossier_id);
    const auto contents = dossier::contents(tx, item.dossier_id);
    const auto words = appraiser_words(contents);
    auto line = line_of(item);
    line["male"] = flag(c.person.sex == "male");
    line["female"] = flag(c.person.sex == "female");
    line["home_place"] = c.person.home_place;
    line["education"] = first_of(c.person.professional_level, c.person.education);
    line["introducers"] = introducers_of(c);
    line["cell_day"] = day_of(c.cell_vote);
    line["committee_day"] = day_of(c.committee_vote);
    line["findings"] = words_of(dossier::findings(tx, ctx, print.book, item.dossier_id), print);
    line["words"] = words;
    line["no_words"] = flag(words.empty());
    line["appraiser"] = item.appraised_by;
    return line;
}

}  // namespace

documents::Paper summary_paper(db::Tx& tx, const Ctx& ctx, const Print& print,
                               const MeetingId& id) {
    const auto meeting = meeting_of(tx, ctx, print, id);
    documents::Fields fields;
    auto& v = fields.values;
    put_meeting(tx, v, meeting);
    auto& people = fields.lists["people"];
    for (const auto& item : meeting.items) {
        if (item.order > 0) {
            people.push_back(summary_line(tx, ctx, print, item));
        }
    }
    v["count"] = std::to_string(people.size());
    v["preparer_name"] = ctx.actor.name;
    return documents::fill(print.desk.library, "meeting_summary", fields);
}

}  // namespace ketnap::decision
