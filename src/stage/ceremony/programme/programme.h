// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "platform/time/date.h"
#include "stage/campaign/plan/plan_form.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ketnap::ceremony {

using campaign::EventKind;

enum class Confidence { unknown, low, medium, high };
BOOST_DESCRIBE_ENUM(Confidence, unknown, low, medium, high)

struct ProgrammeItem {
    std::string text;
    std::string by;            ///< who acts
    bool each_person = false;  ///< repeated for every new member, one after the other
    bool required = true;
    bool custom = false;  ///< done everywhere, written nowhere
};
BOOST_DESCRIBE_STRUCT(ProgrammeItem, (), (text, by, each_person, required, custom))

/// The order of a ceremony as one document of one day has it.
struct Programme {
    std::string id;
    EventKind event_kind = EventKind::admission_ceremony;
    std::string title;
    std::string in_force_on;
    Cite source;
    Confidence confidence = Confidence::unknown;
    std::string note;
    std::vector<ProgrammeItem> items;
};
BOOST_DESCRIBE_STRUCT(Programme, (),
                      (id, event_kind, title, in_force_on, source, confidence, note, items))

/// data/ceremony/programmes.json, read once at start.
class Programmes {
  public:
    /// Throws std::runtime_error naming file and reason.
    static Programmes load(const std::filesystem::path& file);

    /// The newest of that kind in force on the day; the oldest when the day lies before all.
    const Programme& in_force_on(EventKind kind, const time::Date& day) const;
    const std::vector<Programme>& all() const { return m_all; }

  private:
    std::vector<Programme> m_all;
};

}  // namespace ketnap::ceremony
