// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/messages/messages.h"
#include "base/rules/calendar.h"
#include "platform/json/describe.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::reports {

/// A task of mine. `days_left` counts working days; 0 is today, negative is late.
struct HomeTask {
    std::string id;
    std::string kind;
    std::string what;
    std::string org;
    std::optional<std::string> due_on;  ///< the last day in time
    std::optional<std::int64_t> days_left;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(HomeTask, (), (id, kind, what, org, due_on, days_left, link))

struct HomeLate {
    std::string id;
    std::string what;
    std::string who;
    std::int64_t days_late = 0;
    std::string reminded;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(HomeLate, (), (id, what, who, days_late, reminded, link))

/// The one number that matters of a stage, by its name in the rail.
struct HomeStage {
    std::string id;
    std::int64_t open = 0;
    std::int64_t late = 0;
};
BOOST_DESCRIBE_STRUCT(HomeStage, (), (id, open, late))

struct HomeChange {
    std::int64_t at = 0;
    std::string who;
    std::string says;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(HomeChange, (), (at, who, says, link))

struct Home {
    std::vector<HomeTask> mine;
    std::vector<HomeLate> late;
    std::vector<HomeStage> stages;
    std::vector<HomeChange> changes;
};
BOOST_DESCRIBE_STRUCT(Home, (), (mine, late, stages, changes))

struct Desk {
    const audit::Ctx& ctx;
    const auth::Rights& rights;
    const rules::Calendar& calendar;
    const messages::Catalogue& messages;
    messages::Language language = messages::Language::vi;
};

/// What is mine today, what is late and by whom, where the campaign stands (empty id: none), what
/// changed. Reads only what the actor may see.
Home home(const Desk& desk, const std::string& campaign_id);

}  // namespace ketnap::reports
