// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/scan.h"

#include <doctest/doctest.h>

using namespace ketnap;
using envelope::PageSight;

namespace {

PageSight cover(const char* form) {
    return {false, envelope::CoverMark{"KN24-0001", form}};
}
const PageSight text{};
const PageSight blank{true, {}};

struct Pages {
    std::int64_t first;
    std::int64_t last;
    std::string form;
    bool operator==(const Pages&) const = default;
};

std::vector<Pages> runs(const std::vector<PageSight>& pages) {
    std::vector<Pages> out;
    for (const auto& run : envelope::runs_of(pages)) {
        out.push_back({run.first_page, run.last_page, run.mark ? run.mark->form : ""});
    }
    return out;
}

}  // namespace

TEST_CASE("pages belong to the cover sheet in front of them, pages before the first to none") {
    CHECK(runs({}).empty());
    CHECK(runs({text, text, cover("a"), text, cover("b"), text, text}) ==
          std::vector<Pages>{{1, 2, ""}, {4, 4, "a"}, {6, 7, "b"}});
}

TEST_CASE("the empty back of a cover sheet belongs to no paper, another blank page stays") {
    CHECK(runs({cover("a"), blank, text, blank, text}) == std::vector<Pages>{{3, 5, "a"}});
    CHECK(runs({blank, text}) == std::vector<Pages>{{1, 2, ""}});
}

TEST_CASE("a cover sheet without pages gives a run without pages") {
    CHECK(runs({cover("a"), cover("b"), text}) == std::vector<Pages>{{2, 1, "a"}, {3, 3, "b"}});
    CHECK(runs({cover("a"), blank}) == std::vector<Pages>{{3, 2, "a"}});
    CHECK(runs({cover("a")}) == std::vector<Pages>{{2, 1, "a"}});
}
