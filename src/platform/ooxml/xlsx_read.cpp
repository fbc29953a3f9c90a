// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/xlsx_read.h"

#include "platform/ooxml/serial_day.h"
#include "platform/ooxml/xlsx_parts.h"
#include "platform/ooxml/xml_sax.h"

#include <array>
#include <charconv>
#include <cmath>

namespace ketnap::ooxml {
namespace {

constexpr std::int64_t last_row_of_a_sheet = 1'048'576;
constexpr int last_column_of_a_sheet = 16'384;

// "BC12" -> 54; 0 when it is no reference.
int column_of(std::string_view reference) {
    int column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z' || column > last_column_of_a_sheet) {
            break;
        }
        column = column * 26 + (c - 'A' + 1);
    }
    return column;
}

bool plain_digits(std::string_view text) {
    const auto body = text.starts_with('-') ? text.substr(1) : text;
    return !body.empty() && body.size() <= 15 &&
           body.find_first_not_of("0123456789") == std::string_view::npos;
}

// Numbers as a person reads them: never "1.2E+11", never the noise behind 0.1+0.2.
std::string plain_number(double value) {
    std::array<char, 64> buffer{};
    if (std::fabs(value) < 1e15 && value == std::trunc(value)) {
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                       static_cast<std::int64_t>(value));
        return {buffer.data(), end.ptr};
    }
    std::from_chars(buffer.data(),
                    std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                  std::chars_format::general, 15)
                        .ptr,
                    value);
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

class Sheet : public XmlHandler {
  public:
    Sheet(const WorkbookParts& parts, const SharedText& shared, const RowSink& sink,
          const XlsxLimits& limits)
        : m_parts(parts), m_shared(shared), m_sink(sink), m_limits(limits) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "c") {
            start_cell(attributes);
        } else if (name == "v" || (name == "t" && m_inline && !m_phonetic)) {
            m_in_value = true;
        } else if (name == "rPh") {
            m_phonetic = true;
        } else if (name == "row") {
            start_row(attributes);
        }
    }

    void end(std::string_view name) override {
        if (name == "v" || name == "t") {
            m_in_value = false;
        } else if (name == "c") {
            end_cell();
        } else if (name == "rPh") {
            m_phonetic = false;
        } else if (name == "row") {
            end_row();
        } else if (name == "sheetData") {
            m_verdict = "stop";
        }
    }

    void text(std::string_view piece) override {
        if (m_in_value) {
            m_value += piece;
            if (m_value.size() > m_limits.max_cell_text * 4) {
                m_verdict = "workbook.too_large";
            }
        }
    }

    std::string_view verdict() const override { return m_verdict; }
    std::int64_t delivered() const { return m_delivered; }

  private:
    void start_row(const XmlAttributes& attributes) {
        const auto r = attributes.get("r");
        std::int64_t row = m_row + 1;
        std::from_chars(r.data(), r.data() + r.size(), row);
        if (row <= m_row || row > last_row_of_a_sheet) {
            m_verdict = "workbook.broken";
            return;
        }
        m_row = row;
        m_column = 0;
        m_cells.clear();
    }

    void start_cell(const XmlAttributes& attributes) {
        const int column = column_of(attributes.get("r"));
        m_column = column > 0 ? column : m_column + 1;
        const auto t = attributes.get("t");
        m_type.assign(t);
        m_inline = t == "inlineStr";
        const auto s = attributes.get("s");
        std::size_t style = 0;
        std::from_chars(s.data(), s.data() + s.size(), style);
        m_date = style < m_parts.date_styles.size() && m_parts.date_styles[style];
        m_font = style < m_parts.font_styles.size() ? m_parts.font_styles[style] : std::uint8_t{0};
        m_value.clear();
    }

    void end_cell() {
        Cell cell = m_value.empty() ? Cell{} : cell_of_value();
        m_inline = false;
        if (cell.kind == CellKind::empty) {
            return;
        }
        if (m_column > m_limits.max_columns) {
            m_verdict = "workbook.too_many_columns";
            return;
        }
        const auto at = static_cast<std::size_t>(m_column);
        if (m_cells.size() < at) {
            m_cells.resize(at);
        }
        m_cells[at - 1] = std::move(cell);
    }

    Cell cell_of_value() {
        if (m_type == "s") {
            std::size_t index = m_shared.size();
            std::from_chars(m_value.data(), m_value.data() + m_value.size(), index);
            if (index >= m_shared.size()) {
                m_verdict = "workbook.broken";
                return {};
            }
            auto cell = text_cell(std::string(m_shared.at(index)));
            cell.font = m_shared.font(index) != 0 ? m_shared.font(index) : m_font;
            return cell;
        }
        if (m_type == "inlineStr" || m_type == "str") {
            unescape_controls(m_value, 0);
            auto cell = text_cell(m_value);
            cell.font = m_font;
            return cell;
        }
        if (m_type == "b") {
            return {CellKind::boolean, m_value, m_value == "1" ? 1.0 : 0.0};
        }
        if (m_type == "e") {
            return {CellKind::error, m_value, 0};
        }
        if (m_type == "d") {
            return date_cell(m_value.substr(0, 10));
        }
        return number_of_value();
    }

    Cell number_of_value() {
        double value = 0;
        const auto* last = m_value.data() + m_value.size();
        const auto read = std::from_chars(m_value.data(), last, value);
        if (read.ec != std::errc{} || read.ptr != last || !std::isfinite(value)) {
            return text_cell(m_value);
        }
        if (m_date) {
            if (auto iso = iso_of_serial(value, m_parts.from_1904)) {
                return {CellKind::date, std::move(*iso), value};
            }
        }
        return {CellKind::number, plain_digits(m_value) ? m_value : plain_number(value), value};
    }

    void end_row() {
        if (m_cells.empty() || !m_verdict.empty()) {
            return;
        }
        if (m_row > m_limits.max_rows) {
            m_verdict = "workbook.too_many_rows";
            return;
        }
        ++m_delivered;
        if (!m_sink(m_row, m_cells)) {
            m_verdict = "stop";
        }
    }

    const WorkbookParts& m_parts;
    const SharedText& m_shared;
    const RowSink& m_sink;
    const XlsxLimits& m_limits;
    std::string_view m_verdict;
    std::int64_t m_row = 0;
    std::int64_t m_delivered = 0;
    int m_column = 0;
    bool m_in_value = false;
    bool m_inline = false;
    bool m_phonetic = false;
    bool m_date = false;
    std::uint8_t m_font = 0;
    std::string m_type;
    std::string m_value;
    Cells m_cells;
};

}  // namespace

