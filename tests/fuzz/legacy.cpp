// SPDX-License-Identifier: Apache-2.0
// Old letters from any bytes: always valid text, the same whichever way a column is looked at; what
// goes back into the encoding comes out of it again.
#include "base/exchange/legacy_file.h"
#include "base/exchange/letters.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

using namespace ketnap;
using text::Encoding;

namespace {

const text::Legacy& legacy() {
    static const auto one =
        exchange::load_legacy(std::string{KETNAP_SOURCE_DIR} + "/data/text/legacy.json");
    return one;
}

void there_and_back(std::string_view seen) {
    for (const auto encoding : {Encoding::tcvn3, Encoding::vni, Encoding::cp1258}) {
        const auto read = legacy().to_unicode(seen, encoding);
        KETNAP_CHECK(text::is_valid_utf8(read) && text::nfc(read) == read);
        if (const auto back = legacy().from_unicode(text::lower(read), encoding)) {
            KETNAP_CHECK(legacy().is_seen(*back));
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto given = fuzz::text(bytes, size);
    exchange::ColumnFacts facts{legacy()};
    for (std::string_view rest = given; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        auto cell =
            ooxml::text_cell(text::is_valid_utf8(line) ? std::string{line} : text::seen_text(line));
        cell.font = static_cast<std::uint8_t>(line.size() % 4);
        there_and_back(cell.text);
        facts.add(cell);
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    const auto said = facts.text();
    KETNAP_CHECK(said.of_it + said.of_others <= said.marked);
    for (const auto& sample : said.samples) {
        KETNAP_CHECK(text::is_valid_utf8(sample.each));
    }
    facts.dates();
    facts.code_width();
    return 0;
}
