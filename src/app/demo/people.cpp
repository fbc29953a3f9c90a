// SPDX-License-Identifier: Apache-2.0
#include "app/demo/world.h"
#include "base/documents/letterhead.h"

#include <algorithm>

namespace ketnap::demo {
namespace {

using people::Person;
using people::Standing;

constexpr int probationary_percent = 3;
constexpr std::size_t people_a_write = 1500;

std::string two(int n) {
    return (n < 10 ? "0" : "") + std::to_string(n);
}

time::Date some_day(Random& random, int from_year, int to_year) {
    return time::Date{random.between(from_year, to_year),
                      static_cast<unsigned>(random.between(1, 12)),
                      static_cast<unsigned>(random.between(1, 28))};
}

const Family& family(World& world) {
    std::int64_t sum = 0;
    for (const auto& one : world.names.families) {
        sum += one.weight;
    }
    auto left = world.random.below(sum);
    for (const auto& one : world.names.families) {
        if (left < one.weight) {
            return one;
        }
        left -= one.weight;
    }
    return world.names.families.back();
}

// 12 digits as the law forms them, under a place of birth that no province has.
std::string identity_number(World& world, const time::Date& born, bool male) {
    const int century = born.year() >= 2000 ? 2 : 0;
    const auto serial = std::to_string(1'000'000 + world.next_number++ % 1'000'000).substr(1);
    return "099" + std::to_string(century + (male ? 0 : 1)) + two(born.year() % 100) + serial;
}

struct Invented {
    Person person;
    people::Sensitive sensitive;
};

// Two of the same name are told apart by their birth dates, as in life; sources that a reader looks
// up by name are made unique.
Invented invent(World& world, const time::Date& born, bool unique) {
    auto& random = world.random;
    const bool male = random.chance(52);
    const auto& names = world.names;
    Invented out;
    const Family* chosen = nullptr;
    do {
        chosen = &family(world);
        out.person.name = chosen->name + " " +
                          random.pick(male ? names.middles_male : names.middles_female) + " " +
                          random.pick(male ? names.given_male : names.given_female);
    } while (unique && world.used_names.contains(out.person.name));
    world.used_names.insert(out.person.name);
    out.person.sex = male ? "male" : "female";
    out.person.born_on = out.person.born_on_as_written = born.iso();
    out.person.home_place = random.pick(names.places) + ", " + world.office.province;
    out.person.residence = random.pick(names.places) + ", " + world.office.province;
    out.person.phone = "0900 " + std::to_string(10'000 + random.below(90'000)).substr(0, 3) + " " +
                       std::to_string(1'000 + random.below(9'000)).substr(1);
    out.person.position = random.pick(names.positions);
    out.person.education = "12/12";
    out.person.code.clear();
    out.sensitive.national_id = identity_number(world, born, male);
    out.sensitive.ethnicity = chosen->ethnicity;
    out.sensitive.religion = "00";
    return out;
}

Invented member_of(World& world, const Cell& cell) {
    const auto today = world.on();
    const auto born = some_day(world.random, today.year() - 60, today.year() - 26);
    auto one = invent(world, born, false);
    auto& p = one.person;
    p.org_id = cell.id;
    p.org_path = cell.path;
    const bool probation = world.random.chance(probationary_percent);
    const auto joined = probation
                            ? world.on() - world.random.between(30, 330)
                            : some_day(world.random, std::max(born.year() + 20, today.year() - 35),
                                       today.year() - 2);
    p.joined_on = joined.iso();
    p.standing = probation ? Standing::probationary_member : Standing::official_member;
    p.standing_since = p.joined_on;
    if (!probation) {
        p.official_on = time::add_months(joined, 12).iso();
        p.standing_since = p.official_on;
    }
    return one;
}

