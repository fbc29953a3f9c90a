// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/http.h"

#include "base/audit/trace.h"
#include "platform/json/enum_text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/store.h"
#include "stage/dossier/view.h"

#include <algorithm>
#include <charconv>

namespace ketnap::dossier {
namespace {

using auth::Action;
using auth::Call;
template <class T>
using Maybe = std::optional<T>;

struct DossierQuery {
    Maybe<std::string> text;
    Maybe<std::string> org_id;
    Maybe<std::string> campaign_id;
    Maybe<std::vector<State>> states;
    Maybe<std::string> due_until;
    Maybe<bool> with_errors;
    Maybe<std::string> sort;
    Maybe<std::string> cursor;
    Maybe<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(DossierQuery, (),
                      (text, org_id, campaign_id, states, due_until, with_errors, sort, cursor,
                       limit))

struct StateCount {
    State state = State::drafting;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, count))

struct StateCounts {
    std::vector<StateCount> items;
};
BOOST_DESCRIBE_STRUCT(StateCounts, (), (items))

struct NewForm {
    std::string person_id;
    Maybe<std::string> org_id;
    Maybe<std::string> campaign_id;
    CandidateType candidate_type = CandidateType::union_member;
    Maybe<bool> section_committee;
};
BOOST_DESCRIBE_STRUCT(NewForm, (),
                      (person_id, org_id, campaign_id, candidate_type, section_committee))

struct HeadForm {
    std::string org_id;
    Maybe<std::string> campaign_id;
    CandidateType candidate_type = CandidateType::union_member;
    bool section_committee = false;
    std::string shelf;
    int extension_days = 0;
    std::string extension_reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(HeadForm, (),
                      (org_id, campaign_id, candidate_type, section_committee, shelf,
                       extension_days, extension_reason, version))

struct PaperForm {
    bool received = true;
    Maybe<std::string> received_on;
    Maybe<std::string> number;
    Maybe<bool> is_signed;
    Maybe<bool> is_sealed;
    std::map<std::string, std::string> dates;
    std::map<std::string, std::string> facts;
    Maybe<std::string> remark;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PaperForm, (),
                      (received, received_on, number, is_signed, is_sealed, dates, facts, remark,
                       version))

struct SupportForm {
    Maybe<std::string> id;
    std::string kind;
    Maybe<std::string> person_id;
    Maybe<std::string> name;
    Maybe<bool> official;
    Maybe<bool> same_grassroots;
    Maybe<std::string> together_since;
    Maybe<std::string> from_on;
    Maybe<std::string> until_on;
    Maybe<std::string> reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SupportForm, (),
                      (id, kind, person_id, name, official, same_grassroots, together_since,
                       from_on, until_on, reason, version))

struct VoteForm {
    std::string body;
    time::Date held_on;
    std::int64_t base = 0;
    Maybe<std::int64_t> present;
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VoteForm, (), (body, held_on, base, present, in_favour, against, version))

struct MoveForm {
    State to = State::received;
    Maybe<std::string> reason;
    Maybe<std::string> on;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MoveForm, (), (to, reason, on, version))

struct ReturnItemForm {
    Maybe<std::string> rule;
    Maybe<std::string> paper;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ReturnItemForm, (), (rule, paper, text))

struct ReturnForm {
    std::string due_on;
    Maybe<std::string> message;
    std::vector<ReturnItemForm> items;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ReturnForm, (), (due_on, message, items, version))

struct ResubmitForm {
    std::vector<std::string> fixed_items;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ResubmitForm, (), (fixed_items, version))

struct Remark {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Remark, (), (text))

struct ChangeView {
    std::string field;
    std::string from;
    std::string to;
};
BOOST_DESCRIBE_STRUCT(ChangeView, (), (field, from, to))

struct HistoryItem {
    std::int64_t at = 0;
    std::string actor;
    std::string action;
    std::string sentence;
    std::vector<ChangeView> changes;
};
BOOST_DESCRIBE_STRUCT(HistoryItem, (), (at, actor, action, sentence, changes))

std::string or_empty(const Maybe<std::string>& text) {
    return text.value_or("");
}

DossierId id_of(const Call& call) {
    return DossierId{call.param("id")};
}

Work work_of(const Call& call, const Book& book) {
    return {call.ctx, call.rights, book, nullptr};
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

Item item_of(db::Tx& tx, const Call& call, const Book& book, const store::Row& row,
             UnitNames& units) {
    const Dossier& d = row.dossier;
    Item item{d.id.value,    d.code,          d.person_id.value, row.person_name,
              row.org_name,  units.of(tx, d), d.campaign_id,     d.candidate_type,
              d.state,       d.state_since,   d.due_on,          {},
              d.error_count, d.warning_count, d.decision_number, d.version};
    if (const auto due = time::Date::parse_iso(d.due_on)) {
        item.days_left = book.basis.calendar.working_days_between(call.ctx.clock.today(), *due);
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
        const auto found = store::page(tx, call.reach(Action::dossier_read), query, org_path);
        UnitNames units;
        for (const auto& row : found.rows) {
            page.items.push_back(item_of(tx, call, book, row, units));
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
                 tx, call.reach(Action::dossier_read), call.query("campaign_id"))) {
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
    const bool digits =
        !text.empty() && text.size() < 10 &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) {
        throw Refused{{field_finding("field.required", "version")}};
    }
    std::int64_t version = 0;
    std::from_chars(text.data(), text.data() + text.size(), version);
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
                 move(work_of(call, book), id_of(call),
                      {form.to, or_empty(form.reason), or_empty(form.on)}, form.version));
}

View give_back(Call& call, const Book& book, const ReturnForm& form) {
    ReturnNote note{form.due_on, or_empty(form.message), {}, {}};
    for (const auto& item : form.items) {
        note.items.push_back({{}, or_empty(item.rule), or_empty(item.paper), item.text, {}});
    }
    return shown(call, book, send_back(work_of(call, book), id_of(call), note, form.version));
}

View hand_in_again(Call& call, const Book& book, const ResubmitForm& form) {
    return shown(call, book,
                 resubmit(work_of(call, book), id_of(call), form.fixed_items, {}, form.version));
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
    api.post<DossierQuery, json::Page<Item>>(
        "/api/dossiers/query", Action::dossier_read,
        "A page of the dossiers that the filter lets through",
        [&book](Call& call, const DossierQuery& form) { return list(call, book, form); });
    api.get<StateCounts>("/api/dossiers/counts", Action::dossier_read,
                         "How many dossiers stand in each state, of one campaign or all", counts);
    api.get<View>("/api/dossiers/{id}", Action::dossier_read,
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
}

}  // namespace ketnap::dossier
