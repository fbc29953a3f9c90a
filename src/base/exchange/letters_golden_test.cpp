// SPDX-License-Identifier: Apache-2.0
// A column of values, font and value a line, and what is made of it.
#include "base/exchange/legacy_file.h"
#include "base/exchange/letters.h"
#include "support/golden.h"

using namespace ketnap;
using namespace ketnap::exchange;

namespace {

const char* name_of(TextAs as) {
    return boost::describe::enum_to_string(as, "");
}

std::string told(const TextFacts& facts) {
    std::string out = std::string{"as "} + name_of(facts.as) + (facts.sure ? ", sure" : ", unsure");
    out += facts.by_font ? ", by font" : "";
    return out + ", marked " + std::to_string(facts.marked) + ", of it " +
           std::to_string(facts.of_it) + ", of others " + std::to_string(facts.of_others) +
           ", decomposed " + std::to_string(facts.decomposed) + "\n";
}

std::string column(const text::Legacy& legacy, const std::string& input) {
    const auto kind = font_kind(legacy);
    std::vector<ooxml::Cell> cells;
    for (std::string_view rest = input; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        const auto tab = line.find('\t');
        cells.push_back(ooxml::text_cell(std::string{line.substr(tab + 1)}));
        cells.back().font = kind(line.substr(0, tab));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    ColumnFacts facts{legacy};
    for (const auto& cell : cells) {
        facts.add(cell);
    }
    const auto said = facts.text(true);
    auto out = told(said);
    Mapping mapping;
    mapping.columns = {{0, "name", said.sure ? said.as : TextAs::as_is, {}, {}, {}}};
    const Letters letters{legacy, mapping};
    for (const auto& cell : cells) {
        ooxml::Cells row{cell};
        Findings findings;
        letters.doubt(row, findings);
        letters.read(row, findings);
        out += row.front().text;
        for (const auto& finding : findings) {
            out += "  ! " + finding.rule + " " + finding.values.back();
        }
        out += "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("columns of old letters are recognised and read") {
    const std::string source{KETNAP_SOURCE_DIR};
    const auto legacy = load_legacy(source + "/data/text/legacy.json");
    golden::run(source + "/src/base/exchange/golden/letters", ".in.txt", ".out.txt",
                [&](const std::string& input) { return column(legacy, input); });
}
