// SPDX-License-Identifier: Apache-2.0
// The joint plan with an open number: decisions of three months handed over on 26 March, and the
// list of outstanding union members extracted for nine committees.
#include "app/demo/world.h"
#include "stage/ceremony/ceremony.h"
#include "stage/nomination/nomination.h"
#include "stage/nomination/outstanding.h"

namespace ketnap::demo {
namespace {

using campaign::CampaignId;
using campaign::CampaignState;
using nomination::VoteLevel;

constexpr std::size_t committees = 9;
constexpr std::size_t decisions = 12;
constexpr std::size_t unit_without_party = 11;

nomination::VoteForm vote_of(World& world, const Source& source, VoteLevel level,
                             const time::Date& held_on, int voted_year) {
    const auto& unit = world.units[source.unit];
    nomination::VoteForm form;
    form.person_id = source.id.value;
    form.org_id = level == VoteLevel::branch ? source.branch.id.value : unit.union_id.value;
    form.level = level;
    form.voted_year = voted_year;
    form.held_on = held_on.iso();
    form.member_count =
        level == VoteLevel::branch ? world.random.between(12, 28) : world.random.between(9, 15);
    form.present_count = form.member_count - world.random.between(0, 1);
    form.votes_for = form.present_count - world.random.between(0, 2);
    form.recognised = true;
    return form;
}

void vote(db::Tx& tx, World& world, const Source& source, int voted_year) {
    const auto branch_on = world.working(time::Date{voted_year, 12, 4});
    const auto& ctx = world.tools.ctx;
    nomination::record_vote(tx, ctx, world.tools.rules,
                            vote_of(world, source, VoteLevel::branch, branch_on, voted_year));
    nomination::record_vote(
        tx, ctx, world.tools.rules,
        vote_of(world, source, VoteLevel::grassroots, world.working(branch_on + 9), voted_year));
}

/// Who is handed over: four to seven of each of nine unions, and two of one without a committee.
void vote_for_the_list(World& world, int voted_year) {
    world.write([&](db::Tx& tx) {
        for (std::size_t unit = 0; unit <= unit_without_party; ++unit) {
            const bool counted = unit < committees || unit == unit_without_party;
            const int names = !counted                     ? 0
                              : unit == unit_without_party ? 2
                                                           : world.random.between(3, 6);
            for (int i = 0; i < names; ++i) {
                if (const auto* source = world.take(unit, true)) {
                    vote(tx, world, *source, voted_year);
                }
            }
        }
    });
}

/// One round of four: voted, proposed, made ready, decided together.
struct Round {
    time::Date cell_met;
    time::Date held_on;
    time::Date admitted_on;
};

std::vector<Round> rounds_of(const World& world, const Days& days) {
    const int year = days.event.year();
    const auto on = [&](int y, unsigned month, unsigned day) {
        return world.working(time::Date{y, month, day});
    };
    return {{on(year - 1, 11, 24), on(year, 1, 21), on(year, 3, 3)},
            {on(year - 1, 12, 15), on(year, 2, 11), world.working(days.event + 4)},
            {on(year, 1, 5), on(year, 3, 5), world.working(days.event + 6)}};
}

std::vector<dossier::DossierId> admit_round(World& world, const CampaignId& campaign,
                                            const Round& round, std::size_t first_unit,
                                            int voted_year) {
    constexpr std::size_t of_a_round = decisions / 3;
    std::vector<dossier::DossierId> made;
    world.at(round.held_on - 1);
    world.write([&](db::Tx& tx) {
        for (std::size_t i = 0; i < of_a_round; ++i) {
            const auto* source = world.take((first_unit + i) % committees, true);
            if (source == nullptr) {
                continue;
            }
            vote(tx, world, *source, voted_year);
            nomination::NominationForm proposal;
            proposal.person_id = source->id.value;
            proposal.nominated_on = world.working(round.cell_met + 15).iso();
            nomination::propose(tx, world.tools.ctx, campaign, proposal);
            Course course;
            course.campaign_id = campaign.value;
            course.cell_met = round.cell_met;
            made.push_back(make_dossier(tx, world, *source, course).id);
        }
    });
    decide(world, campaign.value, {made, round.held_on, world.working(round.held_on + 4)});
    return made;
}

CampaignId enter_plan(World& world, const Days& days) {
    auto plan = world.scenario.joint.plan;
    plan.list_voted_year = days.event.year() - 1;
    plan.bodies[0].org_id = world.bloc.id.value;
    plan.bodies[0].signer = world.desk.officer.name;
    plan.bodies[1].signer = world.desk.leader.name;
    world.at(days.plan);
    return world.write([&](db::Tx& tx) {
        const auto& ctx = world.tools.ctx;
        auto made = campaign::create(tx, ctx, plan);
        const CampaignId id{made.id};
        made = campaign::set_state(tx, ctx, id, CampaignState::approved, made.version);
        campaign::set_state(tx, ctx, id, CampaignState::running, made.version);
        return id;
    });
}

void ask_for_votes(World& world, const CampaignId& campaign, const Days& days) {
    auto form = world.scenario.joint.request;
    for (std::size_t i = 0; i < committees + 3; ++i) {
        form.units.push_back({world.units[i].union_id.value, 0});
    }
    world.at(days.sent);
    const auto request = world.write(
        [&](db::Tx& tx) { return nomination::ask_units(tx, world.tools.ctx, campaign, form); });
    world.at(days.appraised);
    world.write([&](db::Tx& tx) {
        std::size_t number = 0;
        for (const auto& unit : form.units) {
            exchange::UnitAnswer answer;
            answer.org_id = unit.org_id;
            const bool nobody = number == committees || number == committees + 1;
            answer.answer = nobody ? exchange::Answer::nil : exchange::Answer::given;
            answer.answered_count = nobody ? 0 : world.random.between(3, 6);
            answer.note = nobody ? world.scenario.joint.nil_note : "";
            answer.answered_on = world.working(days.sent + world.random.between(4, 20)).iso();
            answer.version = 1;
            exchange::answer(tx, world.tools.ctx, exchange::RequestId{request.id}, answer);
            ++number;
        }
        exchange::close(tx, world.tools.ctx, exchange::RequestId{request.id}, 1);
    });
}

void finish(World& world, const CampaignId& campaign, const std::vector<Round>& rounds,
            const std::vector<std::vector<dossier::DossierId>>& admitted) {
    world.at(rounds.back().admitted_on + 1);
    world.write([&](db::Tx& tx) {
        const auto& ctx = world.tools.ctx;
        for (std::size_t i = 0; i < rounds.size(); ++i) {
            for (const auto& id : admitted[i]) {
                dossier::mark_admitted(tx, ctx, id, rounds[i].admitted_on.iso());
            }
        }
    });
    finish_tasks(world, campaign, rounds.back().admitted_on);
    world.write([&](db::Tx& tx) {
        const auto version = campaign::get(tx, campaign).version;
        campaign::set_state(tx, world.tools.ctx, campaign, CampaignState::closed, version);
    });
}

}  // namespace

Days days_of_joint(const World& world) {
    const auto today = world.on();
    const int year = today < time::Date{today.year(), 4, 6} ? today.year() - 1 : today.year();
    Days days;
    days.event = time::Date{year, 3, 26};
    days.plan = world.working(time::Date{year - 1, 12, 22});
    days.sent = world.working(time::Date{year, 1, 12});
    days.deadline = time::Date{year, 2, 20};
    days.appraised = world.working(time::Date{year, 3, 10});
    days.programme = world.working(time::Date{year, 3, 20});
    return days;
}

void run_joint(World& world, const Days& days) {
    const int voted_year = days.event.year() - 1;
    world.at(days.plan);
    vote_for_the_list(world, voted_year);
    const auto campaign = enter_plan(world, days);
    ask_for_votes(world, campaign, days);
    const auto rounds = rounds_of(world, days);
    std::vector<std::vector<dossier::DossierId>> admitted;
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        admitted.push_back(admit_round(world, campaign, rounds[i], i * 3, voted_year));
    }
    world.at(days.programme);
    world.write([&](db::Tx& tx) {
        const auto list = nomination::compile(tx, world.tools.ctx, campaign);
        nomination::freeze(tx, world.tools.ctx, campaign, list.version);
    });
    const auto about =
        world.tools.ctx.read([&](db::Tx& tx) { return campaign::get(tx, campaign); });
    hold_ceremony(world, about, world.scenario.joint, days.event);
    finish(world, campaign, rounds, admitted);
}

}  // namespace ketnap::demo
