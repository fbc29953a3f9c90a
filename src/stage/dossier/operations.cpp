// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/operations.h"

#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/inside.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::dossier {

namespace {

using auth::Action;
using json::text_of;

std::string next_code(db::Tx& tx, const std::string& opened_on) {
    const std::string year = opened_on.substr(0, 4);
    return fmt::format("KN{}-{:04}", year.substr(2), tx.next_number("dossier." + year));
}

people::Person person_to_admit(db::Tx& tx, const Work& work, const NewDossier& wanted,
                               Findings& findings) {
    auto person = people::find(tx, people::PersonId{wanted.person_id});
    if (!person) {
        findings.push_back(field_finding("field.reference", "person_id"));
        return {};
    }
    auth::require_known(people::can_read(work.rights, work.ctx.actor, *person));
    const bool member = person->standing == people::Standing::probationary_member ||
                        person->standing == people::Standing::official_member;
    if (member) {
        findings.push_back(field_finding("dossier.already_member", "person_id", {person->name}));
    }
    if (const auto open = store::open_of(tx, person->id)) {
        findings.push_back(inside::open_finding(tx, work, *open, "person_id"));
    }
    return std::move(*person);
}

org::Org proposing_cell(db::Tx& tx, const std::string& wanted, const people::Person& person,
                        Findings& findings) {
    auto body = org::find(tx, wanted.empty() ? person.org_id : org::OrgId{wanted});
    if (!body) {
        findings.push_back(field_finding("field.reference", "org_id"));
        return {};
    }
    return std::move(*body);
}

}  // namespace

Dossier open(const Work& work, const NewDossier& wanted) {
    return inside::run(work, [&](db::Tx& tx) {
        Findings findings;
        const auto person = person_to_admit(tx, work, wanted, findings);
        const auto cell = proposing_cell(tx, wanted.org_id, person, findings);
        refuse_if(findings);
        Dossier dossier;
        dossier.person_id = person.id;
        dossier.org_id = cell.id;
        dossier.org_path = cell.path;
        dossier.campaign_id = wanted.campaign_id;
        auth::require(work.rights.can(work.ctx.actor, Action::dossier_edit, dossier.object()));
        const auto on = inside::happened_on(work, wanted.opened_on, "opened_on");
        dossier.id = new_id<DossierId>(tx.now_ms());
        dossier.code = next_code(tx, on);
        dossier.candidate_type = wanted.candidate_type;
        dossier.section_committee = wanted.section_committee;
        dossier.state_since = on;
        store::insert(tx, dossier);
        dossier.version = 1;
        inside::enter(tx, work.ctx, dossier, State::drafting, on, {});
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.opened", "dossier", dossier.id.value,
                     {{"code", "", dossier.code}});
        return dossier;
    });
}

namespace {

audit::Changes differences(const Dossier& a, const Dossier& b) {
    audit::Changes changes;
    audit::add_change(changes, "org_id", a.org_id.value, b.org_id.value);
    audit::add_change(changes, "campaign_id", a.campaign_id, b.campaign_id);
    audit::add_change(changes, "candidate_type", text_of(a.candidate_type),
                      text_of(b.candidate_type));
    audit::add_change(changes, "section_committee", a.section_committee ? "1" : "0",
                      b.section_committee ? "1" : "0");
    audit::add_change(changes, "shelf", a.shelf, b.shelf);
    audit::add_change(changes, "extension_days", std::to_string(a.extension_days),
                      std::to_string(b.extension_days));
    audit::add_change(changes, "extension_reason", a.extension_reason, b.extension_reason);
    return changes;
}

void refuse_extension(const Work& work, const Dossier& before, const Head& head) {
    if (head.extension_days == before.extension_days) {
        return;
    }
    auth::require(work.rights.can(work.ctx.actor, Action::dossier_appraise, before.object()));
    Findings findings;
    if (head.extension_days < 0) {
        findings.push_back(field_finding("field.format", "extension_days"));
    }
    if (head.extension_days > 0 && text::trim(head.extension_reason).empty()) {
        findings.push_back(field_finding("field.required", "extension_reason"));
    }
    refuse_if(findings);
}

}  // namespace

Dossier change(const Work& work, const DossierId& id, const Head& head, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        const auto before = inside::load_to_edit(tx, work, id, version);
        refuse_extension(work, before, head);
        auto after = before;
        const auto body = org::find(tx, org::OrgId{head.org_id});
        if (!body) {
            throw Refused{{field_finding("field.reference", "org_id")}};
        }
        if (body->id != before.org_id && before.state != State::drafting) {
            refuse("dossier.cell_reason", "org_id", {before.code});
        }
        after.org_id = body->id;
        after.org_path = body->path;
        after.campaign_id = head.campaign_id;
        after.candidate_type = head.candidate_type;
        after.section_committee = head.section_committee;
        after.shelf = text::trim(head.shelf);
        after.extension_days = head.extension_days;
        after.extension_reason = text::trim(head.extension_reason);
        // nobody moves a dossier out of their own reach
        auth::require(work.rights.can(work.ctx.actor, Action::dossier_edit, after.object()));
        after = inside::save(tx, work, std::move(after));
        audit::trace(tx, work.ctx, "dossier.changed", "dossier", id.value,
                     differences(before, after));
        return after;
    });
}

