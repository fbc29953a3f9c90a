// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/rules/calendar.h"
#include "platform/db/db.h"

#include <vector>

namespace ketnap::rules {

/// The office's own days off and days on (table `office_day`).
std::vector<SpecialDay> office_days(db::Tx& tx);
void put_office_day(db::Tx& tx, const SpecialDay& day);
/// False when there was none.
bool drop_office_day(db::Tx& tx, time::Date day);

/// The calendar of the files with the office's own days laid over it: what every clock counts by.
Calendar office_calendar(db::Tx& tx, const Calendar& calendar);

}  // namespace ketnap::rules
