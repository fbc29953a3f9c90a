// SPDX-License-Identifier: Apache-2.0
// A meeting as a screen and its papers need it, out of the rows.
#include "base/auth/relations.h"
#include "base/documents/letterhead.h"
#include "platform/time/date.h"
#include "stage/decision/inside.h"

#include <algorithm>

namespace ketnap::decision::inside {
namespace {

time::Date day_of(const MeetingForm& form) {
    return *time::Date::parse_iso(form.held_on);
}

checks::Hand hand_of(db::Tx& tx, const std::string& person_id) {
    if (person_id.empty()) {
        return {};
    }
    const auto person = people::find(tx, people::PersonId{person_id});
    return {person_id, person ? person->name : ""};
}

EarlierVote earlier_vote(const Desk& desk, const dossier::checks::Vote& vote,
                         std::string_view rule) {
    EarlierVote out;
    out.body = vote.body;
    out.held_on = vote.held_on.iso();
    out.base = vote.base;
    out.in_favour = vote.in_favour;
    const auto v = checks::verdict(desk.rules, vote.rule.empty() ? rule : vote.rule, vote.held_on,
                                   vote.base, vote.in_favour);
    if (v) {
        out.inequality = v->inequality;
        out.reached = v->reached;
    }
    return out;
}

void put_person(AgendaItem& item, const dossier::Candidate& c) {
    item.dossier_id = c.dossier.id;
    item.dossier_version = c.dossier.version;
    item.dossier_code = c.dossier.code;
    item.person_id = c.person.id.value;
    item.full_name = c.person.name;
    item.born_on =
        c.person.born_on_as_written.empty() ? c.person.born_on : c.person.born_on_as_written;
    item.occupation = c.person.position.empty() ? c.person.occupation : c.person.position;
    item.cell_name = c.cell.name;
    item.unit_name = c.unit ? c.unit->name : "";
}

void put_count(AgendaItem& item, const Desk& desk, const store::MeetingRow& meeting,
               const store::ItemRow& row) {
    item.id = row.id;
    item.position = row.position;
    item.state = row.state;
    item.in_favour = row.ballot.in_favour;
    item.against = row.ballot.against;
    item.invalid = row.ballot.invalid;
    item.reason = row.reason;
    item.decision_id = row.decision_id;
    item.decision_number = row.decision_number;
    item.version = row.version;
    if (row.state == ItemState::passed || row.state == ItemState::failed) {
        const auto day = day_of(meeting.form);
        item.verdict = checks::verdict(desk.rules, row.rule, day, row.base, row.ballot.in_favour);
        item.arguable = checks::arguable(desk.rules, row.rule, day, row.base, row.ballot.in_favour);
    }
}

// So many failed votes that the rule of that day has the level above decide.
bool report_due(const Desk& desk, time::Date day, std::int64_t failed) {
    return std::ranges::any_of(desk.rules.in_force_on(day), [&](const auto& set) {
        const auto count = set->count("vote.failed_thrice");
        return count && failed >= *count;
    });
}

AgendaItem item_of(db::Tx& tx, const Desk& desk, const store::MeetingRow& meeting,
                   const store::ItemRow& row, const std::vector<checks::Hand>& voters) {
    const auto c = dossier::candidate(tx, row.dossier_id);
    AgendaItem item;
    put_person(item, c);
    put_count(item, desk, meeting, row);
    if (c.cell_vote) {
        item.earlier.push_back(earlier_vote(desk, *c.cell_vote, "vote.cell"));
    }
    if (c.committee_vote) {
        item.earlier.push_back(earlier_vote(desk, *c.committee_vote, "vote.grassroots"));
    }
    const auto hands = hands_of(tx, meeting, c);
    item.prepared_by = hands.prepared_by.name;
    item.prepared_by_id = hands.prepared_by.id;
    item.appraised_by = hands.appraised_by.name;
    item.appraised_by_id = hands.appraised_by.id;
    item.hints = checks::check_voters(hands, voters);
    const auto born = time::PartialDate::parse(item.born_on);
    for (auto& one : checks::check_decider(desk.rules, day_of(meeting.form),
                                           born ? std::optional{*born} : std::nullopt, c.cell_vote,
                                           inside::decider_of(tx, meeting.form))) {
        item.hints.push_back(std::move(one));
    }
    item.failed_votes = static_cast<std::int64_t>(dossier::failed_votes(tx, row.dossier_id).size());
    item.report_due = report_due(desk, day_of(meeting.form), item.failed_votes);
    return item;
}

// Members of the body who are known by name: whoever chairs, and whoever was sent a ballot.
std::vector<checks::Hand> voters_of(const Meeting& meeting) {
    std::vector<checks::Hand> voters;
    if (!meeting.form.chair_name.empty()) {
        voters.push_back({{}, meeting.form.chair_name});
    }
    for (const auto& sheet : meeting.sheets) {
        if (sheet.member_name != meeting.form.chair_name) {
            voters.push_back({{}, sheet.member_name});
        }
    }
    return voters;
}

void put_items(db::Tx& tx, const Desk& desk, const store::MeetingRow& row, Meeting& meeting) {
    const auto voters = voters_of(meeting);
    std::int64_t order = 0;
    for (const auto& one : store::items(tx, row.id)) {
        auto item = item_of(tx, desk, row, one, voters);
        const bool aside = item.state == ItemState::withdrawn || item.state == ItemState::postponed;
        item.order = aside ? 0 : ++order;
        meeting.items.push_back(std::move(item));
    }
}

void put_threshold(const Desk& desk, Meeting& meeting) {
    const auto rule = checks::rule_of(meeting.form.body_kind);
    const auto day = day_of(meeting.form);
    const auto base = meeting.form.member_count;
    meeting.threshold = checks::verdict(desk.rules, rule, day, base, 0).value_or(Verdict{});
    meeting.arguable = checks::arguable(desk.rules, rule, day, base, 0);
}

}  // namespace

checks::Hands hands_of(db::Tx& tx, const store::MeetingRow& meeting,
                       const dossier::Candidate& candidate) {
    checks::Hands hands;
    hands.candidate = {candidate.person.id.value, candidate.person.name};
    hands.prepared_by = hand_of(tx, candidate.dossier.prepared_by);
    hands.appraised_by = hand_of(tx, candidate.dossier.appraised_by);
    for (const auto& introducer : candidate.introducers) {
        hands.introducers.push_back({introducer.person_id, introducer.name});
    }
    hands.signer = {meeting.form.signer_person_id, meeting.form.signer_name};
    for (auto& kin : auth::kin_of(tx, candidate.person.id.value)) {
        hands.kin.push_back(std::move(kin.person_id));
    }
    return hands;
}

Meeting assemble(db::Tx& tx, const Ctx& ctx, const Desk& desk, const store::MeetingRow& row) {
    Meeting meeting;
    meeting.id = row.id;
    meeting.state = row.state;
    meeting.version = row.version;
    meeting.form = row.form;
    meeting.org_path = row.org_path;
    meeting.recorded_by = row.recorded_by;
    meeting.sheets = store::sheets(tx, row.id);
    if (row.form.kind == MeetingKind::circulated && meeting.sheets.empty()) {
        meeting.usual_members = store::usual_members(tx, row);
    }
    put_items(tx, desk, row, meeting);
    put_threshold(desk, meeting);
    meeting.not_yet = checks::check_countable(row.form, meeting.sheets, ctx.clock.today());
    const auto letterhead = documents::letterhead(tx, org::OrgId{row.form.org_id});
    meeting.agency = letterhead.agency;
    if (!letterhead.term.empty()) {
        meeting.next_number = documents::last_number(tx, decision_type(desk), letterhead.term) + 1;
    }
    return meeting;
}

}  // namespace ketnap::decision::inside
