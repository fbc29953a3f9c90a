// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/http.h"

#include "base/audit/trace.h"
#include "platform/json/enum_text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/forms.h"
#include "stage/dossier/inside.h"
#include "stage/dossier/view.h"

#include <algorithm>
#include <charconv>

namespace ketnap::dossier {
namespace {

using auth::Action;
using auth::Call;
std::string or_empty(const Maybe<std::string>& text) {
    return text.value_or("");
}

DossierId id_of(const Call& call) {
    return DossierId{call.param("id")};
}

Work work_of(const Call& call, const Book& book, const Maybe<std::string>& on_behalf_of = {}) {
    return {call.ctx, call.rights, book, nullptr, on_behalf_of.value_or("")};
}

Dossier readable(db::Tx& tx, const Call& call, const DossierId& id) {
    auto dossier = get(tx, id);
    auth::require_known(call.can(Action::dossier_read, dossier.object()));
    return dossier;
}

View shown(Call& call, const Book& book, const Dossier& dossier) {
    return call.ctx.read([&](db::Tx& tx) { return view_of(tx, call, book, dossier); });
}

Query query_of(const DossierQuery& form) {
    constexpr std::int64_t usual_page = 50;
    constexpr std::int64_t longest_page = 500;
    Query query;
    query.text = or_empty(form.text);
    query.org_id = or_empty(form.org_id);
    query.campaign_id = or_empty(form.campaign_id);
    query.person_id = or_empty(form.person_id);
    query.states = form.states.value_or(std::vector<State>{});
    query.due_until = or_empty(form.due_until);
    query.with_errors = form.with_errors.value_or(false);
    query.sort = form.sort.value_or("name");
    query.cursor = or_empty(form.cursor);
    query.limit = std::clamp<std::int64_t>(form.limit.value_or(usual_page), 1, longest_page);
    return query;
}

/// Names of the grassroots units of a page, each asked once.
class UnitNames {
  public:
    std::string of(db::Tx& tx, const Dossier& dossier) {
        const auto begin = dossier.org_path.find('/', 1);
        const auto end = begin == std::string::npos ? begin : dossier.org_path.find('/', begin + 1);
        if (end == std::string::npos) {
            return {};
        }
        const std::string id = dossier.org_path.substr(begin + 1, end - begin - 1);
        const auto [at, is_new] = m_names.try_emplace(id);
        if (is_new) {
            const auto unit = org::find(tx, org::OrgId{id});
            at->second = unit ? unit->name : "";
        }
        return at->second;
    }

  private:
    std::map<std::string, std::string> m_names;
};

/// A decision is recorded by its own stage, which has no rules: the clock it starts is read here.
std::string ceremony_due(const checks::Basis& basis, const Dossier& dossier, time::Date today) {
    checks::Dossier decided;
    if (const auto issued = time::Date::parse_iso(dossier.decided_on)) {
        const auto received = time::Date::parse_iso(dossier.decision_received_on);
        decided.decision =
            checks::Decision{*issued, received ? std::optional{*received} : std::nullopt};
    }
    std::string due;
    for (const auto& clock : checks::clocks(decided, basis, today)) {
        const auto on = clock.due_on.iso();
        due = due.empty() || on < due ? on : due;
    }
    return due;
}

Item item_of(db::Tx& tx, const Call& call, const checks::Basis& basis, const store::Row& row,
             UnitNames& units) {
    const Dossier& d = row.dossier;
    Item item{d.id.value,    d.code,          d.person_id.value, row.person_name,
              row.org_name,  units.of(tx, d), d.campaign_id,     d.candidate_type,
              d.state,       d.state_since,   d.due_on,          {},
              d.error_count, d.warning_count, d.decision_number, d.version};
    if (d.state == State::decided) {
        item.due_on = ceremony_due(basis, d, call.ctx.clock.today());
    }
    if (const auto due = time::Date::parse_iso(item.due_on)) {
        item.days_left = basis.calendar.working_days_between(call.ctx.clock.today(), *due);
    }
    return item;
}

json::Page<Item> list(Call& call, const Book& book, const DossierQuery& form) {
    return call.ctx.read([&](db::Tx& tx) {
        const Query query = query_of(form);
        json::Page<Item> page;
        std::string org_path;
        if (!query.org_id.empty()) {
            const auto body = org::find(tx, org::OrgId{query.org_id});
            if (!body) {
                return page;
            }
            org_path = body->path;
        }
        const auto found = store::page(tx, call.scope(Action::dossier_read), query, org_path);
        UnitNames units;
        const inside::OwnBasis own{tx, book};
        for (const auto& row : found.rows) {
            page.items.push_back(item_of(tx, call, own.basis, row, units));
        }
        page.next = found.next.empty() ? std::nullopt : std::optional{found.next};
        page.count = found.count;
        page.count_capped = found.count_capped;
        return page;
    });
}

StateCounts counts(Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        StateCounts out;
        for (const auto& [state, count] : store::count_by_state(
                 tx, call.scope(Action::dossier_read), call.query("campaign_id"))) {
            out.items.push_back({state, count});
        }
        return out;
    });
}

