// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/inside.h"

#include "base/audit/trace.h"
#include "base/documents/letterhead.h"
#include "base/workflow/stand_in.h"
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

// A number stands for its body and its term: without them it would be none.
documents::Letterhead numbering(db::Tx& tx, const org::OrgId& org) {
    auto letterhead = documents::letterhead(tx, org);
    if (letterhead.agency.empty() || letterhead.term.empty()) {
        throw Refused{{field_finding("decision.no_letterhead", "org_id")}};
    }
    return letterhead;
}

}  // namespace

std::string decision_type(const Desk& desk) {
    return documents::template_info(desk.library, decision_template).type;
}

std::optional<dossier::checks::Decider> decider_of(db::Tx& tx, const MeetingForm& form) {
    using dossier::checks::Decider;
    const auto body = org::find(tx, org::OrgId{form.org_id});
    const std::string kind = body ? body->kind : "";
    if (kind == "central_party_committee") {
        return Decider::central_direct;
    }
    if (kind == "party_committee") {
        return Decider::board_above;
    }
    if (kind == "grassroots_party_body" || kind == "sub_grassroots_party_body") {
        return form.body_kind == BodyKind::committee ? Decider::grassroots_committee
                                                     : Decider::grassroots_board;
    }
    return std::nullopt;
}

MeetingForm completed(MeetingForm form, std::int64_t came_back) {
    if (form.kind == MeetingKind::circulated) {
        form.held_on = form.closes_on;
        form.present_count = came_back;
    } else {
        form.sent_on.clear();
        form.closes_on.clear();
    }
    if (form.kind != MeetingKind::recorded) {
        form.paper.clear();
    }
    if (form.decided_on.empty()) {
        form.decided_on = form.held_on;
    }
    return form;
}

void refuse_voted(db::Tx& tx, const MeetingId& id) {
    if (std::ranges::any_of(store::items(tx, id), [](const store::ItemRow& item) {
            return item.state == ItemState::passed || item.state == ItemState::failed;
        })) {
        refuse("meeting.voted_already", "member_count");
    }
}

void keep(db::Tx& tx, store::MeetingRow& row) {
    if (!store::update(tx, row)) {
        throw Conflict{};
    }
    ++row.version;
}

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

