// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/cell.h"

#include "platform/ooxml/serial_day.h"

#include <string>

namespace ketnap::ooxml {

Cell text_cell(std::string text) {
    return {text.empty() ? CellKind::empty : CellKind::text, std::move(text), 0};
}

Cell number_cell(std::int64_t number) {
    return {CellKind::number, std::to_string(number), static_cast<double>(number)};
}

Cell date_cell(std::string iso) {
    const auto serial = serial_of_iso(iso);
    return serial ? Cell{CellKind::date, std::move(iso), static_cast<double>(*serial)}
                  : text_cell(std::move(iso));
}

}  // namespace ketnap::ooxml
