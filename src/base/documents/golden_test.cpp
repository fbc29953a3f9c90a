// SPDX-License-Identifier: Apache-2.0
#include "support/golden.h"

#include "base/documents/compose.h"
#include "base/documents/golden_case.h"
#include "platform/ooxml/docx_write.h"
#include "support/poppler.h"

using namespace ketnap;
using namespace ketnap::documents;

TEST_CASE("the document of each case is the one that was looked at") {
    golden::run("golden", ".paper.json", ".document.xml", [](const std::string& input) {
        auto xml = ooxml::DocxWriter::document_xml(compose(*test_library(), paper_of(input)));
        // One paragraph a line, so that a difference can be read.
        for (auto at = xml.find("</w:p>"); at != std::string::npos;
             at = xml.find("</w:p>", at + 7)) {
            xml.insert(at + 6, "\n");
        }
        return xml;
    });
}

TEST_CASE("the pages of each case show the text that was looked at") {
    golden::run("golden", ".paper.json", ".pdf.txt", [](const std::string& input) {
        const auto paper = paper_of(input);
        return support::pdf_text(to_pdf(*test_library(), {&paper, 1}));
    });
}

TEST_CASE("the preview of each case is the one that was looked at") {
    golden::run("golden", ".paper.json", ".preview.html", [](const std::string& input) {
        auto html = to_html(*test_library(), paper_of(input));
        for (auto at = html.find("</p>"); at != std::string::npos; at = html.find("</p>", at + 5)) {
            html.insert(at + 4, "\n");
        }
        return html;
    });
}