void require_acting(db::Tx& tx, const Ctx& ctx, const auth::Rights& rights, auth::Action action,
                    const store::MeetingRow& row) {
    const auto object = row.object();
    const auto name = workflow::acting_name(
        tx, ctx, object, [&](const audit::Actor& who) { return rights.can(who, action, object); });
    auth::require(name.has_value());
    if (!name->empty()) {
        audit::trace(tx, ctx, "meeting.in_stead", "meeting", row.id.value,
                     {{"on_behalf_of", "", *name}});
    }
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

store::MeetingRow make(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingForm& form) {
    auto findings = checks::check_meeting(form, ctx.clock.today(), desk.rules);
    for (auto& finding : check_references(tx, form)) {
        findings.push_back(std::move(finding));
    }
    refuse_if(findings);
    store::MeetingRow row;
    row.id = new_id<MeetingId>(tx.now_ms());
    row.form = completed(form, 0);
    row.recorded_by = form.kind == MeetingKind::recorded ? ctx.actor.name : "";
    store::insert(tx, row);
    audit::trace(tx, ctx, "meeting.made", "meeting", row.id.value,
                 {{"kind", "", text_of(form.kind)},
                  {"body_name", "", form.body_name},
                  {"held_on", "", row.form.held_on},
                  {"member_count", "", std::to_string(form.member_count)},
                  {"present_count", "", std::to_string(row.form.present_count)}});
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

namespace {

// The count of a circulated vote stands for the day its last ballot came back, or its last day.
void settle_day(db::Tx& tx, store::MeetingRow& meeting, const std::vector<Sheet>& sheets) {
    const auto day = checks::counted_on(meeting.form, sheets);
    if (meeting.form.kind != MeetingKind::circulated || meeting.form.held_on == day) {
        return;
    }
    if (meeting.form.decided_on == meeting.form.held_on) {
        meeting.form.decided_on = day;
    }
    meeting.form.held_on = day;
    keep(tx, meeting);
}

void tell_dossier(db::Tx& tx, const store::MeetingRow& meeting, const store::ItemRow& item) {
    if (item.state != ItemState::failed) {
        dossier::take_back_failed_vote(tx, item.id.value);
        return;
    }
    dossier::tell_failed_vote(
        tx, item.dossier_id, item.id.value,
        {"deciding", *time::Date::parse_iso(meeting.form.held_on), item.base,
         meeting.form.present_count, item.ballot.in_favour, item.ballot.against, item.rule});
}

void put_verdict(store::ItemRow& item, const Verdict& verdict, const Ballot& ballot) {
    item.state = verdict.reached ? ItemState::passed : ItemState::failed;
    item.ballot = ballot;
    item.base = verdict.base;
    item.rule = verdict.rule;
    item.rule_set = verdict.rule_set;
    item.reason.clear();
}

}  // namespace

store::ItemRow record(db::Tx& tx, const Ctx& ctx, const Desk& desk, store::MeetingRow& meeting,
                      store::ItemRow item, const Ballot& ballot) {
    if (!item.decision_id.empty()) {
        throw Refused{{field_finding("ballot.decided", "state", {item.decision_number})}};
    }
    const auto sheets = store::sheets(tx, meeting.id);
    refuse_if(checks::check_countable(meeting.form, sheets, ctx.clock.today()));
    refuse_if(checks::check_ballot(meeting.form.present_count, ballot));
    settle_day(tx, meeting, sheets);
    const auto verdict = checks::verdict(desk.rules, checks::rule_of(meeting.form.body_kind),
                                         *time::Date::parse_iso(meeting.form.held_on),
                                         meeting.form.member_count, ballot.in_favour);
    KETNAP_CHECK(verdict.has_value());
    const auto before = item;
    put_verdict(item, *verdict, ballot);
    if (!store::update_item(tx, item)) {
        throw Conflict{};
    }
    ++item.version;
    tell_dossier(tx, meeting, item);
    audit::trace(
        tx, ctx, "ballot.recorded", "dossier", item.dossier_id.value,
        {{"state", text_of(before.state), text_of(item.state)},
         {"in_favour", std::to_string(before.ballot.in_favour), std::to_string(ballot.in_favour)},
         {"base", std::to_string(before.base), std::to_string(item.base)},
         {"rule_set", before.rule_set, item.rule_set}});
    return item;
}

namespace {

void refuse_issue(const Ctx& ctx, const store::MeetingRow& meeting, const store::ItemRow& item,
                  const PaperNumber& paper) {
    if (!item.decision_id.empty()) {
        refuse("ballot.decided", "state", {item.decision_number});
    }
    if (item.state != ItemState::passed) {
        refuse("decision.not_passed", "state");
    }
    const auto day = *time::Date::parse_iso(meeting.form.decided_on);
    if (day > ctx.clock.today()) {
        refuse("decision.in_future", "decided_on", {day.vn()});
    }
    if (paper.number && meeting.form.kind != MeetingKind::recorded) {
        refuse("decision.number_in_turn", "number");
    }
}

documents::Document numbered(db::Tx& tx, const documents::DocumentId& draft,
                             const documents::Letterhead& letterhead, const std::string& day,
                             const PaperNumber& paper) {
    if (!paper.number) {
        return documents::issue(tx, draft, letterhead.agency, day);
    }
    return documents::issue_as(tx, draft, {*paper.number, paper.gap_reason.value_or("")},
                               letterhead.agency, day);
}

store::NewDecision new_decision(const store::MeetingRow& meeting, const store::ItemRow& item,
                                const dossier::Candidate& candidate, const checks::Hands& hands) {
    store::NewDecision row;
    auto& d = row.decision;
    d.dossier_id = item.dossier_id;
    d.person_id = candidate.person.id.value;
    d.campaign_id = candidate.dossier.campaign_id;
    d.meeting_id = meeting.id;
    d.decided_on = meeting.form.decided_on;
    d.signer_post = meeting.form.signer_post;
    d.signer_name = meeting.form.signer_name;
    d.version = 1;
    row.item_id = item.id;
    row.preparer_id = hands.prepared_by.id;
    row.verifier_id = hands.appraised_by.id;
    row.approver_id = hands.signer.id;
    for (const auto& introducer : hands.introducers) {
        if (!introducer.id.empty() && !row.approver_id.empty()) {
            row.introducer_ids.push_back(introducer.id);
        }
    }
    return row;
}

}  // namespace

Decision issue(db::Tx& tx, const Ctx& ctx, const Desk& desk, const store::MeetingRow& meeting,
               const store::ItemRow& item, const PaperNumber& wanted) {
    refuse_issue(ctx, meeting, item, wanted);
    const auto candidate = dossier::candidate(tx, item.dossier_id);
    const auto hands = hands_of(tx, meeting, candidate);
    refuse_if(checks::check_separation(hands));
    const auto letterhead = numbering(tx, org::OrgId{meeting.form.org_id});
    auto row = new_decision(meeting, item, candidate, hands);
    auto& d = row.decision;
    d.id = new_id<DecisionId>(tx.now_ms());
    d.document_id = documents::draft(
        tx, {decision_template, "decision", d.id.value, decision_type(desk), letterhead.term, {}});
    const auto paper = numbered(tx, d.document_id, letterhead, d.decided_on, wanted);
    d.number = *paper.number;
    d.number_text = paper.number_text;
    store::insert(tx, row);
    dossier::mark_decided(tx, ctx, item.dossier_id,
                          {d.number_text, d.decided_on, {}, decider_of(tx, meeting.form)});
    audit::trace(tx, ctx, "decision.issued", "decision", d.id.value,
                 {{"number", "", d.number_text},
                  {"decided_on", "", d.decided_on},
                  {"dossier", "", candidate.dossier.code}});
    return d;
}

}  // namespace ketnap::decision::inside
