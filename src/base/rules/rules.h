// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/time/date.h"
#include "platform/vocabulary/finding.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::rules {

enum class Confidence { unknown, low, medium, high };

/// A share that a count must reach, always compared in whole numbers.
struct Fraction {
    std::int64_t over = 0;
    std::int64_t under = 1;
    bool more_than = false;  ///< "more than half" against "two thirds or more"

    bool reached(std::int64_t count, std::int64_t base) const;
    std::int64_t needed(std::int64_t base) const;  ///< the fewest that reach it

    bool operator==(const Fraction&) const = default;
};

/// Two dates that must follow each other, each as "form.date" of the checklist.
struct DateOrder {
    std::string first;
    std::string then;
    bool same_day = true;  ///< both on one day is in order

    bool operator==(const DateOrder&) const = default;
};

/// The kinds of rule the code knows; everything else is data.
enum class Kind { months, working_days, count, fraction, text, order };

struct Rule {
    std::string id;
    Kind kind = Kind::text;
    std::int64_t number = 0;
    Fraction fraction;
    DateOrder order;
    std::string text;
    Cite cite;
    Confidence confidence = Confidence::unknown;
    bool known = true;  ///< false: no text of this generation was found, the value stands in
    Level level = Level::error;
    std::string note;

    bool same_value(const Rule& other) const;
};

/// One generation of the regulations. What it does not say, the set it extends says.
class RuleSet {
  public:
    const Rule* find(std::string_view id) const;
    std::optional<int> months(std::string_view id) const;
    std::optional<int> working_days(std::string_view id) const;
    std::optional<int> count(std::string_view id) const;
    std::optional<Fraction> fraction(std::string_view id) const;
    std::string_view text(std::string_view id) const;  ///< empty when the set has no such rule
    Cite citation(std::string_view id) const;          ///< empty when the set has no such rule
    /// The gravest level a finding on this rule may have: a value that is unknown or of low
    /// confidence never makes an error.
    Level gravest(std::string_view id) const;
    /// Every rule that holds, own or inherited, by id.
    std::vector<const Rule*> all() const;

    std::string code;   ///< "G3"
    std::string title;  ///< name of the regulation
    std::string note;
    time::Date from;
    std::optional<time::Date> until;
    Confidence confidence = Confidence::unknown;
    std::string extends;
    std::map<std::string, Rule, std::less<>> own;
    std::shared_ptr<const RuleSet> base;
};

using RuleSetPtr = std::shared_ptr<const RuleSet>;

struct Difference {
    std::string id;
    const Rule* before = nullptr;  ///< null: not there
    const Rule* after = nullptr;
};

/// All generations. Loaded once at start; read by every check.
class Rules {
  public:
    /// Reads every *.json of the folder. A broken set is reported with file, line and reason, all
    /// at once.
    static Result<Rules, Findings> load(const std::filesystem::path& folder);

    /// The set in force first, then those that may be argued for that day. Empty before the first.
    const std::vector<RuleSetPtr>& in_force_on(time::Date day) const;
    RuleSetPtr find(std::string_view code) const;
    const std::vector<RuleSetPtr>& sets() const { return m_sets; }
    /// Every order of dates that some set knows, each once, by id.
    const std::vector<const Rule*>& orders() const { return m_orders; }
    static std::vector<Difference> compare(const RuleSet& before, const RuleSet& after);

  private:
    struct Period {
        time::Date from;
        std::vector<RuleSetPtr> sets;
    };
    friend struct Loader;
    std::vector<RuleSetPtr> m_sets;
    std::vector<Period> m_periods;
    std::vector<const Rule*> m_orders;  ///< into m_sets, which share their sets
};

std::string_view name_of(Confidence confidence);
std::string_view name_of(Kind kind);

}  // namespace ketnap::rules
