// SPDX-License-Identifier: Apache-2.0
// Inside this folder only.
#pragma once
#include "base/documents/documents.h"

#include <map>
#include <string>
#include <string_view>

namespace ketnap::documents {

using Values = std::map<std::string, std::string>;

/// Looks a name up in the row at hand first, then in the values of the paper.
class Scope {
  public:
    Scope(const Fields& fields, const Values* row) : m_fields(fields), m_row(row) {}
    /// Throws BrokenAssumption when the stage left the name out.
    const std::string& value(const std::string& name) const;
    bool holds(const std::string& name) const;
    const Fields& fields() const { return m_fields; }

  private:
    const Fields& m_fields;
    const Values* m_row;
};

/// "**Điều 1.** Kết nạp {name}{?place:, quê quán: {place}}" → spans. ** is bold, __ italic, in the
/// template's own words only; what follows {?name: stands only when the name holds something.
Spans spans_of(std::string_view text, const Scope& scope);
std::string text_of(std::string_view text, const Scope& scope);

}  // namespace ketnap::documents
