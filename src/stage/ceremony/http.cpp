// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/http.h"

#include "base/audit/trace.h"
#include "base/auth/api.h"
#include "platform/vocabulary/id.h"
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/gate/check_in.h"
#include "stage/ceremony/gate/held.h"
#include "stage/ceremony/papers.h"
#include "stage/ceremony/programme/programme.h"
#include "stage/ceremony/seating/seat_plan.h"

namespace ketnap::ceremony {

struct CeremonyChange {
    CeremonyForm form;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CeremonyChange, (), (form, version))

struct DelegateChange {
    DelegateForm form;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DelegateChange, (), (form, version))

struct DelegateStateChange {
    DelegateState state = DelegateState::expected;
    std::string note;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DelegateStateChange, (), (state, note, version))

struct SeatChange {
    std::string delegate_id;
    Seat seat;
};
BOOST_DESCRIBE_STRUCT(SeatChange, (), (delegate_id, seat))

struct NameQuery {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NameQuery, (), (text))

struct ScanAnswers {
    std::vector<gate::ScanAnswer> answers;
};
BOOST_DESCRIBE_STRUCT(ScanAnswers, (), (answers))

namespace {

using auth::Action;
using auth::Call;

CeremonyId id_of(const Call& call) {
    return {call.param("id")};
}

DelegateId delegate_of(const Call& call) {
    return {call.param("delegate_id")};
}

template <class T>
json::Page<T> page(std::vector<T> items) {
    const auto count = static_cast<std::int64_t>(items.size());
    return {.items = std::move(items), .next = {}, .count = count};
}

template <class T>
T said(const Call& call, T answer) {
    call.localize(answer.findings);
    return answer;
}

std::vector<Ceremony> ceremonies(const Call& call) {
    auto all = list(call.ctx, call.rights, call.query("campaign"));
    for (auto& one : all) {
        call.localize(one.findings);
    }
    return all;
}

CeremonyForm propose(const Call& call) {
    return call.ctx.read([&](db::Tx& tx) { return proposal(tx, call.param("id")); });
}

Programme programme_of(const Call& call, const Programmes& programmes) {
    const auto form = get(call.ctx, call.rights, id_of(call)).form;
    return programmes.in_force_on(form.event_kind, form.starts_on.value_or(call.ctx.clock.today()));
}

ScanAnswers scan(const Call& call, const gate::ScanBatch& batch) {
    ScanAnswers out{gate::check_in(call.ctx, call.rights, id_of(call), batch)};
    for (auto& answer : out.answers) {
        call.localize(answer.reasons);
    }
    return out;
}

// Whoever may only check in gets no list on paper.
void require_list(const Call& call) {
    const auto id = id_of(call);
    static_cast<void>(get(call.ctx, call.rights, id));
    auth::require(call.ctx.read([&](db::Tx& tx) {
        return call.rights.can(call.ctx.actor, Action::ceremony_read, object_of(tx, id));
    }));
}

using Printer = std::string (*)(const Ctx&, const Print&, const CeremonyId&);

http::Response pdf(const Print& print, const char* name, const std::string& bytes) {
    const auto title =
        print.messages.text(std::string{"ceremony.file."} + name, messages::Language::vi);
    return http::download(bytes, "application/pdf", title + ".pdf");
}

http::Response print_invitations(Call& call, const Print& print) {
    const auto id = id_of(call);
    static_cast<void>(get(call.ctx, call.rights, id));
    auth::require(call.ctx.read([&](db::Tx& tx) {
        return call.rights.can(call.ctx.actor, Action::invitation_print, object_of(tx, id));
    }));
    const auto only = call.query("delegate");
    const auto bytes = invitations_pdf(
        call.ctx, print, id, only.empty() ? std::nullopt : std::optional{DelegateId{only}});
    audit::trace_apart(call.ctx, "ceremony.invitations_printed", "ceremony", id.value);
    return pdf(print, "invitations", bytes);
}

http::Response print_list(Call& call, const Print& print) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("ketnap-" + new_uuid(call.ctx.clock.now().ms) + ".xlsx");
    require_list(call);
    check_in_list_xlsx(call.ctx, print, id_of(call), file);
    auto answer = http::file(
        file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        print.messages.text("ceremony.file.check_in_list", messages::Language::vi) + ".xlsx");
    answer.remove_file = true;
    return answer;
}

void add_paper_routes(auth::Api& api, const Print& print) {
    api.download("/api/ceremonies/{id}/invitations.pdf", Action::invitation_print,
                 "Invitations with card and short code; ?delegate= for one",
                 [&print](Call& call) { return print_invitations(call, print); });
    struct Paper {
        const char* name;
        Printer printer;
        const char* summary;
    };
    for (const auto& paper :
         {Paper{"seat_plan", seat_plan_pdf, "The hall as a plan"},
          Paper{"programme", programme_pdf, "The order of the ceremony"},
          Paper{"check_in_list", check_in_list_pdf, "All delegates in the order of names"}}) {
        api.download(std::string{"/api/ceremonies/{id}/"} + paper.name + ".pdf",
                     Action::ceremony_read, paper.summary, [&print, paper](Call& call) {
                         require_list(call);
                         return pdf(print, paper.name, paper.printer(call.ctx, print, id_of(call)));
                     });
    }
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .download("/api/ceremonies/{id}/check_in_list.xlsx", Action::ceremony_read,
                  "The same list as a workbook",
                  [&print](Call& call) { return print_list(call, print); });
}

void add_ceremony_routes(auth::Api& api, const Programmes& programmes) {
    api.get<json::Page<Ceremony>>("/api/ceremonies", Action::signed_in,
                                  "Ceremonies the caller may see or check in at; ?campaign=",
                                  [](Call& call) { return page(ceremonies(call)); });
    api.get<CeremonyForm>("/api/campaigns/{id}/ceremony_proposal", Action::ceremony_edit,
                          "What the plan says of the day, as a form to begin with", propose);
    api.post<CeremonyForm, Ceremony>("/api/ceremonies", Action::ceremony_edit,
                                     "Enters a ceremony of a campaign",
                                     [](Call& call, const CeremonyForm& form) {
                                         return said(call, create(call.ctx, call.rights, form));
                                     });
    api.get<Ceremony>("/api/ceremonies/{id}", Action::signed_in,
                      "One ceremony with its counts and what stands in its way", [](Call& call) {
                          return said(call, get(call.ctx, call.rights, id_of(call)));
                      });
    api.put<CeremonyChange, Ceremony>(
        "/api/ceremonies/{id}", Action::ceremony_edit, "Changes day, place and hall",
        [](Call& call, const CeremonyChange& body) {
            return said(call, change(call.ctx, call.rights, id_of(call), body.form, body.version));
        });
    api.get<Programme>("/api/ceremonies/{id}/programme", Action::signed_in,
                       "The order of the ceremony in force on its day, with its source",
                       [&programmes](Call& call) { return programme_of(call, programmes); });
}

void add_delegate_routes(auth::Api& api) {
    api.get<json::Page<Delegate>>(
        "/api/ceremonies/{id}/delegates", Action::ceremony_read, "Delegates by group and rank",
        [](Call& call) { return page(delegates(call.ctx, call.rights, id_of(call))); });
    api.post<DelegateForm, Delegate>("/api/ceremonies/{id}/delegates", Action::delegate_edit,
                                     "Adds a delegate", [](Call& call, const DelegateForm& form) {
                                         return add(call.ctx, call.rights, id_of(call), form);
                                     });
    api.put<DelegateChange, Delegate>("/api/ceremonies/{id}/delegates/{delegate_id}",
                                      Action::delegate_edit, "Changes a delegate",
                                      [](Call& call, const DelegateChange& body) {
                                          return change(call.ctx, call.rights, id_of(call),
                                                        delegate_of(call), body.form, body.version);
                                      });
    api.put<DelegateStateChange, Delegate>(
        "/api/ceremonies/{id}/delegates/{delegate_id}/state", Action::delegate_edit,
        "Withdraws a delegate or expects them again",
        [](Call& call, const DelegateStateChange& body) {
            return set_state(call.ctx, call.rights, id_of(call), delegate_of(call), body.state,
                             body.note, body.version);
        });
    api.post<auth::Nothing, Derived>(
        "/api/ceremonies/{id}/delegates/derive", Action::delegate_edit,
        "Takes new members and helpers from the decisions of the campaign",
        [](Call& call, const auth::Nothing&) {
            return derive(call.ctx, call.rights, id_of(call));
        });
}

void add_seat_routes(auth::Api& api) {
    api.get<SeatPlan>(
        "/api/ceremonies/{id}/seats", Action::ceremony_read, "Who sits where",
        [](Call& call) { return said(call, seat_plan(call.ctx, call.rights, id_of(call))); });
    api.post<auth::Nothing, SeatPlan>(
        "/api/ceremonies/{id}/seats", Action::ceremony_edit, "Gives every delegate a chair anew",
        [](Call& call, const auth::Nothing&) {
            return said(call, seat_all(call.ctx, call.rights, id_of(call)));
        });
    api.put<SeatChange, SeatPlan>(
        "/api/ceremonies/{id}/seats", Action::ceremony_edit,
        "Puts a delegate on a chair; two change places", [](Call& call, const SeatChange& body) {
            return said(call, move_to(call.ctx, call.rights, id_of(call),
                                      DelegateId{body.delegate_id}, body.seat));
        });
}

void add_gate_routes(auth::Api& api) {
    api.post<gate::ScanBatch, ScanAnswers>("/api/ceremonies/{id}/scans", Action::check_in,
                                           "Stores scans and says of each what the desk shows",
                                           scan);
    api.query<NameQuery, json::Page<gate::DeskDelegate>>(
        "/api/ceremonies/{id}/delegates/find", Action::check_in,
        "Delegates by words of the name, diacritics or not",
        [](Call& call, const NameQuery& query) {
            return page(gate::find_by_name(call.ctx, call.rights, id_of(call), query.text));
        });
    api.post<auth::Nothing, gate::Held>("/api/ceremonies/{id}/held", Action::ceremony_edit,
                                        "Records that it took place, for every new member who came",
                                        [](Call& call, const auth::Nothing&) {
                                            return gate::record_held(call.ctx, call.rights,
                                                                     id_of(call));
                                        });
    api.get<gate::Board>("/api/ceremonies/{id}/board", Action::signed_in,
                         "Who has come, by group, and the latest arrivals", [](Call& call) {
                             return gate::board(call.ctx, call.rights, id_of(call));
                         });
}

}  // namespace

void add_routes(auth::Api& api, const Print& print) {
    add_ceremony_routes(api, print.programmes);
    add_paper_routes(api, print);
    add_delegate_routes(api);
    add_seat_routes(api);
    add_gate_routes(api);
}

}  // namespace ketnap::ceremony
