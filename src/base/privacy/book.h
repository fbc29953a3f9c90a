// SPDX-License-Identifier: Apache-2.0
// What ships as data: the processing register and the periods of the law, with the days they are
// in force.
#pragma once
#include "platform/json/describe.h"
#include "platform/time/date.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::privacy {

enum class RequestKind { access, correct, erase, restrict, object, withdraw };
BOOST_DESCRIBE_ENUM(RequestKind, access, correct, erase, restrict, object, withdraw)

/// One purpose for which personal data is used.
struct Processing {
    std::string id;
    std::string purpose;
    std::string basis;
    std::string subjects;
    std::string fields;
    std::string recipients;
    std::string period;
    std::string measures;
};
BOOST_DESCRIBE_STRUCT(Processing, (),
                      (id, purpose, basis, subjects, fields, recipients, period, measures))

/// Calendar days to act on a request, and by how many it may be put off once.
struct ActPeriod {
    RequestKind kind = RequestKind::access;
    std::int64_t days = 0;
    std::int64_t extension = 0;
    std::string confidence;
};
BOOST_DESCRIBE_STRUCT(ActPeriod, (), (kind, days, extension, confidence))

/// How long a dossier that ended so is kept; 0 years: for good.
struct KeepPeriod {
    std::string outcome;
    std::int64_t years = 0;
    std::string source;
    std::string confidence;
};
BOOST_DESCRIBE_STRUCT(KeepPeriod, (), (outcome, years, source, confidence))

struct Periods {
    std::string id;
    std::string from;
    std::string source;
    std::string confidence;
    std::int64_t answer_working_days = 0;
    std::vector<ActPeriod> act;
    std::int64_t notice_hours = 0;
    std::vector<KeepPeriod> keep;

    const ActPeriod& of(RequestKind kind) const;
    /// Null: nothing is said of such an outcome.
    const KeepPeriod* keeping(std::string_view outcome) const;
};
BOOST_DESCRIBE_STRUCT(Periods, (),
                      (id, from, source, confidence, answer_working_days, act, notice_hours, keep))

class Book {
  public:
    /// data/privacy of the share folder; a file periods.json in `own` is laid over it. Throws
    /// std::runtime_error naming the file and what is wrong.
    static Book load(const std::filesystem::path& shipped, const std::filesystem::path& own);

    const std::vector<Processing>& processing() const { return m_processing; }
    /// The set in force on that day; the oldest before all of them.
    const Periods& periods(time::Date day) const;

  private:
    std::vector<Processing> m_processing;
    std::vector<Periods> m_periods;  ///< by their first day
};

}  // namespace ketnap::privacy
