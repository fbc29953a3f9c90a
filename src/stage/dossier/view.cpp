// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/view.h"

#include "platform/json/enum_text.h"
#include "stage/dossier/facts.h"
#include "stage/dossier/inside.h"

#include <algorithm>
#include <array>

namespace ketnap::dossier {

namespace {

using auth::Action;
using auth::Call;
using json::text_of;

PersonView person_view(const people::Person& p) {
    return {
        p.id.value,   p.name,     p.born_on_as_written.empty() ? p.born_on : p.born_on_as_written,
        p.sex,        p.position, p.occupation,
        p.home_place, p.residence};
}

std::optional<Level> gravest_at(const Findings& findings, const std::string& form) {
    std::optional<Level> level;
    for (const Finding& finding : findings) {
        const bool here = std::any_of(finding.where.begin(), finding.where.end(),
                                      [&](const Where& where) { return where.paper == form; });
        if (here && (!level || finding.level > *level)) {
            level = finding.level;
        }
    }
    return level;
}

bool is_optional(const rules::Form& form) {
    return std::find(form.when.begin(), form.when.end(), "optional") != form.when.end();
}

PaperView paper_view(const rules::Form& form, const PaperRow* row, bool asked,
                     const Findings& findings) {
    PaperView view;
    view.form = form.form;
    view.title = form.title;
    view.form_number = form.number;
    view.made_by = form.made_by;
    view.asked = asked;
    view.later = form.due_at != "reception";
    view.optional = is_optional(form);
    view.needs_seal = form.needs_seal;
    view.fact_names = form.facts;
    view.verifies = form.verifies;
    view.level = gravest_at(findings, form.form);
    for (const auto& date : form.dates) {
        const auto at = row == nullptr ? std::map<std::string, std::string>::const_iterator{}
                                       : row->dates.find(date.name);
        const bool known = row != nullptr && at != row->dates.end();
        view.dates.push_back({date.name, date.label, known ? at->second : ""});
    }
    if (row != nullptr) {
        view.received = row->received;
        view.received_on = row->received_on;
        view.number = row->number;
        view.is_signed = row->is_signed;
        view.is_sealed = row->is_sealed;
        view.facts = row->facts;
        view.has_remark = row->has_remark;
    }
    return view;
}

/// A whole day that one paper names, as YYYY-MM-DD; empty when it names none.
std::string paper_day(const Contents& contents, std::string_view form, std::string_view date) {
    for (const PaperRow& row : contents.papers) {
        const auto at = row.dates.find(std::string{date});
        if (row.form == form && at != row.dates.end()) {
            const auto day = time::PartialDate::parse(at->second);
            return day && day->exact() ? day->iso() : "";
        }
    }
    return {};
}

/// The asked papers, the one that a level above would make, those that may be added, and what
/// else lies in the file.
std::vector<PaperView> paper_views(const Dossier& dossier, const rules::Checklist& list,
                                   const Contents& contents, const Findings& findings) {
    std::vector<std::string> conditions{text_of(dossier.candidate_type)};
    if (dossier.section_committee) {
        conditions.emplace_back("section_committee");
    }
    const auto asked = list.asked(conditions);
    std::vector<PaperView> out;
    for (const rules::Form& form : list.forms) {
        const bool is_asked = std::find(asked.begin(), asked.end(), &form) != asked.end();
        const auto row = std::find_if(contents.papers.begin(), contents.papers.end(),
                                      [&](const PaperRow& one) { return one.form == form.form; });
        const bool there = row != contents.papers.end();
        if (is_asked || there || is_optional(form) || form.form == "section_report") {
            out.push_back(paper_view(form, there ? &*row : nullptr, is_asked, findings));
        }
    }
    return out;
}

ClockView clock_view(const checks::Clock& clock) {
    ClockView view{clock.rule,
                   clock.rule_set,
                   clock.cite,
                   clock.from.iso(),
                   clock.days,
                   clock.stopped_days,
                   clock.extension_days,
                   clock.due_on.iso(),
                   clock.done_on ? std::optional{clock.done_on->iso()} : std::nullopt,
                   clock.left,
                   {},
                   clock.uncertain};
    for (const auto& day : clock.skipped) {
        view.skipped.push_back({day.on.iso(), day.name});
    }
    return view;
}

VoteView vote_view(const Call& call, const checks::Vote& vote,
                   const std::vector<checks::Passed>& passed, const Findings& findings) {
    VoteView view{vote.body,      vote.held_on.iso(), vote.base, vote.present,
                  vote.in_favour, vote.against,       {}};
    const std::string rule = "vote." + vote.body;
    for (const auto& one : passed) {
        if (one.rule == rule) {
            view.sentence = call.messages.text("passed.vote", call.language(), one.values);
        }
    }
    for (const Finding& finding : findings) {
        if (finding.rule == rule) {
            view.sentence = finding.message;
        }
    }
    return view;
}

void add_contents(const Call& call, const Contents& contents, const checks::Judgement& judgement,
                  View& view) {
    for (const Support& s : contents.supports) {
        view.supports.push_back({s.id, s.kind, s.person_id, s.name, s.official, s.same_grassroots,
                                 s.together_since, s.from_on, s.until_on, s.reason,
                                 s.open_dossiers});
    }
    for (const VoteRow& row : contents.votes) {
        view.votes.push_back(vote_view(call, row.vote, judgement.passed, view.findings));
    }
    for (const Step& step : contents.steps) {
        view.steps.push_back({step.state, step.on, step.by, step.note, step.for_name,
                              step.undone_on, step.undone_by, step.undone_reason});
    }
}

/// The day a body met: by its recorded count, else by the paper it wrote; empty when unknown.
std::string met_on(const Contents& contents, std::string_view body, std::string_view resolution) {
    for (const VoteRow& row : contents.votes) {
        if (row.vote.body == body) {
            return row.vote.held_on.iso();
        }
    }
    return paper_day(contents, resolution, "met_on");
}

/// A dossier is often typed long after it was begun: the way starts with the earliest known day.
void add_way(const Contents& contents, View& view) {
    view.cell_met_on = met_on(contents, "cell", "cell_resolution");
    view.committee_met_on = met_on(contents, "grassroots", "committee_resolution");
    view.begun_on = contents.steps.empty() ? "" : contents.steps.front().on;
    for (const auto& day : {paper_day(contents, "application", "dated_on"), view.cell_met_on,
                            view.committee_met_on, view.received_on}) {
        if (!day.empty() && (view.begun_on.empty() || day < view.begun_on)) {
            view.begun_on = day;
        }
    }
}

void add_rights(const Call& call, const Book& book, const Dossier& dossier, View& view) {
    const auto object = dossier.object();
    view.may_appraise = call.can(Action::dossier_appraise, object);
    const auto edit = book.states.edit_right(dossier.state);
    view.may_edit = edit && (call.can(*edit, object) || view.may_appraise);
}

void add_head(db::Tx& tx, const Dossier& d, View& view) {
    view.id = d.id.value;
    view.code = d.code;
    const auto cell = org::get(tx, d.org_id);
    const auto unit = org::unit_of(tx, cell);
    view.org_id = d.org_id.value;
    view.org_name = cell.name;
    view.unit_name = unit ? unit->name : "";
    view.campaign_id = d.campaign_id;
    view.candidate_type = d.candidate_type;
    view.section_committee = d.section_committee;
    view.state = d.state;
    view.state_since = d.state_since;
    view.received_on = d.received_on;
    view.shelf = d.shelf;
    view.extension_days = d.extension_days;
    view.extension_reason = d.extension_reason;
    view.decision_number = d.decision_number;
    view.decided_on = d.decided_on;
    view.decision_received_on = d.decision_received_on;
    view.ceremony_on = d.ceremony_on;
    view.due_on = d.due_on;
    view.version = d.version;
}

bool points_at_sealed(const Finding& finding) {
    constexpr std::array<std::string_view, 3> sealed{"ethnicity", "religion", "national_id"};
    return std::any_of(finding.where.begin(), finding.where.end(), [&](const Where& where) {
        return std::find(sealed.begin(), sealed.end(), where.field) != sealed.end();
    });
}

void mask(Finding& finding, const char* text, std::size_t values_kept) {
    for (Where& where : finding.where) {
        where.quote.clear();
    }
    finding.values.resize(std::min(finding.values.size(), values_kept));
    finding.text = text;
}

}  // namespace

void inside::mask_sensitive(Findings& findings, bool may_see_cases) {
    for (Finding& finding : findings) {
        const bool of_case =
            finding.rule.starts_with("special.") || finding.rule.starts_with("readmission.");
        if (finding.rule.starts_with("facts.") && points_at_sealed(finding)) {
            mask(finding, "facts.masked", 1);
        } else if (of_case && !may_see_cases) {
            mask(finding, "conditions.masked", 0);
        }
    }
}

namespace {

FactsSummary summary_of(const Facts& facts) {
    FactsSummary out;
    out.has_conditions = facts.conditions != checks::Conditions{};
    for (const auto& one : facts.relatives.value_or(std::vector<checks::Relative>{})) {
        const bool done = one.state == checks::VerificationState::verified ||
                          one.state == checks::VerificationState::waived;
        ++out.relatives;
        out.relatives_done += done ? 1 : 0;
    }
    out.consents = static_cast<std::int64_t>(facts.consents.size());
    for (const auto& paper : facts.papers) {
        out.sightings += static_cast<std::int64_t>(paper.sightings.size());
    }
    return out;
}

}  // namespace

View view_of(db::Tx& tx, const Call& call, const Book& book, const Dossier& dossier) {
    View view;
    add_head(tx, dossier, view);
    const auto today = call.ctx.clock.today();
    const auto person = people::get(tx, dossier.person_id);
    view.person = person_view(person);
    const auto held = contents(tx, dossier.id);
    const auto entered = facts(tx, call.ctx, dossier);
    const auto as_case = whole_case(tx, dossier, person, held, entered);
    const inside::OwnBasis own{tx, book};
    const auto judgement = checks::judge(as_case, own.basis, today);
    view.findings = judgement.findings;
    inside::mask_sensitive(view.findings, call.can(Action::dossier_edit, dossier.object()) ||
                                              call.can(Action::dossier_appraise, dossier.object()));
    call.localize(view.findings);
    view.passed_count = static_cast<std::int64_t>(judgement.passed.size());
    const auto& list = checks::checklist_of(as_case, own.basis, today);
    view.checklist = list.title;
    view.papers = paper_views(dossier, list, held, view.findings);
    for (const auto& clock : checks::clocks(as_case, own.basis, today)) {
        view.clocks.push_back(clock_view(clock));
    }
    add_contents(call, held, judgement, view);
    add_way(held, view);
    view.facts = summary_of(entered);
    add_rights(call, book, dossier, view);
    view.rounds = rounds_of(call, own.calendar, held);
    view.moves = moves_of(tx, call, book, dossier, held);
    view.suggested_days = book.states.return_days();
    view.suggested_due_on = own.calendar.add_working_days(today, book.states.return_days()).iso();
    view.way = way_view(tx, call, book, dossier, person, held);
    return view;
}

}  // namespace ketnap::dossier
