// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/time/date.h"
#include "platform/vocabulary/finding.h"
#include "platform/vocabulary/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::rules {

/// A date that a form carries, as the order rules name it: "<form>.<name>".
struct FormDate {
    std::string name;   ///< "dated_on", "certified_on" …
    std::string label;  ///< Vietnamese words beside it
};

/// One paper of the file. Its key is the title in English, `number` (1-KNĐ) is data: numbering
/// differs between editions.
struct Form {
    std::string form;    ///< "application"
    std::string title;   ///< "Đơn xin vào Đảng"
    std::string number;  ///< "1-KNĐ"; empty for papers without
    std::string made_by;
    std::string signature;
    bool needs_signature = true;
    bool needs_seal = false;
    int step = 0;        ///< order of the work, 4 … 17
    std::string due_at;  ///< "reception", "decision", "ceremony": by then it must be there
    std::vector<std::string> when;      ///< candidate types or conditions; "always"
    std::vector<FormDate> dates;        ///< the first is the date of the paper
    std::vector<std::string> facts;     ///< facts that must equal the person's
    std::vector<std::string> verifies;  ///< what the checker looks at, Vietnamese
    Cite cite;
    std::string confidence;
};

/// The list of papers of one edition of the forms.
struct Checklist {
    std::string code;  ///< "HD12-2022"
    std::string title;
    time::Date from;
    std::optional<time::Date> until;
    std::vector<Form> forms;

    const Form* find(std::string_view form) const;
    /// The forms asked of this kind of candidate, in order of the work. `conditions` are candidate
    /// type ("union_member", "trade_union_member", "other") and marks ("section_committee").
    std::vector<const Form*> asked(const std::vector<std::string>& conditions) const;
};

class Checklists {
  public:
    static Result<Checklists, Findings> load(const std::filesystem::path& folder);
    /// The edition in use that day; the oldest one for a day before all.
    const Checklist& on(time::Date day) const;
    const std::vector<Checklist>& all() const { return m_lists; }

  private:
    std::vector<Checklist> m_lists;
};

}  // namespace ketnap::rules
