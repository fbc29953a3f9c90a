// SPDX-License-Identifier: Apache-2.0
#include "base/documents/fill.h"

#include "base/documents/library.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::documents {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from < text.size()) {
        const auto end = std::min(text.find('\n', from), text.size());
        if (end > from) {
            lines.push_back(text.substr(from, end - from));
        }
        from = end + 1;
    }
    return lines;
}

bool stands(const std::optional<std::string>& when, const Scope& scope) {
    return !when || scope.holds(*when);
}

const std::vector<Values>& list_of(const Fields& fields, const std::string& name) {
    const auto found = fields.lists.find(name);
    if (found == fields.lists.end()) {
        throw BrokenAssumption("paper: no list " + name);
    }
    return found->second;
}

// Once for the paper itself, or once for every entry of the list.
template <class Line, class F>
void repeated(const Line& line, const Fields& fields, F&& use) {
    if (!line.each) {
        const Scope scope(fields, nullptr);
        if (stands(line.when, scope)) {
            use(scope);
        }
        return;
    }
    for (const auto& row : list_of(fields, *line.each)) {
        const Scope scope(fields, &row);
        if (stands(line.when, scope)) {
            use(scope);
        }
    }
}

Table table_of(const TemplateBlock& block, const Fields& fields) {
    KETNAP_CHECK(block.columns && block.each);
    Table table;
    table.size_pt = block.size_pt.value_or(12);
    for (const auto& column : *block.columns) {
        table.columns.push_back(
            {column.title, double(column.width), column.align.value_or(CellAlign::left)});
    }
    for (const auto& row : list_of(fields, *block.each)) {
        const Scope scope(fields, &row);
        std::vector<std::string> cells;
        for (const auto& column : *block.columns) {
            cells.push_back(text_of(column.value, scope));
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

template <class T>
const T& given(const std::map<std::string, T>& all, const std::optional<std::string>& name) {
    KETNAP_CHECK(name.has_value());
    const auto found = all.find(*name);
    if (found == all.end()) {
        throw BrokenAssumption("paper: nothing given as " + *name);
    }
    return found->second;
}

ParagraphKind paragraph_kind(BlockKind kind) {
    switch (kind) {
        case BlockKind::basis:
            return ParagraphKind::basis;
        case BlockKind::decides:
            return ParagraphKind::decides;
        case BlockKind::heading:
            return ParagraphKind::heading;
        case BlockKind::centered:
            return ParagraphKind::centered;
        case BlockKind::plain:
            return ParagraphKind::plain;
        case BlockKind::addressee:
            return ParagraphKind::addressee;
        default:
            return ParagraphKind::body;
    }
}

void add_block(const TemplateBlock& block, const Fields& fields, const Layout& layout,
               std::vector<Block>& out) {
    const Scope whole(fields, nullptr);
    switch (block.kind) {
        case BlockKind::table:
            if (stands(block.when, whole)) {
                out.emplace_back(table_of(block, fields));
            }
            return;
        case BlockKind::given_table:
            if (stands(block.when, whole)) {
                out.emplace_back(given(fields.tables, block.name));
            }
            return;
        case BlockKind::squares:
            if (stands(block.when, whole)) {
                auto squares = given(fields.squares, block.name);
                squares.side_mm = block.side_mm.value_or(30);
                out.emplace_back(std::move(squares));
            }
            return;
        default:
            break;
    }
    KETNAP_CHECK(block.text.has_value());
    repeated(block, fields, [&](const Scope& scope) {
        auto spans = spans_of(*block.text, scope);
        if (block.end.value_or(false) && !spans.empty()) {
            spans.push_back({.text = layout.end_mark});
        }
        out.emplace_back(Paragraph{paragraph_kind(block.kind), std::move(spans)});
    });
}

Head head_of(const TemplateHead& head, const Scope& scope) {
    const auto text = [&](const std::optional<std::string>& part) {
        return part ? text_of(*part, scope) : std::string{};
    };
    return {lines_of(text(head.superior)),
            lines_of(text(head.issuer)),
            text(head.number),
            text(head.place),
            text(head.dated),
            text(head.title)};
}

std::vector<Block> blocks_of(const std::vector<TemplateBlock>& blocks, const Fields& fields,
                             const Layout& layout) {
    std::vector<Block> out;
    for (const auto& block : blocks) {
        add_block(block, fields, layout, out);
    }
    return out;
}

std::vector<Signature> signatures_of(const Template& t, const Scope& scope) {
    std::vector<Signature> out;
    for (const auto& s : t.signatures) {
        if (stands(s.when, scope)) {
            out.push_back({s.authority, text_of(s.body, scope), text_of(s.post, scope),
                           text_of(s.name, scope), s.layout.value_or("")});
        }
    }
    return out;
}

// "}" that closes the "{" at `open`.
std::size_t closing(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        if (depth == 0) {
            return i;
        }
    }
    throw BrokenAssumption("paper: a brace is not closed");
}

class SpanReader {
  public:
    explicit SpanReader(const Scope& scope) : m_scope(scope) {}

    void read(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto rest = text.substr(i);
            if (rest.starts_with("**") || rest.starts_with("__")) {
                close();
                auto& flag = text[i] == '*' ? m_now.bold : m_now.italic;
                flag = !flag;
                ++i;
            } else if (text[i] == '{') {
                const auto end = closing(text, i);
                place(text.substr(i + 1, end - i - 1));
                i = end;
            } else {
                m_now.text.push_back(text[i]);
            }
        }
    }

    Spans take() {
        close();
        return std::move(m_spans);
    }

  private:
    // {name}, or {?name:words with {fields}} that stand only when the name holds something.
    void place(std::string_view inside) {
        if (!inside.starts_with('?')) {
            m_now.text += m_scope.value(std::string(inside));
            return;
        }
        const auto colon = inside.find(':');
        KETNAP_CHECK(colon != std::string_view::npos);
        if (m_scope.holds(std::string(inside.substr(1, colon - 1)))) {
            read(inside.substr(colon + 1));
        }
    }

    void close() {
        if (!m_now.text.empty()) {
            m_spans.push_back(m_now);
            m_now.text.clear();
        }
    }

    const Scope& m_scope;
    Spans m_spans;
    Span m_now;
};

}  // namespace

