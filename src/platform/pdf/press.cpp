// SPDX-License-Identifier: Apache-2.0
#include "platform/pdf/press.h"

#include "platform/pdf/pdf.h"
#include "platform/vocabulary/errors.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>

namespace ketnap::pdf {
namespace {

constexpr const char* family = "Liberation Serif";
constexpr std::array<const char*, 4> font_files = {
    "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf"};
constexpr std::size_t longest_whole_code = 40;

int units(double points) {
    return static_cast<int>(points * PANGO_SCALE + 0.5);
}

double points(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}

void add(PangoAttrList* list, PangoAttribute* attribute, std::size_t from, std::size_t to) {
    attribute->start_index = static_cast<guint>(from);
    attribute->end_index = static_cast<guint>(to);
    pango_attr_list_insert(list, attribute);
}

// 05-QĐ/ĐUK and 26/3/1931 stay on one line; only a very long chain may be torn.
void keep_codes_whole(PangoAttrList* list, const std::string& text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = std::string_view(text).substr(at, end - at);
        if (word.size() > 2 && word.size() <= longest_whole_code &&
            word.find_first_of("/-") != std::string_view::npos) {
            add(list, pango_attr_allow_breaks_new(FALSE), at, end);
        }
        at = end + 1;
    }
}

void add_run(PangoAttrList* list, const flow::Run& run, std::size_t from, std::size_t to) {
    add(list, pango_attr_size_new(units(run.size_pt)), from, to);
    if (run.bold) {
        add(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
    }
    if (run.italic) {
        add(list, pango_attr_style_new(PANGO_STYLE_ITALIC), from, to);
    }
    if (run.underline) {
        add(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, to);
    }
}

PangoAlignment alignment(flow::Align align) {
    switch (align) {
        case flow::Align::center:
            return PANGO_ALIGN_CENTER;
        case flow::Align::right:
            return PANGO_ALIGN_RIGHT;
        case flow::Align::left:
        case flow::Align::justify:
            break;
    }
    return PANGO_ALIGN_LEFT;
}

struct Pool {
    std::mutex mutex;
    std::vector<std::unique_ptr<Typesetter>> idle;
};

// A cache and nothing else: what is in it never shows in a result.
Pool& pool() {
    static Pool instance;
    return instance;
}

cairo_status_t append(void* target, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(target)->append(data, data + length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::filesystem::path font_folder() {
    return "/usr/share/fonts/truetype/liberation2";
}

std::vector<std::string> missing_fonts() {
    std::vector<std::string> missing;
    for (const auto* file : font_files) {
        std::error_code ignored;
        if (!std::filesystem::exists(font_folder() / file, ignored)) {
            missing.emplace_back(file);
        }
    }
    return missing;
}

Typesetter::Typesetter() {
    std::unique_ptr<FcConfig, decltype(&FcConfigDestroy)> config{FcConfigCreate(), FcConfigDestroy};
    for (const auto* file : font_files) {
        const auto path = font_folder() / file;
        if (!config || FcConfigAppFontAddFile(config.get(), reinterpret_cast<const FcChar8*>(
                                                                path.c_str())) == FcFalse) {
            throw std::runtime_error("font missing: " + path.string());
        }
    }
    m_map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    KETNAP_CHECK(m_map != nullptr);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(m_map.get()), config.get());
    m_context.reset(pango_font_map_create_context(m_map.get()));
    pango_cairo_context_set_resolution(m_context.get(), 72);
    pango_context_set_round_glyph_positions(m_context.get(), FALSE);
    pango_context_set_language(m_context.get(), pango_language_from_string("vi"));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(m_context.get(), options);
    cairo_font_options_destroy(options);
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, family);
    pango_font_description_set_size(font, 14 * PANGO_SCALE);
    pango_context_set_font_description(m_context.get(), font);
    pango_font_description_free(font);
}

Borrowed::Borrowed() {
    {
        const std::scoped_lock lock(pool().mutex);
        if (!pool().idle.empty()) {
            m_typesetter = std::move(pool().idle.back());
            pool().idle.pop_back();
        }
    }
    if (!m_typesetter) {
        m_typesetter = std::make_unique<Typesetter>();
    }
}

Borrowed::~Borrowed() {
    const std::scoped_lock lock(pool().mutex);
    pool().idle.push_back(std::move(m_typesetter));
}

SetText::SetText(const Typesetter& typesetter, const flow::Paragraph& paragraph, double width)
    : m_layout(pango_layout_new(typesetter.context())) {
    PangoAttrList* attributes = pango_attr_list_new();
    std::string text;
    for (const auto& run : paragraph.runs) {
        const auto from = text.size();
        text += run.text;
        add_run(attributes, run, from, text.size());
    }
    keep_codes_whole(attributes, text);
    auto* layout = m_layout.get();
    if (text.empty() && !paragraph.runs.empty()) {
        // An empty paragraph still has the height of its letters.
        add(attributes, pango_attr_size_new(units(paragraph.runs[0].size_pt)), 0, G_MAXUINT);
    }
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, alignment(paragraph.align));
    pango_layout_set_justify(layout, paragraph.align == flow::Align::justify ? TRUE : FALSE);
    pango_layout_set_indent(layout, units(paragraph.first_mm * pt_per_mm));
    pango_layout_set_width(layout, width > 0 ? units(width) : -1);

    PangoLayoutIter* iter = pango_layout_get_iter(layout);
    do {
        PangoRectangle box;
        pango_layout_iter_get_line_extents(iter, nullptr, &box);
        const double ascent = points(pango_layout_iter_get_baseline(iter) - box.y);
        const double natural = points(box.height);
        const double height = paragraph.line_pt > 0 ? paragraph.line_pt : natural;
        m_lines.push_back({pango_layout_iter_get_line_readonly(iter), points(box.x),
                           points(box.width), (height - natural) / 2 + ascent, height});
    } while (pango_layout_iter_next_line(iter) != FALSE);
    pango_layout_iter_free(iter);
}

double SetText::height(std::size_t first, std::size_t count) const {
    double sum = 0;
    for (std::size_t i = first; i < first + count; ++i) {
        sum += m_lines[i].height;
    }
    return sum;
}

double SetText::widest() const {
    double widest = 0;
    for (const auto& line : m_lines) {
        widest = std::max(widest, line.width);
    }
    return widest;
}

void SetText::draw(cairo_t* cairo, double x, double y, std::size_t first, std::size_t count) const {
    for (std::size_t i = first; i < first + count; ++i) {
        cairo_move_to(cairo, x + m_lines[i].x, y + m_lines[i].baseline);
        pango_cairo_show_layout_line(cairo, m_lines[i].line);
        y += m_lines[i].height;
    }
}

Canvas::Canvas(const std::string& title)
    : m_surface(cairo_pdf_surface_create_for_stream(append, &m_bytes, 595, 842)) {
    cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_CREATOR, "ketnap");
    cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    m_cairo = cairo_create(m_surface);
}

