// SPDX-License-Identifier: Apache-2.0
#include "app/settings_routes.h"

#include "app/keeper.h"
#include "base/audit/trace.h"
#include "base/rules/office_days.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <charconv>

namespace ketnap::app {
namespace {

using auth::Action;
using auth::Call;

struct DayView {
    std::string on;
    std::string kind;
    bool working = false;
    std::string name;
    std::string basis;
    std::string confidence;
    bool own = false;
};
BOOST_DESCRIBE_STRUCT(DayView, (), (on, kind, working, name, basis, confidence, own))

struct DayForm {
    bool working = false;
    std::string name;
    std::string basis;
};
BOOST_DESCRIBE_STRUCT(DayForm, (), (working, name, basis))

struct ListItem {
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ListItem, (), (code, name))

struct ListView {
    std::string name;
    std::string title;
    std::string version;
    std::string source;
    std::vector<ListItem> items;
};
BOOST_DESCRIBE_STRUCT(ListView, (), (name, title, version, source, items))

struct ChangeLine {
    std::string field;
    std::string from;
    std::string to;
};
BOOST_DESCRIBE_STRUCT(ChangeLine, (), (field, from, to))

struct AuditLine {
    std::int64_t seq = 0;
    std::int64_t at = 0;
    std::string actor;
    std::string action;
    std::string sentence;
    std::string object_kind;
    std::string object_id;
    std::vector<ChangeLine> changes;
};
BOOST_DESCRIBE_STRUCT(AuditLine, (),
                      (seq, at, actor, action, sentence, object_kind, object_id, changes))

struct KeepingView {
    bool planned = false;
    std::int64_t made_at = 0;
    std::string trouble;  ///< what is not as it should be, in the reader's language
    std::int64_t free_mib = 0;
};
BOOST_DESCRIBE_STRUCT(KeepingView, (), (planned, made_at, trouble, free_mib))

int year_of(const Call& call) {
    const auto text = call.query("year");
    int year = call.ctx.clock.today().year();
    if (!text.empty()) {
        std::from_chars(text.data(), text.data() + text.size(), year);
    }
    return year;
}

json::Page<DayView> calendar(Call& call, const rules::Calendar& shipped) {
    const auto days =
        call.ctx.read([&](db::Tx& tx) { return rules::office_calendar(tx, shipped); });
    const auto year = year_of(call);
    json::Page<DayView> page;
    for (const auto& [on, day] : days.special_days()) {
        if (on.year() == year) {
            const bool own = day.kind == rules::DayKind::office_day_off ||
                             day.kind == rules::DayKind::office_working_day;
            page.items.push_back({on.iso(), std::string{rules::name_of(day.kind)},
                                  days.is_working(on), day.name, day.basis, day.confidence, own});
        }
    }
    page.count = static_cast<std::int64_t>(page.items.size());
    return page;
}

time::Date day_of(const Call& call) {
    auto day = time::Date::parse_iso(call.param("day"));
    if (!day) {
        throw Refused{{field_finding("field.format", "day")}};
    }
    return *day;
}

auth::Nothing put_day(Call& call, const DayForm& form) {
    const auto on = day_of(call);
    if (text::trim(form.name).empty()) {
        throw Refused{{field_finding("field.required", "name")}};
    }
    call.ctx.write([&](db::Tx& tx) {
        const auto kind =
            form.working ? rules::DayKind::office_working_day : rules::DayKind::office_day_off;
        rules::put_office_day(tx,
                              {on, kind, text::trim(form.name), text::trim(form.basis), "high"});
        audit::trace(tx, call.ctx, "calendar.day_set", "office_day", on.iso(),
                     {{"kind", "", std::string{rules::name_of(kind)}}, {"name", "", form.name}});
    });
    return {};
}

auth::Nothing drop_day(Call& call) {
    const auto on = day_of(call);
    call.ctx.write([&](db::Tx& tx) {
        if (!rules::drop_office_day(tx, on)) {
            throw NotFound{};
        }
        audit::trace(tx, call.ctx, "calendar.day_dropped", "office_day", on.iso());
    });
    return {};
}

std::vector<ListView> lists_of(Call& call, const lists::Lists& lists) {
    std::vector<ListView> out;
    const bool english = call.language() == messages::Language::en;
    for (const auto& [name, list] : lists.all()) {
        ListView view{name, english ? list.title_en : list.title_vi, list.version, list.source, {}};
        for (const auto& item : list.items) {
            view.items.push_back({item.code, item.name});
        }
        out.push_back(std::move(view));
    }
    return out;
}

/// The worst that can be said of backups and disk; empty when all is well.
KeepingView keeping(Call& call, const std::filesystem::path& folder) {
    const auto state = call.ctx.read(backup_state);
    const auto space = free_space(folder);
    const auto key = space >= 0 && space < disk_reserve ? "keeping.disk_full"
                     : !state.trouble.empty()           ? "keeping.backup_failed"
                     : state.made_at == 0               ? "keeping.backup_none"
                     : call.ctx.clock.now().ms - state.made_at > backup_late_ms
                         ? "keeping.backup_late"
                         : "";
    const time::Moment made{state.made_at};
    return {state.planned, state.made_at,
            *key == '\0' ? ""
                         : call.messages.text(key, call.language(),
                                              {time::date_in_vietnam(made).vn(),
                                               std::to_string(space / 1'048'576)}),
            space / 1'048'576};
}

json::Page<AuditLine> audit_page(Call& call) {
    constexpr std::int64_t page_size = 100;
    std::int64_t after = 0;
    const auto cursor = call.query("cursor");
    std::from_chars(cursor.data(), cursor.data() + cursor.size(), after);
    const auto entries =
        call.ctx.read([&](db::Tx& tx) { return audit::since(tx, after, page_size + 1); });
    json::Page<AuditLine> page;
    for (const auto& entry : entries) {
        if (static_cast<std::int64_t>(page.items.size()) == page_size) {
            page.next = std::to_string(page.items.back().seq);
            break;
        }
        AuditLine line{entry.seq,
                       entry.at,
                       entry.actor,
                       entry.action,
                       call.messages.text("audit." + entry.action, call.language()),
                       entry.object_kind,
                       entry.object_id,
                       {}};
        for (const auto& change : entry.changes) {
            line.changes.push_back({change.field, change.from, change.to});
        }
        page.items.push_back(std::move(line));
    }
    page.count = static_cast<std::int64_t>(page.items.size());
    page.count_capped = page.next.has_value();
    return page;
}

}  // namespace

void add_settings_routes(auth::Api& api, Office& office) {
    const auto& shipped = office.shipped();
    api.get<json::Page<DayView>>(
        "/api/calendar", Action::signed_in, "Days of a year that do not follow the week",
        [&shipped](Call& call) { return calendar(call, shipped.calendar); });
    api.put<DayForm, auth::Nothing>("/api/calendar/{day}", Action::calendar_edit,
                                    "Make a day off or a working day in this office", put_day);
    api.del<auth::Nothing>("/api/calendar/{day}", Action::calendar_edit, "Take an own day back",
                           drop_day);
    api.get<std::vector<ListView>>(
        "/api/lists", Action::signed_in, "Code lists with version and source",
        [&shipped](Call& call) { return lists_of(call, shipped.lists); });
    api.get<KeepingView>("/api/keeping", Action::settings_edit,
                         "When the last backup was made, and what is wrong with backups or disk",
                         [&office](Call& call) { return keeping(call, office.folder()); });
    api.get<json::Page<AuditLine>>("/api/audit", Action::audit_read, "The audit, oldest first",
                                   audit_page);
}

}  // namespace ketnap::app
