// SPDX-License-Identifier: Apache-2.0
// One dossier checked: the budget is 50 µs.
#include "platform/vocabulary/file.h"
#include "stage/dossier/dossier_file.h"

#include "perf/measure.h"

#include <filesystem>

using namespace ketnap;

namespace {

constexpr int rounds = 20'000;

void measure_case(const dossier::checks::Basis& basis, const std::filesystem::path& file) {
    const auto input = dossier::read_dossier_file(read_own_file(file)).value();
    std::size_t seen = 0;
    const auto name = file.stem().stem().string();
    perf::measure("judge: " + name, rounds, [&] {
        for (int i = 0; i < rounds; ++i) {
            seen += dossier::checks::judge(input.dossier, basis, *input.today).passed.size();
        }
    });
    perf::measure("clocks: " + name, rounds, [&] {
        for (int i = 0; i < rounds; ++i) {
            seen += dossier::checks::clocks(input.dossier, basis, *input.today).size();
        }
    });
    fmt::print("  {} judgements passed\n", seen);
}

}  // namespace

int main() {
    const std::filesystem::path source{KETNAP_SOURCE_DIR};
    const auto rules = rules::Rules::load(source / "data/rules").value();
    const auto calendar = rules::Calendar::load(source / "data/calendars").value();
    const auto checklists = rules::Checklists::load(source / "data/forms").value();
    const dossier::checks::Basis basis{rules, calendar, checklists};
    const auto golden = source / "src/stage/dossier/golden/checks";
    measure_case(basis, golden / "clean.in.json");
    measure_case(basis, golden / "can_tho_received_05_02_2024_misses_26_3_2024.in.json");
    return 0;
}
