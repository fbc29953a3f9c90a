// SPDX-License-Identifier: Apache-2.0
// For tests: what a SQLite office holds at one moment, and the way back to it.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace ketnap::test {

/// Every row of every table as text, but the tables that only trace or count.
class SqlitePicture {
  public:
    explicit SqlitePicture(const std::filesystem::path& file);
    bool operator==(const SqlitePicture&) const = default;

  private:
    std::vector<std::string> m_rows;
};

/// Copies all of a SQLite database over another, also while nobody is writing to it.
void copy_sqlite(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace ketnap::test
