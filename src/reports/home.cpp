// SPDX-License-Identifier: Apache-2.0
#include "reports/home.h"

#include "base/audit/trace.h"
#include "base/auth/accounts.h"
#include "base/auth/break_glass.h"
#include "base/exchange/requests.h"
#include "base/org/org.h"
#include "base/rules/office_days.h"
#include "base/workflow/workflow.h"
#include "stage/campaign/campaign.h"
#include "stage/campaign/quota/quota.h"
#include "stage/dossier/dossier.h"
#include "stage/nomination/nomination.h"

#include <algorithm>
#include <array>
#include <map>

namespace ketnap::reports {
namespace {

using auth::Action;
using campaign::CampaignId;

constexpr std::int64_t tasks_shown = 50;
constexpr std::int64_t changes_read = 200;
constexpr std::size_t changes_shown = 12;

/// Where a subject of tasks and audit rows is looked at, and the icon of its stage.
struct Place {
    std::string_view kind;
    std::string_view icon;
    std::string_view link;
};
constexpr std::array places{Place{"campaign", "plan", "/plans/"},
                            Place{"request", "nomination", "/nominations/"},
                            Place{"nomination", "nomination", "/nominations"},
                            Place{"dossier", "dossier", "/dossiers/"},
                            Place{"meeting", "decision", "/meetings/"},
                            Place{"ceremony", "ceremony", "/ceremony"},
                            Place{"person", "person", "/people/"},
                            Place{"org", "org", "/orgs/"}};

const Place* place_of(std::string_view kind) {
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const Place& place) { return place.kind == kind; });
    return found == places.end() ? nullptr : found;
}

std::string link_of(const Place* place, const std::string& id) {
    if (place == nullptr) {
        return {};
    }
    const auto link = std::string{place->link};
    return link.ends_with('/') ? link + id : link;
}

/// Working days to a day: 0 on the day itself, negative after it.
std::int64_t days_to(const rules::Calendar& calendar, const time::Date& today,
                     const std::string& last_day_on) {
    const auto last = time::Date::parse_iso(last_day_on);
    return last ? calendar.working_days_between(today, *last) : 0;
}

/// A last day on a day off has passed all the same: late by at least one.
std::int64_t days_late(const rules::Calendar& calendar, const time::Date& today,
                       const std::string& last_day_on) {
    return std::max<std::int64_t>(1, -days_to(calendar, today, last_day_on));
}

void fill_mine(Home& home, db::Tx& tx, const Desk& desk, const rules::Calendar& calendar) {
    const auto today = desk.ctx.clock.today();
    const auto tasks = workflow::open_tasks(tx, desk.ctx, desk.rights,
                                            {.mine = true, .late_on = {}, .limit = tasks_shown});
    for (const auto& task : tasks.items) {
        const auto* place = place_of(task.subject_kind);
        HomeTask mine{.id = task.id,
                      .kind = place == nullptr ? "" : std::string{place->icon},
                      .what = task.text,
                      .org = task.owner,
                      .due_on = task.last_day_on,
                      .days_left = {},
                      .link = link_of(place, task.subject_id)};
        if (task.last_day_on) {
            const bool late = *task.last_day_on < today.iso();
            mine.days_left = late ? -days_late(calendar, today, *task.last_day_on)
                                  : days_to(calendar, today, *task.last_day_on);
        }
        home.mine.push_back(std::move(mine));
    }
}

/// Openings outside the scope that wait for my signature; they stay until it is there.
void fill_glasses(Home& home, db::Tx& tx, const Desk& desk, const rules::Calendar& calendar) {
    const auto today = desk.ctx.clock.today();
    for (const auto& one : auth::to_sign(tx, desk.ctx, desk.rights)) {
        const auto last = time::date_in_vietnam({one.sign_until()}).iso();
        const bool late = last < today.iso();
        home.mine.push_back(
            {.id = one.id.value,
             .kind = "dossier",
             .what = desk.messages.text("home.glass", desk.language, {one.opened_by}),
             .org = "",
             .due_on = last,
             .days_left = late ? -days_late(calendar, today, last) : days_to(calendar, today, last),
             .link = "/settings/opened"});
    }
}

