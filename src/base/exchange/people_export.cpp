// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/people_export.h"

#include "base/audit/trace.h"
#include "platform/time/date.h"

#include <array>

namespace ketnap::exchange {
namespace {

struct ListColumn {
    const char* key;  ///< its words: import.field.<key>
    double width;
};
constexpr std::array columns{ListColumn{"name", 28},
                             ListColumn{"sex", 10},
                             ListColumn{"born_on", 14},
                             ListColumn{"unit", 34},
                             ListColumn{"code", 14},
                             ListColumn{"position", 26},
                             ListColumn{"occupation", 22},
                             ListColumn{"education", 12},
                             ListColumn{"professional_level", 20},
                             ListColumn{"political_theory_level", 20},
                             ListColumn{"home_place", 34},
                             ListColumn{"residence", 34},
                             ListColumn{"phone", 16},
                             ListColumn{"union_joined_on", 14},
                             ListColumn{"joined_on", 14},
                             ListColumn{"official_on", 14},
                             ListColumn{"note", 24}};

ooxml::Cell day_cell(const std::string& iso) {
    const auto date = time::Date::parse_iso(iso);
    return ooxml::text_cell(date ? date->vn() : iso);
}

ooxml::Cell born(const people::Person& p) {
    return p.born_on.size() == 10 ? day_cell(p.born_on) : ooxml::text_cell(p.born_on_as_written);
}

ooxml::Cells cells_of(const people::ListItem& item, const Wording& wording) {
    using ooxml::text_cell;
    const auto& p = item.person;
    return {text_cell(p.name),
            text_cell(p.sex.empty() ? "" : wording("import.sex." + p.sex)),
            born(p),
            text_cell(item.org_name),
            text_cell(p.code),
            text_cell(p.position),
            text_cell(p.occupation),
            text_cell(p.education),
            text_cell(p.professional_level),
            text_cell(p.political_theory_level),
            text_cell(p.home_place),
            text_cell(p.residence),
            text_cell(p.phone),
            day_cell(p.union_joined_on),
            day_cell(p.joined_on),
            day_cell(p.official_on),
            text_cell(p.note)};
}

ExportSheet sheet_of(const audit::Ctx& ctx, const Wording& wording) {
    ExportSheet sheet;
    sheet.name = wording("import.people_sheet");
    const auto now = ctx.clock.now();
    sheet.heading = {wording("import.people_heading"), ctx.actor.name + ", " +
                                                           time::clock_time_in_vietnam(now) + " " +
                                                           time::date_in_vietnam(now).vn()};
    for (const auto& [key, width] : columns) {
        sheet.columns.push_back({wording(std::string{"import.field."} + key), width});
    }
    return sheet;
}

}  // namespace

std::string export_people(const audit::Ctx& ctx, const std::vector<std::string>& reach,
                          people::Query query, Format format, const Wording& wording) {
    constexpr std::int64_t page = 500;
    audit::trace_apart(ctx, "people.exported", "people", "",
                       {{"format", "", format == Format::csv ? "csv" : "xlsx"}});
    query.limit = page;
    query.cursor.clear();
    return export_rows(sheet_of(ctx, wording), format, [&](const RowOut& out) {
        do {
            const auto list = ctx.read([&](db::Tx& tx) { return people::query(tx, reach, query); });
            for (const auto& item : list.items) {
                out(cells_of(item, wording));
            }
            query.cursor = list.next;
        } while (!query.cursor.empty());
    });
}

}  // namespace ketnap::exchange
