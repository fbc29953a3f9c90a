// SPDX-License-Identifier: Apache-2.0
// One dossier checked: the budget is 50 µs. A country-year of 200,000 from JSON: 15 s on one core.
#include "base/messages/messages.h"
#include "platform/vocabulary/file.h"
#include "stage/dossier/dossier_file.h"

#include "perf/measure.h"

#include <algorithm>
#include <filesystem>

using namespace ketnap;

namespace {

constexpr int rounds = 20'000;
constexpr int country_year = 200'000;

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
    fmt::print("  {} papers, {} judgements passed\n", input.dossier.papers.size(), seen);
}

/// One line of JSON: what an export writes, without the spaces of the golden file.
std::string packed(const std::filesystem::path& file) {
    std::string out;
    bool in_text = false;
    for (const char c : read_own_file(file)) {
        in_text = in_text != (c == '"');
        if (in_text || (c != ' ' && c != '\n')) {
            out += c;
        }
    }
    return out;
}

/// Feeds a country-year to a stream, from dossiers of several kinds in turn.
template <class Take>
void measure_stream(const char* name, const std::vector<std::string>& dossiers, Take take) {
    dossier::DossierStream stream{take};
    perf::measure(name, country_year, [&] {
        stream.feed("[");
        for (int i = 0; i < country_year; ++i) {
            stream.feed(dossiers[static_cast<std::size_t>(i) % dossiers.size()]);
            stream.feed(",\n");
        }
        stream.feed("]");
        stream.finish();
    });
}

/// Reading and judging; then with words and answers too, as `ketnap check --json` does it.
void measure_year(const dossier::checks::Basis& basis, const messages::Catalogue& texts,
                  const std::vector<std::filesystem::path>& files) {
    std::vector<std::string> dossiers(files.size());
    std::transform(files.begin(), files.end(), dossiers.begin(), packed);
    std::size_t findings = 0;
    std::size_t bytes_out = 0;
    using Item = dossier::DossierStream::Item;
    measure_stream("a country-year read and judged", dossiers, [&](const Item& item) {
        const auto read = dossier::read_item(item, true);
        findings +=
            dossier::checks::judge(read.file->dossier, basis, *read.file->today).findings.size();
    });
    measure_stream("the same with clocks, words and JSON out", dossiers, [&](const Item& item) {
        const auto read = dossier::read_item(item, true);
        const auto today = *read.file->today;
        auto judgement = dossier::checks::judge(read.file->dossier, basis, today);
        const auto clocks = dossier::checks::clocks(read.file->dossier, basis, today);
        texts.localize(judgement.findings, messages::Language::vi);
        bytes_out += dossier::judgement_json(read.code, judgement, clocks).size();
    });
    fmt::print("  {} MB out, {} findings\n", bytes_out / 1'000'000, findings);
}

}  // namespace

int main() {
    const std::filesystem::path source{KETNAP_SOURCE_DIR};
    const auto rules = rules::Rules::load(source / "data/rules").value();
    const auto calendar = rules::Calendar::load(source / "data/calendars").value();
    const auto checklists = rules::Checklists::load(source / "data/forms").value();
    const auto texts = messages::Catalogue::load(source / "data/ui/messages");
    const dossier::checks::Basis basis{rules, calendar, checklists};
    const auto golden = source / "src/stage/dossier/golden/checks";
    measure_case(basis, golden / "clean.in.json");
    measure_case(basis, golden / "clean_with_fifteen_papers.in.json");
    measure_case(basis, golden / "many_faults_at_once.in.json");
    measure_year(basis, texts,
                 {golden / "clean.in.json", golden / "clean_with_fifteen_papers.in.json",
                  golden / "clean_in_g3.in.json", golden / "fact_name_by_letters.in.json",
                  golden / "clean_with_everything_entered.in.json"});
    return 0;
}
