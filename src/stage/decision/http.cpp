// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/http.h"

#include "stage/campaign/campaign.h"
#include "stage/decision/circulated.h"
#include "stage/decision/http_parts.h"
#include "stage/decision/notice.h"

#include <map>

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
    std::string unit_id;
    std::string unit_name;
    std::string campaign_id;
    std::string campaign_name;
    std::string due_on;
    std::int64_t error_count = 0;
    std::int64_t warning_count = 0;
    std::int64_t failed_votes = 0;
};
BOOST_DESCRIBE_STRUCT(ReadyDossier, (),
                      (dossier_id, code, full_name, born_on, cell_name, unit_id, unit_name,
                       campaign_id, campaign_name, due_on, error_count, warning_count,
                       failed_votes))

struct AgendaOrder {
    std::vector<ItemId> item_ids;
};
BOOST_DESCRIBE_STRUCT(AgendaOrder, (), (item_ids))

struct Members {
    std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(Members, (), (names))

struct SheetsBack {
    std::vector<std::string> sheet_ids;
    std::string returned_on;  ///< empty: out again
};
BOOST_DESCRIBE_STRUCT(SheetsBack, (), (sheet_ids, returned_on))

namespace {

using auth::Action;
using auth::Call;

MeetingId meeting_id(const Call& call) {
    return MeetingId{call.param("id")};
}

ItemId item_id(const Call& call) {
    return ItemId{call.param("item_id")};
}

ReadyDossier ready_row(db::Tx& tx, const dossier::Candidate& c,
                       std::map<std::string, std::string>& campaigns) {
    ReadyDossier row;
    row.dossier_id = c.dossier.id;
    row.code = c.dossier.code;
    row.full_name = c.person.name;
    row.born_on = c.person.born_on;
    row.cell_name = c.cell.name;
    row.unit_id = c.unit ? c.unit->id.value : "";
    row.unit_name = c.unit ? c.unit->name : "";
    row.campaign_id = c.dossier.campaign_id;
    if (!row.campaign_id.empty() && !campaigns.contains(row.campaign_id)) {
        campaigns[row.campaign_id] =
            campaign::get(tx, campaign::CampaignId{row.campaign_id}).plan.short_title;
    }
    row.campaign_name = campaigns[row.campaign_id];
    row.due_on = c.dossier.due_on;
    row.error_count = c.dossier.error_count;
    row.warning_count = c.dossier.warning_count;
    row.failed_votes = static_cast<std::int64_t>(dossier::failed_votes(tx, c.dossier.id).size());
    return row;
}

json::Page<ReadyDossier> ready_page(Call& call) {
    const auto all = ready(call.ctx, call.rights, meeting_id(call));
    return call.ctx.read([&](db::Tx& tx) {
        std::vector<ReadyDossier> rows;
        std::map<std::string, std::string> campaigns;
        for (const auto& c : all) {
            rows.push_back(ready_row(tx, c, campaigns));
        }
        return page_of(std::move(rows));
    });
}

Meeting told(Call& call, Meeting meeting) {
    call.localize(meeting.not_yet);
    for (auto& item : meeting.items) {
        call.localize(item.hints);
    }
    return meeting;
}

void add_meeting_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<MeetingSummary>>(
        "/api/meetings", Action::meeting_read, "Meetings, of one campaign and of none if asked",
        [](Call& call) {
            return page_of(meetings(call.ctx, call.rights, call.query("campaign_id")));
        });
    api.post<MeetingForm, Meeting>(
        "/api/meetings", Action::meeting_edit,
        "Begin a meeting, a circulated vote, or the record of a decision made on paper",
        [desk](Call& call, const MeetingForm& form) {
            return told(call, make_meeting(call.ctx, call.rights, desk, form));
        });
    api.get<Meeting>("/api/meetings/{id}", Action::meeting_read,
                     "A meeting with its agenda and ballots", [desk](Call& call) {
                         return told(call,
                                     get_meeting(call.ctx, call.rights, desk, meeting_id(call)));
                     });
    api.put<MeetingChange, Meeting>(
        "/api/meetings/{id}", Action::meeting_edit, "Change what was entered of a meeting",
        [desk](Call& call, const MeetingChange& change) {
            return told(call, change_meeting(call.ctx, call.rights, desk, meeting_id(call),
                                             change.form, change.version));
        });
    api.post<MeetingVersion, Meeting>(
        "/api/meetings/{id}/close", Action::meeting_edit, "Close a meeting",
        [desk](Call& call, const MeetingVersion& body) {
            return told(call,
                        close_meeting(call.ctx, call.rights, desk, meeting_id(call), body.version));
        });
}

void add_agenda_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<ReadyDossier>>("/api/meetings/{id}/ready", Action::meeting_edit,
                                      "Qualified dossiers that stand on no agenda", ready_page);
    api.post<AgendaAddition, Meeting>(
        "/api/meetings/{id}/agenda", Action::meeting_edit, "Put dossiers on the agenda",
        [desk](Call& call, const AgendaAddition& body) {
            return told(call, put_on_agenda(call.ctx, call.rights, desk, meeting_id(call),
                                            body.dossier_ids));
        });
    api.put<AgendaOrder, Meeting>(
        "/api/meetings/{id}/agenda", Action::meeting_edit, "The agenda in a new order",
        [desk](Call& call, const AgendaOrder& body) {
            return told(call,
                        order_agenda(call.ctx, call.rights, desk, meeting_id(call), body.item_ids));
        });
}

