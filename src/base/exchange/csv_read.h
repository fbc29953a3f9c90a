// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/ooxml/xlsx_read.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ketnap::exchange {

/// Rows of a text table, given like those of a workbook: every cell is text, `row` counts the
/// records from 1, records without any text are skipped. The text is foreign: UTF-8 or UTF-16 with
/// or without a byte-order mark, or one byte a letter (seen_text), `, ; tab` as separator (guessed,
/// or said by a first line "sep=;"), quotes as in RFC 4180. Problems: `csv.not_utf8`,
/// `csv.open_quote`, `csv.too_many_rows`, `csv.too_many_columns`; never an exception.
Result<std::int64_t> csv_read(std::string_view bytes, const ooxml::RowSink& sink,
                              const ooxml::XlsxLimits& limits = {});

/// UTF-8 without the mark; bytes that are no Unicode as a Western program shows them; nothing when
/// they are no text.
Result<std::string> decoded_text(std::string_view bytes);
/// The separator that gives the first lines the most columns.
char guess_separator(std::string_view text);

}  // namespace ketnap::exchange
