// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/rules/calendar.h"
#include "base/workflow/workflow.h"
#include "platform/json/describe.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::workflow {

/// One step of the ladder: so many working days before (negative) or after the last day, by what
/// means and to whom.
struct ReminderStep {
    std::string step;
    std::int64_t days = 0;
    std::string title_vi;
    std::string title_en;
};
BOOST_DESCRIBE_STRUCT(ReminderStep, (), (step, days, title_vi, title_en))

/// data/workflow/reminders.json, in the order of the days (C47).
class ReminderLadder {
  public:
    /// Throws std::runtime_error naming file and reason: steps out of order, a step named twice.
    static ReminderLadder load(const std::filesystem::path& file);
    /// The highest step that is reached when `days_left` working days are left; null before the
    /// first.
    const ReminderStep* reached(std::int64_t days_left) const;
    const std::vector<ReminderStep>& steps() const { return m_steps; }

  private:
    std::vector<ReminderStep> m_steps;
};

struct Reminder {
    std::string step;
    std::string reminded_on;
    std::string by_name;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(Reminder, (), (step, reminded_on, by_name, note))

/// What was done about a subject, oldest first.
std::vector<Reminder> reminders_of(db::Tx& tx, const Subject& subject);
/// Records that a step was taken. The caller has decided who may and has traced; the same step
/// twice is recorded twice.
void put_reminder(db::Tx& tx, const Subject& subject, const Reminder& reminder);

}  // namespace ketnap::workflow
