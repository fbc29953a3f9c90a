// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/gate/card.h"

#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

namespace ketnap::ceremony::gate {
namespace {

constexpr std::size_t signature_digits = 155;  // 2^512 has 155
constexpr std::size_t head_digits = 1 + 6 + 5;
constexpr std::size_t card_size = head_digits + signature_digits;

using Signature = crypto::SigningKey::Signature;

// A number of 64 bytes in base 10, most significant first.
std::string to_digits(const Signature& bytes) {
    auto number = bytes;
    std::string digits(signature_digits, '0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        unsigned rest = 0;
        for (auto& byte : number) {
            const unsigned value = rest * 256 + byte;
            byte = static_cast<unsigned char>(value / 10);
            rest = value % 10;
        }
        *digit = static_cast<char>('0' + rest);
    }
    return digits;
}

std::optional<Signature> from_digits(std::string_view digits) {
    Signature number{};
    for (const char digit : digits) {
        auto carry = static_cast<unsigned>(digit - '0');
        for (auto byte = number.rbegin(); byte != number.rend(); ++byte) {
            const unsigned value = *byte * 10U + carry;
            *byte = static_cast<unsigned char>(value & 0xFFU);
            carry = value >> 8U;
        }
        if (carry != 0) {
            return {};
        }
    }
    return number;
}

std::string signed_text(std::string_view tenant, std::string_view head) {
    return fmt::format("ketnap-card|{}|{}", tenant, head);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::int64_t number_of(std::string_view digits) {
    std::int64_t number = 0;
    for (const char digit : digits) {
        number = number * 10 + (digit - '0');
    }
    return number;
}

// Damm's table: a quasigroup without fixed points on the diagonal.
int damm(std::string_view digits) {
    constexpr std::array<std::array<int, 10>, 10> table{{{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
                                                         {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
                                                         {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
                                                         {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
                                                         {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
                                                         {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
                                                         {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
                                                         {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
                                                         {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
                                                         {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}}};
    int state = 0;
    for (const char digit : digits) {
        state = table.at(static_cast<std::size_t>(state)).at(static_cast<std::size_t>(digit - '0'));
    }
    return state;
}

std::string without(std::string_view text, std::string_view unwanted) {
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [&](char c) { return unwanted.find(c) == std::string_view::npos; });
    return out;
}

}  // namespace

std::string card_digits(const crypto::SigningKey& key, std::string_view tenant, const Card& card) {
    KETNAP_CHECK(card.ceremony_number >= 0 && card.ceremony_number < 1'000'000);
    KETNAP_CHECK(card.ticket >= 0 && card.ticket < ticket_end);
    const auto head = fmt::format("1{:06}{:05}", card.ceremony_number, card.ticket);
    return head + to_digits(key.sign(signed_text(tenant, head)));
}

Result<Card> read_card(const crypto::SigningKey::PublicKey& key, std::string_view tenant,
                       std::string_view scanned) {
    const auto digits = without(scanned.substr(0, 4 * card_size), " \t\r\n");
    if (digits.size() != card_size || !std::all_of(digits.begin(), digits.end(), is_digit)) {
        return problem("card.not_a_card");
    }
    if (digits[0] != '1') {
        return problem("card.newer");
    }
    const auto head = std::string_view{digits}.substr(0, head_digits);
    const auto signature = from_digits(std::string_view{digits}.substr(head_digits));
    if (!signature || !crypto::verify(key, signed_text(tenant, head), *signature)) {
        return problem("card.forged");
    }
    return Card{number_of(head.substr(1, 6)), number_of(head.substr(7, 5))};
}

std::string short_code(std::int64_t ticket) {
    const auto digits = fmt::format("{:05}", ticket);
    return fmt::format("{}-{}", digits, damm(digits));
}

Result<std::int64_t> read_short_code(std::string_view typed) {
    const auto digits = without(typed.substr(0, 40), " \t\r\n-");
    if (digits.size() != 6 || !std::all_of(digits.begin(), digits.end(), is_digit) ||
        damm(digits) != 0) {
        return problem("card.mistyped");
    }
    return number_of(std::string_view{digits}.substr(0, 5));
}

}  // namespace ketnap::ceremony::gate
