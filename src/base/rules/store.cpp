// SPDX-License-Identifier: Apache-2.0
#include "base/rules/office_days.h"

#include <string_view>

namespace ketnap::rules {
namespace {

constexpr std::string_view select_days = R"sql(
    SELECT id, working, name, basis FROM office_day WHERE tenant_id = ?1 ORDER BY id)sql";

constexpr std::string_view upsert_day = R"sql(
    INSERT INTO office_day (tenant_id, id, working, name, basis, version) VALUES (?1, ?2, ?3, ?4, ?5, 1)
    ON CONFLICT (tenant_id, id) DO UPDATE
       SET working = excluded.working, name = excluded.name, basis = excluded.basis, version = office_day.version + 1)sql";

constexpr std::string_view delete_day = R"sql(
    DELETE FROM office_day WHERE tenant_id = ?1 AND id = ?2)sql";

}  // namespace

std::vector<SpecialDay> office_days(db::Tx& tx) {
    std::vector<SpecialDay> out;
    tx.each(select_days, {}, [&](const db::Row& r) {
        if (auto day = time::Date::parse_iso(r.view(0))) {
            out.push_back({*day, r.flag(1) ? DayKind::office_working_day : DayKind::office_day_off,
                           r.text(2), r.text(3), "high"});
        }
    });
    return out;
}

void put_office_day(db::Tx& tx, const SpecialDay& day) {
    tx.run(upsert_day,
           {day.on.iso(), day.kind == DayKind::office_working_day, day.name, day.basis});
}

bool drop_office_day(db::Tx& tx, time::Date day) {
    return tx.run(delete_day, {day.iso()}) == 1;
}

Calendar office_calendar(db::Tx& tx, const Calendar& calendar) {
    return calendar.with_office_days(office_days(tx));
}

}  // namespace ketnap::rules
