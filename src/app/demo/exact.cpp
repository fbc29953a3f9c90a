// SPDX-License-Identifier: Apache-2.0
// Exactly seventy by allotment: places by members, one request to all units, answers in time, late
// and nil, places moved, seventy dossiers, two meetings, one ceremony of about three hundred.
#include "app/demo/world.h"
#include "stage/campaign/quota/quota.h"
#include "stage/nomination/nomination.h"

#include <algorithm>
#include <map>

namespace ketnap::demo {
namespace {

using campaign::CampaignId;
using campaign::CampaignState;

constexpr std::size_t units_with_nobody = 3;
constexpr std::size_t late_units = 4;
// One is decided at an earlier meeting, so that the clock to the ceremony runs out before the day
// of the ceremony: who would be late is seen by the planner.
constexpr int early_cell = 68;
constexpr int early_meeting = 22;

struct Ask {
    CampaignId campaign;
    exchange::RequestId request;
    std::map<std::string, std::int64_t> places;  ///< by unit
    std::vector<std::string> nobody;
    std::vector<std::string> late;
};

std::size_t unit_of(const World& world, const std::string& org_id) {
    const auto found = std::find_if(world.units.begin(), world.units.end(),
                                    [&](const Unit& unit) { return unit.id.value == org_id; });
    return static_cast<std::size_t>(found - world.units.begin());
}

CampaignId enter_plan(World& world, const Days& days) {
    auto plan = world.scenario.exact.plan;
    plan.bodies[0].org_id = world.root.id.value;
    plan.bodies[0].signer = world.desk.leader.name;
    world.at(days.plan);
    return world.write([&](db::Tx& tx) {
        const auto& ctx = world.tools.ctx;
        auto made = campaign::create(tx, ctx, plan);
        const CampaignId id{made.id};
        campaign::allot(tx, ctx, id, campaign::units_by_members(tx));
        made = campaign::set_state(tx, ctx, id, CampaignState::approved, made.version);
        campaign::set_state(tx, ctx, id, CampaignState::running, made.version);
        return id;
    });
}

Ask send(World& world, const CampaignId& campaign, const Days& days) {
    world.at(days.sent);
    Ask ask;
    ask.campaign = campaign;
    world.write([&](db::Tx& tx) {
        ask.request = {
            nomination::ask_units(tx, world.tools.ctx, campaign, world.scenario.exact.request).id};
        for (const auto& row : campaign::quota_of(tx, campaign).rows) {
            if (row.places > 0) {
                ask.places[row.org_id] = row.places;
            }
        }
    });
    std::vector<std::string> single;
    for (const auto& unit : world.units) {
        const auto found = ask.places.find(unit.id.value);
        if (found != ask.places.end() && found->second == 1) {
            single.push_back(unit.id.value);
        }
    }
    world.random.shuffle(single);
    for (std::size_t i = 0; i < single.size() && i < units_with_nobody + late_units; ++i) {
        (i < units_with_nobody ? ask.nobody : ask.late).push_back(single[i]);
    }
    return ask;
}

/// Units with nobody answer so; the office moves their places to the largest units.
void move_places(World& world, Ask& ask, const Days& days) {
    world.at(days.deadline - 20);
    std::size_t to = 0;
    for (const auto& unit : ask.nobody) {
        world.write([&](db::Tx& tx) {
            exchange::UnitAnswer answer;
            answer.org_id = unit;
            answer.answer = exchange::Answer::nil;
            answer.note = world.scenario.exact.nil_note;
            answer.version = 1;
            exchange::answer(tx, world.tools.ctx, ask.request, answer);
        });
        const auto receiver = world.units[to++].id.value;
        campaign::move_places(world.tools.ctx, world.tools.rights, ask.campaign,
                              {unit, receiver, 1, world.scenario.exact.move_reason, {}});
        ask.places[unit] = 0;
        ++ask.places[receiver];
    }
}

/// The first unit with a place proposes the one who is decided early.
bool is_early(const World& world, const std::string& unit, const Ask& ask) {
    const auto first = std::find_if(world.units.begin(), world.units.end(), [&](const Unit& one) {
        const auto found = ask.places.find(one.id.value);
        return found != ask.places.end() && found->second > 0;
    });
    return first != world.units.end() && first->id.value == unit;
}

void nominate_unit(db::Tx& tx, World& world, const Ask& ask, const std::string& unit,
                   const Days& days, std::vector<dossier::DossierId>& made) {
    const bool late = std::find(ask.late.begin(), ask.late.end(), unit) != ask.late.end();
    const auto places = ask.places.at(unit);
    for (std::int64_t i = 0; i < places; ++i) {
        const auto* source = world.take(unit_of(world, unit), false);
        if (source == nullptr) {
            throw std::runtime_error{"demo: a unit has fewer sources than places"};
        }
        Course course;
        course.campaign_id = ask.campaign.value;
        const bool early = i == 0 && is_early(world, unit, ask);
        const int before = early ? early_cell : world.random.between(22, 34);
        course.cell_met = world.working(days.deadline - before);
        course.returned_once = world.random.chance(14) && !early;
        nomination::NominationForm proposal;
        proposal.person_id = source->id.value;
        proposal.request_id = ask.request.value;
        const auto sent = early  ? days.deadline - early_meeting - 20
                          : late ? days.deadline + world.random.between(0, 4)
                                 : days.deadline - world.random.between(2, 16);
        proposal.nominated_on = world.working(sent).iso();
        proposal.note = late ? world.scenario.exact.late_note : "";
        nomination::propose(tx, world.tools.ctx, ask.campaign, proposal);
        made.push_back(make_dossier(tx, world, *source, course).id);
    }
}

std::vector<dossier::DossierId> nominate(World& world, const Ask& ask, const Days& days) {
    world.at(days.deadline + 1);
    world.write([&](db::Tx& tx) {
        exchange::remind(tx, world.tools.ctx, ask.request, {ask.late, exchange::Channel::message});
    });
    world.at(days.appraised - 1);
    std::vector<dossier::DossierId> made;
    for (const auto& unit : world.units) {
        const auto found = ask.places.find(unit.id.value);
        if (found != ask.places.end() && found->second > 0) {
            world.write([&](db::Tx& tx) {
                std::vector<dossier::DossierId> of_unit;
                nominate_unit(tx, world, ask, unit.id.value, days, of_unit);
                made.insert(made.end(), of_unit.begin(), of_unit.end());
            });
        }
    }
    world.write([&](db::Tx& tx) { exchange::close(tx, world.tools.ctx, ask.request, 1); });
    return made;
}

void decide_in_turn(World& world, const CampaignId& campaign, const Days& days,
                    const std::vector<dossier::DossierId>& made) {
    const auto half = static_cast<std::ptrdiff_t>(made.size() * 4 / 7);
    const auto first = world.working(days.appraised);
    const auto second = world.working(days.appraised + 7);
    const auto early = world.working(days.deadline - early_meeting);
    decide(world, campaign.value, {{made.front()}, early, world.working(early + 3)});
    decide(world, campaign.value,
           {{made.begin() + 1, made.begin() + half}, first, world.working(first + 4)});
    decide(world, campaign.value,
           {{made.begin() + half, made.end()}, second, world.working(second + 4)});
}

}  // namespace

Days days_of_exact(const World& world) {
    Days days;
    days.event = world.on() - 12;
    while (!world.tools.calendar.is_working(days.event)) {
        days.event = days.event - 1;
    }
    const auto month = days.event - 52;
    days.deadline = time::Date{month.year(), month.month(), 1};
    days.plan = world.working(days.event - 150);
    days.sent = world.working(days.plan + 7);
    days.appraised = world.working(days.event - 30);
    days.programme = world.working(days.event - 14);
    return days;
}

void run_exact(World& world, const Days& days, Made& made) {
    const auto campaign = enter_plan(world, days);
    auto ask = send(world, campaign, days);
    move_places(world, ask, days);
    const auto dossiers = nominate(world, ask, days);
    decide_in_turn(world, campaign, days, dossiers);
    const auto about =
        world.tools.ctx.read([&](db::Tx& tx) { return campaign::get(tx, campaign); });
    hold_ceremony(world, about, world.scenario.exact, days.event);
    world.at(days.event + 1);
    world.write([&](db::Tx& tx) {
        for (const auto& id : dossiers) {
            dossier::mark_admitted(tx, world.tools.ctx, id, days.event.iso());
        }
    });
    finish_tasks(world, campaign, days.event);
    made.campaign = about.plan.code;
}

}  // namespace ketnap::demo
