// SPDX-License-Identifier: Apache-2.0
#include "app/demo/world.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/quota/allocate.h"

namespace ketnap::demo {
namespace {

constexpr std::int64_t one_cell_up_to = 40;
constexpr std::int64_t members_of_a_cell = 28;
constexpr std::int64_t branches_from = 60;

org::Org body(const org::Org* parent, org::System system, const char* kind, std::string code,
              std::string name) {
    org::Org org;
    org.id = new_id<org::OrgId>(0);
    org.system = system;
    org.kind = kind;
    org.code = std::move(code);
    org.name = std::move(name);
    if (parent != nullptr) {
        org.parent_id = parent->id;
    }
    return org;
}

std::string two_digits(std::size_t n) {
    return (n < 10 ? "0" : "") + std::to_string(n);
}

/// The plan of the tree before it is written; add_many() gives the paths.
struct Tree {
    std::vector<org::Org> orgs;
    struct Place {
        std::size_t unit = 0;
        std::vector<std::size_t> cells;
        std::size_t grassroots = 0;
        std::vector<std::size_t> branches;
        bool linked = true;
    };
    std::vector<Place> places;

    std::size_t add(org::Org org) {
        orgs.push_back(std::move(org));
        return orgs.size() - 1;
    }
};

void add_cells(Tree& tree, Tree::Place& place, const OfficeNames& words, std::int64_t members,
               const std::string& code) {
    if (members <= one_cell_up_to) {
        place.cells.push_back(place.unit);
        return;
    }
    const auto count =
        static_cast<std::size_t>((members + members_of_a_cell - 1) / members_of_a_cell);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& part = words.cells[i % words.cells.size()];
        const auto again = i / words.cells.size();
        const auto name =
            words.sub_cell + " " + part + (again > 0 ? " " + std::to_string(again + 1) : "");
        place.cells.push_back(tree.add(body(&tree.orgs[place.unit], org::System::party, "sub_cell",
                                            code + "-" + two_digits(i + 1), name)));
    }
}

void add_union(Tree& tree, Tree::Place& place, const OfficeNames& words, const UnitName& unit,
               const std::string& code) {
    const bool big = unit.members >= branches_from;
    auto top = body(&tree.orgs[1], org::System::youth_union,
                    big ? "union_grassroots" : "union_grassroots_branch", "D" + code,
                    (big ? words.union_body : words.union_branch) + " " + unit.name);
    if (place.linked) {
        top.linked_org_id = tree.orgs[place.unit].id;
    }
    place.grassroots = tree.add(std::move(top));
    const std::size_t count = big ? 2 + static_cast<std::size_t>(unit.members / 90) : 0;
    for (std::size_t i = 0; i < count; ++i) {
        place.branches.push_back(
            tree.add(body(&tree.orgs[place.grassroots], org::System::youth_union, "union_branch",
                          "D" + code + "-" + two_digits(i + 1),
                          words.union_branch + " " + words.cells[i % words.cells.size()])));
    }
    if (count == 0) {
        place.branches.push_back(place.grassroots);
    }
}

void add_unit(Tree& tree, const OfficeNames& words, const UnitName& unit, std::size_t number) {
    const auto code = "U" + (number < 10 ? "0" + std::to_string(number) : std::to_string(number));
    const bool cells = unit.members > one_cell_up_to;
    Tree::Place place;
    auto org = body(tree.orgs.data(), org::System::party,
                    cells ? "grassroots_party_body" : "grassroots_cell", code,
                    (cells ? words.unit_body : words.unit_cell) + " " + unit.name);
    org.short_name = unit.name;
    place.unit = tree.add(std::move(org));
    // Every twelfth union has no Party organisation of its own: its names cannot be handed over.
    place.linked = number % 12 != 0;
    add_cells(tree, place, words, unit.members, code);
    add_union(tree, place, words, unit, code);
    tree.places.push_back(std::move(place));
}

std::vector<UnitName> units_of(const World& world) {
    std::vector<UnitName> units;
    for (int copy = 0; copy < world.options.scale; ++copy) {
        for (auto unit : world.office.units) {
            unit.name += copy > 0 ? " " + std::to_string(copy + 1) : "";
            units.push_back(std::move(unit));
        }
    }
    return units;
}

/// The office has its number of members on the day it is looked at, so it begins with fewer: those
/// of the year join them.
void take_off_the_admitted(std::vector<UnitName>& units, std::int64_t admitted) {
    std::vector<campaign::UnitWeight> weights;
    for (const auto& unit : units) {
        weights.push_back({unit.name, unit.members, 0});
    }
    const auto shares = campaign::allocate(admitted, weights);
    KETNAP_CHECK(shares.has_value());
    for (std::size_t i = 0; i < units.size(); ++i) {
        units[i].members -= shares->shares[i].places;
    }
}

void keep(World& world, const Tree& tree, const std::vector<UnitName>& units) {
    world.root = tree.orgs[0];
    world.bloc = tree.orgs[1];
    const auto boards = tree.orgs.begin() + 2;
    world.boards.assign(boards, boards + static_cast<std::ptrdiff_t>(world.office.boards.size()));
    for (std::size_t i = 0; i < tree.places.size(); ++i) {
        const auto& place = tree.places[i];
        const auto& org = tree.orgs[place.unit];
        Unit unit;
        unit.id = org.id;
        unit.name = org.name;
        unit.path = org.path;
        unit.members = units[i].members;
        unit.union_id = tree.orgs[place.grassroots].id;
        unit.union_path = tree.orgs[place.grassroots].path;
        unit.linked = place.linked;
        for (const auto at : place.cells) {
            unit.cells.push_back({tree.orgs[at].id, tree.orgs[at].path, {}});
        }
        for (const auto at : place.branches) {
            unit.branches.push_back(tree.orgs[at]);
        }
        world.units.push_back(std::move(unit));
    }
}

}  // namespace

void make_tree(World& world) {
    const auto& words = world.office;
    Tree tree;
    auto units = units_of(world);
    take_off_the_admitted(units, admitted_in_the_year);
    tree.orgs.reserve(2 + words.boards.size() + units.size() * 24);
    tree.add(body(nullptr, org::System::party, "party_committee", words.office_code, words.office));
    tree.add(body(tree.orgs.data(), org::System::youth_union, "union_bloc", "DK", words.bloc));
    for (std::size_t i = 0; i < words.boards.size(); ++i) {
        tree.add(body(tree.orgs.data(), org::System::party, "board", "B" + std::to_string(i + 1),
                      words.boards[i]));
    }
    for (std::size_t i = 0; i < units.size(); ++i) {
        add_unit(tree, words, units[i], i + 1);
    }
    world.write([&](db::Tx& tx) { org::add_many(tx, world.tools.ctx, tree.orgs); });
    keep(world, tree, units);
}

}  // namespace ketnap::demo
