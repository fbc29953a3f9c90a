// SPDX-License-Identifier: Apache-2.0
#include "app/demo/world.h"
#include "platform/json/enum_text.h"
#include "stage/ceremony/ceremony.h"
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/gate/check_in.h"
#include "stage/ceremony/seating/seat_plan.h"

namespace ketnap::demo {
namespace {

using ceremony::CeremonyId;

constexpr std::int64_t minute_ms = 60'000;
constexpr int come_percent = 97;

CeremonyId enter(db::Tx& tx, World& world, const std::string& campaign_id, const Story& story,
                 const time::Date& day) {
    auto form = ceremony::proposal(tx, campaign_id);
    form.starts_on = day;
    form.starts_minute = 8 * 60;
    form.hall_name = story.hall.name;
    form.hall_rows = story.hall.rows;
    form.hall_seats = story.hall.seats;
    form.hall_aisles = {story.hall.seats / 2};
    return {ceremony::create(tx, world.tools.ctx, form).id};
}

const Member& somebody(World& world) {
    const auto& unit = world.random.pick(world.units);
    return world.random.pick(world.random.pick(unit.cells).officials);
}

void add_guests(db::Tx& tx, World& world, const CeremonyId& id, const Story& story) {
    for (const auto& line : story.guests) {
        for (std::int64_t i = 0; i < line.count; ++i) {
            ceremony::DelegateForm form;
            form.group = json::enum_of<ceremony::Group>(line.group);
            form.name = somebody(world).name;
            form.position = line.position;
            form.unit = line.unit;
            ceremony::add(tx, world.tools.ctx, id, form);
        }
    }
}

/// The secretaries of the cells that admit somebody.
void add_secretaries(db::Tx& tx, World& world, const CeremonyId& id,
                     const std::vector<dossier::Candidate>& admitted) {
    std::set<std::string> seen;
    for (const auto& one : admitted) {
        if (!seen.insert(one.cell.id.value).second) {
            continue;
        }
        for (const auto& unit : world.units) {
            for (const auto& cell : unit.cells) {
                if (cell.id == one.cell.id) {
                    ceremony::DelegateForm form;
                    form.group = ceremony::Group::summoned;
                    form.name = cell.officials.front().name;
                    form.position = world.scenario.work.secretary_position;
                    form.unit = unit.name;
                    ceremony::add(tx, world.tools.ctx, id, form);
                }
            }
        }
    }
}

/// Two gates, forty minutes; a few cards are shown twice and a few people stay away.
void arrive(World& world, const CeremonyId& id, const time::Date& day) {
    const auto eight = time::moment_in_vietnam(day, 8, 0).ms;
    world.tools.clock.set(time::Moment{eight + 10 * minute_ms});
    const auto all = world.tools.ctx.read([&](db::Tx& tx) { return ceremony::delegates(tx, id); });
    std::vector<ceremony::gate::ScanBatch> gates(2);
    gates[0].device = world.scenario.work.gate_one;
    gates[1].device = world.scenario.work.gate_two;
    for (auto& gate : gates) {
        gate.device_now = eight + 10 * minute_ms;
    }
    for (const auto& delegate : all) {
        if (!world.random.chance(come_percent)) {
            continue;
        }
        const int times = world.random.chance(2) ? 2 : 1;
        for (int i = 0; i < times; ++i) {
            auto& gate = gates[static_cast<std::size_t>(world.random.below(2))];
            ceremony::gate::ScanForm scan;
            scan.id = new_uuid(gate.device_now);
            scan.input = delegate.short_code;
            scan.device_seq = static_cast<std::int64_t>(gate.scans.size()) + 1;
            scan.device_at = eight - world.random.between(2, 42) * minute_ms;
            gate.scans.push_back(scan);
        }
    }
    for (const auto& gate : gates) {
        ceremony::gate::check_in(world.tools.ctx, world.tools.rights, id, gate);
    }
}

}  // namespace

void hold_ceremony(World& world, const campaign::Campaign& campaign, const Story& story,
                   const time::Date& day) {
    world.at(day - 7);
    const auto id = world.write([&](db::Tx& tx) {
        const auto made = enter(tx, world, campaign.id, story, day);
        ceremony::derive(tx, world.tools.ctx, made);
        add_guests(tx, world, made, story);
        add_secretaries(tx, world, made,
                        dossier::candidates(tx, dossier::State::decided, campaign.id));
        ceremony::seat_all(tx, world.tools.ctx, made);
        return made;
    });
    arrive(world, id, day);
}

}  // namespace ketnap::demo
