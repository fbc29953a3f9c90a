// SPDX-License-Identifier: Apache-2.0
#include "app/demo/random.h"

#include <doctest/doctest.h>

#include <algorithm>

using ketnap::demo::Random;

TEST_CASE("the same seed draws the same numbers, another seed others, all within the bounds") {
    Random a{1};
    Random b{1};
    Random c{2};
    int differ = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto n = a.between(-3, 9);
        CHECK(n == b.between(-3, 9));
        CHECK(n >= -3);
        CHECK(n <= 9);
        differ += n == c.between(-3, 9) ? 0 : 1;
    }
    CHECK(differ > 800);
}

TEST_CASE("shuffling keeps every one") {
    Random random{7};
    std::vector<int> all{1, 2, 3, 4, 5, 6, 7, 8};
    auto mixed = all;
    random.shuffle(mixed);
    CHECK(mixed != all);
    std::sort(mixed.begin(), mixed.end());
    CHECK(mixed == all);
}
