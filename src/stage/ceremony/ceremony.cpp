// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/ceremony.h"

#include "base/audit/trace.h"
#include "platform/json/enum_text.h"
#include "platform/json/write.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"
#include "stage/ceremony/gate/attendance.h"
#include "stage/ceremony/store.h"

#include <algorithm>
#include <array>

namespace ketnap::ceremony {
namespace {

using auth::Action;

constexpr std::int64_t most_rows = 100;
constexpr std::int64_t most_seats = 100;

std::int64_t capacity_of(const CeremonyForm& form) {
    return form.hall_rows * form.hall_seats - static_cast<std::int64_t>(form.hall_blocked.size());
}

std::vector<GroupCount> counts_of(db::Tx& tx, const CeremonyId& id,
                                  const std::vector<store::DelegateRow>& delegates) {
    std::array<GroupCount, 6> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts[i].group = static_cast<Group>(i);
    }
    const auto arrived = gate::attendance(store::valid(store::scans(tx, id)));
    for (const auto& row : delegates) {
        if (row.state != DelegateState::expected) {
            continue;
        }
        auto& count = counts.at(static_cast<std::size_t>(row.group));
        ++count.expected;
        count.seated += row.seat ? 1 : 0;
        count.arrived += arrived.contains(row.id) ? 1 : 0;
    }
    return {counts.begin(), counts.end()};
}

Ceremony assemble(db::Tx& tx, const store::CeremonyRow& row) {
    Ceremony out;
    out.id = row.id;
    out.number = row.number;
    out.version = row.version;
    out.form = row.form;
    const auto delegates = store::delegates(tx, CeremonyId{row.id});
    out.groups = counts_of(tx, CeremonyId{row.id}, delegates);
    out.capacity = capacity_of(row.form);
    for (const auto& group : out.groups) {
        out.headcount += group.expected;
    }
    const auto alone =
        std::count_if(delegates.begin(), delegates.end(), [](const store::DelegateRow& one) {
            return one.group == Group::new_member && one.state == DelegateState::expected &&
                   !one.helper_id;
        });
    out.findings = readiness(out, alone);
    return out;
}

store::CeremonyRow stored(db::Tx& tx, const CeremonyId& id) {
    auto row = store::find(tx, id);
    if (!row) {
        throw NotFound{};
    }
    return std::move(*row);
}

CeremonyForm cleaned(CeremonyForm form) {
    for (auto* text : {&form.title, &form.host, &form.place, &form.hall_name, &form.note}) {
        *text = text::trim(*text);
    }
    std::sort(form.hall_aisles.begin(), form.hall_aisles.end());
    std::sort(form.hall_blocked.begin(), form.hall_blocked.end());
    form.hall_blocked.erase(std::unique(form.hall_blocked.begin(), form.hall_blocked.end()),
                            form.hall_blocked.end());
    return form;
}

std::string number_text(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : "";
}

audit::Changes differences(const CeremonyForm& from, const CeremonyForm& to) {
    audit::Changes out;
    const auto add = [&](const char* field, const std::string& a, const std::string& b) {
        audit::add_change(out, field, a, b);
    };
    add("event_kind", json::text_of(from.event_kind), json::text_of(to.event_kind));
    add("title", from.title, to.title);
    add("host", from.host, to.host);
    add("place", from.place, to.place);
    add("starts_on", from.starts_on ? from.starts_on->iso() : "",
        to.starts_on ? to.starts_on->iso() : "");
    add("starts_minute", number_text(from.starts_minute), number_text(to.starts_minute));
    add("hall_name", from.hall_name, to.hall_name);
    add("hall_rows", std::to_string(from.hall_rows), std::to_string(to.hall_rows));
    add("hall_seats", std::to_string(from.hall_seats), std::to_string(to.hall_seats));
    add("hall_aisles", json::write(from.hall_aisles), json::write(to.hall_aisles));
    add("hall_blocked", json::write(from.hall_blocked), json::write(to.hall_blocked));
    add("note", from.note, to.note);
    return out;
}

// A chair that is broken now, or that a smaller hall does not have.
void give_up_lost_chairs(db::Tx& tx, const store::CeremonyRow& row) {
    const auto& form = row.form;
    for (const auto& one : store::delegates(tx, CeremonyId{row.id})) {
        const bool lost =
            one.seat &&
            (one.seat->row > form.hall_rows || one.seat->number > form.hall_seats ||
             std::binary_search(form.hall_blocked.begin(), form.hall_blocked.end(), *one.seat));
        if (lost) {
            store::set_seat(tx, one.id, std::nullopt);
        }
    }
}

bool may_see(const Rights& rights, const Ctx& ctx, const auth::Object& object) {
    return rights.can(ctx.actor, Action::ceremony_read, object) ||
           rights.can(ctx.actor, Action::check_in, object);
}

Finding out_of_range(const char* field, std::int64_t least, std::int64_t most) {
    return field_finding("field.number_range", field,
                         {text::number_vn(least), text::number_vn(most)});
}

Finding warning(std::string rule, std::vector<std::string> values = {}) {
    Finding out;
    out.rule = std::move(rule);
    out.level = Level::warning;
    out.values = std::move(values);
    return out;
}

}  // namespace

