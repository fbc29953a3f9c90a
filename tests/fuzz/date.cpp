// SPDX-License-Identifier: Apache-2.0
// A day as somebody wrote it is refused, or kept as written and read the same from its own form.
#include "platform/time/date.h"

#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

using namespace ketnap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = fuzz::text(bytes, size);
    if (const auto day = time::Date::parse_iso(input)) {
        KETNAP_CHECK(day->iso() == input);
        KETNAP_CHECK(time::months_between(*day, time::add_months(*day, 1)) <= 1);
    }
    if (const auto partial = time::PartialDate::parse(input)) {
        KETNAP_CHECK(input.find(partial->as_written) != std::string_view::npos);
        KETNAP_CHECK(partial->earliest() <= partial->latest());
        const auto again = time::PartialDate::parse(partial->iso());
        KETNAP_CHECK(again.has_value());
        KETNAP_CHECK(again->iso() == partial->iso());
    }
    return 0;
}
