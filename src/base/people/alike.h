// SPDX-License-Identifier: Apache-2.0
// Whether two records may be one person, and why. Pure: proposes, decides nothing.
#pragma once
#include "base/people/people.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::people {

inline constexpr std::size_t whole_day = 10;  ///< letters of YYYY-MM-DD

/// What of a person is compared.
struct Sketch {
    PersonId id;
    std::string name;
    std::string born_on;
    std::string sex;
    std::string phone;
    std::string home_place;
    std::string org_id;
    std::string org_path;
    std::string union_org_path;
};
Sketch sketch_of(const Person& person);

/// 0 to 100, and reasons in the order of their weight: `name_same`, `name_tone` (marks differ),
/// `name_i_y`, `name_letter` (one letter off), `born_same`, `born_part` (incomplete, agrees),
/// `born_missing`, `phone_same`, `home_same`, `unit_same`.
struct Likeness {
    std::int64_t score = 0;
    std::vector<std::string> reasons;
};

/// Nothing when they are two: other sex, other day of birth, names further apart than a letter, or
/// too little that speaks for one.
std::optional<Likeness> likeness(const Sketch& a, const Sketch& b);

/// Folded name with y as i: what the index person_alike holds.
std::string name_key(std::string_view name);
/// Digits of a phone number as the index person_phone holds them.
std::string phone_key(std::string_view phone);
/// At most one letter inserted, left out, changed, or two neighbours changed over.
bool one_letter_off(std::string_view a, std::string_view b);

}  // namespace ketnap::people
