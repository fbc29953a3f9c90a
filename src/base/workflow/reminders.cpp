// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/reminders.h"

#include "base/workflow/store.h"
#include "platform/json/read.h"
#include "platform/vocabulary/file.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace ketnap::workflow {

namespace file {

struct Ladder {
    std::string source;
    std::vector<ReminderStep> steps;
};
BOOST_DESCRIBE_STRUCT(Ladder, (), (source, steps))

}  // namespace file

ReminderLadder ReminderLadder::load(const std::filesystem::path& path) {
    const auto name = path.filename().string();
    auto read = json::read<file::Ladder>(read_own_file(path));
    if (!read) {
        throw std::runtime_error{fmt::format("{}: {}", name, read.error().front().rule)};
    }
    ReminderLadder ladder;
    for (auto& step : read->steps) {
        if (!ladder.m_steps.empty() && ladder.m_steps.back().days >= step.days) {
            throw std::runtime_error{fmt::format(
                "{}: step {} does not come later than the one before", name, step.step)};
        }
        const bool twice =
            std::any_of(ladder.m_steps.begin(), ladder.m_steps.end(),
                        [&](const ReminderStep& one) { return one.step == step.step; });
        if (twice) {
            throw std::runtime_error{fmt::format("{}: step {} is named twice", name, step.step)};
        }
        ladder.m_steps.push_back(std::move(step));
    }
    return ladder;
}

const ReminderStep* ReminderLadder::reached(std::int64_t days_left) const {
    const ReminderStep* found = nullptr;
    for (const auto& step : m_steps) {
        if (step.days <= -days_left) {
            found = &step;
        }
    }
    return found;
}

std::vector<Reminder> reminders_of(db::Tx& tx, const Subject& subject) {
    return store::reminders(tx, subject);
}

void put_reminder(db::Tx& tx, const Subject& subject, const Reminder& reminder) {
    store::insert(tx, subject, reminder);
}

}  // namespace ketnap::workflow
