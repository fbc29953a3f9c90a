// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/http.h"

#include "base/audit/trace.h"
#include "base/auth/api.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/decision.h"

#include <algorithm>
#include <charconv>

namespace ketnap::decision {

struct MeetingChange {
    MeetingForm form;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MeetingChange, (), (form, version))

struct AgendaAddition {
    std::vector<dossier::DossierId> dossier_ids;
};
BOOST_DESCRIBE_STRUCT(AgendaAddition, (), (dossier_ids))

struct ItemSetting {
    ItemState state = ItemState::waiting;
    std::string reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ItemSetting, (), (state, reason, version))

struct MeetingVersion {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MeetingVersion, (), (version))

struct ReadyDossier {
    dossier::DossierId dossier_id;
    std::string code;
    std::string full_name;
    std::string born_on;
    std::string cell_name;
    std::string unit_name;
};
BOOST_DESCRIBE_STRUCT(ReadyDossier, (),
                      (dossier_id, code, full_name, born_on, cell_name, unit_name))

struct DecisionRow {
    Decision decision;
    std::string full_name;
    std::string cell_name;
    std::string unit_name;
};
BOOST_DESCRIBE_STRUCT(DecisionRow, (), (decision, full_name, cell_name, unit_name))

struct Received {
    std::vector<DecisionId> ids;
    std::string received_on;
};
BOOST_DESCRIBE_STRUCT(Received, (), (ids, received_on))

struct PaperPages {
    std::string title;
    int pages = 0;
};
BOOST_DESCRIBE_STRUCT(PaperPages, (), (title, pages))

namespace {

using auth::Action;
using auth::Call;

constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

template <class T>
json::Page<T> page_of(std::vector<T> items) {
    json::Page<T> page;
    page.count = static_cast<std::int64_t>(items.size());
    page.items = std::move(items);
    return page;
}

MeetingId meeting_id(const Call& call) {
    return MeetingId{call.param("id")};
}

ItemId item_id(const Call& call) {
    return ItemId{call.param("item_id")};
}

json::Page<ReadyDossier> ready_page(Call& call) {
    std::vector<ReadyDossier> rows;
    for (const auto& c : ready(call.ctx, call.rights, meeting_id(call))) {
        rows.push_back({c.dossier.id, c.dossier.code, c.person.name, c.person.born_on, c.cell.name,
                        c.unit ? c.unit->name : ""});
    }
    return page_of(std::move(rows));
}

json::Page<DecisionRow> decision_page(Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        std::vector<DecisionRow> rows;
        for (auto& d : decisions(tx, call.query("campaign_id"))) {
            const auto c = dossier::candidate(tx, d.dossier_id);
            if (call.can(Action::decision_read, c.dossier.object())) {
                rows.push_back(
                    {std::move(d), c.person.name, c.cell.name, c.unit ? c.unit->name : ""});
            }
        }
        return page_of(std::move(rows));
    });
}

struct NamedPaper {
    documents::Paper paper;
    std::string file_name;
};

NamedPaper readable_decision(Call& call, const Desk& desk) {
    return call.ctx.read([&](db::Tx& tx) {
        const auto d = get(tx, DecisionId{call.param("id")});
        auth::require_known(
            call.can(Action::decision_read, dossier::get(tx, d.dossier_id).object()));
        NamedPaper named{decision_paper(tx, call.ctx, desk, d.id), d.number_text};
        std::ranges::replace(named.file_name, '/', '-');
        return named;
    });
}

NamedPaper readable_proposal(Call& call, const Desk& desk) {
    const auto meeting = get_meeting(call.ctx, call.rights, desk, meeting_id(call));
    return call.ctx.read([&](db::Tx& tx) {
        return NamedPaper{proposal_paper(tx, call.ctx, desk, meeting.id),
                          "TTr-" + meeting.form.held_on};
    });
}

http::Response file_of(Call& call, const Desk& desk, const NamedPaper& named,
                       const char* object_kind) {
    const auto format = call.query("format");
    if (format != "docx" && format != "pdf") {
        throw Refused{{field_finding("field.choice", "format")}};
    }
    audit::trace_apart(call.ctx, "paper.taken", object_kind, call.param("id"),
                       {{"format", "", format}});
    return format == "docx" ? http::download(documents::to_docx(desk.library, named.paper),
                                             docx_type, named.file_name + ".docx")
                            : http::download(documents::to_pdf(desk.library, {&named.paper, 1}),
                                             "application/pdf", named.file_name + ".pdf");
}

http::Response picture_of(const Desk& desk, const NamedPaper& named, const std::string& page) {
    int number = 0;
    std::from_chars(page.data(), page.data() + page.size(), number);
    http::Response response;
    response.content_type = "image/png";
    if (number > 0) {
        response.body = documents::to_picture(desk.library, named.paper, number).png;
    }
    if (response.body.empty()) {
        throw NotFound{};
    }
    return response;
}

