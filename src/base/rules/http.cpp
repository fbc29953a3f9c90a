// SPDX-License-Identifier: Apache-2.0
#include "base/rules/http.h"

#include "base/audit/trace.h"
#include "base/rules/view.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <charconv>

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

struct OwnForm {
    std::string name;
    std::string text;
    std::int64_t version = 0;  ///< that was seen; 0 for a new name
};
BOOST_DESCRIBE_STRUCT(OwnForm, (), (name, text, version))

struct OwnCheck {
    std::string name;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(OwnCheck, (), (name, text))

struct OwnJudged {
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(OwnJudged, (), (findings))

struct TakeBackForm {
    std::string name;
    std::string reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(TakeBackForm, (), (name, reason, version))

struct OwnText {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(OwnText, (), (text))

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

json::Page<OwnFile> own_files(const OwnFiles& own) {
    json::Page<OwnFile> page;
    page.items = own.list();
    page.count = static_cast<std::int64_t>(page.items.size());
    return page;
}

OwnJudged judged(Call& call, const OwnFiles& own, const OwnCheck& form) {
    OwnJudged out{own.check(form.name, form.text)};
    call.localize(out.findings);
    return out;
}

OwnFile put(Call& call, const OwnFiles& own, const OwnForm& form) {
    return call.ctx.write([&](db::Tx& tx) {
        audit::trace(tx, call.ctx, "rules.put", "rules", form.name,
                     {{"version", std::to_string(form.version), std::to_string(form.version + 1)}});
        return own.put(form.name, form.text, form.version, call.ctx.clock.today());
    });
}

OwnFile take_back(Call& call, const OwnFiles& own, const TakeBackForm& form) {
    const auto reason = text::trim(form.reason);
    if (reason.empty()) {
        refuse("field.required", "reason");
    }
    return call.ctx.write([&](db::Tx& tx) {
        audit::trace(tx, call.ctx, "rules.taken_back", "rules", form.name,
                     {{"version", std::to_string(form.version), ""}, {"reason", "", reason}});
        return own.take_back(form.name, form.version, call.ctx.clock.today());
    });
}

OwnText own_text(const Call& call, const OwnFiles& own) {
    std::int64_t version = 0;
    const auto& asked = call.param("version");
    const auto* const end = asked.data() + asked.size();
    const auto read = std::from_chars(asked.data(), end, version);
    if (read.ec != std::errc{} || read.ptr != end) {
        throw NotFound{};
    }
    return {own.text(call.param("name"), version)};
}

void add_own_routes(auth::Api& api, const OwnFiles& own) {
    using auth::Action;
    api.get<json::Page<OwnFile>>("/api/rules/own", Action::settings_edit,
                                 "The office's own rule files, in use or taken back",
                                 [&own](Call&) { return own_files(own); });
    api.get<OwnText>("/api/rules/own/{name}/{version}", Action::settings_edit,
                     "What such a file says, or said in that version; 0 is the one in use",
                     [&own](Call& call) { return own_text(call, own); });
    api.query<OwnCheck, OwnJudged>(
        "/api/rules/own/check", Action::settings_edit, "What would be wrong with a rule file",
        [&own](Call& call, const OwnCheck& form) { return judged(call, own, form); });
    api.post<OwnForm, OwnFile>(
        "/api/rules/own", Action::settings_edit,
        "Puts a rule file in use at once; the one of that name before is kept",
        [&own](Call& call, const OwnForm& form) { return put(call, own, form); });
    api.post<TakeBackForm, OwnFile>(
        "/api/rules/own/take-back", Action::settings_edit, "Ends the use of a rule file at once",
        [&own](Call& call, const TakeBackForm& form) { return take_back(call, own, form); });
}

}  // namespace

void add_routes(auth::Api& api, const Rules& rules, const OwnFiles& own) {
    add_own_routes(api, own);
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
