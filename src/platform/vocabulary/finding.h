// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace ketnap {

enum class Level { hint, warning, error };

/// The article a rule rests on: a number is only unique with its date.
struct Cite {
    std::string doc;
    std::string date;
    std::string point;

    bool operator==(const Cite&) const = default;
};

/// Where a finding points: a paper or form, a field of it, a line of a file, the text that was
/// read.
struct Where {
    std::string paper;
    std::string field;
    std::int64_t line = 0;
    std::string quote;
    std::int64_t page = 0;  ///< of a paper of several pages; 0 when not told

    bool operator==(const Where&) const = default;
};

/// What a check found. The one type on screens, papers, command line and API.
/// `message` and `way_out` are filled by messages::localize() at the edge from `text` (a key of
/// data/ui/messages.{vi,en}.json; the rule's id when empty) and `values`, in order {0} {1} ….
struct Finding {
    std::string rule;
    std::string rule_set;
    Level level = Level::error;
    Cite cite;
    std::vector<Where> where;
    std::vector<std::string> values;
    std::string on;  ///< the day that counts, YYYY-MM-DD
    std::string message;
    std::string way_out;
    std::string text;  ///< message key; not sent

    bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

/// A refusal at a field of a form: rule `field.required`, `field.format`, `field.too_long` …
Finding field_finding(std::string rule, std::string field, std::vector<std::string> values = {});

bool has_error(const Findings& findings);

}  // namespace ketnap
