// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes are: normalising and folding twice is folding once, and keys are ASCII.
#include "platform/text/text.h"

#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

using namespace ketnap;

namespace {

bool is_ascii(std::string_view key) {
    for (const char c : key) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            return false;
        }
    }
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = fuzz::text(bytes, size);
    const bool valid = text::is_valid_utf8(input);
    const auto normal = text::nfc(input);
    const auto folded = text::fold(input);
    const auto findings = text::check_name(input, "name");
    if (valid) {
        KETNAP_CHECK(text::is_valid_utf8(normal));
        KETNAP_CHECK(text::nfc(normal) == normal);
        KETNAP_CHECK(text::fold(folded) == folded);
        KETNAP_CHECK(text::fold(normal) == folded);
        KETNAP_CHECK(is_ascii(text::sort_key(normal)));
        KETNAP_CHECK(is_ascii(text::sort_key_plain(normal)));
        KETNAP_CHECK(text::is_valid_utf8(text::upper(text::lower(normal))));
        const auto clean = text::clean_name(normal);
        KETNAP_CHECK(text::clean_name(clean) == clean);
    }
    return 0;
}
