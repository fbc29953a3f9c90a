// SPDX-License-Identifier: Apache-2.0
// Inside this folder only; others hold a Library without looking into it.
#pragma once
#include "base/documents/layout.h"
#include "base/documents/template.h"

#include <filesystem>
#include <map>
#include <string>

namespace ketnap::documents {

class Library {
  public:
    explicit Library(const std::filesystem::path& share);

    /// Throws NotFound.
    const Layout& layout(std::string_view id) const;
    bool has_layout(std::string_view id) const { return m_layouts.contains(id); }
    const std::map<std::string, Layout, std::less<>>& layouts() const { return m_layouts; }
    const Template& find(std::string_view id) const;
    const std::map<std::string, Template, std::less<>>& all() const { return m_templates; }

  private:
    std::map<std::string, Layout, std::less<>> m_layouts;
    std::map<std::string, Template, std::less<>> m_templates;
};

}  // namespace ketnap::documents
