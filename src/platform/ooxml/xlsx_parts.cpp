// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/xlsx_parts.h"

#include "platform/ooxml/serial_day.h"
#include "platform/ooxml/xml_sax.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <set>

namespace ketnap::ooxml {
namespace {

constexpr std::size_t max_sheets = 256;
constexpr std::size_t max_styles = 65'536;

int number_of(std::string_view text, int otherwise) {
    int value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class Relations : public XmlHandler {
  public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "Relationship" && m_targets.size() < max_sheets * 4) {
            m_targets[std::string(attributes.get("Id"))] = {std::string(attributes.get("Type")),
                                                            std::string(attributes.get("Target"))};
        }
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
    std::string_view verdict() const override { return {}; }

    // "worksheets/sheet1.xml" and "/xl/worksheets/sheet1.xml" both occur.
    static std::string entry_of(std::string_view target) {
        return target.starts_with('/') ? std::string(target.substr(1))
                                       : "xl/" + std::string(target);
    }
    std::string by_id(const std::string& id) const {
        const auto found = m_targets.find(id);
        return found == m_targets.end() ? std::string{} : entry_of(found->second.second);
    }
    std::string by_type(std::string_view ending) const {
        for (const auto& [id, target] : m_targets) {
            if (target.first.ends_with(ending)) {
                return entry_of(target.second);
            }
        }
        return {};
    }

  private:
    std::map<std::string, std::pair<std::string, std::string>> m_targets;
};

class Workbook : public XmlHandler {
  public:
    struct Tab {
        std::string name;
        std::string relation;
    };

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "sheet" && tabs.size() < max_sheets) {
            tabs.push_back({std::string(attributes.get("name")), relation_of(attributes)});
        } else if (name == "workbookPr") {
            const auto flag = attributes.get("date1904");
            from_1904 = flag == "1" || flag == "true";
        } else if (name == "workbook") {
            is_workbook = true;
        }
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
    std::string_view verdict() const override { return {}; }

    std::vector<Tab> tabs;
    bool from_1904 = false;
    bool is_workbook = false;

  private:
    static std::string relation_of(const XmlAttributes& attributes) {
        return std::string(attributes.get("id"));  // r:id; sheetId has another name
    }
};

class Styles : public XmlHandler {
  public:
    explicit Styles(const FontKind& font_kind) : m_font_kind(font_kind) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "fonts") {
            m_in_fonts = true;
        } else if (m_in_fonts && name == "font" && m_fonts.size() < max_styles) {
            m_fonts.push_back(0);
        } else if (m_in_fonts && name == "name" && m_font_kind && !m_fonts.empty()) {
            m_fonts.back() = m_font_kind(attributes.get("val"));
        } else if (name == "numFmt") {
            if (is_date_format(attributes.get("formatCode"))) {
                m_dates.insert(number_of(attributes.get("numFmtId"), -1));
            }
        } else if (name == "cellXfs") {
            m_inside = true;
        } else if (m_inside && name == "xf" && styles.size() < max_styles) {
            const int id = number_of(attributes.get("numFmtId"), 0);
            styles.push_back(is_builtin_date_format(id) || m_dates.contains(id));
            const int font = number_of(attributes.get("fontId"), -1);
            const auto at = static_cast<std::size_t>(font);
            fonts.push_back(font >= 0 && at < m_fonts.size() ? m_fonts[at] : std::uint8_t{0});
        }
    }
    void end(std::string_view name) override {
        m_inside = m_inside && name != "cellXfs";
        m_in_fonts = m_in_fonts && name != "fonts";
    }
    void text(std::string_view) override {}
    std::string_view verdict() const override { return {}; }

    std::vector<bool> styles;
    std::vector<std::uint8_t> fonts;

  private:
    const FontKind& m_font_kind;
    std::vector<std::uint8_t> m_fonts;
    bool m_in_fonts = false;
    std::set<int> m_dates;
    bool m_inside = false;
};

