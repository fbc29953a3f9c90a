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

/// A paper asked of whoever bears a mark ("foreign_spouse"); "always" asks it of everyone.
struct PaperAsked {
    std::string form;
    std::string when;

    bool operator==(const PaperAsked&) const = default;
};

/// The kinds of rule the code knows; everything else is data.
enum class Kind { months, working_days, count, fraction, text, order, list, paper };

struct Rule {
    std::string id;
    Kind kind = Kind::text;
    std::int64_t number = 0;
    Fraction fraction;
    DateOrder order;
    std::string text;
    std::vector<std::string> list;
    PaperAsked paper;
    Cite cite;
    Confidence confidence = Confidence::unknown;
    bool known = true;      ///< false: no text of this generation was found, the value stands in
    bool has_value = true;  ///< false: not even a value stands in; told to people, never judged
    std::string as_in;      ///< the set whose value stands in
    Level level = Level::error;
    std::string note;
    std::string title;  ///< of a local rule; the words for the others are messages
    std::string local;  ///< code of the office's own set it comes from

    bool same_value(const Rule& other) const;
};

/// Days on which a set may be argued beside the one in force.
struct Arguable {
    time::Date from;
    time::Date until;
    std::string why;
};

/// One generation of the regulations. What it does not say, the set it extends says.
class RuleSet {
  public:
    const Rule* find(std::string_view id) const;
    std::optional<int> months(std::string_view id) const;
    std::optional<int> working_days(std::string_view id) const;
    std::optional<int> count(std::string_view id) const;
    std::optional<Fraction> fraction(std::string_view id) const;
    std::vector<std::string> list(std::string_view id) const;
    std::string_view text(std::string_view id) const;  ///< empty when the set has no such rule
    Cite citation(std::string_view id) const;          ///< empty when the set has no such rule
    /// The gravest level a finding on this rule may have: a value that is unknown or of low
    /// confidence never makes an error.
    Level gravest(std::string_view id) const;
    /// Every rule that holds, own or inherited, by id; those without any value too.
    std::vector<const Rule*> all() const;

    std::string code;   ///< "G3"
    std::string title;  ///< name of the regulation
    std::string note;
    time::Date from;
    std::optional<time::Date> until;
    Confidence confidence = Confidence::unknown;
    std::string extends;
    std::vector<Cite> documents;  ///< the regulation and the guidance used beside it
    std::vector<Arguable> arguable;
    /// The office's own: a generation the program did not ship, or rules laid over all of them.
    bool local = false;
    bool overlay = false;
    std::map<std::string, Rule, std::less<>> own;
    std::shared_ptr<const RuleSet> base;
};

using RuleSetPtr = std::shared_ptr<const RuleSet>;

struct Difference {
    std::string id;
    const Rule* before = nullptr;  ///< null: not there
    const Rule* after = nullptr;
};

/// All generations. Read by every check; an office's own files may be read anew while it serves.
/// What was given stays valid after that: a judgement that began under the old rules ends under
/// them.
class Rules {
  public:
    /// Reads every *.json of the folder. A broken set is reported with file, line and reason, all
    /// at once.
    static Result<Rules, Findings> load(const std::filesystem::path& folder);
    /// The same, with the office's own sets laid over. One of those that is broken is left out and
    /// told by refused(); the rest holds.
    static Result<Rules, Findings> load(const std::filesystem::path& folder,
                                        const std::filesystem::path& own);
    /// What would be wrong with this file beside the sets of the folder; hints where a rule would
    /// be read by nobody.
    static Findings check(const std::filesystem::path& folder, const std::filesystem::path& file);
    /// The same beside what the office has there already; a file of that name would be replaced.
    static Findings check(const std::filesystem::path& folder, const std::filesystem::path& own,
                          const std::filesystem::path& file);

    /// Reads both folders anew and takes over at once for everybody who holds these rules. Shipped
    /// sets that are broken change nothing; false then.
    bool reload(const std::filesystem::path& folder, const std::filesystem::path& own) const;
    /// These rules as they are now, whatever is read later: for one judgement.
    Rules pinned() const;

    /// The set in force first, then those that may be argued for that day. Empty before the first.
    const std::vector<RuleSetPtr>& in_force_on(time::Date day) const;
    RuleSetPtr find(std::string_view code) const;
    const std::vector<RuleSetPtr>& sets() const { return now().sets; }
    /// Every order of dates that some set knows, each once, by id.
    const std::vector<const Rule*>& orders() const { return now().orders; }
    static std::vector<Difference> compare(const RuleSet& before, const RuleSet& after);
    /// What the office's own folder holds and cannot be used, each with file, line and reason.
    const Findings& refused() const { return now().refused; }

  private:
    struct Period {
        time::Date from;
        std::vector<RuleSetPtr> sets;
    };
    struct State {
        std::vector<RuleSetPtr> sets;
        std::vector<Period> periods;
        std::vector<const Rule*> orders;  ///< into sets, which share their sets
        Findings refused;
    };
    struct Current;
    friend struct Loader;
    explicit Rules(State state);
    const State& now() const;
    State& being_loaded();

    std::shared_ptr<Current> m_current;
};

std::string_view name_of(Confidence confidence);
std::string_view name_of(Kind kind);

}  // namespace ketnap::rules
