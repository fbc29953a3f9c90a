// SPDX-License-Identifier: Apache-2.0
// Breaks blocks over pages. Inside this folder only.
#pragma once
#include "platform/pdf/press.h"

#include <optional>
#include <vector>

namespace ketnap::pdf {

/// What stands in one cell or column, from top to bottom.
struct SetStack {
    struct Item {
        std::optional<SetText> text;
        const flow::Squares* squares = nullptr;
        double x = 0;
        double width = 0;
        double before = 0;
        double after = 0;
        double rule = 0;
    };
    std::vector<Item> items;

    double height() const;
    void draw(Canvas& canvas, double x, double y) const;
};

/// Sets the sections of a document, page after page.
class Setting {
  public:
    Setting(const Typesetter& typesetter, Canvas& canvas) : m_type(typesetter), m_canvas(canvas) {}
    void section(const flow::Section& section);

  private:
    void new_page();
    bool at_top() const { return m_at_top; }
    double left() const { return m_page->left_mm * pt_per_mm; }
    double width() const { return m_page->text_width_mm() * pt_per_mm; }
    double bottom() const { return (m_page->height_mm - m_page->bottom_mm) * pt_per_mm; }
    double page_room() const;

    void paragraph(const flow::Paragraph& paragraph);
    void squares(const flow::Squares& squares);
    void table(const flow::Table& table);
    double least_height(const flow::Block& block) const;
    void keep_with_next(const std::vector<flow::Block>& blocks, std::size_t at);

    const Typesetter& m_type;
    Canvas& m_canvas;
    const flow::Page* m_page = nullptr;
    int m_page_number = 0;
    double m_y = 0;
    bool m_at_top = true;
};

}  // namespace ketnap::pdf
