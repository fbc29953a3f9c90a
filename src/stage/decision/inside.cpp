// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/inside.h"

#include "base/audit/trace.h"
#include "base/documents/letterhead.h"
#include "platform/json/enum_text.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/checks.h"

#include <algorithm>

namespace ketnap::decision::inside {
namespace {

using json::text_of;

constexpr const char* decision_template = "decision_9knd";

Findings check_references(db::Tx& tx, const MeetingForm& form) {
    Findings findings;
    if (!org::find(tx, org::OrgId{form.org_id})) {
        findings.push_back(field_finding("field.reference", "org_id"));
    }
    if (!form.signer_person_id.empty() &&
        !people::find(tx, people::PersonId{form.signer_person_id})) {
        findings.push_back(field_finding("field.reference", "signer_person_id"));
    }
    return findings;
}

std::string decision_type(const Desk& desk) {
    return documents::template_info(desk.library, decision_template).type;
}

// A number stands for its body and its term: without them it would be none.
documents::Letterhead numbering(db::Tx& tx, const org::OrgId& org) {
    auto letterhead = documents::letterhead(tx, org);
    if (letterhead.agency.empty() || letterhead.term.empty()) {
        throw Refused{{field_finding("decision.no_letterhead", "org_id")}};
    }
    return letterhead;
}

checks::Hands hands_of(const store::MeetingRow& meeting, const dossier::Candidate& candidate) {
    checks::Hands hands;
    hands.candidate = candidate.person.id.value;
    hands.prepared_by = candidate.dossier.prepared_by;
    hands.appraised_by = candidate.dossier.appraised_by;
    for (const auto& introducer : candidate.introducers) {
        hands.introducers.push_back(introducer.person_id);
    }
    hands.signer = meeting.form.signer_person_id;
    return hands;
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

AgendaItem item_of(db::Tx& tx, const Desk& desk, const store::MeetingRow& meeting,
                   const store::ItemRow& row) {
    const auto c = dossier::candidate(tx, row.dossier_id);
    AgendaItem item;
    item.id = row.id;
    item.dossier_id = row.dossier_id;
    item.dossier_code = c.dossier.code;
    item.person_id = c.person.id.value;
    item.full_name = c.person.name;
    item.born_on =
        c.person.born_on_as_written.empty() ? c.person.born_on : c.person.born_on_as_written;
    item.occupation = c.person.position.empty() ? c.person.occupation : c.person.position;
    item.cell_name = c.cell.name;
    item.unit_name = c.unit ? c.unit->name : "";
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
        item.verdict =
            checks::verdict(desk.rules, row.rule, *time::Date::parse_iso(meeting.form.held_on),
                            row.base, row.ballot.in_favour);
    }
    if (c.cell_vote) {
        item.earlier.push_back(earlier_vote(desk, *c.cell_vote, "vote.cell"));
    }
    if (c.committee_vote) {
        item.earlier.push_back(earlier_vote(desk, *c.committee_vote, "vote.grassroots"));
    }
    if (!c.dossier.appraised_by.empty()) {
        const auto person = people::find(tx, people::PersonId{c.dossier.appraised_by});
        item.appraised_by = person ? person->name : "";
    }
    return item;
}

}  // namespace

store::MeetingRow meeting_row(db::Tx& tx, const MeetingId& id) {
    auto row = store::find(tx, id);
    if (!row) {
        throw NotFound{};
    }
    return std::move(*row);
}

store::MeetingRow open_row(db::Tx& tx, const MeetingId& id) {
    auto row = meeting_row(tx, id);
    if (row.state == MeetingState::closed) {
        throw Refused{{field_finding("meeting.closed", "state")}};
    }
    return row;
}

store::ItemRow item_row(db::Tx& tx, const MeetingId& meeting, const ItemId& item,
                        std::int64_t version) {
    auto rows = store::items(tx, meeting);
    const auto found = std::ranges::find(rows, item, &store::ItemRow::id);
    if (found == rows.end()) {
        throw NotFound{};
    }
    if (found->version != version) {
        throw Conflict{};
    }
    return std::move(*found);
}

Meeting assemble(db::Tx& tx, const Desk& desk, const store::MeetingRow& row) {
    Meeting meeting;
    meeting.id = row.id;
    meeting.state = row.state;
    meeting.version = row.version;
    meeting.form = row.form;
    meeting.org_path = row.org_path;
    for (const auto& item : store::items(tx, row.id)) {
        meeting.items.push_back(item_of(tx, desk, row, item));
    }
    const auto letterhead = documents::letterhead(tx, org::OrgId{row.form.org_id});
    meeting.agency = letterhead.agency;
    if (!letterhead.term.empty()) {
        meeting.next_number = documents::last_number(tx, decision_type(desk), letterhead.term) + 1;
    }
    const auto needed =
        checks::verdict(desk.rules, checks::rule_of(row.form.body_kind),
                        *time::Date::parse_iso(row.form.held_on), row.form.member_count, 0);
    meeting.threshold = needed.value_or(Verdict{});
    return meeting;
}

store::MeetingRow make(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingForm& form) {
    auto findings = checks::check_meeting(form, ctx.clock.today(), desk.rules);
    for (auto& finding : check_references(tx, form)) {
        findings.push_back(std::move(finding));
    }
    refuse_if(findings);
    store::MeetingRow row;
    row.id = new_id<MeetingId>(tx.now_ms());
    row.form = form;
    if (row.form.decided_on.empty()) {
        row.form.decided_on = form.held_on;
    }
    store::insert(tx, row);
    audit::trace(tx, ctx, "meeting.made", "meeting", row.id.value,
                 {{"body_name", "", form.body_name},
                  {"held_on", "", form.held_on},
                  {"member_count", "", std::to_string(form.member_count)},
                  {"present_count", "", std::to_string(form.present_count)}});
    return meeting_row(tx, row.id);
}

void put_on_agenda(db::Tx& tx, const Ctx& ctx, const store::MeetingRow& meeting,
                   const std::vector<dossier::DossierId>& dossiers) {
    const auto taken = store::taken(tx);
    const auto there = store::items(tx, meeting.id);
    auto position = there.empty() ? 0 : there.back().position;
    Findings findings;
    for (std::size_t i = 0; i < dossiers.size(); ++i) {
        const auto found = dossier::get(tx, dossiers[i]);
        const auto at = "dossier_ids[" + std::to_string(i) + "]";
        if (found.state != dossier::State::qualified) {
            findings.push_back(field_finding("meeting.not_qualified", at, {found.code}));
        } else if (taken.contains(dossiers[i].value) ||
                   std::ranges::find(there, dossiers[i], &store::ItemRow::dossier_id) !=
                       there.end()) {
            findings.push_back(field_finding("meeting.on_agenda", at, {found.code}));
        }
    }
    refuse_if(findings);
    for (const auto& id : dossiers) {
        store::ItemRow item;
        item.id = new_id<ItemId>(tx.now_ms());
        item.dossier_id = id;
        item.position = ++position;
        store::insert_item(tx, meeting.id, item);
        audit::trace(
            tx, ctx, "meeting.agenda_added", "dossier", id.value,
            {{"meeting", "", meeting.form.held_on}, {"position", "", std::to_string(position)}});
    }
}

store::ItemRow record(db::Tx& tx, const Ctx& ctx, const Desk& desk,
                      const store::MeetingRow& meeting, store::ItemRow item, const Ballot& ballot) {
    if (!item.decision_id.empty()) {
        throw Refused{{field_finding("ballot.decided", "state", {item.decision_number})}};
    }
    refuse_if(checks::check_ballot(meeting.form, ballot));
    const auto verdict = checks::verdict(desk.rules, checks::rule_of(meeting.form.body_kind),
                                         *time::Date::parse_iso(meeting.form.held_on),
                                         meeting.form.member_count, ballot.in_favour);
    KETNAP_CHECK(verdict.has_value());
    const auto before = item;
    item.state = verdict->reached ? ItemState::passed : ItemState::failed;
    item.ballot = ballot;
    item.base = verdict->base;
    item.rule = verdict->rule;
    item.rule_set = verdict->rule_set;
    item.reason.clear();
    if (!store::update_item(tx, item)) {
        throw Conflict{};
    }
    ++item.version;
    audit::trace(
        tx, ctx, "ballot.recorded", "dossier", item.dossier_id.value,
        {{"state", text_of(before.state), text_of(item.state)},
         {"in_favour", std::to_string(before.ballot.in_favour), std::to_string(ballot.in_favour)},
         {"base", std::to_string(before.base), std::to_string(item.base)},
         {"rule_set", before.rule_set, item.rule_set}});
    return item;
}

Decision issue(db::Tx& tx, const Ctx& ctx, const Desk& desk, const store::MeetingRow& meeting,
               const store::ItemRow& item) {
    if (!item.decision_id.empty()) {
        throw Refused{{field_finding("ballot.decided", "state", {item.decision_number})}};
    }
    if (item.state != ItemState::passed) {
        throw Refused{{field_finding("decision.not_passed", "state")}};
    }
    const auto candidate = dossier::candidate(tx, item.dossier_id);
    const auto hands = hands_of(meeting, candidate);
    refuse_if(checks::check_separation(hands));
    const auto letterhead = numbering(tx, org::OrgId{meeting.form.org_id});

    store::NewDecision row;
    auto& d = row.decision;
    d.id = new_id<DecisionId>(tx.now_ms());
    const auto draft = documents::draft(
        tx, {decision_template, "decision", d.id.value, decision_type(desk), letterhead.term, {}});
    const auto paper = documents::issue(tx, draft, letterhead.agency, meeting.form.decided_on);
    d.dossier_id = item.dossier_id;
    d.person_id = candidate.person.id.value;
    d.campaign_id = candidate.dossier.campaign_id;
    d.meeting_id = meeting.id;
    d.document_id = draft;
    d.number = *paper.number;
    d.number_text = paper.number_text;
    d.decided_on = meeting.form.decided_on;
    d.signer_post = meeting.form.signer_post;
    d.signer_name = meeting.form.signer_name;
    row.item_id = item.id;
    row.preparer_id = hands.prepared_by;
    row.verifier_id = hands.appraised_by;
    row.approver_id = hands.signer;
    store::insert(tx, row);
    dossier::mark_decided(tx, ctx, item.dossier_id, {d.number_text, d.decided_on, {}});
    audit::trace(tx, ctx, "decision.issued", "decision", d.id.value,
                 {{"number", "", d.number_text},
                  {"decided_on", "", d.decided_on},
                  {"dossier", "", candidate.dossier.code}});
    d.version = 1;
    return d;
}

}  // namespace ketnap::decision::inside
