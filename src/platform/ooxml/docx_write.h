// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/flow/flow.h"

#include <memory>
#include <string>

namespace ketnap::ooxml {

/// Writes ordinary, editable DOCX files in Times New Roman: invisible tables, paragraph borders,
/// sections. The bytes depend on the document only. One writer serves many documents (its
/// unchanging parts are compressed once), but one thread at a time.
class DocxWriter {
  public:
    DocxWriter();
    DocxWriter(const DocxWriter&) = delete;
    DocxWriter& operator=(const DocxWriter&) = delete;
    ~DocxWriter();

    std::string write(const flow::Document& document);
    /// word/document.xml alone, for tests of the layout.
    static std::string document_xml(const flow::Document& document);

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace ketnap::ooxml