Result<std::vector<std::string>> xlsx_sheets(const std::filesystem::path& file,
                                             const XlsxLimits& limits) {
    auto zip = open_workbook(file, limits);
    if (!zip) {
        return tl::make_unexpected(zip.error());
    }
    const auto parts = read_parts(*zip, limits);
    if (!parts) {
        return tl::make_unexpected(parts.error());
    }
    std::vector<std::string> names;
    for (const auto& sheet : parts->sheets) {
        names.push_back(sheet.name);
    }
    return names;
}

Result<std::int64_t> xlsx_read(const std::filesystem::path& file, int sheet, const RowSink& sink,
                               const XlsxLimits& limits, const FontKind& font_kind) {
    auto zip = open_workbook(file, limits);
    if (!zip) {
        return tl::make_unexpected(zip.error());
    }
    const auto parts = read_parts(*zip, limits, font_kind);
    if (!parts) {
        return tl::make_unexpected(parts.error());
    }
    const auto at = static_cast<std::size_t>(sheet);
    if (sheet < 0 || at >= parts->sheets.size() || !zip->has(parts->sheets[at].entry)) {
        return problem("workbook.no_sheet");
    }
    const auto shared = read_shared(*zip, *parts, limits, font_kind);
    if (!shared) {
        return tl::make_unexpected(shared.error());
    }
    Sheet reader(*parts, *shared, sink, limits);
    if (auto fine = parse_xml(*zip, parts->sheets[at].entry, reader, limits.max_depth); !fine) {
        return tl::make_unexpected(fine.error());
    }
    return reader.delivered();
}

}  // namespace ketnap::ooxml