namespace {

void check_dates(const PaperRow& paper, Findings& findings) {
    for (const auto& [name, written] : paper.dates) {
        const auto date = time::PartialDate::parse(written);
        // a day the calendar does not have stands on the paper: it is kept and told as a finding
        if (!date && date.error().key != "date.no_such_day") {
            findings.push_back(field_finding("field.format", "dates." + name, {date.error().key}));
        }
    }
    if (!paper.received_on.empty() && !time::Date::parse_iso(paper.received_on)) {
        findings.push_back(field_finding("field.format", "received_on"));
    }
}

void check_paper(const Work& work, const PaperRow& paper) {
    Findings findings;
    const auto& list = work.book.basis.checklists.on(work.ctx.clock.today());
    if (list.find(paper.form) == nullptr) {
        findings.push_back(field_finding("field.choice", "form"));
    }
    check_dates(paper, findings);
    refuse_if(findings);
}

std::string written(const std::map<std::string, std::string>& values, const std::string& name) {
    const auto at = values.find(name);
    return at == values.end() ? std::string{} : at->second;
}

/// One line a date and a fact that changed, so that what a unit mended can be shown.
audit::Changes paper_changes(const PaperRow* before, const PaperRow& after) {
    const PaperRow none;
    const PaperRow& old = before == nullptr ? none : *before;
    audit::Changes changes{{"form", "", after.form}};
    std::map<std::string, bool> names;
    for (const auto* values : {&old.dates, &after.dates}) {
        for (const auto& [name, value] : *values) {
            names.emplace(name, true);
        }
    }
    for (const auto* values : {&old.facts, &after.facts}) {
        for (const auto& [name, value] : *values) {
            names.emplace(name, false);
        }
    }
    for (const auto& [name, is_date] : names) {
        audit::add_change(changes, name, written(is_date ? old.dates : old.facts, name),
                          written(is_date ? after.dates : after.facts, name));
    }
    audit::add_change(changes, "number", old.number, after.number);
    audit::add_change(changes, "received_on", old.received_on, after.received_on);
    return changes;
}

/// The remark as it shall lie in the row: sealed anew, or as it is.
crypto::Sealed remark_for(db::Tx& tx, const Work& work, const Dossier& dossier,
                          const PaperRow& paper, const std::optional<std::string>& remark) {
    if (!remark) {
        return store::sealed_remark(tx, dossier.id, paper.form);
    }
    auth::require(work.rights.can(work.ctx.actor, Action::dossier_appraise, dossier.object()));
    if (remark->empty()) {
        return {};
    }
    return work.ctx.vault.seal(work.ctx.actor.tenant, people::sealed_key(tx, dossier.person_id),
                               "dossier_paper", "remark", dossier.id.value + "/" + paper.form,
                               *remark);
}

}  // namespace

Dossier put_paper(const Work& work, const DossierId& id, const PaperRow& wanted,
                  const std::optional<std::string>& remark, std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load_to_edit(tx, work, id, version);
        check_paper(work, wanted);
        const auto papers = store::papers(tx, id);
        const auto same = std::find_if(papers.begin(), papers.end(), [&](const PaperRow& one) {
            return one.form == wanted.form;
        });
        PaperRow paper = wanted;
        paper.id = same == papers.end() ? new_uuid(tx.now_ms()) : same->id;
        store::put_paper(tx, id, paper, remark_for(tx, work, dossier, paper, remark));
        dossier = inside::save(tx, work, std::move(dossier));
        auto changes = paper_changes(same == papers.end() ? nullptr : &*same, paper);
        if (remark) {
            changes.push_back(audit::hidden("remark"));
        }
        audit::trace(tx, work.ctx, "dossier.paper_recorded", "dossier", id.value, changes);
        return dossier;
    });
}

Dossier drop_paper(const Work& work, const DossierId& id, const std::string& form,
                   std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load_to_edit(tx, work, id, version);
        store::drop_paper(tx, id, form);
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.paper_dropped", "dossier", id.value,
                     {{"form", form, ""}});
        return dossier;
    });
}

