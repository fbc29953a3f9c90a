// SPDX-License-Identifier: Apache-2.0
#include "base/documents/documents.h"
#include "platform/ooxml/xlsx_write.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <numeric>

namespace ketnap::documents {
namespace {

constexpr double characters_of_a_page = 180;

// A day written dd/mm/yyyy becomes a real one, so that the list can be sorted by it.
ooxml::Cell cell_of(const std::string& text) {
    if (text.size() == 10 && text[2] == '/' && text[5] == '/') {
        const auto day =
            ooxml::date_cell(text.substr(6, 4) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2));
        if (day.kind == ooxml::CellKind::date) {
            return day;
        }
    }
    return ooxml::text_cell(text);
}

}  // namespace

void to_xlsx(const Paper& paper, const std::filesystem::path& file) {
    const auto found = std::ranges::find_if(
        paper.blocks, [](const Block& block) { return std::holds_alternative<Table>(block); });
    KETNAP_CHECK(found != paper.blocks.end());
    const auto& table = std::get<Table>(*found);
    const double shares =
        std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                        [](double sum, const Column& c) { return sum + c.width; });
    ooxml::SheetSetup setup;
    setup.name = paper.file_title;
    setup.heading = {paper.type_name, paper.subject};
    setup.landscape = paper.orientation == Orientation::landscape;
    for (const auto& column : table.columns) {
        setup.columns.push_back({column.title, column.width / shares * characters_of_a_page, true});
    }
    ooxml::XlsxWriter writer(file);
    writer.begin_sheet(setup);
    for (const auto& row : table.rows) {
        ooxml::Cells cells;
        std::ranges::transform(row, std::back_inserter(cells), cell_of);
        writer.row(cells);
    }
    writer.finish();
}

}  // namespace ketnap::documents
