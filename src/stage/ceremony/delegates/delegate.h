// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "platform/vocabulary/id.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ketnap::ceremony {

using CeremonyId = Id<struct CeremonyTag>;
using DelegateId = Id<struct DelegateTag>;

/// In the order of lists and counts.
enum class Group { guest, new_member, helper, summoned, press, service };
BOOST_DESCRIBE_ENUM(Group, guest, new_member, helper, summoned, press, service)

enum class DelegateState { expected, withdrawn };
BOOST_DESCRIBE_ENUM(DelegateState, expected, withdrawn)

/// One chair, counted from 1; row 1 is nearest to the stage.
struct Seat {
    int row = 0;
    int number = 0;

    auto operator<=>(const Seat&) const = default;
};
BOOST_DESCRIBE_STRUCT(Seat, (), (row, number))

/// Rows are lettered A B C D E G H I K L M N O P Q R S T U V X Y, then AA, AB …: the letters of
/// Vietnamese halls, which leave out F, J, W and Z.
std::string row_label(int row);
/// "D-14"
std::string seat_label(const Seat& seat);

}  // namespace ketnap::ceremony
