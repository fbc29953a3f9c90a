// SPDX-License-Identifier: Apache-2.0
#include "base/documents/documents.h"

#include "base/documents/compose.h"
#include "base/documents/library.h"
#include "platform/ooxml/docx_write.h"
#include "platform/pdf/pdf.h"

namespace ketnap::documents {

std::string to_docx(const Library& library, const Paper& paper) {
    ooxml::DocxWriter writer;
    return writer.write(compose(library, paper));
}

std::string to_pdf(const Library& library, std::span<const Paper> papers) {
    flow::Document all;
    for (const auto& paper : papers) {
        auto one = compose(library, paper);
        if (all.title.empty()) {
            all.title = one.title;
        }
        for (auto& section : one.sections) {
            all.sections.push_back(std::move(section));
        }
    }
    return pdf::write(all);
}

PagePicture to_picture(const Library& library, const Paper& paper, int page) {
    constexpr double dots_per_inch = 110;
    auto picture = pdf::picture(compose(library, paper), page, dots_per_inch);
    return {std::move(picture.png), picture.pages};
}

}  // namespace ketnap::documents
