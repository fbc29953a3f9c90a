// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ketnap::ooxml {

/// Day numbers of workbooks. Serial 60 (29 February 1900, which never was) has no date.
std::optional<std::int64_t> serial_of_iso(std::string_view iso);

/// "2024-03-26", or "2024-03-26 08:30" when the serial has a time of day; nothing when the number
/// is not a date a workbook can hold. `from_1904`: the workbook counts from 1904.
std::optional<std::string> iso_of_serial(double serial, bool from_1904);

/// True when a number format shows a day ("dd/mm/yyyy", "m/d/yy"), not only a time or a number.
bool is_date_format(std::string_view code);
/// The same for the formats a workbook may use by number without spelling them.
bool is_builtin_date_format(int id);

}  // namespace ketnap::ooxml