const std::string& Scope::value(const std::string& name) const {
    if (m_row != nullptr) {
        if (const auto found = m_row->find(name); found != m_row->end()) {
            return found->second;
        }
    }
    const auto found = m_fields.values.find(name);
    if (found == m_fields.values.end()) {
        throw BrokenAssumption("paper: no value " + name);
    }
    return found->second;
}

bool Scope::holds(const std::string& name) const {
    if (m_row != nullptr && m_row->contains(name)) {
        return !m_row->at(name).empty();
    }
    if (const auto list = m_fields.lists.find(name); list != m_fields.lists.end()) {
        return !list->second.empty();
    }
    if (const auto value = m_fields.values.find(name); value != m_fields.values.end()) {
        return !value->second.empty();
    }
    return m_fields.tables.contains(name) || m_fields.squares.contains(name);
}

Spans spans_of(std::string_view text, const Scope& scope) {
    SpanReader reader(scope);
    reader.read(text);
    return reader.take();
}

std::string text_of(std::string_view text, const Scope& scope) {
    std::string out;
    for (const auto& span : spans_of(text, scope)) {
        out += span.text;
    }
    return out;
}

Paper fill(const Library& library, std::string_view template_id, const Fields& fields) {
    const auto& t = library.find(template_id);
    const Scope scope(fields, nullptr);
    Paper paper;
    paper.layout = scope.holds("layout") ? scope.value("layout") : t.layout;
    const auto& layout = library.layout(paper.layout);
    paper.file_title = text_of(t.file_title, scope);
    paper.orientation = t.orientation.value_or(Orientation::portrait);
    paper.head = head_of(t.head, scope);
    paper.type_name = text_of(t.type_name, scope);
    paper.subject = text_of(t.subject, scope);
    paper.blocks = blocks_of(t.blocks, fields, layout);
    paper.signatures = signatures_of(t, scope);
    for (const auto& line : t.recipients) {
        repeated(line, fields,
                 [&](const Scope& row) { paper.recipients.push_back(text_of(line.text, row)); });
    }
    if (t.foot_squares && scope.holds(*t.foot_squares)) {
        paper.foot_squares = given(fields.squares, t.foot_squares);
    }
    for (const auto& a : t.appendices.value_or(std::vector<TemplateAppendix>{})) {
        if (stands(a.when, scope)) {
            paper.appendices.push_back({text_of(a.label, scope), text_of(a.title, scope),
                                        text_of(a.note, scope),
                                        a.orientation.value_or(Orientation::portrait),
                                        blocks_of(a.blocks, fields, layout)});
        }
    }
    return paper;
}

}  // namespace ketnap::documents