std::string reminded_text(const Desk& desk, const exchange::Board& board) {
    std::string last;
    std::int64_t most = 0;
    for (const auto& row : board.rows) {
        most = std::max(most, row.reminder_count);
        last = std::max(last, row.reminded_on.value_or(""));
    }
    const auto day = time::Date::parse_iso(last);
    if (!day) {
        return {};
    }
    return desk.messages.text("home.reminded", desk.language,
                              {std::to_string(most), day->vn().substr(0, 5)});
}

/// Late units of one request are one line; the board names them.
void add_late_request(Home& home, db::Tx& tx, const Desk& desk, const rules::Calendar& calendar,
                      const workflow::Task& task) {
    const exchange::RequestId id{task.subject_id};
    const auto board = exchange::board(tx, desk.ctx, desk.rights, calendar, id);
    if (board.request.closed_on) {
        return;
    }
    const bool one = board.counts.late == 1;
    home.late.push_back(
        {.id = id.value,
         .what = board.request.title,
         .who = one ? board.rows.front().org_name
                    : desk.messages.text("home.units", desk.language,
                                         {std::to_string(board.counts.late)}),
         .days_late = days_late(calendar, desk.ctx.clock.today(), board.request.last_day_on),
         .reminded = reminded_text(desk, board),
         .link = link_of(place_of("request"), id.value)});
}

void fill_late(Home& home, db::Tx& tx, const Desk& desk, const rules::Calendar& calendar) {
    const auto today = desk.ctx.clock.today();
    const auto tasks = workflow::open_tasks(
        tx, desk.ctx, desk.rights, {.mine = false, .late_on = today, .limit = changes_read});
    std::vector<std::string> requests;
    for (const auto& task : tasks.items) {
        if (task.subject_kind == "request") {
            if (std::find(requests.begin(), requests.end(), task.subject_id) == requests.end() &&
                desk.rights.may(desk.ctx.actor, Action::nomination_read)) {
                requests.push_back(task.subject_id);
                add_late_request(home, tx, desk, calendar, task);
            }
            continue;
        }
        const auto* place = place_of(task.subject_kind);
        home.late.push_back({.id = task.id,
                             .what = task.text,
                             .who = task.owner,
                             .days_late = days_late(calendar, today, *task.last_day_on),
                             .reminded = {},
                             .link = link_of(place, task.subject_id)});
    }
}

HomeStage plan_stage(const campaign::Campaign& about, const time::Date& today) {
    HomeStage stage{.id = "plan"};
    for (const auto& task : about.tasks) {
        if (!task.done_on) {
            ++stage.open;
            stage.late += task.last_day_on && *task.last_day_on < today.iso() ? 1 : 0;
        }
    }
    return stage;
}

HomeStage quota_stage(db::Tx& tx, const campaign::Campaign& about) {
    const CampaignId id{about.id};
    std::map<std::string, std::int64_t> proposed;
    for (const auto& one : nomination::nominations(tx, std::vector<std::string>{"/"}, id)) {
        proposed[one.org_id] += one.state == nomination::NominationState::proposed ? 1 : 0;
    }
    HomeStage stage{.id = "quota"};
    for (const auto& row : campaign::quota_of(tx, id).rows) {
        stage.open += std::max<std::int64_t>(0, row.places - proposed[row.org_id]);
    }
    return stage;
}

HomeStage nomination_stage(db::Tx& tx, const Desk& desk, const rules::Calendar& calendar,
                           const CampaignId& id) {
    HomeStage stage{.id = "nomination"};
    for (const auto& request : exchange::requests_of(tx, {"campaign", id.value})) {
        if (request.closed_on) {
            continue;
        }
        const auto board =
            exchange::board(tx, desk.ctx, desk.rights, calendar, exchange::RequestId{request.id});
        const auto& counts = board.counts;
        stage.open += counts.late + counts.partial + counts.extended + counts.waiting;
        stage.late += counts.late;
    }
    return stage;
}