Findings check(const CeremonyForm& form) {
    Findings out;
    const std::pair<const std::string*, const char*> needed[] = {{&form.title, "title"},
                                                                 {&form.place, "place"}};
    for (const auto& [text, field] : needed) {
        if (text->empty()) {
            out.push_back(field_finding("field.required", field));
        }
    }
    if (form.starts_minute && (*form.starts_minute < 0 || *form.starts_minute >= 24 * 60)) {
        out.push_back(out_of_range("starts_minute", 0, 24 * 60 - 1));
    }
    if (form.hall_rows < 0 || form.hall_rows > most_rows) {
        out.push_back(out_of_range("hall_rows", 0, most_rows));
    }
    if (form.hall_seats < 0 || form.hall_seats > most_seats) {
        out.push_back(out_of_range("hall_seats", 0, most_seats));
    }
    for (const auto aisle : form.hall_aisles) {
        if (aisle < 1 || aisle >= form.hall_seats) {
            out.push_back(out_of_range("hall_aisles", 1, form.hall_seats - 1));
        }
    }
    for (const auto& seat : form.hall_blocked) {
        if (seat.row < 1 || seat.row > form.hall_rows || seat.number < 1 ||
            seat.number > form.hall_seats) {
            out.push_back(field_finding("field.reference", "hall_blocked"));
        }
    }
    return out;
}

Findings readiness(const Ceremony& ceremony, std::int64_t members_without_helper) {
    Findings out;
    if (!ceremony.form.starts_on || !ceremony.form.starts_minute) {
        out.push_back(warning("ceremony.no_start"));
    }
    if (ceremony.capacity == 0) {
        out.push_back(warning("ceremony.no_hall"));
    } else if (ceremony.headcount > ceremony.capacity) {
        out.push_back(warning("ceremony.hall_too_small", {text::number_vn(ceremony.headcount),
                                                          text::number_vn(ceremony.capacity)}));
        out.back().level = Level::error;
    }
    if (members_without_helper > 0) {
        out.push_back(
            warning("ceremony.without_helper", {text::number_vn(members_without_helper)}));
    }
    std::int64_t seated = 0;
    for (const auto& group : ceremony.groups) {
        seated += group.seated;
    }
    if (ceremony.capacity > 0 && ceremony.headcount > seated) {
        out.push_back(
            warning("ceremony.not_seated", {text::number_vn(ceremony.headcount - seated)}));
    }
    return out;
}

CeremonyForm proposal(db::Tx& tx, const std::string& campaign_id) {
    const auto campaign = campaign::get(tx, {campaign_id});
    CeremonyForm form;
    form.campaign_id = campaign_id;
    form.event_kind = campaign.plan.event_kind;
    form.title = campaign.plan.short_title;
    form.place = campaign.plan.place;
    if (!campaign.plan.bodies.empty()) {
        form.host = campaign.plan.bodies.front().name;
    }
    if (campaign.reading.event_on) {
        if (const auto day = time::Date::parse_iso(*campaign.reading.event_on)) {
            form.starts_on = *day;
        }
    }
    form.starts_minute = campaign.reading.event_minute;
    return form;
}

Ceremony create(db::Tx& tx, const Ctx& ctx, const CeremonyForm& form) {
    store::CeremonyRow row;
    row.form = cleaned(form);
    refuse_if(check(row.form));
    static_cast<void>(campaign::get(tx, {form.campaign_id}));
    row.id = new_uuid(tx.now_ms());
    row.number = tx.next_number("ceremony");
    store::insert(tx, row);
    audit::trace(tx, ctx, "ceremony.created", "ceremony", row.id,
                 differences(CeremonyForm{}, row.form));
    return assemble(tx, row);
}

Ceremony create(const Ctx& ctx, const Rights& rights, const CeremonyForm& form) {
    return ctx.write([&](db::Tx& tx) {
        auth::require(rights.can(ctx.actor, Action::ceremony_edit,
                                 campaign::object_of(tx, {form.campaign_id})));
        return create(tx, ctx, form);
    });
}

Ceremony change(const Ctx& ctx, const Rights& rights, const CeremonyId& id,
                const CeremonyForm& form, std::int64_t version) {
    return ctx.write([&](db::Tx& tx) {
        auto row = stored(tx, id);
        auth::require(rights.can(ctx.actor, Action::ceremony_edit, object_of(tx, id)));
        auto next = row;
        next.form = cleaned(form);
        next.form.campaign_id = row.form.campaign_id;
        next.version = version;
        refuse_if(check(next.form));
        if (!store::update(tx, next)) {
            throw Conflict{};
        }
        give_up_lost_chairs(tx, next);
        audit::trace(tx, ctx, "ceremony.changed", "ceremony", id.value,
                     differences(row.form, next.form));
        return get(tx, id);
    });
}

Ceremony get(db::Tx& tx, const CeremonyId& id) {
    return assemble(tx, stored(tx, id));
}

Ceremony get(const Ctx& ctx, const Rights& rights, const CeremonyId& id) {
    return ctx.read([&](db::Tx& tx) {
        auth::require_known(may_see(rights, ctx, object_of(tx, id)));
        return get(tx, id);
    });
}

std::vector<Ceremony> list(db::Tx& tx, const std::string& campaign_id) {
    std::vector<Ceremony> out;
    for (const auto& row : store::all(tx, campaign_id)) {
        out.push_back(assemble(tx, row));
    }
    return out;
}

std::vector<Ceremony> list(const Ctx& ctx, const Rights& rights, const std::string& campaign_id) {
    return ctx.read([&](db::Tx& tx) {
        std::vector<Ceremony> out;
        for (const auto& row : store::all(tx, campaign_id)) {
            if (may_see(rights, ctx, object_of(tx, CeremonyId{row.id}))) {
                out.push_back(assemble(tx, row));
            }
        }
        return out;
    });
}

auth::Object object_of(db::Tx& tx, const CeremonyId& id) {
    return campaign::object_of(tx, {stored(tx, id).form.campaign_id});
}

}  // namespace ketnap::ceremony
