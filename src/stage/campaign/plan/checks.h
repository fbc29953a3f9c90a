// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/rules/calendar.h"
#include "stage/campaign/plan/plan_form.h"

namespace ketnap::campaign {

/// What the dates of the form mean; a text that cannot be read leaves its fields empty and adds
/// one finding at its field.
PlanReading read_dates(const PlanForm& form, Findings& findings);

/// All that is wrong (errors: the form is refused) or odd (warnings and hints: shown beside the
/// plan), in one pass.
Findings check_plan(const PlanForm& form);

/// Dates that fall on a day off, with the working day before them.
Findings check_days_off(const PlanReading& reading, const rules::Calendar& calendar);

}  // namespace ketnap::campaign
