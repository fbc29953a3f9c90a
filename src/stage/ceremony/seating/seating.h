// SPDX-License-Identifier: Apache-2.0
// Who sits where: pure, the same delegates and hall always give the same plan.
#pragma once
#include "stage/ceremony/delegates/delegate.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ketnap::ceremony::seating {

struct Hall {
    int rows = 0;
    int seats_per_row = 0;
    std::vector<int> aisles_after;  ///< an aisle follows these numbers, in every row
    std::set<Seat> blocked;         ///< broken, or kept free

    int seats() const { return rows * seats_per_row - static_cast<int>(blocked.size()); }
};

struct Sitter {
    std::string id;
    Group group = Group::guest;
    std::string helper_id;  ///< of a new member: who sits beside
};

struct Plan {
    std::map<std::string, Seat> seats;
    std::vector<std::string> standing;  ///< no chair was left
    std::vector<std::string> apart;     ///< new members whose helper is not beside them
};

/// `sitters` come in the order of the protocol (guests), of the call (new members) and of the lists
/// (all others). Guests sit in front, the first of them in the middle; new members follow from the
/// next row in the order of the call, each beside the helper, never across an aisle; summoned
/// delegates, press and service fill what is free from the front. A helper of several new members
/// sits between the first two. Everyone gets a chair while there is one; pairs part only when no
/// two chairs side by side are left.
Plan seat(const Hall& hall, const std::vector<Sitter>& sitters);

/// Neighbours in one row with no aisle between.
bool side_by_side(const Hall& hall, const Seat& a, const Seat& b);

}  // namespace ketnap::ceremony::seating
