// SPDX-License-Identifier: Apache-2.0
// Whoever prepared, appraised, introduced or is a relative does not sign: on random histories, and
// in the tables themselves when the check before them is left out.
#include "base/auth/relations.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/store.h"
#include "support/decision_fixture.h"

#include <doctest/doctest.h>

#include <random>

using namespace ketnap;
using dossier::DossierId;

namespace {

struct Past {
    std::string preparer;
    std::string appraiser;
    std::string introducer;
    std::string relative;
    std::string signer;

    bool is_clean() const {
        return signer != preparer && signer != appraiser && signer != introducer &&
               signer != relative;
    }
};

struct Bureau : test::DecisionOffice {
    std::vector<std::string> people;

    Bureau() {
        for (const auto* name :
             {"Lò Thị Ngân", "Nông Quốc Việt", "Hứa Văn Tùng", "Kim Thị Sa Rây"}) {
            people.push_back(added(name, cell_a2).id.value);
        }
    }
    // The dossier as that past left it, on the agenda of a meeting whose decisions `signer` signs.
    decision::Meeting after(const Past& past, const std::string& candidate) {
        const auto d = qualified_of(candidate);
        const auto named = dossier::name_hands(
            work(officer), d.id, {past.preparer, past.appraiser, "Văn thư nhập hộ"}, d.version);
        db.write([&](db::Tx& tx) {
            tx.raw(
                "UPDATE dossier_support SET person_id = ?3 WHERE tenant_id = ?1 AND dossier_id = "
                "?2",
                {test::TestDb::tenant, d.id, past.introducer});
            if (!past.relative.empty()) {
                auth::add_kin(tx, cli(), d.person_id.value, past.relative, "anh ruột");
            }
        });
        auto wanted = form();
        const auto signer = people::PersonId{past.signer};
        wanted.signer_person_id = past.signer;
        wanted.signer_name = db.read([&](db::Tx& tx) { return people::get(tx, signer).name; });
        const auto m = decision::make_meeting(officer, rights, desk, wanted);
        return decision::put_on_agenda(officer, rights, desk, m.id, {named.id});
    }
};

}  // namespace

DB_TEST_CASE("on no history does anyone sign who had the dossier in hand or is a relative") {
    Bureau office;
    std::mt19937 random{22};
    const auto anyone = [&] { return office.people[random() % office.people.size()]; };
    int issued = 0;
    int refused = 0;
    for (int i = 0; i < 24; ++i) {
        const Past past{anyone(), anyone(), anyone(), random() % 2 ? anyone() : "", anyone()};
        const auto m = office.after(past, "Vi Thị Bích " + std::string(1, char('A' + i)));
        bool done = true;
        try {
            office.voted(m, 0, 12);
        } catch (const Refused&) {
            done = false;
        }
        CAPTURE(i);
        CHECK(done == past.is_clean());
        const auto kept = office.db.read([&](db::Tx& tx) {
            return decision::decision_of(tx, m.items.at(0).dossier_id).has_value();
        });
        CHECK(kept == past.is_clean());
        (done ? issued : refused) += 1;
    }
    CHECK(issued > 2);
    CHECK(refused > 2);
}

DB_TEST_CASE("the tables themselves refuse a decision whose signer had the dossier in hand") {
    Bureau office;
    const auto& p = office.people;
    const auto m = office.after({p[0], p[1], p[2], "", p[3]}, "Vi Thị Bích");
    const auto done = office.voted(m, 0, 12);
    REQUIRE(!done.items.at(0).decision_id.empty());
    const auto set = [&](const char* sql) {
        office.db.write([&](db::Tx& tx) { tx.raw(sql, {test::TestDb::tenant}); });
    };
    CHECK_THROWS_AS(set("UPDATE decision SET approver_id = preparer_id WHERE tenant_id = ?1"),
                    DbError);
    CHECK_THROWS_AS(set("UPDATE decision SET approver_id = verifier_id WHERE tenant_id = ?1"),
                    DbError);
    CHECK_THROWS_AS(set("UPDATE decision SET approver_id = person_id WHERE tenant_id = ?1"),
                    DbError);
    CHECK_THROWS_AS(
        set("UPDATE decision_introducer SET approver_id = person_id WHERE tenant_id = ?1"),
        DbError);
}
