// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/ceremony/store.h"

#include <cstdint>
#include <set>
#include <vector>

namespace ketnap::ceremony {

/// Free tickets of a ceremony, drawn at random so that a card says nothing of the order of guests.
class Tickets {
  public:
    explicit Tickets(const std::vector<store::DelegateRow>& rows);
    std::int64_t draw();

  private:
    std::set<std::int64_t> m_taken;
};

}  // namespace ketnap::ceremony
