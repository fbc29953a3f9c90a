// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ketnap::text {

/// Search form: lower case, no marks, đ as d, apostrophes dropped, all else that is not a letter or
/// a digit a single space. "Đặng  Thị Ánh" → "dang thi anh", "Khơ-me" → "kho me". ASCII for every
/// Latin script; NFC and NFD give the same; fold(fold(x)) == fold(x).
std::string fold(std::string_view text);

/// Form for finding doubles: tones kept, lower case, single spaces, one placement of the tone mark
/// in oa, oe, uy ("hòa" and "hoà" are equal, "qu…" is never rewritten).
std::string match_key(std::string_view text);

}  // namespace ketnap::text
