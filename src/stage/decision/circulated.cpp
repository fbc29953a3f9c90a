// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/circulated.h"

#include "base/audit/trace.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/inside.h"

#include <algorithm>
#include <set>

namespace ketnap::decision {
namespace {

template <class F>
Meeting on_open_round(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                      const MeetingId& id, F&& work) {
    return ctx.write([&](db::Tx& tx) {
        auto row = inside::open_row(tx, id);
        auth::require(rights.can(ctx.actor, auth::Action::meeting_edit, row.object()));
        if (row.form.kind != MeetingKind::circulated) {
            refuse("meeting.not_circulated", "kind");
        }
        work(tx, row);
        return inside::assemble(tx, ctx, desk, inside::meeting_row(tx, id));
    });
}

std::vector<std::string> checked_names(const std::vector<std::string>& names) {
    Findings findings;
    std::vector<std::string> out;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto at = "names[" + std::to_string(i) + "]";
        const auto name = text::clean_name(names[i]);
        if (name.empty()) {
            continue;
        }
        for (auto& finding : text::check_name(name, at)) {
            findings.push_back(std::move(finding));
        }
        if (!seen.insert(text::match_key(name)).second) {
            findings.push_back(field_finding("sheet.twice", at, {name}));
        }
        out.push_back(name);
    }
    if (out.empty() || out.size() > 999) {
        findings.push_back(field_finding("meeting.member_count", "names"));
    }
    refuse_if(findings);
    return out;
}

std::int64_t came_back(const std::vector<Sheet>& sheets) {
    return std::ranges::count_if(sheets, [](const Sheet& s) { return !s.returned_on.empty(); });
}

void check_returned(const MeetingForm& form, const std::string& returned_on, time::Date today) {
    if (returned_on.empty()) {
        return;
    }
    const auto day = time::Date::parse_iso(returned_on);
    if (!day) {
        refuse("field.format", "returned_on");
    }
    if (*day > today) {
        refuse("sheet.in_future", "returned_on", {day->vn()});
    }
    const auto sent = *time::Date::parse_iso(form.sent_on);
    if (*day < sent) {
        refuse("sheet.before_sent", "returned_on", {day->vn(), sent.vn()});
    }
    const auto closes = *time::Date::parse_iso(form.closes_on);
    if (*day > closes) {
        refuse("sheet.after_close", "returned_on", {day->vn(), closes.vn()});
    }
}

}  // namespace

Meeting set_members(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                    const MeetingId& id, const std::vector<std::string>& names) {
    return on_open_round(ctx, rights, desk, id, [&](db::Tx& tx, store::MeetingRow& row) {
        const auto members = checked_names(names);
        if (came_back(store::sheets(tx, id)) > 0) {
            refuse("sheet.back_already", "names");
        }
        store::drop_sheets(tx, id);
        std::int64_t position = 0;
        for (const auto& name : members) {
            store::insert_sheet(
                tx, id, {new_uuid(tx.now_ms()), ++position, name, row.form.sent_on, {}, {}});
        }
        const auto before = row.form.member_count;
        row.form.member_count = position;
        inside::keep(tx, row);
        audit::trace(tx, ctx, "meeting.ballots_sent", "meeting", id.value,
                     {{"member_count", std::to_string(before), std::to_string(position)},
                      {"sent_on", "", row.form.sent_on}});
    });
}

Meeting set_returned(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                     const MeetingId& id, const std::vector<std::string>& sheets,
                     const std::string& returned_on) {
    return on_open_round(ctx, rights, desk, id, [&](db::Tx& tx, store::MeetingRow& row) {
        check_returned(row.form, returned_on, ctx.clock.today());
        inside::refuse_voted(tx, id);
        for (const auto& sheet : sheets) {
            if (!store::return_sheet(tx, id, sheet, returned_on)) {
                throw NotFound{};
            }
        }
        const auto before = row.form.present_count;
        row.form.present_count = came_back(store::sheets(tx, id));
        inside::keep(tx, row);
        audit::trace(tx, ctx, "meeting.ballots_back", "meeting", id.value,
                     {{"returned", std::to_string(before), std::to_string(row.form.present_count)},
                      {"returned_on", "", returned_on}});
    });
}

Meeting remind(const Ctx& ctx, const auth::Rights& rights, const Desk& desk, const MeetingId& id) {
    return on_open_round(ctx, rights, desk, id, [&](db::Tx& tx, store::MeetingRow&) {
        const auto today = ctx.clock.today().iso();
        store::remind_sheets(tx, id, today);
        audit::trace(tx, ctx, "meeting.ballots_reminded", "meeting", id.value,
                     {{"reminded_on", "", today}});
    });
}

}  // namespace ketnap::decision
