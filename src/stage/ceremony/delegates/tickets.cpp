// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/delegates/tickets.h"

#include "platform/crypto/crypto.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/gate/card.h"

namespace ketnap::ceremony {

Tickets::Tickets(const std::vector<store::DelegateRow>& rows) {
    for (const auto& row : rows) {
        m_taken.insert(row.ticket);
    }
}

std::int64_t Tickets::draw() {
    // More delegates than this and drawing would take long; no hall comes near it.
    KETNAP_CHECK(m_taken.size() < 50'000);
    for (;;) {
        const auto bytes = crypto::random_bytes(4);
        std::int64_t number = 0;
        for (const auto byte : bytes) {
            number = number * 256 + byte;
        }
        const auto ticket = number % gate::ticket_end;
        if (m_taken.insert(ticket).second) {
            return ticket;
        }
    }
}

}  // namespace ketnap::ceremony
