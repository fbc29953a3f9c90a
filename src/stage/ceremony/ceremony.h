// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/finding.h"
#include "stage/ceremony/delegates/delegate.h"
#include "stage/ceremony/programme/programme.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::ceremony {

using audit::Ctx;
using auth::Rights;

/// What an office enters of the day. A day that is not set yet stays open.
struct CeremonyForm {
    std::string campaign_id;
    EventKind event_kind = EventKind::admission_ceremony;
    std::string title;
    std::string host;  ///< the body that invites
    std::string place;
    std::optional<time::Date> starts_on;
    std::optional<std::int64_t> starts_minute;  ///< of the day, Việt Nam time
    std::string hall_name;
    std::int64_t hall_rows = 0;
    std::int64_t hall_seats = 0;            ///< in one row
    std::vector<std::int64_t> hall_aisles;  ///< an aisle follows these numbers
    std::vector<Seat> hall_blocked;         ///< broken, or kept free
    std::string note;
};
BOOST_DESCRIBE_STRUCT(CeremonyForm, (),
                      (campaign_id, event_kind, title, host, place, starts_on, starts_minute,
                       hall_name, hall_rows, hall_seats, hall_aisles, hall_blocked, note))

struct GroupCount {
    Group group = Group::guest;
    std::int64_t expected = 0;
    std::int64_t seated = 0;
    std::int64_t arrived = 0;
};
BOOST_DESCRIBE_STRUCT(GroupCount, (), (group, expected, seated, arrived))

struct Ceremony {
    std::string id;
    std::int64_t number = 0;
    std::int64_t version = 0;
    CeremonyForm form;
    std::int64_t headcount = 0;  ///< sum of the groups
    std::int64_t capacity = 0;   ///< chairs of the hall that may be used
    std::vector<GroupCount> groups;
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(Ceremony, (),
                      (id, number, version, form, headcount, capacity, groups, findings))

/// Everything wrong with what was entered, each at its field.
Findings check(const CeremonyForm& form);
/// What stands in the way of the day: no hall, too few chairs, people without helper or chair.
Findings readiness(const Ceremony& ceremony, std::int64_t members_without_helper);

/// Enters a ceremony of a campaign. Needs Action::ceremony_edit on the campaign.
/// Refused: errors of check(); an unknown campaign.
Ceremony create(const Ctx& ctx, const Rights& rights, const CeremonyForm& form);
Ceremony create(db::Tx& tx, const Ctx& ctx, const CeremonyForm& form);
/// Chairs that the hall no longer has are given up. Conflict on a stale version; the campaign of a
/// ceremony never changes.
Ceremony change(const Ctx& ctx, const Rights& rights, const CeremonyId& id,
                const CeremonyForm& form, std::int64_t version);

/// What the plan of a campaign says of the day, as a form to begin with.
CeremonyForm proposal(db::Tx& tx, const std::string& campaign_id);

/// Throws NotFound.
Ceremony get(db::Tx& tx, const CeremonyId& id);
Ceremony get(const Ctx& ctx, const Rights& rights, const CeremonyId& id);
/// Of one campaign, or of all when empty; the latest day first. Only what the actor may read or
/// check in.
std::vector<Ceremony> list(const Ctx& ctx, const Rights& rights, const std::string& campaign_id);
std::vector<Ceremony> list(db::Tx& tx, const std::string& campaign_id);

/// Where the ceremony lies for can(): its campaign.
auth::Object object_of(db::Tx& tx, const CeremonyId& id);

}  // namespace ketnap::ceremony
