// SPDX-License-Identifier: Apache-2.0
// What the papers of this slice share. Inside this folder only.
#pragma once
#include "base/documents/letterhead.h"
#include "stage/decision/decision.h"

#include <map>
#include <string>

namespace ketnap::decision::paper_parts {

using Values = std::map<std::string, std::string>;

/// "02/02/2024", "14/9/1996": in a paper's running text only the months 1 and 2 are padded.
std::string vn(const std::string& iso);
/// "1" when it holds, for the conditions of a template.
std::string flag(bool holds);
std::string first_of(const std::string& preferred, const std::string& otherwise);
void put_letterhead(Values& values, const documents::Letterhead& l, const org::Org& org);
/// "Quy định 24-QĐ/TW" of the set in force that day: its number and date.
void put_regulation(Values& values, const rules::Rules& rules, const std::string& on);
/// "Chi bộ 1, Đảng bộ Sở Xây dựng": the cell, and its unit where that is another body.
std::string proposers(const std::string& cell, const std::string& unit);
/// "11/15" of the body's vote; empty when there is none.
std::string vote_of(const AgendaItem& item, std::string_view body);
/// Head of the body that meets, kind, days, people present and whoever chairs.
void put_meeting(db::Tx& tx, Values& values, const Meeting& meeting);

}  // namespace ketnap::decision::paper_parts
