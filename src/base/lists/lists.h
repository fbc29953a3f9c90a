// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::lists {

struct Item {
    std::string code;
    std::string name;
    std::vector<std::string> aliases;  ///< for recognising only, never printed
};

/// One dated code list: rows store its code, never a foreign key (data rule 4).
struct List {
    std::string name;
    std::string title_vi;
    std::string title_en;
    std::string version;
    std::string source;
    std::vector<Item> items;

    const Item* find(std::string_view code) const;
    /// Items whose name, or else alias, is this text without dấu; several when an alias is shared.
    std::vector<const Item*> match(std::string_view text) const;
    /// Name of a code; the code itself when unknown.
    std::string name_of(std::string_view code) const;
};

/// The lists of data/lists/*.json.
class Lists {
  public:
    /// Throws std::runtime_error naming file and reason.
    static Lists load(const std::filesystem::path& folder);
    /// Throws BrokenAssumption for a list that is not shipped.
    const List& get(std::string_view name) const;
    const std::map<std::string, List, std::less<>>& all() const { return m_lists; }

  private:
    std::map<std::string, List, std::less<>> m_lists;
};

}  // namespace ketnap::lists