class Shared : public XmlHandler {
  public:
    Shared(std::size_t max_bytes, const FontKind& font_kind)
        : m_max(max_bytes), m_font_kind(font_kind) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "t") {
            m_in_text = !m_in_phonetic;
        } else if (name == "rFont" && m_font_kind) {
            const auto kind = m_font_kind(attributes.get("val"));
            m_font = m_runs == 0 || m_font == kind ? kind : several_fonts;
            ++m_runs;
        } else if (name == "rPh") {
            m_in_phonetic = true;
        }
    }
    void end(std::string_view name) override {
        if (name == "t") {
            m_in_text = false;
        } else if (name == "rPh") {
            m_in_phonetic = false;
        } else if (name == "si") {
            unescape_controls(shared.arena(), shared.item_start());
            shared.close_item(m_font);
            m_font = 0;
            m_runs = 0;
        }
    }
    void text(std::string_view piece) override {
        if (m_in_text) {
            shared.append(piece);
        }
    }
    std::string_view verdict() const override {
        return shared.bytes() > m_max ? "workbook.too_large" : std::string_view{};
    }

    SharedText shared;

  private:
    std::size_t m_max;
    const FontKind& m_font_kind;
    std::uint8_t m_font = 0;
    int m_runs = 0;
    bool m_in_text = false;
    bool m_in_phonetic = false;
};

}  // namespace

std::string_view SharedText::at(std::size_t index) const {
    const auto from = index == 0 ? 0 : m_ends[index - 1];
    return std::string_view(m_arena).substr(from, m_ends[index] - from);
}

void unescape_controls(std::string& text, std::size_t start) {
    auto at = text.find("_x", start);
    while (at != std::string::npos) {
        unsigned code = 0;
        const char* first = text.data() + at + 2;
        if (at + 7 <= text.size() && text[at + 6] == '_' &&
            std::from_chars(first, first + 4, code, 16).ptr == first + 4 && code < 0x80) {
            const char c = static_cast<char>(code);
            text.replace(at, 7, c == '\r' || c == '\0' ? std::string{} : std::string(1, c));
            at = text.find("_x", at + (c == '_' ? 1 : 0));
        } else {
            at = text.find("_x", at + 2);
        }
    }
}

Result<ZipReader> open_workbook(const std::filesystem::path& file, const XlsxLimits& limits) {
    std::string magic(8, '\0');
    std::ifstream(file, std::ios::binary).read(magic.data(), 8);
    if (magic == std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) {
        return problem("workbook.old_format");
    }
    auto zip = ZipReader::open(file, limits.zip);
    if (!zip) {
        return zip.error().key == "zip.not_a_zip" ? problem("workbook.not_a_workbook")
                                                  : tl::make_unexpected(zip.error());
    }
    if (!zip->has("xl/workbook.xml")) {
        return problem("workbook.not_a_workbook");
    }
    if (std::ranges::any_of(zip->names(), [](const std::string& name) {
            return name.find("vbaProject") != std::string::npos ||
                   name.find("macrosheets") != std::string::npos;
        })) {
        return problem("workbook.macros");
    }
    return zip;
}

Result<WorkbookParts> read_parts(ZipReader& zip, const XlsxLimits& limits,
                                 const FontKind& font_kind) {
    Workbook book;
    if (auto fine = parse_xml(zip, "xl/workbook.xml", book, limits.max_depth); !fine) {
        return tl::make_unexpected(fine.error());
    }
    if (!book.is_workbook) {
        return problem("workbook.not_a_workbook");
    }
    Relations relations;
    if (auto fine = parse_xml(zip, "xl/_rels/workbook.xml.rels", relations, limits.max_depth);
        !fine) {
        return problem("workbook.broken");
    }
    WorkbookParts parts;
    parts.from_1904 = book.from_1904;
    for (const auto& tab : book.tabs) {
        parts.sheets.push_back({tab.name, relations.by_id(tab.relation)});
    }
    parts.shared_entry = relations.by_type("/sharedStrings");
    if (const auto entry = relations.by_type("/styles"); zip.has(entry)) {
        Styles styles{font_kind};
        if (auto fine = parse_xml(zip, entry, styles, limits.max_depth); !fine) {
            return tl::make_unexpected(fine.error());
        }
        parts.date_styles = std::move(styles.styles);
        parts.font_styles = std::move(styles.fonts);
    }
    return parts;
}

Result<SharedText> read_shared(ZipReader& zip, const WorkbookParts& parts, const XlsxLimits& limits,
                               const FontKind& font_kind) {
    Shared shared(limits.max_shared_text, font_kind);
    if (zip.has(parts.shared_entry)) {
        if (auto fine = parse_xml(zip, parts.shared_entry, shared, limits.max_depth); !fine) {
            return tl::make_unexpected(fine.error());
        }
    }
    return std::move(shared.shared);
}

}  // namespace ketnap::ooxml
