// SPDX-License-Identifier: Apache-2.0
// No text that a person types becomes an operator of a search engine.
#include "platform/db/db.h"

#include "fuzz_input.h"

using namespace ketnap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = fuzz::text(bytes, size);
    const auto lite = db::search_query(db::Engine::sqlite, input);
    const auto full = db::search_query(db::Engine::postgres, input);
    // "word"* "word"* …: a quote stands only around a word, so their number is twice that of stars
    std::size_t quotes = 0;
    std::size_t stars = 0;
    for (const char c : lite) {
        quotes += c == '"' ? 1 : 0;
        stars += c == '*' ? 1 : 0;
        KETNAP_CHECK(c != '(' && c != ')' && c != ':' && c != '^' && c != '\'' && c != '\0');
    }
    KETNAP_CHECK(quotes == 2 * stars || lite == "\"\"");  // the empty phrase finds nothing
    for (const char c : full) {
        KETNAP_CHECK(c != '(' && c != ')' && c != '|' && c != '!' && c != '<' && c != '\'' &&
                     c != '\0');
    }
    return 0;
}