void add_meeting_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<MeetingSummary>>(
        "/api/meetings", Action::meeting_read, "Meetings, of one campaign if asked",
        [](Call& call) {
            return page_of(meetings(call.ctx, call.rights, call.query("campaign_id")));
        });
    api.post<MeetingForm, Meeting>("/api/meetings", Action::meeting_edit, "Begin a meeting",
                                   [desk](Call& call, const MeetingForm& form) {
                                       return make_meeting(call.ctx, call.rights, desk, form);
                                   });
    api.get<Meeting>(
        "/api/meetings/{id}", Action::meeting_read, "A meeting with its agenda and ballots",
        [desk](Call& call) { return get_meeting(call.ctx, call.rights, desk, meeting_id(call)); });
    api.put<MeetingChange, Meeting>(
        "/api/meetings/{id}", Action::meeting_edit, "Change what was entered of a meeting",
        [desk](Call& call, const MeetingChange& change) {
            return change_meeting(call.ctx, call.rights, desk, meeting_id(call), change.form,
                                  change.version);
        });
    api.get<json::Page<ReadyDossier>>("/api/meetings/{id}/ready", Action::meeting_edit,
                                      "Qualified dossiers that stand on no agenda", ready_page);
    api.post<AgendaAddition, Meeting>(
        "/api/meetings/{id}/agenda", Action::meeting_edit, "Put dossiers on the agenda",
        [desk](Call& call, const AgendaAddition& body) {
            return put_on_agenda(call.ctx, call.rights, desk, meeting_id(call), body.dossier_ids);
        });
    api.post<MeetingVersion, Meeting>(
        "/api/meetings/{id}/close", Action::meeting_edit, "Close a meeting",
        [desk](Call& call, const MeetingVersion& body) {
            return close_meeting(call.ctx, call.rights, desk, meeting_id(call), body.version);
        });
    api.download("/api/meetings/{id}/proposal", Action::meeting_edit,
                 "The proposal with the list, ?format=docx or pdf", [desk](Call& call) {
                     return file_of(call, desk, readable_proposal(call, desk), "meeting");
                 });
}

void add_item_routes(auth::Api& api, const Desk& desk) {
    api.put<Ballot, Meeting>("/api/meetings/{id}/items/{item_id}/ballot", Action::ballot_record,
                             "Record the count on one person",
                             [desk](Call& call, const Ballot& ballot) {
                                 return record_ballot(call.ctx, call.rights, desk, meeting_id(call),
                                                      item_id(call), ballot);
                             });
    api.put<ItemSetting, Meeting>("/api/meetings/{id}/items/{item_id}/state", Action::meeting_edit,
                                  "Withdraw or postpone one person, with a reason",
                                  [desk](Call& call, const ItemSetting& body) {
                                      return set_aside(call.ctx, call.rights, desk,
                                                       meeting_id(call), item_id(call), body.state,
                                                       body.reason, body.version);
                                  });
    api.post<auth::Nothing, Meeting>(
        "/api/meetings/{id}/items/{item_id}/decision", Action::decision_issue,
        "Take the number and issue the decision", [desk](Call& call, const auth::Nothing&) {
            return issue_decision(call.ctx, call.rights, desk, meeting_id(call), item_id(call));
        });
}

void add_decision_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<DecisionRow>>("/api/decisions", Action::decision_read,
                                     "Decisions by number, of one campaign if asked",
                                     decision_page);
    api.put<Received, auth::Nothing>(
        "/api/decisions/received", Action::decision_issue,
        "The day the cells received their decisions", [](Call& call, const Received& body) {
            set_received(call.ctx, call.rights, body.ids, body.received_on);
            return auth::Nothing{};
        });
    api.get<PaperPages>("/api/decisions/{id}/pages", Action::decision_read,
                        "How many pages the decision has", [desk](Call& call) {
                            const auto named = readable_decision(call, desk);
                            return PaperPages{
                                named.paper.file_title,
                                documents::to_picture(desk.library, named.paper, 1).pages};
                        });
    api.download("/api/decisions/{id}/pages/{page}", Action::decision_read,
                 "One page of the decision as a picture", [desk](Call& call) {
                     return picture_of(desk, readable_decision(call, desk), call.param("page"));
                 });
    api.download("/api/decisions/{id}/file", Action::decision_read,
                 "The decision, ?format=docx or pdf", [desk](Call& call) {
                     return file_of(call, desk, readable_decision(call, desk), "decision");
                 });
}

}  // namespace

void add_routes(auth::Api& api, const Desk& desk) {
    add_meeting_routes(api, desk);
    add_item_routes(api, desk);
    add_decision_routes(api, desk);
}

}  // namespace ketnap::decision
