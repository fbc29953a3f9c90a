// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/columns.h"

#include "platform/json/read.h"
#include "platform/text/text.h"
#include "platform/vocabulary/file.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace ketnap::exchange {

struct FieldNames {
    std::string field;
    std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(FieldNames, (), (field, names))

struct ColumnFile {
    std::vector<FieldNames> fields;
};
BOOST_DESCRIBE_STRUCT(ColumnFile, (), (fields))

namespace {

constexpr std::size_t fewest_fields = 2;

std::string cell_text(const ooxml::Cells& cells, std::size_t index) {
    return index < cells.size() ? text::trim(cells[index].text) : std::string{};
}

std::size_t known_heads(const ooxml::Cells& cells, const ColumnBook& book) {
    std::set<std::string> fields;
    for (const auto& cell : cells) {
        fields.insert(book.field_of(cell.text));
    }
    fields.erase("");
    return fields.size();
}

// "Ngày sinh" stands once over two columns: a part below takes the nearest head to its left.
std::vector<Column> joined_columns(const ooxml::Cells& upper, const ooxml::Cells& lower) {
    std::vector<Column> out;
    std::string over;
    for (std::size_t i = 0; i < std::max(upper.size(), lower.size()); ++i) {
        const auto own = cell_text(upper, i);
        const auto part = cell_text(lower, i);
        over = own.empty() ? over : own;
        const bool divides = !part.empty();
        out.push_back(
            {static_cast<int>(i), divides ? over + (over.empty() ? "" : " ") + part : own, {}});
    }
    return out;
}

void name_fields(std::vector<Column>& columns, const ColumnBook& book) {
    std::set<std::string> taken;
    for (auto& column : columns) {
        column.field = book.field_of(column.head);
        const bool repeated = column.field != "ignore" && !taken.insert(column.field).second;
        column.field = repeated ? "" : column.field;
    }
}

std::size_t named(const std::vector<Column>& columns) {
    return static_cast<std::size_t>(std::count_if(
        columns.begin(), columns.end(), [](const Column& c) { return !c.field.empty(); }));
}

}  // namespace

ColumnBook ColumnBook::load(const std::filesystem::path& file) {
    const auto read = json::read<ColumnFile>(read_own_file(file));
    if (!read) {
        throw std::runtime_error(file.string() + ": " + read.error().front().rule + " " +
                                 read.error().front().where.front().field);
    }
    ColumnBook book;
    for (const auto& [field, names] : read->fields) {
        book.m_fields.push_back(field);
        for (const auto& name : names) {
            if (!book.m_by_head.emplace(text::fold(name), field).second &&
                book.m_by_head[text::fold(name)] != field) {
                throw std::runtime_error(file.string() + ": head of two fields: " + name);
            }
        }
    }
    return book;
}

std::string ColumnBook::field_of(std::string_view head) const {
    const auto found = m_by_head.find(text::fold(head));
    if (found != m_by_head.end()) {
        return found->second;
    }
    // "Họ và tên (chữ in hoa)", "Ngày sinh (dd/mm/yyyy)": what is in brackets explains only.
    const auto bracket = head.find('(');
    if (bracket != std::string_view::npos && bracket > 0) {
        return field_of(head.substr(0, bracket));
    }
    return {};
}

bool ColumnBook::has(std::string_view field) const {
    return std::find(m_fields.begin(), m_fields.end(), field) != m_fields.end();
}

HeadGuess guess_head(const std::vector<Line>& first_lines, const ColumnBook& book) {
    std::size_t best = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < first_lines.size(); ++i) {
        const auto count = known_heads(first_lines[i].second, book);
        if (count > most) {
            best = i;
            most = count;
        }
    }
    HeadGuess out;
    if (most < fewest_fields) {
        return out;
    }
    const auto& upper = first_lines[best].second;
    out.line = first_lines[best].first;
    out.columns = joined_columns(upper, {});
    name_fields(out.columns, book);
    if (best + 1 < first_lines.size()) {
        auto both = joined_columns(upper, first_lines[best + 1].second);
        name_fields(both, book);
        if (named(both) > named(out.columns)) {
            out.columns = std::move(both);
            out.line = first_lines[best + 1].first;
        }
    }
    return out;
}

}  // namespace ketnap::exchange
