// SPDX-License-Identifier: Apache-2.0
// What the steps of the demo share while they run.
#pragma once
#include "app/demo/demo.h"
#include "app/demo/random.h"
#include "app/demo/scenario.h"
#include "base/org/org.h"
#include "base/people/people.h"
#include "stage/campaign/campaign.h"
#include "stage/dossier/operations.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ketnap::demo {

struct Member {
    std::string id;
    std::string name;
};

struct Cell {
    org::OrgId id;
    std::string path;
    std::vector<Member> officials;  ///< the first is the secretary
};

struct Unit {
    org::OrgId id;
    std::string name;
    std::string path;
    std::int64_t members = 0;
    std::vector<Cell> cells;
    org::OrgId union_id;
    std::string union_path;
    std::vector<org::Org> branches;  ///< of the union; the union itself when it has none
    bool linked = true;              ///< false: the union names no Party body
};

/// Somebody who is not in the Party yet.
struct Source {
    people::PersonId id;
    std::string name;
    std::string born_on;
    std::size_t unit = 0;
    std::size_t cell = 0;
    org::Org branch;
    bool union_member = false;
    bool used = false;  ///< a dossier or a list has this person
};

/// Who acts for the office: the operations want persons, since whoever prepares does not sign.
struct Desk {
    Member officer;
    Member leader;
    Member clerk;
};

struct World {
    Tools& tools;
    Options options;
    Random random;
    Names names;
    OfficeNames office;
    Scenario scenario;
    org::Org root;
    org::Org bloc;
    std::vector<Unit> units;
    std::vector<org::Org> boards;
    std::vector<Source> sources;
    std::vector<dossier::Dossier> under_way;  ///< as they were laid on the desks
    Desk desk;
    std::set<std::string> used_names;
    std::int64_t next_number = 0;  ///< of invented identity numbers

    time::Date on() const { return options.on; }
    /// The working day on or after.
    time::Date working(time::Date day) const {
        while (!tools.calendar.is_working(day)) {
            day = day + 1;
        }
        return day;
    }
    void step(std::string_view what) const {
        if (tools.progress) {
            tools.progress(what);
        }
    }
    /// Eight o'clock of that day, never later than the day the office is looked at.
    void at(time::Date day) { tools.clock.set(day < on() ? day : on()); }
    template <class F>
    auto write(F&& f) {
        return tools.ctx.write(std::forward<F>(f));
    }
    /// Takes an unused source of that unit; null when there is none.
    Source* take(std::size_t unit, bool union_member);
};

/// 12 handed over, 70 exemplary ones, and seven months of seven whose ceremonies have been held.
inline constexpr std::int64_t admitted_in_the_year = 12 + 70 + 7 * 7;

// The steps, in the order they run; each opens its own few transactions.

void make_tree(World& world);
void make_people(World& world);
void make_accounts(World& world, Made& made);

/// The days of one campaign, worked out backwards from its event.
struct Days {
    time::Date plan;
    time::Date sent;
    time::Date deadline;  ///< as written after "trước ngày"
    time::Date appraised;
    time::Date programme;
    time::Date event;
};
Days days_of_exact(const World& world);
Days days_of_joint(const World& world);

void run_joint(World& world, const Days& days);
void run_exact(World& world, const Days& days, Made& made);
void run_year(World& world);
/// What lies on the desks on the day the office is looked at.
void lay_dossiers(World& world, const Made& made, const Days& exact);
/// What goes on around them: letters, opinions, holds, readings, somebody who stands in.
void run_desks(World& world);

/// What is to happen on which day: many stories side by side, told in the order of the days.
class Diary {
  public:
    void on(const time::Date& day, std::function<void()> what) {
        m_days.emplace(day.iso(), std::move(what));
    }
    void play(World& world) const {
        for (const auto& [day, what] : m_days) {
            world.at(*time::Date::parse_iso(day));
            what();
        }
    }

  private:
    std::multimap<std::string, std::function<void()>> m_days;
};
void plan_letters(World& world, Diary& diary);

/// Acts as somebody of the office.
audit::Ctx acting(const World& world, const Member& member, const char* user);

/// Every task that was due by then is done.
void finish_tasks(World& world, const campaign::CampaignId& id, const time::Date& until);
/// A request to all units that is still open: answered, short, nobody, given longer, late.
time::Date survey_due(const World& world);
void ask_survey(World& world, const Made& made);

/// How far a dossier goes and what is wrong with it.
enum class Fault {
    none,
    certificate_old,
    together_short,
    order_swapped,
    name_differs,
    unsigned_,
    father_open,         ///< nobody has verified the father
    mother_waived,       ///< a member, but nobody compared the member file
    cites_other_number,  ///< 8-KNĐ cites another resolution of the cell
    consent_missing,     ///< a special case without its consent
    schooling_low
};
struct Course {
    std::string campaign_id;
    time::Date cell_met;
    dossier::State until = dossier::State::qualified;
    Fault fault = Fault::none;
    bool returned_once = false;
};
/// A dossier with its papers, supports and votes, moved as far as the course says.
dossier::Dossier make_dossier(db::Tx& tx, World& world, const Source& source, const Course& course);

struct Decided {
    std::vector<dossier::DossierId> dossiers;
    time::Date held_on;
    time::Date received_on;
};
/// One meeting of the board that admits them all.
void decide(World& world, const std::string& campaign_id, const Decided& decided);

/// Ceremony of a campaign: hall, delegates, seats, arrivals.
void hold_ceremony(World& world, const campaign::Campaign& campaign, const Story& story,
                   const time::Date& day);

}  // namespace ketnap::demo
