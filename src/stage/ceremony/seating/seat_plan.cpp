// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/seating/seat_plan.h"

#include "base/audit/trace.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/delegates/rows.h"
#include "stage/ceremony/seating/seating.h"

#include <algorithm>

namespace ketnap::ceremony {
namespace {

using auth::Action;

seating::Hall hall_of(const CeremonyForm& form) {
    seating::Hall hall{static_cast<int>(form.hall_rows), static_cast<int>(form.hall_seats), {}, {}};
    for (const auto aisle : form.hall_aisles) {
        hall.aisles_after.push_back(static_cast<int>(aisle));
    }
    hall.blocked.insert(form.hall_blocked.begin(), form.hall_blocked.end());
    return hall;
}

std::vector<seating::Sitter> sitters_of(const std::vector<store::DelegateRow>& rows) {
    std::vector<seating::Sitter> out;
    for (const auto& row : rows) {
        if (row.state == DelegateState::expected) {
            out.push_back({row.id, row.group, row.helper_id.value_or("")});
        }
    }
    return out;
}

Chair chair_of(const store::DelegateRow& row) {
    return Chair{.seat = *row.seat,
                 .label = seat_label(*row.seat),
                 .delegate_id = row.id,
                 .name = row.name,
                 .unit = row.unit,
                 .group = row.group,
                 .rank = row.rank,
                 .beside_id = row.helper_id};
}

void find_faults(const CeremonyForm& form, const std::vector<store::DelegateRow>& rows,
                 SeatPlan& plan) {
    std::map<std::string, Seat> seats;
    std::int64_t standing = 0;
    for (const auto& row : rows) {
        if (row.seat) {
            seats[row.id] = *row.seat;
        } else if (row.state == DelegateState::expected) {
            ++standing;
        }
    }
    const auto add = [&](const char* rule, std::int64_t count) {
        if (count > 0) {
            Finding finding;
            finding.rule = rule;
            finding.level = Level::warning;
            finding.values = {text::number_vn(count)};
            plan.findings.push_back(std::move(finding));
        }
    };
    std::int64_t apart = 0;
    for (const auto& row : rows) {
        const auto helper = seats.find(row.helper_id.value_or(""));
        if (row.seat && helper != seats.end()) {
            apart += seating::side_by_side(hall_of(form), *row.seat, helper->second) ? 0 : 1;
        }
    }
    add("ceremony.not_seated", standing);
    add("ceremony.pairs_apart", apart);
}

}  // namespace

SeatPlan seat_plan(db::Tx& tx, const CeremonyId& id) {
    const auto ceremony = store::find(tx, id);
    if (!ceremony) {
        throw NotFound{};
    }
    const auto& form = ceremony->form;
    SeatPlan plan;
    plan.rows = form.hall_rows;
    plan.seats = form.hall_seats;
    plan.aisles = form.hall_aisles;
    plan.blocked = form.hall_blocked;
    for (int row = 1; row <= form.hall_rows; ++row) {
        plan.row_labels.push_back(row_label(row));
    }
    const auto rows = store::delegates(tx, id);
    for (const auto& row : rows) {
        if (row.seat) {
            plan.chairs.push_back(chair_of(row));
        }
    }
    std::sort(plan.chairs.begin(), plan.chairs.end(),
              [](const Chair& a, const Chair& b) { return a.seat < b.seat; });
    find_faults(form, rows, plan);
    return plan;
}

SeatPlan seat_plan(const Ctx& ctx, const Rights& rights, const CeremonyId& id) {
    return ctx.read([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::ceremony_read, id);
        return seat_plan(tx, id);
    });
}

SeatPlan seat_all(db::Tx& tx, const Ctx& ctx, const CeremonyId& id) {
    const auto ceremony = get(tx, id);
    if (ceremony.capacity == 0) {
        throw Refused{{field_finding("ceremony.no_hall", "hall_rows")}};
    }
    if (ceremony.headcount > ceremony.capacity) {
        throw Refused{{field_finding(
            "ceremony.hall_too_small", "hall_rows",
            {text::number_vn(ceremony.headcount), text::number_vn(ceremony.capacity)})}};
    }
    const auto plan = seating::seat(hall_of(ceremony.form), sitters_of(store::delegates(tx, id)));
    store::clear_seats(tx, id);
    for (const auto& [delegate, seat] : plan.seats) {
        store::set_seat(tx, delegate, seat);
    }
    audit::trace(tx, ctx, "ceremony.seated", "ceremony", id.value,
                 {{"seated", "", std::to_string(plan.seats.size())}});
    return seat_plan(tx, id);
}

SeatPlan seat_all(const Ctx& ctx, const Rights& rights, const CeremonyId& id) {
    return ctx.write([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::ceremony_edit, id);
        return seat_all(tx, ctx, id);
    });
}

SeatPlan move_to(const Ctx& ctx, const Rights& rights, const CeremonyId& ceremony,
                 const DelegateId& id, const Seat& seat) {
    return ctx.write([&](db::Tx& tx) {
        require_on(tx, ctx, rights, Action::ceremony_edit, ceremony);
        const auto hall = hall_of(get(tx, ceremony).form);
        const auto mover = stored_delegate(tx, ceremony, id);
        const bool there = seat.row >= 1 && seat.row <= hall.rows && seat.number >= 1 &&
                           seat.number <= hall.seats_per_row && !hall.blocked.contains(seat);
        if (!there || mover.state != DelegateState::expected) {
            throw Refused{{field_finding("field.reference", "seat")}};
        }
        const auto rows = store::delegates(tx, ceremony);
        const auto sitting = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
            return row.seat == seat && row.id != mover.id;
        });
        store::set_seat(tx, mover.id, std::nullopt);
        if (sitting != rows.end()) {
            store::set_seat(tx, sitting->id, std::nullopt);
            store::set_seat(tx, sitting->id, mover.seat);
        }
        store::set_seat(tx, mover.id, seat);
        audit::trace(tx, ctx, "delegate.moved", "delegate", mover.id,
                     {{"seat", mover.seat ? seat_label(*mover.seat) : "", seat_label(seat)}});
        return seat_plan(tx, ceremony);
    });
}

}  // namespace ketnap::ceremony
