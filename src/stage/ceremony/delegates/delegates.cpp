// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/delegates/delegates.h"

#include "base/audit/trace.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/delegates/rows.h"
#include "stage/ceremony/delegates/tickets.h"
#include "stage/ceremony/gate/card.h"

namespace ketnap::ceremony {
namespace {

using auth::Action;

constexpr std::size_t longest_text = 300;

DelegateForm cleaned(DelegateForm form) {
    form.name = text::clean_name(form.name);
    for (auto* text : {&form.position, &form.unit, &form.note}) {
        *text = text::trim(*text);
    }
    if (form.group != Group::new_member || (form.helper_id && form.helper_id->empty())) {
        form.helper_id.reset();
    }
    return form;
}

Findings check(db::Tx& tx, const CeremonyId& ceremony, const DelegateForm& form,
               const std::string& name_as_entered) {
    auto out = text::check_name(name_as_entered, "name");
    if (form.name.empty()) {
        out.push_back(field_finding("field.required", "name"));
    }
    const std::pair<const std::string*, const char*> texts[] = {{&form.name, "name"},
                                                                {&form.position, "position"},
                                                                {&form.unit, "unit"},
                                                                {&form.note, "note"}};
    for (const auto& [text, field] : texts) {
        if (text::length(*text) > longest_text) {
            out.push_back(field_finding("field.too_long", field, {text::number_vn(longest_text)}));
        }
    }
    if (form.rank < 0 || form.rank > 1'000'000) {
        out.push_back(field_finding("field.number_range", "rank", {"0", "1.000.000"}));
    }
    if (form.helper_id) {
        const auto helper = store::find_delegate(tx, ceremony, *form.helper_id);
        if (!helper || helper->group != Group::helper) {
            out.push_back(field_finding("field.reference", "helper_id"));
        }
    }
    return out;
}

void fill(db::Tx& tx, store::DelegateRow& row, const DelegateForm& entered) {
    const auto form = cleaned(entered);
    const CeremonyId ceremony{row.ceremony_id};
    refuse_if(check(tx, ceremony, form, entered.name));
    row.group = form.group;
    row.name = form.name;
    row.position = form.position;
    row.unit = form.unit;
    row.note = form.note;
    row.helper_id = form.helper_id;
    row.rank = form.rank > 0 ? form.rank : store::last_rank(tx, ceremony, form.group) + 1;
}

audit::Changes differences(const store::DelegateRow& from, const store::DelegateRow& to) {
    audit::Changes out;
    const auto add = [&](const char* field, const std::string& a, const std::string& b) {
        audit::add_change(out, field, a, b);
    };
    add("group", json::text_of(from.group), json::text_of(to.group));
    add("state", json::text_of(from.state), json::text_of(to.state));
    add("name", from.name, to.name);
    add("position", from.position, to.position);
    add("unit", from.unit, to.unit);
    add("rank", std::to_string(from.rank), std::to_string(to.rank));
    add("note", from.note, to.note);
    return out;
}

}  // namespace

store::DelegateRow stored_delegate(db::Tx& tx, const CeremonyId& ceremony, const DelegateId& id) {
    auto row = store::find_delegate(tx, ceremony, id.value);
    if (!row) {
        throw NotFound{};
    }
    return std::move(*row);
}

Delegate shown(const store::DelegateRow& row, std::optional<std::int64_t> arrived_at) {
    return Delegate{.id = row.id,
                    .state = row.state,
                    .group = row.group,
                    .name = row.name,
                    .position = row.position,
                    .unit = row.unit,
                    .rank = row.rank,
                    .person_id = row.person_id,
                    .helper_id = row.helper_id,
                    .decision_number = row.decision_number,
                    .note = row.note,
                    .short_code = gate::short_code(row.ticket),
                    .seat = row.seat,
                    .seat_label = row.seat ? seat_label(*row.seat) : "",
                    .arrived_at = arrived_at,
                    .version = row.version};
}

void save(db::Tx& tx, const store::DelegateRow& row) {
    if (!store::update_delegate(tx, row)) {
        throw Conflict{};
    }
}

void require_on(db::Tx& tx, const Ctx& ctx, const Rights& rights, Action action,
                const CeremonyId& id) {
    const auto object = object_of(tx, id);
    auth::require_known(rights.can(ctx.actor, Action::ceremony_read, object) ||
                        rights.can(ctx.actor, action, object));
    auth::require(rights.can(ctx.actor, action, object));
}

Delegate add(db::Tx& tx, const Ctx& ctx, const CeremonyId& id, const DelegateForm& form) {
    static_cast<void>(object_of(tx, id));
    store::DelegateRow row;
    row.ceremony_id = id.value;
    fill(tx, row, form);
    row.id = new_uuid(tx.now_ms());
    row.ticket = Tickets{store::delegates(tx, id)}.draw();
    store::insert_delegate(tx, row);
    audit::trace(tx, ctx, "delegate.added", "delegate", row.id, differences({}, row));
    return shown(row, {});
}

Delegate add(const Ctx& ctx, const Rights& rights, const CeremonyId& id, const DelegateForm& form) {
    return ctx.write([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::delegate_edit, id);
        return add(tx, ctx, id, form);
    });
}

Delegate change(const Ctx& ctx, const Rights& rights, const CeremonyId& ceremony,
                const DelegateId& id, const DelegateForm& form, std::int64_t version) {
    return ctx.write([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::delegate_edit, ceremony);
        const auto before = stored_delegate(tx, ceremony, id);
        auto row = before;
        row.version = version;
        fill(tx, row, form);
        save(tx, row);
        audit::trace(tx, ctx, "delegate.changed", "delegate", id.value, differences(before, row));
        return shown(stored_delegate(tx, ceremony, id), {});
    });
}

Delegate set_state(const Ctx& ctx, const Rights& rights, const CeremonyId& ceremony,
                   const DelegateId& id, DelegateState state, const std::string& note,
                   std::int64_t version) {
    return ctx.write([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::delegate_edit, ceremony);
        const auto before = stored_delegate(tx, ceremony, id);
        auto row = before;
        row.version = version;
        row.state = state;
        row.note = text::trim(note).empty() ? row.note : text::trim(note);
        save(tx, row);
        if (state == DelegateState::withdrawn) {
            store::set_seat(tx, id.value, std::nullopt);
        }
        audit::trace(tx, ctx,
                     state == DelegateState::withdrawn ? "delegate.withdrawn" : "delegate.restored",
                     "delegate", id.value, differences(before, row));
        return shown(stored_delegate(tx, ceremony, id), {});
    });
}

std::vector<Delegate> delegates(db::Tx& tx, const CeremonyId& id) {
    const auto arrived = gate::attendance(store::valid(store::scans(tx, id)));
    std::vector<Delegate> out;
    for (const auto& row : store::delegates(tx, id)) {
        const auto seen = arrived.find(row.id);
        out.push_back(shown(
            row, seen == arrived.end() ? std::nullopt : std::optional{seen->second.arrived_at}));
    }
    return out;
}

std::vector<Delegate> delegates(const Ctx& ctx, const Rights& rights, const CeremonyId& id) {
    return ctx.read([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::ceremony_read, id);
        return delegates(tx, id);
    });
}

}  // namespace ketnap::ceremony
