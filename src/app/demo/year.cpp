// SPDX-License-Identifier: Apache-2.0
// A year of dossiers outside the two campaigns: most admitted by their cells, and what lies on the
// desks on the day the office is looked at, with the faults that such desks see.
#include "app/demo/world.h"
#include "stage/nomination/nomination.h"

#include <algorithm>
#include <tuple>

namespace ketnap::demo {
namespace {

using dossier::State;

constexpr int months_of_meetings = 8;
constexpr int of_a_meeting = 7;

/// Any unit that still has somebody.
Source* take_somewhere(World& world) {
    for (int i = 0; i < 400; ++i) {
        const auto unit = static_cast<std::size_t>(
            world.random.below(static_cast<std::int64_t>(world.units.size())));
        if (auto* source = world.take(unit, false)) {
            return source;
        }
    }
    return nullptr;
}

void admit_month(World& world, const time::Date& held_on) {
    std::vector<dossier::DossierId> made;
    world.at(held_on - 1);
    world.write([&](db::Tx& tx) {
        for (int i = 0; i < of_a_meeting; ++i) {
            const auto* source = take_somewhere(world);
            if (source == nullptr) {
                return;
            }
            Course course;
            course.cell_met = world.working(held_on - world.random.between(48, 62));
            made.push_back(make_dossier(tx, world, *source, course).id);
        }
    });
    decide(world, {}, {made, held_on, world.working(held_on + 5)});
    const auto admitted_on = world.working(held_on + 25);
    if (admitted_on > world.on()) {
        return;  // their cells have yet to hold the ceremony
    }
    world.at(admitted_on + 1);
    world.write([&](db::Tx& tx) {
        for (const auto& id : made) {
            dossier::mark_admitted(tx, world.tools.ctx, id, admitted_on.iso());
        }
    });
}

/// How many lie in a state, how long ago the cell met, and what is wrong with some of them.
struct Pile {
    State state;
    int count;
    int from_days_ago;
    int to_days_ago;
    std::vector<Fault> faults;
};

std::vector<Pile> piles(int since_deadline) {
    using enum Fault;
    return {{State::drafting, 9, -30, 6, {none, certificate_old, none}},
            {State::submitted, 5, 18, 22, {none, name_differs, father_open}},
            {State::received,
             6,
             20,
             26,
             {none, order_swapped, unsigned_, cites_other_number, consent_missing, father_open}},
            {State::appraising,
             9,
             24,
             34,
             {none, together_short, name_differs, certificate_old, cites_other_number, father_open,
              schooling_low, mother_waived, none}},
            {State::returned, 6, 26, 44, {order_swapped, unsigned_, together_short}},
            {State::resubmitted, 4, 34, 40, {none, name_differs}},
            {State::qualified, 5, 40, 52, {none}},
            {State::withdrawn, 3, 40, 90, {none, certificate_old}},
            // came in time for the ceremony and were not ready for it
            {State::appraising, 2, since_deadline + 24, since_deadline + 34, {father_open}},
            {State::returned, 1, since_deadline + 24, since_deadline + 34, {name_differs}}};
}

/// Whoever was proposed for the ceremony is of its campaign; every fourth is of none, nor is one
/// whose cell has yet to meet.
bool is_proposed(const Pile& pile, int i) {
    return i % 4 != 3 && pile.to_days_ago > 6;
}

std::vector<Course> courses_of(World& world, const std::vector<Pile>& piles,
                               const std::string& campaign_id) {
    std::vector<Course> courses;
    for (const auto& pile : piles) {
        for (int i = 0; i < pile.count * world.options.scale; ++i) {
            Course course;
            course.campaign_id = is_proposed(pile, i) ? campaign_id : std::string{};
            course.until = pile.state;
            course.fault = pile.faults[static_cast<std::size_t>(i) % pile.faults.size()];
            course.cell_met = world.working(
                world.on() - world.random.between(pile.from_days_ago, pile.to_days_ago));
            courses.push_back(std::move(course));
        }
    }
    return courses;
}

/// How the units stand, as shares of 73; the rest has answered in full.
constexpr std::size_t survey_late = 8;
constexpr std::size_t survey_short = 2;
constexpr std::size_t survey_longer = 3;
constexpr std::size_t survey_nobody = 6;

struct Survey {
    World& world;
    exchange::RequestId id;
    time::Date due;

