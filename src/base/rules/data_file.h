// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/time/date.h"
#include "platform/vocabulary/finding.h"

#include <boost/json.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::rules {

/// A JSON data file being read: every complaint is collected with file and line.
/// Private to this slice.
class DataFile {
  public:
    DataFile(const std::filesystem::path& file, Findings& findings);
    DataFile(std::string name, std::string text, Findings& findings);

    const boost::json::object* root() const { return m_root.if_object(); }
    /// `key` names the place in the file: its line is where the complaint points.
    void complain(std::string_view reason, std::string_view key, std::string_view detail = {});
    /// Points at that field inside the place.
    void complain_of_field(std::string_view reason, std::string_view place, std::string_view field);

    std::string text(const boost::json::object& from, std::string_view key, std::string_view place,
                     bool required = true);
    std::optional<time::Date> date(const boost::json::object& from, std::string_view key,
                                   std::string_view place, bool required = true);
    Cite cite(const boost::json::object& from, std::string_view place);
    /// A document with its date and point; the date may be left empty, not be wrong.
    Cite cited(const boost::json::object& document, std::string_view place);
    std::vector<std::string> texts(const boost::json::object& from, std::string_view key,
                                   std::string_view place);
    /// How often the key stands in the file; two of one rule hide each other.
    int times(std::string_view key) const;

  private:
    std::int64_t line_of(std::string_view key, std::string_view then = {}) const;

    std::string m_name;
    std::string m_text;
    boost::json::value m_root;
    Findings& m_findings;
};

/// All files of a folder with that ending, by name; complains when there is none.
std::vector<std::filesystem::path> data_files(const std::filesystem::path& folder,
                                              std::string_view ending, Findings& findings);
/// The whole file as text; empty with a complaint when it cannot be read.
std::string read_text(const std::filesystem::path& file, Findings& findings);
Finding data_finding(std::string_view reason, const std::string& file, std::int64_t line,
                     std::string_view field, std::string_view detail);

}  // namespace ketnap::rules
