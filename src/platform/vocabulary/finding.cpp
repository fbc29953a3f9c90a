// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/finding.h"

#include <algorithm>

namespace ketnap {

Finding field_finding(std::string rule, std::string field, std::vector<std::string> values) {
    Finding finding;
    finding.rule = std::move(rule);
    finding.where.push_back(Where{.paper = {}, .field = std::move(field), .line = 0, .quote = {}});
    finding.values = std::move(values);
    return finding;
}

bool has_error(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& f) { return f.level == Level::error; });
}

}  // namespace ketnap
