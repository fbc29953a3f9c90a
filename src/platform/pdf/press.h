// SPDX-License-Identifier: Apache-2.0
// Pango and Cairo behind plain calls: shaped blocks of text, and a PDF to draw them on. Inside this
// folder only. All lengths are points, the origin is the upper left corner.
#pragma once
#include "platform/flow/flow.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

namespace ketnap::pdf {

inline constexpr double pt_per_mm = 72.0 / 25.4;

template <class T>
struct Unref {
    void operator()(T* object) const { g_object_unref(object); }
};

/// One set of fonts with what Pango caches for it. Not to be shared between threads at once.
class Typesetter {
  public:
    Typesetter();
    PangoContext* context() const { return m_context.get(); }

  private:
    std::unique_ptr<PangoFontMap, Unref<PangoFontMap>> m_map;
    std::unique_ptr<PangoContext, Unref<PangoContext>> m_context;
};

/// A typesetter for as long as this lives; given back to be used again, since the first page of a
/// new one costs five times as much as the next.
class Borrowed {
  public:
    Borrowed();
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    ~Borrowed();
    const Typesetter& operator*() const { return *m_typesetter; }

  private:
    std::unique_ptr<Typesetter> m_typesetter;
};

/// A paragraph broken into lines of a width.
class SetText {
  public:
    SetText(const Typesetter& typesetter, const flow::Paragraph& paragraph, double width);

    std::size_t lines() const { return m_lines.size(); }
    double height(std::size_t first, std::size_t count) const;
    double height() const { return height(0, lines()); }
    double widest() const;
    void draw(cairo_t* cairo, double x, double y, std::size_t first, std::size_t count) const;

  private:
    struct Line {
        PangoLayoutLine* line;
        double x;
        double width;
        double baseline;  ///< from the top of the line
        double height;
    };
    std::unique_ptr<PangoLayout, Unref<PangoLayout>> m_layout;
    std::vector<Line> m_lines;
};

/// Pages to draw on, one after the other: a PDF in memory, or one of them as a picture.
class Canvas {
  public:
    explicit Canvas(const std::string& title);
    Canvas(int pictured_page, double dots_per_inch);
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;
    ~Canvas();

    void begin_page(double width, double height);
    cairo_t* cairo() const { return m_cairo; }
    void line(double x1, double y1, double x2, double y2, double thickness);
    void squares(double x, double y, double side, const flow::Squares& squares);
    int pages() const { return m_pages; }
    /// The PDF, or the PNG of the page that was asked for.
    std::string finish();

  private:
    void begin_picture(double width, double height);
    void keep_picture();
    void release();

    std::string m_bytes;
    cairo_surface_t* m_surface = nullptr;
    cairo_t* m_cairo = nullptr;
    int m_pages = 0;
    int m_pictured_page = 0;  ///< 0: a PDF of all pages
    double m_scale = 1;
};

}  // namespace ketnap::pdf
