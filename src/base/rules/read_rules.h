// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/rules/data_file.h"
#include "base/rules/rules.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::rules {

/// What a file of rules may say; anything else in it is refused. `ketnap schema rules` names the
/// same fields.
inline constexpr std::array<std::string_view, 9> set_fields{
    "set", "title", "extends", "in_force", "arguable", "replaces", "documents", "note", "rules"};
inline constexpr std::array<std::string_view, 17> rule_fields{
    "months",   "working_days", "count",   "at_least", "more_than", "order",
    "same_day", "text",         "list",    "paper",    "cite",      "confidence",
    "level",    "note",         "unknown", "as_in",    "title"};

/// One file as it is written, before the sets are tied to each other. Private to this slice.
struct ReadSet {
    RuleSet set;
    std::string replaces;  ///< the generation this one ends the day before it begins
};

/// Complains of everything that is wrong; nothing when not even the code could be read.
std::optional<ReadSet> read_set(DataFile& file);

}  // namespace ketnap::rules
