// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/text/fold.h"
#include "platform/text/sort_key.h"
#include "platform/vocabulary/finding.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ketnap::text {

bool is_valid_utf8(std::string_view bytes);

/// Canonical composition: what everything inside ketnap is stored in. Invalid UTF-8 becomes U+FFFD.
std::string nfc(std::string_view text);

/// Code points of valid UTF-8: what the limits of form fields count.
std::size_t length(std::string_view text);

/// Without the white space of any kind at both ends.
std::string trim(std::string_view text);

std::string lower(std::string_view text);
std::string upper(std::string_view text);

/// What must not stand in a name (errors: `text.utf8`, `text.bidi`, `text.zero_width`,
/// `text.control`) and what clean_name() will change (warnings: `text.look_alike`, with the letter
/// as written and the letter meant). An empty name is fine here: whether a name is needed is the
/// caller's rule.
Findings check_name(std::string_view name, std::string_view field);

/// A name as it is stored: NFC, single spaces, look-alikes of Đ made Đ, controls left out.
/// Spelling is never changed otherwise: Hoà stays Hoà.
std::string clean_name(std::string_view name);

/// "1.234.567"
std::string number_vn(std::int64_t number);

/// How 4 is said after "mươi": Vietnamese allows both; money lines say bốn.
enum class Four { tu, bon };

/// "hai mươi mốt", "một trăm linh năm"
std::string number_words(std::int64_t number, Four four = Four::tu);

/// "Hai mươi bốn triệu năm trăm nghìn đồng"; the paper adds its own full stop.
std::string money_words(std::int64_t dong);

}  // namespace ketnap::text
