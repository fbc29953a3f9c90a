// SPDX-License-Identifier: Apache-2.0
// The text of word/document.xml. Inside this folder only.
#pragma once
#include "platform/flow/flow.h"

#include <string>
#include <string_view>
#include <vector>

namespace ketnap::ooxml {

class DocxXml {
  public:
    /// Fills text() and pictures().
    void document(const flow::Document& document);
    const std::string& text() const { return m_out; }
    /// What rId101, rId102 … name.
    const std::vector<const flow::Squares*>& pictures() const { return m_pictures; }

    static constexpr int first_picture_relation = 101;

  private:
    void blocks(const flow::Section& section);
    void paragraph(const flow::Paragraph& paragraph, double room_mm, bool keep_next);
    void properties(const flow::Paragraph& paragraph, double room_mm, bool keep_next);
    void run(const flow::Run& run);
    void picture(const flow::Squares& squares);
    void table(const flow::Table& table);
    void table_properties(const flow::Table& table);
    void cell(const flow::Table& table, const flow::Cell& cell, double width_mm, bool keep_next);
    void spacer(std::string_view inside);
    void section_properties(const flow::Page& page);
    void escaped(std::string_view text);

    std::string m_out;
    std::vector<const flow::Squares*> m_pictures;
};

}  // namespace ketnap::ooxml
