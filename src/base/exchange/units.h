// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/org/org.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::exchange {

/// The bodies rows may name. Pure: made once from the tree, asked for every row.
class Units {
  public:
    explicit Units(std::vector<org::Org> bodies);

    struct Found {
        const org::Org* body = nullptr;
        const org::Org* nearest = nullptr;  ///< when nothing matched
        bool several = false;               ///< the name belongs to more than one body
    };
    /// By code, name or short name without dấu, "CB", "ĐU" and Roman numbers written out; for a
    /// name that several bodies carry also "name parent".
    /// Of several the ones of the system that is asked for go first.
    Found find(std::string_view text, org::System wanted = org::System::party);
    const org::Org* by_id(std::string_view id) const;

  private:
    void index(const std::string& key, std::size_t body);
    Found looked_up(const std::string& key, org::System wanted) const;
    const org::Org* nearest(const std::string& key) const;

    std::vector<org::Org> m_bodies;
    std::map<std::string, std::vector<std::size_t>, std::less<>> m_by_key;
    std::map<std::string, std::size_t, std::less<>> m_by_id;
    std::map<std::string, Found, std::less<>> m_asked;
};

/// The form bodies are compared in: "CB Khoa Nội II" → "chi bo khoa noi 2".
std::string unit_key(std::string_view text);
/// Without the word for its kind: "chi bo khoa noi 2" → "khoa noi 2".
std::string_view without_kind(std::string_view key);

}  // namespace ketnap::exchange
