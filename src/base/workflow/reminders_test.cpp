// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/reminders.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace ketnap;

TEST_CASE("the ladder reaches the highest step of the day, and none before the first") {
    const auto ladder = workflow::ReminderLadder::load(std::filesystem::path{KETNAP_SOURCE_DIR} /
                                                       "data/workflow/reminders.json");
    CHECK(ladder.reached(4) == nullptr);
    CHECK(ladder.reached(3)->step == "ahead");
    CHECK(ladder.reached(0)->step == "last_day");
    CHECK(ladder.reached(-1)->step == "late");
    CHECK(ladder.reached(-9)->step == "late_letter");
    CHECK(ladder.reached(-30)->step == "report");
}

TEST_CASE("a ladder whose steps do not climb is refused with the step's name") {
    const auto file = std::filesystem::temp_directory_path() / "ketnap-ladder-test.json";
    std::ofstream{file} << R"({"source": "x", "steps": [
        {"step": "b", "days": 5, "title_vi": "B", "title_en": "B"},
        {"step": "a", "days": 5, "title_vi": "A", "title_en": "A"}]})";
    CHECK_THROWS_WITH_AS(workflow::ReminderLadder::load(file),
                         "ketnap-ladder-test.json: step a does not come later than the one before",
                         std::runtime_error);
    std::filesystem::remove(file);
}
