// SPDX-License-Identifier: Apache-2.0
#include "platform/pdf/pdf.h"

#include "platform/pdf/press.h"
#include "platform/pdf/setting.h"

namespace ketnap::pdf {

std::string write(const flow::Document& document) {
    const Borrowed typesetter;
    Canvas canvas(document.title);
    Setting setting(*typesetter, canvas);
    for (const auto& section : document.sections) {
        setting.section(section);
    }
    return canvas.finish();
}

Picture picture(const flow::Document& document, int page, double dots_per_inch) {
    const Borrowed typesetter;
    Canvas canvas(page, dots_per_inch);
    Setting setting(*typesetter, canvas);
    for (const auto& section : document.sections) {
        setting.section(section);
    }
    auto png = canvas.finish();
    return {std::move(png), canvas.pages()};
}

double width_mm(const flow::Run& run) {
    const Borrowed typesetter;
    flow::Paragraph paragraph;
    paragraph.runs.push_back(run);
    return SetText(*typesetter, paragraph, 0).widest() / pt_per_mm;
}

}  // namespace ketnap::pdf
