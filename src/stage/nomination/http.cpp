// SPDX-License-Identifier: Apache-2.0
#include "stage/nomination/http.h"

#include "base/auth/api.h"
#include "platform/vocabulary/errors.h"
#include "stage/nomination/nomination.h"
#include "stage/nomination/outstanding.h"

#include <charconv>

namespace ketnap::nomination {

struct ListVersion {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ListVersion, (), (version))

namespace {

using auth::Action;
using auth::Call;
using campaign::CampaignId;

CampaignId campaign_of(const Call& call) {
    return {call.param("id")};
}

json::Page<Nomination> list_nominations(Call& call) {
    auto items = call.ctx.read([&](db::Tx& tx) {
        return nominations(tx, call.scope(Action::nomination_read), campaign_of(call));
    });
    const auto count = static_cast<std::int64_t>(items.size());
    return {.items = std::move(items), .next = {}, .count = count};
}

// Units see the requests of a campaign; what they may read of each is the board's to decide.
json::Page<exchange::Request> list_requests(Call& call) {
    auto items = call.ctx.read([&](db::Tx& tx) {
        auth::require_known(
            call.can(Action::campaign_read, campaign::object_of(tx, campaign_of(call))));
        return exchange::requests_of(tx, {"campaign", call.param("id")});
    });
    const auto count = static_cast<std::int64_t>(items.size());
    return {.items = std::move(items), .next = {}, .count = count};
}

std::int64_t year_of(const Call& call) {
    const std::string text = call.query("year");
    std::int64_t year = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, year);
    if (text.empty() || read.ec != std::errc{} || read.ptr != end) {
        throw Refused{{field_finding("field.required", "year")}};
    }
    return year;
}

void add_vote_routes(auth::Api& api, const rules::Rules& all_rules) {
    api.get<VoteYear>("/api/union-votes", Action::nomination_read,
                      "The votes of union bodies in ?year=, and the local share",
                      [&all_rules](Call& call) {
                          return votes_of(call.ctx, call.rights, all_rules, year_of(call));
                      });
    api.post<VoteForm, RecordedVote>(
        "/api/union-votes", Action::nomination_edit, "Records a year-end vote of a union body",
        [&all_rules](Call& call, const VoteForm& body) {
            auto recorded = record_vote(call.ctx, call.rights, all_rules, body);
            call.localize(recorded.findings);
            return recorded;
        });
    api.put<VoteChange, RecordedVote>(
        "/api/union-votes/{id}", Action::nomination_edit, "Mends a vote that was typed wrong",
        [&all_rules](Call& call, const VoteChange& body) {
            auto recorded = correct_vote(call.ctx, call.rights, all_rules, call.param("id"), body);
            call.localize(recorded.findings);
            return recorded;
        });
}

void add_list_routes(auth::Api& api) {
    api.get<OutstandingList>(
        "/api/campaigns/{id}/outstanding-list", Action::nomination_read,
        "The list of outstanding union members, one extract a receiving committee",
        [](Call& call) { return outstanding_list(call.ctx, call.rights, campaign_of(call)); });
    api.post<auth::Nothing, OutstandingList>(
        "/api/campaigns/{id}/outstanding-list", Action::nomination_edit,
        "Compiles the list anew at the cut-off of the plan", [](Call& call, const auth::Nothing&) {
            return compile(call.ctx, call.rights, campaign_of(call));
        });
    api.put<ListVersion, OutstandingList>(
        "/api/campaigns/{id}/outstanding-list/freeze", Action::nomination_edit,
        "Freezes the list: it is what is handed over", [](Call& call, const ListVersion& body) {
            return freeze(call.ctx, call.rights, campaign_of(call), body.version);
        });
}

void add_nomination_routes(auth::Api& api) {
    api.get<json::Page<Nomination>>("/api/campaigns/{id}/nominations", Action::nomination_read,
                                    "Who was proposed, by unit and name", list_nominations);
    api.post<NominationForm, Proposed>(
        "/api/campaigns/{id}/nominations", Action::nomination_edit,
        "Proposes a person for admission", [](Call& call, const NominationForm& body) {
            auto proposed = propose(call.ctx, call.rights, campaign_of(call), body);
            call.localize(proposed.findings);
            return proposed;
        });
    api.put<Withdrawal, Nomination>(
        "/api/nominations/{id}/withdrawal", Action::nomination_edit,
        "Takes a proposal back, with a reason", [](Call& call, const Withdrawal& body) {
            return withdraw(call.ctx, call.rights, NominationId{call.param("id")}, body);
        });
}

}  // namespace

void add_routes(auth::Api& api, const rules::Rules& all_rules) {
    add_vote_routes(api, all_rules);
    add_list_routes(api);
    add_nomination_routes(api);
    api.get<json::Page<exchange::Request>>("/api/campaigns/{id}/requests", Action::campaign_read,
                                           "Requests sent to units in this campaign",
                                           list_requests);
    api.post<exchange::RequestForm, exchange::Request>(
        "/api/campaigns/{id}/requests", Action::request_send,
        "Sends one request to all units; without units, to those with places",
        [](Call& call, const exchange::RequestForm& body) {
            return ask_units(call.ctx, call.rights, campaign_of(call), body);
        });
}

}  // namespace ketnap::nomination
