// SPDX-License-Identifier: Apache-2.0
#include "base/documents/layout.h"

#include "platform/time/date.h"

#include <fmt/format.h>

namespace ketnap::documents {

std::string place_and_date(std::string_view place, std::string_view iso_date) {
    std::string line(place);
    const auto join = [&](std::string_view part) {
        line += line.empty() ? "" : ", ";
        line += part;
    };
    if (const auto date = time::Date::parse_iso(iso_date)) {
        join(date->long_vn());
    } else if (!place.empty()) {
        join(time::blank_long_vn());
    }
    return line;
}

std::string number_text(std::int64_t number, std::string_view type, std::string_view agency) {
    return fmt::format("{:02}-{}/{}", number, type, agency);
}

std::string authority_line(const Layout& layout, const Signature& signature) {
    switch (signature.authority) {
        case Authority::on_behalf:
            return layout.prefixes.on_behalf + signature.body;
        case Authority::deputy:
            return layout.prefixes.deputy + signature.body;
        case Authority::by_order:
            return layout.prefixes.by_order + signature.body;
        case Authority::acting:
            return layout.prefixes.acting + signature.body;
        case Authority::own:
            break;
    }
    return {};
}

}  // namespace ketnap::documents
