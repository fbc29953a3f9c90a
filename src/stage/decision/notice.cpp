// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/notice.h"

#include "base/audit/trace.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/inside.h"

#include <algorithm>
#include <map>

namespace ketnap::decision {
namespace {

auth::Object object_of(const Result& result) {
    return {.org_path = result.org_path, .campaign_id = result.campaign_id, .persons = {}};
}

void check_told(const Result& result, time::Date day, time::Date today) {
    if (day > today) {
        refuse("notice.in_future", "told_on", {day.vn()});
    }
    const auto held = *time::Date::parse_iso(result.held_on);
    if (day < held) {
        refuse("notice.before_meeting", "told_on", {day.vn(), held.vn()});
    }
}

}  // namespace

std::vector<Result> results(db::Tx& tx, std::string_view meeting_id) {
    auto all = store::results(tx, meeting_id);
    std::map<std::string, std::string> units;
    for (auto& result : all) {
        const auto [at, is_new] = units.try_emplace(result.cell_id);
        if (is_new) {
            const auto cell = org::get(tx, org::OrgId{result.cell_id});
            const auto unit = org::unit_of(tx, cell);
            at->second = unit && unit->id != cell.id ? unit->name : "";
        }
        result.unit_name = at->second;
    }
    return all;
}

std::vector<Result> results(const Ctx& ctx, const auth::Rights& rights, std::string_view meeting_id,
                            bool untold_only) {
    return ctx.read([&](db::Tx& tx) {
        auto all = results(tx, meeting_id);
        std::erase_if(all, [&](const Result& result) {
            return (untold_only && !result.told_on.empty()) ||
                   !rights.can(ctx.actor, auth::Action::meeting_read, object_of(result));
        });
        return all;
    });
}

void tell(const Ctx& ctx, const auth::Rights& rights, const Telling& telling) {
    const auto day = time::Date::parse_iso(telling.told_on);
    if (!day) {
        refuse("field.format", "told_on");
    }
    ctx.write([&](db::Tx& tx) {
        for (const auto& id : telling.items) {
            const auto result = store::result(tx, id);
            if (!result) {
                throw NotFound{};
            }
            auth::require_known(
                rights.can(ctx.actor, auth::Action::meeting_read, object_of(*result)));
            auth::require(rights.can(ctx.actor, auth::Action::meeting_edit, object_of(*result)));
            check_told(*result, *day, ctx.clock.today());
            store::put_notice(tx, *result, ctx.actor.name, telling.told_on,
                              text::trim(telling.paper));
            audit::trace(tx, ctx, "meeting.cell_told", "dossier", result->dossier_id,
                         {{"outcome", "", json::text_of(result->outcome)},
                          {"told_on", result->told_on, telling.told_on}});
        }
    });
}

}  // namespace ketnap::decision
