// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/states.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

using namespace ketnap::dossier;

namespace {

StateTable from_text(const std::string& json) {
    const auto file = std::filesystem::temp_directory_path() / "ketnap_states_test.json";
    std::ofstream{file} << json;
    return StateTable::load(file);
}

}  // namespace

TEST_CASE("every state but the last ones has a way on, and every step names a right") {
    const auto table =
        StateTable::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/dossier/states.json");
    for (const State state :
         {State::drafting, State::submitted, State::received, State::appraising, State::returned,
          State::resubmitted, State::qualified, State::decided}) {
        CHECK_FALSE(table.from(state).empty());
    }
    CHECK(table.from(State::admitted).empty());
    CHECK(table.from(State::withdrawn).empty());
    CHECK(table.find(State::drafting, State::qualified) == nullptr);
    CHECK_FALSE(table.edit_right(State::decided).has_value());
}

TEST_CASE("a state table with an unknown state or right is refused with its reason") {
    CHECK_THROWS_WITH_AS(
        from_text(R"({"source": "", "moves": [{"from": "drafting", "to": "received",
                      "action": "dossier_bless"}], "edit": {},
                      "return_days": 10, "holds": [], "words": {}})"),
        "ketnap_states_test.json: unknown action dossier_bless", std::runtime_error);
    CHECK_THROWS_AS(from_text(R"({"source": "", "moves": [], "edit": {"lost": "dossier_edit"},
                      "return_days": 10, "holds": [], "words": {}})"),
                    std::runtime_error);
    CHECK_THROWS_AS(from_text(R"({"source": "", "moves": [{"from": "here"}], "edit": {},
                      "return_days": 10, "holds": [], "words": {}})"),
                    std::runtime_error);
}
