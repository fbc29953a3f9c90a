// SPDX-License-Identifier: Apache-2.0
// A set of rules is read, or refused with findings that point into the file; what was read answers.
#include "base/rules/read_rules.h"
#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

#include <algorithm>

using namespace ketnap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text{fuzz::text(bytes, size)};
    const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
    Findings findings;
    rules::DataFile file{"X.json", text, findings};
    const auto read = rules::read_set(file);
    for (const auto& one : findings) {
        KETNAP_CHECK(one.where.size() == 1 && one.where[0].line <= lines);
    }
    if (!read) {
        KETNAP_CHECK(!findings.empty());
        return 0;
    }
    if (!findings.empty()) {
        return 0;
    }
    for (const auto* rule : read->set.all()) {
        KETNAP_CHECK(rule->same_value(*rule));
        KETNAP_CHECK((read->set.find(rule->id) == rule) == rule->has_value);
        KETNAP_CHECK(read->set.gravest(rule->id) <= Level::error);
        if (rule->kind == rules::Kind::fraction && rule->has_value) {
            KETNAP_CHECK(rule->fraction.under > 0);
        }
    }
    return 0;
}
