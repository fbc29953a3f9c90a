// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/requests.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace ketnap;
using namespace ketnap::exchange;

namespace {

const time::Date last{2024, 7, 31};

ShareState on(const time::Date& today, std::optional<Answer> answer = {}, std::int64_t asked = 2,
              std::int64_t answered = 0, const std::optional<time::Date>& extended_to = {}) {
    return state_of(answer, asked, answered, extended_to, last, today);
}

}  // namespace

TEST_CASE("a unit without an answer waits through the last day and is late the day after") {
    CHECK(on(last) == ShareState::waiting);
    CHECK(on(last + 1) == ShareState::late);
}

TEST_CASE("fewer than asked is short, as many is given, nobody is an answer too") {
    CHECK(on(last, Answer::given, 2, 1) == ShareState::partial);
    CHECK(on(last, Answer::given, 2, 2) == ShareState::given);
    CHECK(on(last, Answer::given, 0, 3) == ShareState::given);
    CHECK(on(last + 30, Answer::nil, 2, 0) == ShareState::nil);
}

TEST_CASE("a unit that was given longer is late only after its own day") {
    const time::Date longer{2024, 8, 9};
    CHECK(on(last + 1, {}, 2, 0, longer) == ShareState::extended);
    CHECK(on(longer, {}, 2, 0, longer) == ShareState::extended);
    CHECK(on(longer + 1, {}, 2, 0, longer) == ShareState::late);
}

TEST_CASE("without an answer, a unit never comes back from late as days go by") {
    CHECK(rc::check([] {
        const auto extended = *rc::gen::inRange(0, 20);
        const auto first = *rc::gen::inRange(-10, 40);
        const auto then = first + *rc::gen::inRange(0, 20);
        const auto longer = extended == 0 ? std::nullopt : std::optional{last + extended};
        const auto earlier = on(last + first, {}, 2, 0, longer);
        const auto later = on(last + then, {}, 2, 0, longer);
        RC_ASSERT(earlier != ShareState::late || later == ShareState::late);
    }));
}
