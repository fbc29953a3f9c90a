// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo.h"
#include "base/audit/trace.h"
#include "base/auth/accounts.h"
#include "base/messages/messages.h"
#include "base/org/org.h"
#include "base/people/people.h"
#include "base/workflow/stand_in.h"
#include "platform/crypto/vault.h"
#include "platform/jobs/jobs.h"
#include "stage/campaign/quota/quota.h"
#include "stage/ceremony/ceremony.h"
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/gate/check_in.h"
#include "stage/ceremony/planner/campaign_plan.h"
#include "stage/decision/decision.h"
#include "stage/dossier/opinions.h"
#include "stage/envelope/letters.h"
#include "stage/nomination/nomination.h"
#include "stage/nomination/outstanding.h"
#include "support/db_fixture.h"

#include <algorithm>

using namespace ketnap;

namespace {

const std::filesystem::path data = std::filesystem::path{KETNAP_SOURCE_DIR} / "data";

/// The shipped rules and texts, read once.
struct Shipped {
    auth::Rights rights{auth::RoleBook::load(data / "auth/roles.json")};
    rules::Rules rules = rules::Rules::load(data / "rules").value();
    rules::Calendar calendar = rules::Calendar::load(data / "calendars").value();
    rules::Checklists checklists = rules::Checklists::load(data / "forms").value();
    dossier::StateTable states = dossier::StateTable::load(data / "dossier/states.json");
    dossier::Book book{{rules, calendar, checklists}, states};
    std::shared_ptr<const documents::Library> library = documents::library(data);
};

const Shipped& shipped() {
    static const Shipped loaded;
    return loaded;
}

struct DemoOffice {
    test::TestDb db;
    time::FixedClock clock{time::Date{2026, 11, 24}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};
    // nothing of the demo is a file: the folder is never made
    std::unique_ptr<attachments::Shelf> shelf =
        attachments::folder_shelf(std::filesystem::temp_directory_path() / "ketnap-demo-shelf");
    demo::Made made;

