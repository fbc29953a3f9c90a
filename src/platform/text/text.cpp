// SPDX-License-Identifier: Apache-2.0
#include "platform/text/text.h"

#include "platform/text/letters.h"
#include "platform/text/utf8.h"

#include <algorithm>
#include <array>

namespace ketnap::text {
namespace {

bool is_bidi(char32_t point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
           point == 0x200E || point == 0x200F || point == 0x061C;
}

bool is_zero_width(char32_t point) {
    return (point >= 0x200B && point <= 0x200D) || (point >= 0x2060 && point <= 0x2064) ||
           point == 0xFEFF || point == 0x00AD || point == 0x180E || point == 0x034F;
}

bool is_control(char32_t point) {
    return (point < 0x20 || (point >= 0x7F && point < 0xA0)) && !is_space(point);
}

char32_t meant(char32_t point) {
    switch (point) {
        case 0x00D0:
        case 0x0189:
            return U'Đ';
        case 0x00F0:
        case 0x0256:
            return U'đ';
        default:
            return point;
    }
}

std::string as_text(char32_t point) {
    std::string out;
    append_code_point(out, point);
    return out;
}

template <class Map>
std::string each_point(std::string_view text, Map map) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        append_code_point(out, map(next_code_point(text, at)));
    }
    return out;
}

// Each kind of fault once, not once a letter.
struct Faults {
    bool utf8 = false;
    bool bidi = false;
    bool zero_width = false;
    bool control = false;
    std::u32string look_alikes;
};

Faults faults_of(std::string_view name) {
    Faults faults;
    faults.utf8 = !is_valid_utf8(name);
    for (std::size_t at = 0; at < name.size();) {
        const auto point = next_code_point(name, at);
        faults.utf8 |= point == 0xFFFD;
        faults.bidi |= is_bidi(point);
        faults.zero_width |= is_zero_width(point);
        faults.control |= is_control(point);
        if (meant(point) != point && faults.look_alikes.find(point) == std::u32string::npos) {
            faults.look_alikes += point;
        }
    }
    return faults;
}

}  // namespace

std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string trim(std::string_view text) {
    std::size_t begin = text.size();
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (!is_space(next_code_point(text, at))) {
            begin = std::min(begin, start);
            end = at;
        }
    }
    return begin < end ? std::string{text.substr(begin, end - begin)} : std::string{};
}

std::string lower(std::string_view text) {
    return each_point(text, [](char32_t point) { return letter(point).lower; });
}

std::string upper(std::string_view text) {
    return each_point(text, [](char32_t point) { return letter(point).upper; });
}

Findings check_name(std::string_view name, std::string_view field) {
    const auto faults = faults_of(name);
    Findings out;
    const std::pair<bool, const char*> errors[] = {{faults.utf8, "text.utf8"},
                                                   {faults.bidi, "text.bidi"},
                                                   {faults.zero_width, "text.zero_width"},
                                                   {faults.control, "text.control"}};
    for (const auto& [found, rule] : errors) {
        if (found) {
            out.push_back(field_finding(rule, std::string{field}));
        }
    }
    for (const auto point : faults.look_alikes) {
        out.push_back(field_finding("text.look_alike", std::string{field},
                                    {as_text(point), as_text(meant(point))}));
        out.back().level = Level::warning;
    }
    return out;
}

std::string clean_name(std::string_view name) {
    const std::string composed = nfc(name);
    std::string out;
    bool gap = false;
    for (std::size_t at = 0; at < composed.size();) {
        const auto point = meant(next_code_point(composed, at));
        if (is_bidi(point) || is_zero_width(point) || is_control(point)) {
            continue;
        }
        if (is_space(point)) {
            gap = !out.empty();
            continue;
        }
        if (gap) {
            out += ' ';
            gap = false;
        }
        append_code_point(out, point);
    }
    return nfc(out);
}

}  // namespace ketnap::text
