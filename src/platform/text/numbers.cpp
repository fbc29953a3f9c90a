// SPDX-License-Identifier: Apache-2.0
#include "platform/text/text.h"
#include "platform/text/utf8.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace ketnap::text {
namespace {

constexpr const char* digit_words[] = {"không", "một", "hai", "ba",  "bốn",
                                       "năm",   "sáu", "bảy", "tám", "chín"};

std::string unit_word(unsigned tens, unsigned unit, Four four) {
    if (unit == 5 && tens > 0) {
        return "lăm";
    }
    if (unit == 1 && tens > 1) {
        return "mốt";
    }
    if (unit == 4 && tens > 1 && four == Four::tu) {
        return "tư";
    }
    return digit_words[unit];
}

void add(std::string& out, std::string_view word) {
    if (!out.empty()) {
        out += ' ';
    }
    out += word;
}

// 0 … 999; `inside` says the hundreds and the linh even when they are nought: "không trăm linh
// năm".
std::string below_thousand(unsigned n, bool inside, Four four) {
    const unsigned hundreds = n / 100;
    const unsigned tens = n / 10 % 10;
    const unsigned unit = n % 10;
    std::string out;
    if (hundreds > 0 || inside) {
        add(out, fmt::format("{} trăm", digit_words[hundreds]));
    }
    if (tens == 0 && unit > 0 && !out.empty()) {
        add(out, "linh");
    } else if (tens == 1) {
        add(out, "mười");
    } else if (tens > 1) {
        add(out, fmt::format("{} mươi", digit_words[tens]));
    }
    if (unit > 0) {
        add(out, unit_word(tens, unit, four));
    }
    return out;
}

// Groups of three below a tỷ, then the tỷ themselves the same way again.
std::string words(std::uint64_t n, bool inside, Four four) {
    constexpr std::uint64_t billion = 1'000'000'000;
    std::string out;
    if (n >= billion) {
        add(out, words(n / billion, inside, four) + " tỷ");
        n %= billion;
    }
    struct Group {
        std::uint64_t size;
        const char* name;
    };
    for (const auto& group : {Group{1'000'000, " triệu"}, Group{1'000, " nghìn"}, Group{1, ""}}) {
        const auto part = static_cast<unsigned>(n / group.size % 1000);
        if (part > 0) {
            add(out, below_thousand(part, inside || !out.empty(), four) + group.name);
        }
    }
    return out;
}

std::uint64_t magnitude(std::int64_t number) {
    return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

}  // namespace

std::string number_vn(std::int64_t number) {
    std::string digits = fmt::format("{}", magnitude(number));
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), 1, '.');
    }
    return number < 0 ? "-" + digits : digits;
}

std::string number_words(std::int64_t number, Four four) {
    if (number == 0) {
        return digit_words[0];
    }
    const auto said = words(magnitude(number), false, four);
    return number < 0 ? "âm " + said : said;
}

std::string money_words(std::int64_t dong) {
    std::string said = number_words(dong, Four::bon) + " đồng";
    std::size_t first = 0;
    next_code_point(said, first);
    return upper(said.substr(0, first)) + said.substr(first);
}

}  // namespace ketnap::text