View begin(Call& call, const Book& book, const NewForm& form) {
    return shown(call, book,
                 open(work_of(call, book), {form.person_id,
                                            or_empty(form.org_id),
                                            or_empty(form.campaign_id),
                                            form.candidate_type,
                                            form.section_committee.value_or(false),
                                            {}}));
}

View save_head(Call& call, const Book& book, const HeadForm& form) {
    return shown(
        call, book,
        change(work_of(call, book), id_of(call),
               {form.org_id, or_empty(form.campaign_id), form.candidate_type,
                form.section_committee, form.shelf, form.extension_days, form.extension_reason},
               form.version));
}

View save_paper(Call& call, const Book& book, const PaperForm& form) {
    PaperRow paper;
    paper.form = call.param("form");
    paper.received = form.received;
    paper.received_on = or_empty(form.received_on);
    paper.number = or_empty(form.number);
    paper.is_signed = form.is_signed;
    paper.is_sealed = form.is_sealed;
    paper.dates = form.dates;
    paper.facts = form.facts;
    std::erase_if(paper.dates, [](const auto& one) { return one.second.empty(); });
    std::erase_if(paper.facts, [](const auto& one) { return one.second.empty(); });
    return shown(call, book,
                 put_paper(work_of(call, book), id_of(call), paper, form.remark, form.version));
}

std::int64_t version_of(const Call& call) {
    const std::string text = call.query("version");
    std::int64_t version = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, version);
    if (text.empty() || read.ec != std::errc{} || read.ptr != end) {
        throw Refused{{field_finding("field.required", "version")}};
    }
    return version;
}

View remove_paper(Call& call, const Book& book) {
    return shown(
        call, book,
        drop_paper(work_of(call, book), id_of(call), call.param("form"), version_of(call)));
}

View save_support(Call& call, const Book& book, const SupportForm& form) {
    const Support support{.id = or_empty(form.id),
                          .kind = form.kind,
                          .person_id = or_empty(form.person_id),
                          .name = or_empty(form.name),
                          .official = form.official.value_or(true),
                          .same_grassroots = form.same_grassroots,
                          .together_since = or_empty(form.together_since),
                          .from_on = or_empty(form.from_on),
                          .until_on = or_empty(form.until_on),
                          .reason = or_empty(form.reason)};
    return shown(call, book, put_support(work_of(call, book), id_of(call), support, form.version));
}

View save_vote(Call& call, const Book& book, const VoteForm& form) {
    return shown(
        call, book,
        put_vote(
            work_of(call, book), id_of(call),
            {form.body, form.held_on, form.base, form.present, form.in_favour, form.against, {}},
            form.version));
}

View take_step(Call& call, const Book& book, const MoveForm& form) {
    return shown(call, book,
                 move(work_of(call, book, form.on_behalf_of), id_of(call),
                      {form.to, or_empty(form.reason), or_empty(form.on), or_empty(form.from_name),
                       form.paper_count, or_empty(form.hold_kind), or_empty(form.look_on)},
                      form.version));
}

View give_back(Call& call, const Book& book, const ReturnForm& form) {
    ReturnNote note{
        or_empty(form.due_on), or_empty(form.message), {}, {}, form.due_days.value_or(0)};
    for (const auto& item : form.items) {
        ReturnItem one{{}, or_empty(item.rule), or_empty(item.paper), item.text, {}};
        one.field = or_empty(item.field);
        note.items.push_back(std::move(one));
    }
    return shown(
        call, book,
        send_back(work_of(call, book, form.on_behalf_of), id_of(call), note, form.version));
}

View hand_in_again(Call& call, const Book& book, const ResubmitForm& form) {
    return shown(call, book,
                 resubmit(work_of(call, book, form.on_behalf_of), id_of(call), form.fixed_items, {},
                          form.version));
}

json::Page<HistoryItem> history(Call& call) {
    const auto entries = call.ctx.read([&](db::Tx& tx) {
        const auto dossier = readable(tx, call, id_of(call));
        return audit::history(tx, "dossier", dossier.id.value);
    });
    json::Page<HistoryItem> page;
    for (const auto& entry : entries) {
        HistoryItem item{entry.at,
                         entry.actor,
                         entry.action,
                         call.messages.text("audit." + entry.action, call.language()),
                         {}};
        for (const auto& change : entry.changes) {
            item.changes.push_back({change.field, change.from, change.to});
        }
        page.items.push_back(std::move(item));
    }
    page.count = static_cast<std::int64_t>(page.items.size());
    return page;
}

