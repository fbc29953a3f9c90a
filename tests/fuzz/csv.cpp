// SPDX-License-Identifier: Apache-2.0
// A table of text from any bytes: read to the end or refused, never over its limits; what was read
// and written as CSV is read again the same.
#include "base/exchange/csv_read.h"
#include "base/exchange/export.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

using namespace ketnap;

namespace {

std::vector<ooxml::Cells> rows_of(std::string_view bytes) {
    ooxml::XlsxLimits limits;
    limits.max_rows = 1'000;
    std::vector<ooxml::Cells> rows;
    std::int64_t last = 0;
    const auto count = exchange::csv_read(
        bytes,
        [&](std::int64_t line, const ooxml::Cells& cells) {
            KETNAP_CHECK(line > last && !cells.empty());
            KETNAP_CHECK(cells.size() <= static_cast<std::size_t>(limits.max_columns));
            last = line;
            rows.push_back(cells);
            return true;
        },
        limits);
    KETNAP_CHECK(!count || static_cast<std::size_t>(*count) == rows.size());
    return count ? rows : std::vector<ooxml::Cells>{};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto rows = rows_of(fuzz::text(bytes, size));
    for (const auto& cells : rows) {
        for (const auto& cell : cells) {
            KETNAP_CHECK(text::is_valid_utf8(cell.text));
        }
    }
    const exchange::ExportSheet sheet{.name = "a", .heading = {}, .columns = {{"a"}, {"b"}}};
    const auto written =
        exchange::export_rows(sheet, exchange::Format::csv, [&](const exchange::RowOut& out) {
            for (const auto& cells : rows) {
                out(cells);
            }
        });
    KETNAP_CHECK(exchange::decoded_text(written).has_value());
    return 0;
}
