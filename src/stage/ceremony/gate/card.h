// SPDX-License-Identifier: Apache-2.0
// What is printed on an invitation: digits only, because a USB reader types through the desk's
// input method (Telex would turn letters into others), and no personal data.
#pragma once
#include "platform/crypto/crypto.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ketnap::ceremony::gate {

struct Card {
    std::int64_t ceremony_number = 0;  ///< of the office, below 1,000,000
    std::int64_t ticket = 0;           ///< of the ceremony, 0 … 99,999

    auto operator<=>(const Card&) const = default;
};

inline constexpr std::int64_t ticket_end = 100'000;

/// 167 digits: version 1, ceremony (6), ticket (5), Ed25519 signature of both and the tenant (155).
std::string card_digits(const crypto::SigningKey& key, std::string_view tenant, const Card& card);

/// Spaces and line ends around are allowed. Problems: `card.not_a_card` (other digits, or not
/// digits), `card.newer` (a version this program does not know), `card.forged`.
Result<Card> read_card(const crypto::SigningKey::PublicKey& key, std::string_view tenant,
                       std::string_view scanned);

/// "48213-7": the ticket and a check digit that finds every wrong digit and every swapped pair.
std::string short_code(std::int64_t ticket);

/// Six digits, with or without the dash or spaces. Problem `card.mistyped`.
Result<std::int64_t> read_short_code(std::string_view typed);

}  // namespace ketnap::ceremony::gate
