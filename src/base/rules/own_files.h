// SPDX-License-Identifier: Apache-2.0
// The rule files of an office: put in use, replaced, taken back, and what they said before.
#pragma once
#include "base/rules/rules.h"
#include "platform/json/describe.h"
#include "platform/time/clock.h"

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace ketnap::rules {

struct OwnVersion {
    std::int64_t version = 0;
    std::string until;  ///< the day it was replaced or taken back
};
BOOST_DESCRIBE_STRUCT(OwnVersion, (), (version, until))

/// One file. Its version rises with every text that was put under that name.
struct OwnFile {
    std::string name;
    std::string set;  ///< its code; empty where the file cannot be read
    std::string title;
    bool in_use = false;  ///< false: taken back
    std::int64_t version = 0;
    std::vector<OwnVersion> earlier;  ///< the newest first
};
BOOST_DESCRIBE_STRUCT(OwnFile, (), (name, set, title, in_use, version, earlier))

/// The folder of an office and the rules it lies over. What is changed here holds at once for
/// everybody in this process; others see it by look().
class OwnFiles {
  public:
    OwnFiles(const Rules& rules, std::filesystem::path shipped, std::filesystem::path own);

    std::vector<OwnFile> list() const;
    /// The text of a version; of the one in use when 0. Throws NotFound.
    std::string text(const std::string& name, std::int64_t version) const;
    /// What would be wrong with it; hints only when it can be used.
    Findings check(const std::string& name, const std::string& text) const;
    /// Refused with line and reason when broken; Conflict when another version is there by now.
    /// What was under that name is kept.
    OwnFile put(const std::string& name, const std::string& text, std::int64_t version,
                const time::Date& today) const;
    /// Ends its use; the text is kept and may be put again.
    OwnFile take_back(const std::string& name, std::int64_t version, const time::Date& today) const;

    /// Reads the rules anew when the folder is another than when it was last read.
    bool look();

  private:
    OwnFile known(const std::string& name, std::int64_t version) const;
    void keep(const OwnFile& file, const time::Date& today) const;
    std::string trace() const;

    const Rules& m_rules;
    std::filesystem::path m_shipped;
    std::filesystem::path m_own;
    std::string m_seen;
    mutable std::mutex m_changing;
};

}  // namespace ketnap::rules
