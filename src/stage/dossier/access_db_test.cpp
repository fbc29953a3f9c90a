// SPDX-License-Identifier: Apache-2.0
// No list, no count and no register shows a dossier that its page refuses, whoever asks.
#include "stage/dossier/receipts.h"
#include "stage/dossier/store.h"
#include "support/dossier_fixture.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

using namespace ketnap;
using auth::Action;
using dossier::State;
using test::DossierOffice;

namespace {

template <class T>
T pick(std::mt19937& random, const std::vector<T>& some) {
    return some[random() % some.size()];
}

// Dossiers of every unit, in several states, some closed long ago.
std::vector<dossier::Dossier> many(DossierOffice& office, std::mt19937& random) {
    std::vector<dossier::Dossier> all;
    const std::vector<org::Org> cells{office.cell_a1, office.cell_a2, office.cell_b1};
    const std::vector<std::string> states{"drafting", "appraising", "qualified", "admitted",
                                          "withdrawn"};
    const std::vector<std::string> days{"2024-01-05", "2024-05-10", "2024-05-11", "2024-06-10"};
    for (int i = 0; i < 24; ++i) {
        const auto person = office.added("Nguyễn Văn " + std::to_string(i), pick(random, cells));
        const auto d = dossier::open(office.work(office.cli()), {.person_id = person.id.value});
        office.db.write([&](db::Tx& tx) {
            tx.raw(
                "UPDATE dossier SET state = ?3, state_since = ?4 WHERE tenant_id = ?1 AND id = ?2",
                {test::TestDb::tenant, d.id, pick(random, states), pick(random, days)});
        });
        all.push_back(office.db.read([&](db::Tx& tx) { return dossier::get(tx, d.id); }));
    }
    return all;
}

auth::Actor anyone(DossierOffice& office, std::mt19937& random,
                   const std::vector<dossier::Dossier>& all) {
    auto actor = office.as("unit_clerk", office.unit_a).actor;
    actor.grants.clear();
    actor.today = "2024-06-10";
    std::vector<std::string> roles;
    for (const auto& [name, role] : office.rights.book().roles) {
        roles.push_back(name);
    }
    const std::vector<org::Org> bodies{office.root, office.unit_a, office.unit_b, office.cell_a1};
    for (auto n = 1 + random() % 3; n > 0; --n) {
        const auto body = pick(random, bodies);
        actor.grants.push_back({pick(random, roles), body.id.value, body.path,
                                random() % 4 ? "" : "01900000-0000-7000-8000-0000000000c1"});
    }
    for (int i = 0; i < 3; ++i) {
        actor.assigned.push_back(pick(random, all).person_id.value);
        actor.agenda.push_back(pick(random, all).person_id.value);
    }
    actor.person_id = pick(random, all).person_id.value;
    return actor;
}

}  // namespace

DB_TEST_CASE("no list and no count holds a dossier that its page refuses") {
    DossierOffice office;
    std::mt19937 random{20261124};
    const auto all = many(office, random);
    std::size_t shown = 0;
    std::size_t refused = 0;
    for (int round = 0; round < 150; ++round) {
        const auto actor = anyone(office, random, all);
        std::set<std::string> may;
        for (const auto& one : all) {
            if (office.rights.can(actor, Action::dossier_read, one.object())) {
                may.insert(one.id.value);
            }
        }
        const auto scope = office.rights.scope(actor, Action::dossier_read);
        office.db.read([&](db::Tx& tx) {
            dossier::Query query;
            query.limit = 100;
            const auto page = dossier::store::page(tx, scope, query, {});
            std::set<std::string> listed;
            for (const auto& row : page.rows) {
                listed.insert(row.dossier.id.value);
            }
            CHECK(listed == may);
            CHECK(page.count == static_cast<std::int64_t>(may.size()));
            std::int64_t counted = 0;
            for (const auto& [state, count] : dossier::store::count_by_state(tx, scope, {})) {
                counted += count;
            }
            CHECK(counted == static_cast<std::int64_t>(may.size()));
        });
        shown += may.size();
        refused += all.size() - may.size();
    }
    CHECK(shown > 200);
    CHECK(refused > 200);
}

DB_TEST_CASE("no list of people and no export holds a person whose page is refused") {
    DossierOffice office;
    std::mt19937 random{7};
    const auto all = many(office, random);
    for (int round = 0; round < 100; ++round) {
        const auto actor = anyone(office, random, all);
        const auto scope = office.rights.scope(actor, Action::person_read);
        office.db.read([&](db::Tx& tx) {
            std::set<std::string> may;
            for (const auto& one : all) {
                if (people::can_read(office.rights, actor, people::get(tx, one.person_id))) {
                    may.insert(one.person_id.value);
                }
            }
            people::Query query;
            query.limit = 100;
            std::set<std::string> listed;
            for (const auto& item : people::query(tx, scope, query).items) {
                listed.insert(item.person.id.value);
            }
            CHECK(listed == may);
        });
    }
}