Invented source_of(World& world, const Source& place) {
    const auto year = world.on().year();
    const auto born = some_day(world.random, year - (place.union_member ? 30 : 42),
                               year - (place.union_member ? 21 : 31));
    auto one = invent(world, born, true);
    auto& p = one.person;
    const auto& cell = world.units[place.unit].cells[place.cell];
    p.org_id = cell.id;
    p.org_path = cell.path;
    if (place.union_member) {
        p.union_org_id = place.branch.id;
        p.union_org_path = place.branch.path;
        p.union_joined_on = p.union_joined_on_as_written =
            time::Date{born.year() + 16, 3, 26}.iso();
    }
    p.standing = place.union_member ? Standing::union_member : Standing::outsider;
    if (world.random.chance(40)) {
        p.standing = Standing::sympathizer;
    }
    p.standing_since = (world.on() - world.random.between(100, 700)).iso();
    return one;
}

void write_members(World& world) {
    for (auto& unit : world.units) {
        const auto cells = static_cast<std::int64_t>(unit.cells.size());
        world.write([&](db::Tx& tx) {
            for (std::int64_t i = 0; i < unit.members; ++i) {
                auto& cell = unit.cells[static_cast<std::size_t>(i % cells)];
                auto one = member_of(world, cell);
                // The first of each cell leads it and is official in any case.
                if (cell.officials.empty()) {
                    one.person.standing = Standing::official_member;
                    one.person.position = world.scenario.work.secretary_position;
                }
                const auto kept = people::insert(tx, world.tools.ctx, one.person, one.sensitive);
                if (kept.standing == Standing::official_member) {
                    cell.officials.push_back({kept.id.value, kept.name});
                }
            }
        });
    }
}

std::int64_t sources_of_unit(const Unit& unit) {
    return 4 + unit.members / 9;
}

void plan_sources(World& world) {
    for (std::size_t u = 0; u < world.units.size(); ++u) {
        const auto& unit = world.units[u];
        for (std::int64_t i = 0; i < sources_of_unit(unit); ++i) {
            Source source;
            source.unit = u;
            source.cell = static_cast<std::size_t>(i) % unit.cells.size();
            source.branch = unit.branches[static_cast<std::size_t>(i) % unit.branches.size()];
            source.union_member = i % 4 != 3;
            world.sources.push_back(std::move(source));
        }
    }
}

void write_sources(World& world) {
    for (std::size_t from = 0; from < world.sources.size(); from += people_a_write) {
        const auto until = std::min(world.sources.size(), from + people_a_write);
        world.write([&](db::Tx& tx) {
            for (auto i = from; i < until; ++i) {
                auto& source = world.sources[i];
                const auto one = source_of(world, source);
                const auto kept = people::insert(tx, world.tools.ctx, one.person, one.sensitive);
                source.id = kept.id;
                source.name = kept.name;
                source.born_on = kept.born_on;
            }
        });
    }
}

// Leader, officer and clerk are members like others; who leads signs and so prepares nothing.
void choose_desk(World& world) {
    world.desk.leader = world.units[14].cells.front().officials.at(0);
    world.desk.officer = world.units[15].cells.front().officials.at(0);
    world.desk.clerk = world.units[0].cells.back().officials.at(0);
}

void write_letterhead(World& world) {
    documents::Letterhead head;
    head.superior = world.office.superior;
    head.issuer = world.office.issuer;
    head.agency = world.office.office_code;
    head.place = world.office.province;
    head.term = "2025-2030";
    head.layout = "dang_2018";
    head.body = world.scenario.work.body;
    head.signer_post = world.scenario.work.signer_post;
    head.signer_name = world.desk.leader.name;
    head.signer_person_id = world.desk.leader.id;
    world.write([&](db::Tx& tx) {
        documents::put_letterhead(tx, world.tools.ctx, world.tools.library, world.root.id, head);
    });
}

}  // namespace

Source* World::take(std::size_t unit, bool union_member) {
    for (auto& source : sources) {
        if (!source.used && source.unit == unit && (!union_member || source.union_member)) {
            source.used = true;
            return &source;
        }
    }
    return nullptr;
}

void make_people(World& world) {
    write_members(world);
    plan_sources(world);
    write_sources(world);
    choose_desk(world);
    world.tools.ctx.actor.user = "canbo";
    world.tools.ctx.actor.name = world.desk.officer.name;
    write_letterhead(world);
}

}  // namespace ketnap::demo
