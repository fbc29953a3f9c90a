// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/dossier.h"

#include "platform/json/enum_text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/facts.h"
#include "stage/dossier/inside.h"

#include <algorithm>

namespace ketnap::dossier {

namespace {

using json::text_of;

std::optional<time::Date> maybe_date(const std::string& iso) {
    const auto date = time::Date::parse_iso(iso);
    return date ? std::optional{*date} : std::nullopt;
}

std::optional<time::PartialDate> partial(const std::string& written) {
    auto date = time::PartialDate::parse(written);
    return date ? std::optional{std::move(*date)} : std::nullopt;
}

checks::Paper paper_of(const PaperRow& row) {
    checks::Paper paper{row.form, row.received, row.is_signed, row.is_sealed, {}, row.facts};
    paper.number = row.number;
    for (const auto& [name, written] : row.dates) {
        if (auto date = partial(written)) {
            paper.dates.emplace(name, std::move(*date));
        } else {
            paper.no_such_days.emplace(name, written);
        }
    }
    return paper;
}

checks::Introducer introducer_of(const Support& support) {
    return {support.name,
            support.official,
            partial(support.together_since),
            support.same_grassroots,
            partial(support.from_on),
            partial(support.until_on),
            support.person_id.empty() ? std::nullopt : std::optional{support.open_dossiers}};
}

void add_supports(const Contents& contents, checks::Dossier& into) {
    for (const Support& support : contents.supports) {
        if (support.kind == "introducer") {
            into.introducers.push_back(introducer_of(support));
        } else if (support.until_on.empty()) {
            into.helper = support.name;
        }
    }
}

/// The clock stands still while the dossier is with the unit, or held for a reason that stops it.
void add_stops(const Contents& contents, checks::Dossier& into) {
    for (const ReturnRound& round : contents.rounds) {
        const auto from = maybe_date(round.returned_on);
        if (from && round.undone_on.empty()) {
            into.stops.push_back({*from, maybe_date(round.answered_on)});
        }
    }
    for (const Hold& hold : contents.holds) {
        const auto from = maybe_date(hold.held_on);
        if (from && hold.stops_clock && hold.from_state != State::returned) {
            into.stops.push_back({*from, maybe_date(hold.ended_on)});
        }
    }
}

std::string stage_of(State state) {
    return state == State::decided || state == State::admitted ? "ceremony" : "reception";
}

}  // namespace

checks::Dossier case_of(const Dossier& d, const people::Person& person, const Contents& contents) {
    checks::Dossier out;
    out.code = d.code;
    out.candidate_type = text_of(d.candidate_type);
    out.section_committee = d.section_committee;
    out.full_name = person.name;
    out.born_on =
        partial(person.born_on_as_written.empty() ? person.born_on : person.born_on_as_written);
    out.facts = {{"home_place", person.home_place},
                 {"residence", person.residence},
                 {"occupation", person.occupation}};
    for (const PaperRow& row : contents.papers) {
        out.papers.push_back(paper_of(row));
    }
    add_supports(contents, out);
    for (const VoteRow& row : contents.votes) {
        out.votes.push_back(row.vote);
    }
    out.failed_votes = contents.failed_votes;
    add_stops(contents, out);
    out.received_on = maybe_date(d.received_on);
    out.extension_days = d.extension_days;
    if (const auto issued = maybe_date(d.decided_on)) {
        out.decision = checks::Decision{*issued, maybe_date(d.decision_received_on), d.decided_by};
    }
    out.ceremony_on = maybe_date(d.ceremony_on);
    out.stage = stage_of(d.state);
    return out;
}

std::optional<Dossier> find(db::Tx& tx, const DossierId& id) {
    auto row = store::by_id(tx, id);
    return row ? std::optional{std::move(row->dossier)} : std::nullopt;
}

Dossier get(db::Tx& tx, const DossierId& id) {
    auto found = find(tx, id);
    if (!found) {
        throw NotFound{};
    }
    return std::move(*found);
}

std::optional<DossierId> find_by_code(db::Tx& tx, std::string_view code) {
    return store::by_code(tx, code);
}

std::optional<DossierId> open_of(db::Tx& tx, const people::PersonId& person) {
    return store::open_of(tx, person);
}

void name_changed(db::Tx& tx, const people::PersonId& person) {
    store::rename(tx, person);
}

void move_paths(db::Tx& tx, const std::string& from, const std::string& to) {
    store::move_paths(tx, from, to);
}

std::map<State, std::int64_t> count_by_state(db::Tx& tx, std::string_view campaign_id) {
    return store::count_by_state(tx, std::vector<std::string>{"/"}, campaign_id);
}

Contents contents(db::Tx& tx, const DossierId& id) {
    return {store::papers(tx, id),       store::supports(tx, id), store::votes(tx, id),
            store::failed_votes(tx, id), store::rounds(tx, id),   store::steps(tx, id),
            store::holds(tx, id)};
}

Findings findings(db::Tx& tx, const Ctx& ctx, const Book& book, const DossierId& id) {
    const Dossier dossier = get(tx, id);
    const inside::OwnBasis own{tx, book};
    const auto as_case = whole_case(tx, dossier, people::get(tx, dossier.person_id),
                                    contents(tx, id), facts(tx, ctx, dossier));
    auto found = checks::all(as_case, own.basis, ctx.clock.today());
    inside::mask_sensitive(found, false);
    return found;
}

std::vector<checks::Clock> clocks(db::Tx& tx, const Book& book, const DossierId& id,
                                  time::Date today) {
    const Dossier dossier = get(tx, id);
    const inside::OwnBasis own{tx, book};
    return checks::clocks(case_of(dossier, people::get(tx, dossier.person_id), contents(tx, id)),
                          own.basis, today);
}

namespace {

Candidate candidate_of(db::Tx& tx, Dossier dossier) {
    Candidate out;
    out.person = people::get(tx, dossier.person_id);
    out.cell = org::get(tx, dossier.org_id);
    out.unit = org::unit_of(tx, out.cell);
    for (Support& support : store::supports(tx, dossier.id)) {
        if (!support.until_on.empty()) {
            continue;
        }
        if (support.kind == "helper") {
            out.helper = std::move(support);
        } else {
            out.introducers.push_back(std::move(support));
        }
    }
    for (const VoteRow& row : store::votes(tx, dossier.id)) {
        if (row.vote.body == "cell") {
            out.cell_vote = row.vote;
        } else if (row.vote.body == "grassroots") {
            out.committee_vote = row.vote;
        }
    }
    out.dossier = std::move(dossier);
    return out;
}

}  // namespace

std::vector<Candidate> candidates(db::Tx& tx, State state, std::string_view campaign_id) {
    std::vector<Candidate> out;
    for (store::Row& row : store::in_state(tx, state, campaign_id)) {
        out.push_back(candidate_of(tx, std::move(row.dossier)));
    }
    return out;
}

Candidate candidate(db::Tx& tx, const DossierId& id) {
    return candidate_of(tx, get(tx, id));
}

namespace {

Dossier get_in_state(db::Tx& tx, const DossierId& id, State state) {
    Dossier dossier = get(tx, id);
    if (dossier.state != state) {
        throw Refused{{field_finding("dossier.no_such_step", "state",
                                     {dossier.code, text_of(dossier.state)})}};
    }
    return dossier;
}

void require_date(const std::string& iso, const char* field) {
    if (!time::Date::parse_iso(iso)) {
        throw Refused{{field_finding("field.format", field)}};
    }
}

void keep(db::Tx& tx, Dossier& dossier) {
    if (!store::update(tx, dossier)) {
        throw Conflict{};
    }
}

}  // namespace

void tell_failed_vote(db::Tx& tx, const DossierId& id, const std::string& source,
                      const checks::Vote& vote) {
    store::put_failed_vote(tx, id, source, vote);
}

void take_back_failed_vote(db::Tx& tx, const std::string& source) {
    store::drop_failed_vote(tx, source);
}

std::vector<checks::Vote> failed_votes(db::Tx& tx, const DossierId& id) {
    return store::failed_votes(tx, id);
}

void mark_decided(db::Tx& tx, const Ctx& ctx, const DossierId& id, const Decided& decided) {
    require_date(decided.decided_on, "decided_on");
    Dossier dossier = get_in_state(tx, id, State::qualified);
    dossier.decision_number = decided.number;
    dossier.decided_on = decided.decided_on;
    dossier.decision_received_on = decided.received_on;
    dossier.decided_by = decided.decided_by;
    dossier.due_on.clear();
    inside::enter(tx, ctx, dossier, State::decided, decided.decided_on, decided.number);
    PaperRow paper;
    paper.id = new_uuid(tx.now_ms());
    paper.form = "decision";
    paper.number = decided.number;
    paper.dates = {{"issued_on", decided.decided_on}};
    store::put_paper(tx, id, paper, {});
    keep(tx, dossier);
    audit::trace(tx, ctx, "dossier.decided", "dossier", id.value,
                 {{"state", text_of(State::qualified), text_of(State::decided)},
                  {"decision_number", "", decided.number},
                  {"decided_on", "", decided.decided_on}});
}

void unmark_decided(db::Tx& tx, const Ctx& ctx, const DossierId& id, const std::string& reason) {
    Dossier dossier = get_in_state(tx, id, State::decided);
    const audit::Changes changes{{"state", text_of(State::decided), text_of(State::qualified)},
                                 {"decision_number", dossier.decision_number, ""},
                                 {"reason", "", reason}};
    dossier.decision_number.clear();
    dossier.decided_on.clear();
    dossier.decision_received_on.clear();
    dossier.decided_by.reset();
    inside::enter(tx, ctx, dossier, State::qualified, ctx.clock.today().iso(), reason);
    store::drop_paper(tx, id, "decision");
    keep(tx, dossier);
    audit::trace(tx, ctx, "dossier.decision_undone", "dossier", id.value, changes);
}

void set_decision_received(db::Tx& tx, const Ctx& ctx, const DossierId& id,
                           const std::string& received_on) {
    require_date(received_on, "received_on");
    Dossier dossier = get_in_state(tx, id, State::decided);
    const audit::Changes changes{
        {"decision_received_on", dossier.decision_received_on, received_on}};
    dossier.decision_received_on = received_on;
    keep(tx, dossier);
    audit::trace(tx, ctx, "dossier.decision_received", "dossier", id.value, changes);
}

void mark_admitted(db::Tx& tx, const Ctx& ctx, const DossierId& id,
                   const std::string& ceremony_on) {
    require_date(ceremony_on, "ceremony_on");
    Dossier dossier = get_in_state(tx, id, State::decided);
    dossier.ceremony_on = ceremony_on;
    dossier.due_on.clear();
    inside::enter(tx, ctx, dossier, State::admitted, ceremony_on, {});
    keep(tx, dossier);
    people::set_standing(tx, ctx, dossier.person_id, people::Standing::probationary_member,
                         ceremony_on);
    audit::trace(tx, ctx, "dossier.admitted", "dossier", id.value,
                 {{"state", text_of(State::decided), text_of(State::admitted)},
                  {"ceremony_on", "", ceremony_on}});
}

}  // namespace ketnap::dossier