void add_sheet_routes(auth::Api& api, const Desk& desk) {
    api.put<Members, Meeting>(
        "/api/meetings/{id}/sheets", Action::meeting_edit,
        "One ballot for each member of a circulated vote", [desk](Call& call, const Members& body) {
            return told(call,
                        set_members(call.ctx, call.rights, desk, meeting_id(call), body.names));
        });
    api.put<SheetsBack, Meeting>(
        "/api/meetings/{id}/sheets/returned", Action::meeting_edit,
        "These ballots came back; with no day they are out again",
        [desk](Call& call, const SheetsBack& body) {
            return told(call, set_returned(call.ctx, call.rights, desk, meeting_id(call),
                                           body.sheet_ids, body.returned_on));
        });
    api.post<auth::Nothing, Meeting>(
        "/api/meetings/{id}/sheets/reminded", Action::meeting_edit,
        "Those who have not answered were reminded", [desk](Call& call, const auth::Nothing&) {
            return told(call, remind(call.ctx, call.rights, desk, meeting_id(call)));
        });
}

void add_item_routes(auth::Api& api, const Desk& desk) {
    api.put<Ballot, Meeting>(
        "/api/meetings/{id}/items/{item_id}/ballot", Action::ballot_record,
        "Record the count on one person", [desk](Call& call, const Ballot& ballot) {
            return told(call, record_ballot(call.ctx, call.rights, desk, meeting_id(call),
                                            item_id(call), ballot));
        });
    api.put<ItemSetting, Meeting>(
        "/api/meetings/{id}/items/{item_id}/state", Action::meeting_edit,
        "Withdraw or postpone one person, with a reason",
        [desk](Call& call, const ItemSetting& body) {
            return told(call, set_aside(call.ctx, call.rights, desk, meeting_id(call),
                                        item_id(call), body.state, body.reason, body.version));
        });
    api.fresh_factor().post<PaperNumber, Meeting>(
        "/api/meetings/{id}/items/{item_id}/decision", Action::decision_issue,
        "Take the next number, or the one on the paper, and issue the decision",
        [desk](Call& call, const PaperNumber& paper) {
            return told(call, issue_decision(call.ctx, call.rights, desk, meeting_id(call),
                                             item_id(call), paper));
        });
}

void add_result_routes(auth::Api& api) {
    api.get<json::Page<Result>>(
        "/api/results", Action::meeting_read,
        "Results and what the cells were told; ?untold=1, ?meeting_id=", [](Call& call) {
            return page_of(results(call.ctx, call.rights, call.query("meeting_id"),
                                   call.query("untold") == "1"));
        });
    api.put<Telling, auth::Nothing>("/api/results/told", Action::meeting_edit,
                                    "The day the cells were told",
                                    [](Call& call, const Telling& body) {
                                        tell(call.ctx, call.rights, body);
                                        return auth::Nothing{};
                                    });
}

}  // namespace

void add_routes(auth::Api& api, const Desk& desk, const dossier::Book& book,
                attachments::Shelf& shelf) {
    add_meeting_routes(api, desk);
    add_agenda_routes(api, desk);
    add_sheet_routes(api, desk);
    add_item_routes(api, desk);
    add_result_routes(api);
    add_paper_routes(api, desk, book);
    add_scan_routes(api, shelf);
}

}  // namespace ketnap::decision
