// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/gate/card.h"

#include "platform/qr/qr.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>
#include <string>

using namespace ketnap;
using ceremony::gate::Card;
using ceremony::gate::card_digits;
using ceremony::gate::read_card;
using ceremony::gate::read_short_code;
using ceremony::gate::short_code;

namespace {

crypto::SigningKey key() {
    return crypto::SigningKey::from_seed(crypto::sha256("office"));
}

std::string fault(const std::string& scanned) {
    const auto card = read_card(key().public_key(), "t1", scanned);
    return card ? "" : card.error().key;
}

// What Telex does to the letters that a keyboard reader types: vowels are doubled and marked.
std::string through_telex(const std::string& typed) {
    std::string out;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const bool doubled = i > 0 && typed[i] == typed[i - 1] &&
                             std::string_view{"aeod"}.find(typed[i]) != std::string_view::npos;
        if (doubled) {
            out.back() = '~';
        } else {
            out += typed[i];
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a card is digits only, carries its ceremony and ticket, and comes through Telex whole") {
    const Card card{17, 48'213};
    const auto digits = card_digits(key(), "t1", card);
    CHECK(digits.size() == 167);
    CHECK(digits.find_first_not_of("0123456789") == std::string::npos);
    CHECK(read_card(key().public_key(), "t1", through_telex(digits)) == card);
    CHECK(read_card(key().public_key(), "t1", " " + digits + "\r\n") == card);
    CHECK(qr::modules(digits).size() <= 41);
}

TEST_CASE("a changed digit, another office's card and a made-up one are found out") {
    const auto digits = card_digits(key(), "t1", {17, 48'213});
    for (std::size_t i = 1; i < digits.size(); ++i) {
        auto changed = digits;
        changed[i] = static_cast<char>('0' + (changed[i] - '0' + 1) % 10);
        CHECK(fault(changed) == "card.forged");
    }
    auto newer = digits;
    newer[0] = '2';
    CHECK(fault(newer) == "card.newer");
    CHECK(fault(card_digits(key(), "t2", {17, 48'213})) == "card.forged");
    CHECK(fault("1" + std::string(166, '9')) == "card.forged");
    CHECK(fault(digits.substr(1)) == "card.not_a_card");
    CHECK(fault(digits + "0") == "card.not_a_card");
    CHECK(fault("https://example.org") == "card.not_a_card");
    CHECK(fault("") == "card.not_a_card");
}

TEST_CASE("every card reads back, and no two are alike") {
    CHECK(rc::check([] {
        const Card card{*rc::gen::inRange<std::int64_t>(0, 1'000'000),
                        *rc::gen::inRange<std::int64_t>(0, 100'000)};
        RC_ASSERT(read_card(key().public_key(), "t1", card_digits(key(), "t1", card)) == card);
    }));
}

TEST_CASE("no scanned bytes make the reader throw") {
    CHECK(rc::check([] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        RC_ASSERT(!read_card(key().public_key(), "t1", bytes));
        const auto code = read_short_code(bytes);
        RC_ASSERT((!code || *code < ceremony::gate::ticket_end));
    }));
}

TEST_CASE("a short code is read with dash, spaces or neither") {
    const auto code = short_code(48'213);
    CHECK(code.size() == 7);
    CHECK(read_short_code(code) == 48'213);
    CHECK(read_short_code(code.substr(0, 5) + code.substr(6)) == 48'213);
    CHECK(read_short_code(" 48 213 " + code.substr(6)) == 48'213);
    CHECK(read_short_code(short_code(7)) == 7);
    CHECK_FALSE(read_short_code(""));
    CHECK_FALSE(read_short_code("48213"));
    CHECK_FALSE(read_short_code("4821a7"));
}

TEST_CASE("one wrong digit or two swapped neighbours never give another ticket") {
    CHECK(rc::check([] {
        auto code = short_code(*rc::gen::inRange<std::int64_t>(0, 100'000));
        code.erase(5, 1);
        const auto at = *rc::gen::inRange<std::size_t>(0, 6);
        auto wrong = code;
        wrong[at] = static_cast<char>('0' + (wrong[at] - '0' + *rc::gen::inRange(1, 10)) % 10);
        RC_ASSERT(!read_short_code(wrong));
        if (at < 5 && code[at] != code[at + 1]) {
            auto swapped = code;
            std::swap(swapped[at], swapped[at + 1]);
            RC_ASSERT(!read_short_code(swapped));
        }
    }));
}
