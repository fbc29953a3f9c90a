// SPDX-License-Identifier: Apache-2.0
#include "stage/campaign/http.h"

#include "base/auth/api.h"
#include "base/rules/office_days.h"
#include "stage/campaign/campaign.h"
#include "stage/campaign/plan/checks.h"
#include "stage/campaign/quota/quota.h"

namespace ketnap::campaign {

struct PlanChange {
    PlanForm plan;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PlanChange, (), (plan, version))

struct StateChange {
    CampaignState state = CampaignState::draft;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(StateChange, (), (state, version))

struct PlanFindings {
    PlanReading reading;
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(PlanFindings, (), (reading, findings))

/// Units of the formula; none: the units of the office by their members today.
struct Allot {
    std::vector<QuotaUnit> units;
};
BOOST_DESCRIBE_STRUCT(Allot, (), (units))

struct PlaceChanges {
    std::vector<PlaceChange> changes;
};
BOOST_DESCRIBE_STRUCT(PlaceChanges, (), (changes))

struct MovePlaces {
    std::string from_org_id;
    std::string to_org_id;
    std::int64_t places = 0;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(MovePlaces, (), (from_org_id, to_org_id, places, reason))

namespace {

using auth::Action;
using auth::Call;

CampaignId id_of(const Call& call) {
    return {call.param("id")};
}

rules::Calendar of_office(Call& call, const rules::Calendar& calendar) {
    return call.ctx.read([&](db::Tx& tx) { return rules::office_calendar(tx, calendar); });
}

Campaign shown(Call& call, const rules::Calendar& calendar, Campaign campaign) {
    const auto off = check_days_off(campaign.reading, of_office(call, calendar));
    campaign.findings.insert(campaign.findings.end(), off.begin(), off.end());
    call.localize(campaign.findings);
    return campaign;
}

PlanFindings check(Call& call, const rules::Calendar& calendar, const PlanForm& form) {
    PlanFindings answer;
    Findings unread;
    answer.reading = read_dates(form, unread);
    answer.findings = check_plan(form);
    const auto off = check_days_off(answer.reading, of_office(call, calendar));
    answer.findings.insert(answer.findings.end(), off.begin(), off.end());
    call.localize(answer.findings);
    return answer;
}

QuotaTable allot_units(Call& call, const Allot& body) {
    auto units = body.units;
    if (units.empty()) {
        units = call.ctx.read([](db::Tx& tx) { return units_by_members(tx); });
    }
    return allot(call.ctx, call.rights, id_of(call), units);
}

void add_plan_routes(auth::Api& api, const rules::Calendar& calendar) {
    api.get<json::Page<CampaignRow>>("/api/campaigns", Action::campaign_read,
                                     "All campaigns, the latest event first", [](Call& call) {
                                         auto rows = list(call.ctx, call.rights);
                                         const auto count = static_cast<std::int64_t>(rows.size());
                                         return json::Page<CampaignRow>{
                                             .items = std::move(rows), .next = {}, .count = count};
                                     });
    api.post<PlanForm, Campaign>(
        "/api/campaigns", Action::campaign_edit, "Enters a campaign from the facts of a plan",
        [&calendar](Call& call, const PlanForm& form) {
            return shown(call, calendar, create(call.ctx, call.rights, form));
        });
    api.query<PlanForm, PlanFindings>(
        "/api/campaigns/check", Action::campaign_edit,
        "Reads the dates of a plan and lists what is wrong or odd in it; stores nothing",
        [&calendar](Call& call, const PlanForm& form) { return check(call, calendar, form); });
    api.get<Campaign>("/api/campaigns/{id}", Action::campaign_read,
                      "One campaign: plan, reading of its dates, tasks, findings",
                      [&calendar](Call& call) {
                          return shown(call, calendar, get(call.ctx, call.rights, id_of(call)));
                      });
    api.put<PlanChange, Campaign>(
        "/api/campaigns/{id}", Action::campaign_edit, "Changes the plan",
        [&calendar](Call& call, const PlanChange& body) {
            return shown(call, calendar,
                         change(call.ctx, call.rights, id_of(call), body.plan, body.version));
        });
    api.put<StateChange, Campaign>(
        "/api/campaigns/{id}/state", Action::campaign_edit,
        "Moves the campaign a step: approved, running, closed, or cancelled",
        [&calendar](Call& call, const StateChange& body) {
            return shown(call, calendar,
                         set_state(call.ctx, call.rights, id_of(call), body.state, body.version));
        });
}

void add_quota_routes(auth::Api& api) {
    api.get<QuotaTable>("/api/campaigns/{id}/quota", Action::campaign_read,
                        "Places of every unit with the working",
                        [](Call& call) { return quota_of(call.ctx, call.rights, id_of(call)); });
    api.post<Allot, QuotaTable>("/api/campaigns/{id}/quota/allot", Action::quota_edit,
                                "Shares the target out by members, largest remainder", allot_units);
    api.put<PlaceChanges, QuotaTable>(
        "/api/campaigns/{id}/quota", Action::quota_edit, "Sets places by hand",
        [](Call& call, const PlaceChanges& body) {
            return set_places(call.ctx, call.rights, id_of(call), body.changes);
        });
    api.post<MovePlaces, QuotaTable>("/api/campaigns/{id}/quota/moves", Action::quota_edit,
                                     "Moves places between two units, with a reason",
                                     [](Call& call, const MovePlaces& body) {
                                         return move_places(call.ctx, call.rights, id_of(call),
                                                            {.from_org_id = body.from_org_id,
                                                             .to_org_id = body.to_org_id,
                                                             .places = body.places,
                                                             .reason = body.reason,
                                                             .moved_on = {}});
                                     });
}

}  // namespace

void add_routes(auth::Api& api, const rules::Calendar& calendar) {
    add_plan_routes(api, calendar);
    add_quota_routes(api);
}

}  // namespace ketnap::campaign