    DemoOffice() {
        const auto& s = shipped();
        demo::Tools tools{.ctx = ctx(),
                          .clock = clock,
                          .rights = s.rights,
                          .rules = s.rules,
                          .calendar = s.calendar,
                          .book = s.book,
                          .library = *s.library,
                          .shelf = *shelf,
                          .data = data,
                          .progress = {}};
        made = demo::fill(tools, {.seed = 1, .on = time::Date{2026, 11, 24}});
    }
    audit::Ctx ctx() {
        audit::Actor actor;
        actor.tenant = test::TestDb::tenant;
        actor.user = "cli:test";
        actor.all_rights = true;
        return {.db = *db,
                .clock = clock,
                .vault = vault,
                .jobs = jobs,
                .actor = std::move(actor),
                .command = {}};
    }
    campaign::CampaignId campaign(db::Tx& tx, std::size_t number) const {
        return *campaign::find_by_code(tx, made.campaigns.at(number));
    }
};

std::int64_t members(db::Tx& tx) {
    std::int64_t sum = 0;
    for (const auto& unit : campaign::units_by_members(tx)) {
        sum += unit.weight;
    }
    return sum;
}

void check_office(DemoOffice& office) {
    office.db.read([&](db::Tx& tx) {
        CHECK(campaign::units_by_members(tx).size() == 73);
        CHECK(members(tx) == 5356);
        const auto states = dossier::count_by_state(tx);
        for (const auto state :
             {dossier::State::drafting, dossier::State::submitted, dossier::State::received,
              dossier::State::appraising, dossier::State::returned, dossier::State::resubmitted,
              dossier::State::qualified, dossier::State::decided, dossier::State::admitted,
              dossier::State::withdrawn}) {
            CHECK(states.contains(state));
        }
        CHECK(audit::verify_chain(tx).first_bad == 0);
        CHECK(auth::accounts(tx).size() == office.made.sign_ins.size());
    });
}

void check_seventy(DemoOffice& office) {
    office.db.read([&](db::Tx& tx) {
        const auto id = office.campaign(tx, 0);
        CHECK(office.made.campaign == office.made.campaigns.at(0));
        CHECK(campaign::quota_of(tx, id).place_sum == 70);
        CHECK(decision::decisions(tx, id.value).size() == 70);
        CHECK(dossier::count_by_state(tx, id.value).at(dossier::State::admitted) == 70);
        const auto ceremonies = ceremony::list(tx, id.value);
        REQUIRE(ceremonies.size() == 1);
        CHECK(ceremonies[0].headcount >= 260);
        CHECK(ceremonies[0].headcount <= 340);
        const auto board = ceremony::gate::board(tx, {ceremonies[0].id});
        CHECK(board.arrived > board.headcount * 9 / 10);
    });
}

void check_joint(DemoOffice& office) {
    office.db.read([&](db::Tx& tx) {
        const auto id = office.campaign(tx, 1);
        const auto plan = campaign::get(tx, id).plan;
        CHECK(plan.bodies.size() == 2);
        CHECK(plan.target_kind == campaign::TargetKind::open);
        CHECK(decision::decisions(tx, id.value).size() == 12);
        const auto list = nomination::outstanding_list(tx, id);
        REQUIRE(list.has_value());
        CHECK(list->extracts.size() == 9);
        CHECK(list->frozen_on.has_value());
        CHECK(list->left_out.size() >= 14);
    });
}

/// Letters answered, waiting and unsent, opinions, two set aside, readings, who stands in.
void check_desks(DemoOffice& office) {
    const auto ctx = office.ctx();
    const auto& s = shipped();
    const envelope::Work work{ctx, s.rights, {s.book, *office.shelf, *s.library, {}}};
    std::map<envelope::LetterState, int> letters;
    for (const auto& one : envelope::query_letters(work, {}).items) {
        ++letters[one.state];
    }
    CHECK(letters[envelope::LetterState::draft] == 2);
    CHECK(letters[envelope::LetterState::sent] == 8);
    CHECK(letters[envelope::LetterState::answered] == 5);
    office.db.read([&](db::Tx& tx) {
        const auto under_way = dossier::count_by_state(tx, office.campaign(tx, 0).value);
        for (const auto state : {dossier::State::received, dossier::State::appraising,
                                 dossier::State::returned, dossier::State::qualified}) {
            CHECK(under_way.contains(state));
        }
        CHECK(dossier::count_by_state(tx).at(dossier::State::held) == 2);
        std::size_t asked = 0;
        for (const auto& one : dossier::candidates(tx, dossier::State::appraising)) {
            asked += dossier::opinions(tx, one.dossier.id).size();
        }
        CHECK(asked == 8);
        CHECK(workflow::stand_ins(tx, ctx, s.rights).size() == 2);
    });
}

/// The one who was decided early would be late on the day of the ceremony.
void check_planner(DemoOffice& office) {
    const auto& s = shipped();
    static const auto catalogue = messages::Catalogue::load(data / "ui/messages");
    const ceremony::Programmes programmes =
        ceremony::Programmes::load(data / "ceremony/programmes.json");
    const ceremony::Print print{*s.library, catalogue, programmes};
    office.db.read([&](db::Tx& tx) {
        const auto view =
            ceremony::planner::look(tx, office.ctx(), s.book, print, office.campaign(tx, 0).value,
                                    std::nullopt, [](const auto&) { return true; });
        CHECK(view.count.late == 1);
        CHECK(view.people.front().standing == ceremony::planner::Standing::late);
    });
}

/// What a reader sees of it, without the random ids.
std::string shown(DemoOffice& office) {
    std::string text;
    office.db.read([&](db::Tx& tx) {
        for (std::size_t i = 0; i < 2; ++i) {
            const auto id = office.campaign(tx, i);
            for (const auto& one : decision::decisions(tx, id.value)) {
                text += one.number_text + one.decided_on +
                        people::get(tx, people::PersonId{one.person_id}).name + "\n";
            }
            for (const auto& one : nomination::nominations(tx, std::vector<std::string>{"/"}, id)) {
                text += one.person_name + one.org_name + one.nominated_on + "\n";
            }
        }
    });
    return text;
}

}  // namespace

DB_TEST_CASE("the demo is a whole office with both campaigns carried to their ends") {
    DemoOffice office;
    check_office(office);
    check_seventy(office);
    check_joint(office);
    check_desks(office);
    check_planner(office);
}

TEST_CASE("the same seed gives the same office") {
    test::engine_under_test() = db::Engine::sqlite;
    DemoOffice first;
    DemoOffice again;
    CHECK(shown(first) == shown(again));
}
