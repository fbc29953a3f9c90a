// SPDX-License-Identifier: Apache-2.0
// Whatever a reader types is refused, or is a card of ours that prints the same again; no typed
// code gives a ticket that does not print back to its digits.
#include "stage/ceremony/gate/card.h"

#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

using namespace ketnap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto key = crypto::SigningKey::from_seed(crypto::sha256("fuzz"));
    const auto input = fuzz::text(bytes, size);
    if (const auto card = ceremony::gate::read_card(key.public_key(), "t", input)) {
        KETNAP_CHECK(ceremony::gate::read_card(key.public_key(), "t",
                                               ceremony::gate::card_digits(key, "t", *card)) ==
                     *card);
    }
    if (const auto ticket = ceremony::gate::read_short_code(input)) {
        KETNAP_CHECK(ceremony::gate::read_short_code(ceremony::gate::short_code(*ticket)) ==
                     *ticket);
    }
    return 0;
}
