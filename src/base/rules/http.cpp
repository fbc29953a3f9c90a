// SPDX-License-Identifier: Apache-2.0
#include "base/rules/http.h"

#include "base/rules/view.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::rules {

struct RuleBook {
    std::string on;
    std::vector<std::string> holding;  ///< codes: the set in force first, then those arguable
    std::vector<SetView> sets;
    Findings refused;
};
BOOST_DESCRIBE_STRUCT(RuleBook, (), (on, holding, sets, refused))

struct RuleDifferences {
    SetView before;
    SetView after;
    std::vector<DifferenceView> items;
};
BOOST_DESCRIBE_STRUCT(RuleDifferences, (), (before, after, items))

namespace {

using auth::Call;

const RuleSet& set_of(const Rules& rules, const std::string& code) {
    const auto set = rules.find(code);
    if (!set) {
        throw NotFound{};
    }
    return *set;
}

Viewer viewer(const Call& call, const Rules& rules) {
    return {rules, call.messages, call.language()};
}

RuleBook book(Call& call, const Rules& rules) {
    RuleBook out;
    auto day = call.ctx.clock.today();
    if (const auto asked = call.query("on"); !asked.empty()) {
        const auto read = time::Date::parse_iso(asked);
        if (!read) {
            throw Refused{{field_finding("field.format", "on")}};
        }
        day = *read;
    }
    out.on = day.iso();
    for (const auto& set : rules.in_force_on(day)) {
        out.holding.push_back(set->code);
    }
    for (const auto& set : rules.sets()) {
        out.sets.push_back(viewer(call, rules).head(*set));
    }
    out.refused = rules.refused();
    call.localize(out.refused);
    return out;
}

RuleDifferences differences(Call& call, const Rules& rules) {
    const auto& before = set_of(rules, call.query("from"));
    const auto& after = set_of(rules, call.query("to"));
    const auto view = viewer(call, rules);
    return {view.head(before), view.head(after), view.differences(before, after)};
}

}  // namespace

void add_routes(auth::Api& api, const Rules& rules) {
    api.get<RuleBook>("/api/rules", auth::Action::signed_in,
                      "Rule sets, which hold on ?on=, and what of the office's own was refused",
                      [&rules](Call& call) { return book(call, rules); });
    api.get<RuleDifferences>("/api/rules/diff", auth::Action::signed_in,
                             "What differs between the sets ?from= and ?to=", [&rules](Call& call) {
                                 return differences(call, rules);
                             });
    api.get<SetView>("/api/rules/{set}", auth::Action::signed_in,
                     "Every rule of a set with its article", [&rules](Call& call) {
                         return viewer(call, rules).whole(set_of(rules, call.param("set")));
                     });
}

}  // namespace ketnap::rules