void add_reads(auth::Api& api, const Book& book) {
    api.query<DossierQuery, json::Page<Item>>(
        "/api/dossiers/query", Action::dossier_read,
        "A page of the dossiers that the filter lets through",
        [&book](Call& call, const DossierQuery& form) { return list(call, book, form); });
    api.get<StateCounts>("/api/dossiers/counts", Action::dossier_read,
                         "How many dossiers stand in each state, of one campaign or all", counts);
    api.counted(auth::Watched::dossier)
        .get<View>("/api/dossiers/{id}", Action::dossier_read,
                   "One dossier: papers, findings, clocks, votes, return rounds, steps",
                   [&book](Call& call) {
                       return call.ctx.read([&](db::Tx& tx) {
                           return view_of(tx, call, book, readable(tx, call, id_of(call)));
                       });
                   });
    api.get<json::Page<HistoryItem>>("/api/dossiers/{id}/history", Action::dossier_read,
                                     "Who did what to it, newest first", history);
}

void add_contents_routes(auth::Api& api, const Book& book) {
    api.post<NewForm, View>(
        "/api/dossiers", Action::dossier_edit, "Begins the dossier of a person",
        [&book](Call& call, const NewForm& form) { return begin(call, book, form); });
    api.put<HeadForm, View>(
        "/api/dossiers/{id}", Action::dossier_edit, "Changes what stands on the cover",
        [&book](Call& call, const HeadForm& form) { return save_head(call, book, form); });
    api.put<HandsForm, View>(
        "/api/dossiers/{id}/hands", Action::dossier_appraise,
        "Names the persons who prepared and appraised it",
        [&book](Call& call, const HandsForm& form) {
            return shown(
                call, book,
                name_hands(work_of(call, book), id_of(call),
                           {form.prepared_by, form.appraised_by, form.reason}, form.version));
        });
    api.put<PaperForm, View>(
        "/api/dossiers/{id}/papers/{form}", Action::dossier_edit,
        "Records one paper with its dates and what it says",
        [&book](Call& call, const PaperForm& form) { return save_paper(call, book, form); });
    api.del<View>("/api/dossiers/{id}/papers/{form}", Action::dossier_edit,
                  "Takes a paper out of the file; ?version=", [&book](Call& call) {
                      return remove_paper(call, book);
                  });
    api.post<auth::Nothing, Remark>(
        "/api/dossiers/{id}/papers/{form}/remark", Action::dossier_appraise,
        "Opens the sealed remark of a paper; audited", [&book](Call& call, const auth::Nothing&) {
            call.answer_is_secret();
            return Remark{open_remark(work_of(call, book), id_of(call), call.param("form"))};
        });
    api.post<SupportForm, View>(
        "/api/dossiers/{id}/supports", Action::dossier_edit,
        "Adds or changes an introducer or helper",
        [&book](Call& call, const SupportForm& form) { return save_support(call, book, form); });
    api.post<VoteForm, View>(
        "/api/dossiers/{id}/votes", Action::dossier_edit,
        "Records the count of the cell or of the grassroots committee",
        [&book](Call& call, const VoteForm& form) { return save_vote(call, book, form); });
}

void add_way_routes(auth::Api& api, const Book& book) {
    api.post<MoveForm, View>(
        "/api/dossiers/{id}/move", Action::dossier_read,
        "Takes a step: submitted, received, appraising, qualified, withdrawn, or back",
        [&book](Call& call, const MoveForm& form) { return take_step(call, book, form); });
    api.post<ReturnForm, View>(
        "/api/dossiers/{id}/return", Action::dossier_return,
        "Sends it back to the unit with items and a due day",
        [&book](Call& call, const ReturnForm& form) { return give_back(call, book, form); });
    api.post<ResubmitForm, View>(
        "/api/dossiers/{id}/resubmit", Action::dossier_submit,
        "The unit sends it again and says what is mended",
        [&book](Call& call, const ResubmitForm& form) { return hand_in_again(call, book, form); });
}

}  // namespace

void add_routes(auth::Api& api, const Book& book) {
    add_reads(api, book);
    add_contents_routes(api, book);
    add_way_routes(api, book);
    add_facts_routes(api, book);
    add_office_routes(api, book);
    add_work_routes(api, book);
}

}  // namespace ketnap::dossier