    void answer(db::Tx& tx, const exchange::Asked& unit, std::int64_t count) {
        exchange::UnitAnswer given;
        given.org_id = unit.org_id;
        given.answer = count == 0 ? exchange::Answer::nil : exchange::Answer::given;
        given.answered_count = count;
        // Every ninth came a little late, and says so by its day.
        const int late =
            world.random.chance(11) ? world.random.between(1, 3) : -world.random.between(0, 9);
        given.answered_on = world.working(due + late).iso();
        given.version = 1;
        exchange::answer(tx, world.tools.ctx, id, given);
    }
    void extend(const exchange::Asked& unit) {
        exchange::extend(
            world.tools.ctx, world.tools.rights, id,
            {unit.org_id, world.working(world.on() + 3).iso(), world.scenario.extension_note, 1});
    }
};

}  // namespace

time::Date survey_due(const World& world) {
    auto due = world.on() - 5;
    while (!world.tools.calendar.is_working(due)) {
        due = due - 1;
    }
    return due;
}

void ask_survey(World& world, const Made& made) {
    auto form = world.scenario.survey;
    for (const auto& unit : world.units) {
        form.units.push_back({unit.id.value, 1 + unit.members / 80});
    }
    const auto due = survey_due(world);
    world.at(world.working(due - 20));
    const auto id = world.write([&](db::Tx& tx) {
        const auto campaign = campaign::find_by_code(tx, made.campaign);
        return exchange::RequestId{nomination::ask_units(tx, world.tools.ctx, *campaign, form).id};
    });
    world.at(world.on());
    auto units = form.units;
    world.random.shuffle(units);
    Survey survey{world, id, due};
    std::vector<std::string> late;
    world.write([&](db::Tx& tx) {
        for (std::size_t i = 0; i < units.size(); ++i) {
            if (i < survey_late) {
                late.push_back(units[i].org_id);
            } else if (i < survey_late + survey_short) {
                survey.answer(tx, units[i], std::max<std::int64_t>(1, units[i].asked_count - 1));
            } else if (i >= survey_late + survey_short + survey_longer) {
                const auto nobody = i < survey_late + survey_short + survey_longer + survey_nobody;
                survey.answer(tx, units[i], nobody ? 0 : units[i].asked_count);
            }
        }
        exchange::remind(tx, world.tools.ctx, id, {late, exchange::Channel::message});
    });
    for (std::size_t i = 0; i < survey_longer; ++i) {
        survey.extend(units[survey_late + survey_short + i]);
    }
}

void run_year(World& world) {
    for (int month = months_of_meetings; month > 0; --month) {
        admit_month(world, world.working(world.on() - 18 - 30 * (month - 1)));
    }
}

void lay_dossiers(World& world, const Made& made, const Days& exact) {
    const auto campaign = world.tools.ctx.read(
        [&](db::Tx& tx) { return campaign::find_by_code(tx, made.campaign).value(); });
    auto courses = courses_of(world, piles(world.on() - exact.deadline), campaign.value);
    // the register counts in the order of the days
    std::sort(courses.begin(), courses.end(), [](const Course& a, const Course& b) {
        return std::tie(a.cell_met, a.until, a.fault, a.campaign_id) <
               std::tie(b.cell_met, b.until, b.fault, b.campaign_id);
    });
    world.at(world.on());
    for (const auto& course : courses) {
        const auto* source = take_somewhere(world);
        if (source == nullptr) {
            return;
        }
        world.write([&](db::Tx& tx) {
            world.under_way.push_back(make_dossier(tx, world, *source, course));
        });
    }
}

}  // namespace ketnap::demo