void fill_stages(Home& home, db::Tx& tx, const Desk& desk, const rules::Calendar& calendar,
                 const CampaignId& id) {
    const auto about = campaign::get(tx, id);
    home.stages.push_back(plan_stage(about, desk.ctx.clock.today()));
    home.stages.push_back(quota_stage(tx, about));
    if (desk.rights.may(desk.ctx.actor, Action::nomination_read)) {
        home.stages.push_back(nomination_stage(tx, desk, calendar, id));
    }
    using enum dossier::State;
    const auto counts = dossier::count_by_state(tx, id.value);
    const auto sum = [&](std::initializer_list<dossier::State> states) {
        std::int64_t total = 0;
        for (const auto state : states) {
            const auto found = counts.find(state);
            total += found == counts.end() ? 0 : found->second;
        }
        return total;
    };
    home.stages.push_back(
        {.id = "dossier",
         .open = sum({drafting, submitted, received, appraising, returned, resubmitted, held})});
    home.stages.push_back({.id = "decision", .open = sum({qualified})});
    home.stages.push_back({.id = "ceremony", .open = sum({decided})});
}

/// Whoever reads people of the whole office sees what anyone did; others what happened to the
/// campaign and what they did themselves.
bool may_see(const Desk& desk, const auth::Object& office, const audit::Entry& entry) {
    if (entry.actor == desk.ctx.actor.user) {
        return true;
    }
    if (desk.rights.can(desk.ctx.actor, Action::person_read, office)) {
        return true;
    }
    return entry.object_kind == "campaign" || entry.object_kind == "request";
}

bool is_told(const std::vector<HomeChange>& changes, const HomeChange& what) {
    return std::any_of(changes.begin(), changes.end(), [&](const HomeChange& one) {
        return one.says == what.says && one.who == what.who &&
               time::date_in_vietnam({one.at}) == time::date_in_vietnam({what.at});
    });
}

void fill_changes(Home& home, db::Tx& tx, const Desk& desk) {
    const auto root = org::root(tx);
    const auth::Object office{
        .org_path = root ? root->path : "/", .campaign_id = {}, .persons = {}};
    for (const auto& entry : audit::latest(tx, changes_read)) {
        const auto* place = place_of(entry.object_kind);
        const auto key = "audit." + entry.action;
        // What another act brought with it is told by that act.
        if (place == nullptr || entry.action == "task.completed" ||
            !desk.messages.has(key, desk.language) || !may_see(desk, office, entry)) {
            continue;
        }
        const HomeChange change{.at = entry.at,
                                .who = auth::called(tx, entry.actor),
                                .says = desk.messages.text(key, desk.language),
                                .link = link_of(place, entry.object_id)};
        // The same act of a day is told once, with its latest.
        if (is_told(home.changes, change)) {
            continue;
        }
        home.changes.push_back(change);
        if (home.changes.size() == changes_shown) {
            return;
        }
    }
}

}  // namespace

Home home(const Desk& desk, const std::string& campaign_id) {
    return desk.ctx.read([&](db::Tx& tx) {
        Home answer;
        const auto calendar = rules::office_calendar(tx, desk.calendar);
        fill_glasses(answer, tx, desk, calendar);
        fill_mine(answer, tx, desk, calendar);
        fill_late(answer, tx, desk, calendar);
        const CampaignId id{campaign_id};
        if (!campaign_id.empty() &&
            desk.rights.can(desk.ctx.actor, Action::campaign_read, campaign::object_of(tx, id))) {
            fill_stages(answer, tx, desk, calendar, id);
        }
        fill_changes(answer, tx, desk);
        return answer;
    });
}

}  // namespace ketnap::reports
