// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ketnap::text {

/// Order of people in a list: tên (last word), họ (first word), đệm; syllable by syllable; letters
/// a ă â … đ after d; tones ngang huyền hỏi ngã sắc nặng. Names that have no such parts (one word,
/// H'Hen Niê, Y Thông) are ordered as they are read. ASCII: every engine compares the bytes and has
/// the same order.
std::string sort_key(std::string_view person_name);

/// Order of everything else (units, places, titles): as read, numbers by value
/// ("Chi bộ 2" before "Chi bộ 10").
std::string sort_key_plain(std::string_view text);

}  // namespace ketnap::text