Canvas::Canvas(int pictured_page, double dots_per_inch)
    : m_pictured_page(pictured_page), m_scale(dots_per_inch / 72) {}

Canvas::~Canvas() {
    release();
}

void Canvas::release() {
    cairo_destroy(m_cairo);
    cairo_surface_destroy(m_surface);
    m_cairo = nullptr;
    m_surface = nullptr;
}

void Canvas::begin_page(double width, double height) {
    if (m_pictured_page > 0) {
        begin_picture(width, height);
        return;
    }
    if (m_pages > 0) {
        cairo_show_page(m_cairo);
    }
    cairo_pdf_surface_set_size(m_surface, width, height);
    ++m_pages;
}

// Pages that nobody asked for are set on one dot and forgotten.
void Canvas::begin_picture(double width, double height) {
    keep_picture();
    release();
    const bool asked_for = ++m_pages == m_pictured_page;
    m_surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, asked_for ? static_cast<int>(width * m_scale + 0.5) : 1,
        asked_for ? static_cast<int>(height * m_scale + 0.5) : 1);
    m_cairo = cairo_create(m_surface);
    cairo_set_source_rgb(m_cairo, 1, 1, 1);
    cairo_paint(m_cairo);
    cairo_set_source_rgb(m_cairo, 0, 0, 0);
    cairo_scale(m_cairo, m_scale, m_scale);
}

void Canvas::keep_picture() {
    if (m_pages == m_pictured_page && m_surface != nullptr) {
        cairo_surface_write_to_png_stream(m_surface, append, &m_bytes);
    }
}

void Canvas::line(double x1, double y1, double x2, double y2, double thickness) {
    cairo_set_line_width(m_cairo, thickness);
    cairo_move_to(m_cairo, x1, y1);
    cairo_line_to(m_cairo, x2, y2);
    cairo_stroke(m_cairo);
}

void Canvas::squares(double x, double y, double side, const flow::Squares& squares) {
    const double module = side / squares.side;
    for (int row = 0; row < squares.side; ++row) {
        for (int column = 0; column < squares.side; ++column) {
            const auto black = [&](int c) {
                return c < squares.side &&
                       squares.black[static_cast<std::size_t>(row * squares.side + c)];
            };
            if (!black(column)) {
                continue;
            }
            const int from = column;
            while (black(column)) {
                ++column;
            }
            cairo_rectangle(m_cairo, x + from * module, y + row * module, (column - from) * module,
                            module);
        }
    }
    cairo_fill(m_cairo);
}

std::string Canvas::finish() {
    if (m_pictured_page > 0) {
        keep_picture();
        return std::move(m_bytes);
    }
    if (m_pages > 0) {
        cairo_show_page(m_cairo);
    }
    cairo_surface_finish(m_surface);
    KETNAP_CHECK(cairo_surface_status(m_surface) == CAIRO_STATUS_SUCCESS);
    return std::move(m_bytes);
}

}  // namespace ketnap::pdf
