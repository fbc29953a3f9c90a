// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/ceremony/delegates/delegates.h"

#include <string>
#include <vector>

namespace ketnap::ceremony {

struct Chair {
    Seat seat;
    std::string label;
    std::string delegate_id;
    std::string name;
    std::string unit;
    Group group = Group::guest;
    std::int64_t rank = 0;
    std::optional<std::string> beside_id;  ///< helper of a new member
};
BOOST_DESCRIBE_STRUCT(Chair, (), (seat, label, delegate_id, name, unit, group, rank, beside_id))

struct SeatPlan {
    std::int64_t rows = 0;
    std::int64_t seats = 0;
    std::vector<std::int64_t> aisles;
    std::vector<Seat> blocked;
    std::vector<std::string> row_labels;
    std::vector<Chair> chairs;  ///< taken ones, row by row
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(SeatPlan, (), (rows, seats, aisles, blocked, row_labels, chairs, findings))

/// Gives every expected delegate a chair anew. Needs Action::ceremony_edit. Refused: no hall, or
/// fewer chairs than delegates.
SeatPlan seat_all(const Ctx& ctx, const Rights& rights, const CeremonyId& id);
SeatPlan seat_all(db::Tx& tx, const Ctx& ctx, const CeremonyId& id);

/// Puts a delegate on a chair; who sat there takes the other's (or none).
SeatPlan move_to(const Ctx& ctx, const Rights& rights, const CeremonyId& ceremony,
                 const DelegateId& id, const Seat& seat);

SeatPlan seat_plan(db::Tx& tx, const CeremonyId& id);
SeatPlan seat_plan(const Ctx& ctx, const Rights& rights, const CeremonyId& id);

}  // namespace ketnap::ceremony