std::string open_remark(const Work& work, const DossierId& id, const std::string& form) {
    return work.ctx.write([&](db::Tx& tx) {
        const auto dossier = get(tx, id);
        const auto& actor = work.ctx.actor;
        auth::require_known(work.rights.can(actor, Action::dossier_read, dossier.object()));
        auth::require(work.rights.can(actor, Action::dossier_read,
                                      dossier.object().of(auth::FieldClass::p3)));
        const auto sealed = store::sealed_remark(tx, id, form);
        audit::trace(tx, work.ctx, "dossier.remark_opened", "dossier", id.value,
                     {{"form", "", form}});
        if (sealed.empty()) {
            return std::string{};
        }
        auto opened = work.ctx.vault.open(actor.tenant, people::sealed_key(tx, dossier.person_id),
                                          "dossier_paper", "remark", id.value + "/" + form, sealed);
        if (!opened) {
            throw RequestError{opened.error().key, {}};
        }
        return std::move(*opened);
    });
}

namespace {

void check_day(const std::string& iso, const char* field, Findings& findings) {
    if (!iso.empty() && !time::Date::parse_iso(iso)) {
        findings.push_back(field_finding("field.format", field));
    }
}

/// A person of our own gives name and standing; others are named.
void complete(db::Tx& tx, const Dossier& dossier, Support& support, Findings& findings) {
    if (support.kind != "introducer" && support.kind != "helper") {
        findings.push_back(field_finding("field.choice", "kind"));
    }
    if (!support.person_id.empty()) {
        const auto person = people::find(tx, people::PersonId{support.person_id});
        if (!person) {
            findings.push_back(field_finding("field.reference", "person_id"));
            return;
        }
        support.name = person->name;
        support.official = person->standing == people::Standing::official_member;
        if (person->id == dossier.person_id) {
            findings.push_back(field_finding("dossier.own_support", "person_id"));
        }
    }
    support.name = text::clean_name(support.name);
    if (support.name.empty()) {
        findings.push_back(field_finding("field.required", "name"));
    }
    if (!support.together_since.empty() && !time::PartialDate::parse(support.together_since)) {
        findings.push_back(field_finding("field.format", "together_since"));
    }
    check_day(support.from_on, "from_on", findings);
    check_day(support.until_on, "until_on", findings);
    if (!support.until_on.empty() && text::trim(support.reason).empty()) {
        findings.push_back(field_finding("field.required", "reason"));
    }
}

}  // namespace

Dossier put_support(const Work& work, const DossierId& id, const Support& wanted,
                    std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load_to_edit(tx, work, id, version);
        Support support = wanted;
        Findings findings;
        complete(tx, dossier, support, findings);
        const auto known = store::supports(tx, id);
        const bool is_new = support.id.empty();
        const bool ours = std::any_of(known.begin(), known.end(),
                                      [&](const Support& one) { return one.id == support.id; });
        if (!is_new && !ours) {
            findings.push_back(field_finding("field.reference", "id"));
        }
        refuse_if(findings);
        if (is_new) {
            support.id = new_uuid(tx.now_ms());
        }
        store::put_support(tx, id, support);
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.support_set", "dossier", id.value,
                     {{"kind", "", support.kind},
                      {"name", "", support.name},
                      {"together_since", "", support.together_since},
                      {"until_on", "", support.until_on}});
        return dossier;
    });
}

namespace {

void check_vote(const checks::Vote& vote, time::Date today) {
    Findings findings;
    if (vote.body != "cell" && vote.body != "grassroots") {
        findings.push_back(field_finding("field.choice", "body"));
    }
    if (vote.held_on > today) {
        findings.push_back(field_finding("dossier.in_future", "held_on", {vote.held_on.vn()}));
    }
    const std::int64_t present = vote.present.value_or(vote.base);
    if (vote.base <= 0 || present < 0 || present > vote.base) {
        findings.push_back(field_finding("field.format", "base"));
    }
    if (vote.in_favour < 0 || vote.against < 0 || vote.in_favour + vote.against > present) {
        findings.push_back(
            field_finding("vote.count", "in_favour",
                          {std::to_string(vote.in_favour), std::to_string(vote.against),
                           std::to_string(present), std::to_string(vote.base)}));
    }
    refuse_if(findings);
}

}  // namespace

Dossier put_vote(const Work& work, const DossierId& id, const checks::Vote& vote,
                 std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load_to_edit(tx, work, id, version);
        check_vote(vote, work.ctx.clock.today());
        store::put_vote(tx, id, {new_uuid(tx.now_ms()), vote});
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.vote_recorded", "dossier", id.value,
                     {{"body", "", vote.body},
                      {"held_on", "", vote.held_on.iso()},
                      {"votes", "", fmt::format("{}/{}", vote.in_favour, vote.base)}});
        return dossier;
    });
}

}  // namespace ketnap::dossier
